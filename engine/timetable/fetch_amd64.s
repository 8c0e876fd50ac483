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

// func fetchDepartures(deps []Departure, first *int32, calls *call, calendars *int32)
TEXT ·fetchDepartures(SB), NOSPLIT, $0-48
	MOVQ deps_base+0(FP), SI
	MOVQ deps_len+8(FP), CX
	MOVQ first+24(FP), R8
	MOVQ calls+32(FP), R9
	MOVQ calendars+40(FP), R10

departure:
	MOVLQSX Departure_Trip(SI), AX
	MOVWQSX Departure_Call(SI), DX
	PREFETCHT0 (R10)(AX*4)
	MOVLQSX (R8)(AX*4), BX
	ADDQ    DX, BX
	SHLQ    $4, BX
	PREFETCHT0 call__size(R9)(BX*1)
	ADDQ    $Departure__size, SI
	DECQ    CX
	JNZ     departure
	RET
