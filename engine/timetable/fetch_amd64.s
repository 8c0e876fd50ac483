#include "go_asm.h"
#include "textflag.h"

// func fetch(connections []int32, rides *Ride, calls *call, groups *int32)
TEXT ·fetch(SB), NOSPLIT, $0-48
	MOVQ connections_base+0(FP), SI
	MOVQ connections_len+8(FP), CX
	MOVQ rides+24(FP), R8
	MOVQ calls+32(FP), R9
	MOVQ groups+40(FP), R10

next:
	MOVLQSX (SI), AX
	MOVLQSX Ride_At(R8)(AX*8), BX
	SHLQ    $4, BX
	PREFETCHT0 call__size(R9)(BX*1)
	PREFETCHT0 (R10)(AX*4)
	ADDQ    $4, SI
	DECQ    CX
	JNZ     next
	RET

// func fetchRides(connections []int32, rides *Ride)
TEXT ·fetchRides(SB), NOSPLIT, $0-32
	MOVQ connections_base+0(FP), SI
	MOVQ connections_len+8(FP), CX
	MOVQ rides+24(FP), R8

ride:
	MOVLQSX (SI), AX
	PREFETCHT0 (R8)(AX*8)
	ADDQ    $4, SI
	DECQ    CX
	JNZ     ride
	RET
