// The ride of everybody (ride.go) on a block at once.

#include "go_asm.h"
#include "textflag.h"

// func rideAVX2(list []int32, conns []conn, rides []timetable.Ride, after, seated []int32, runs, ready, useful []row, less *longRow, blocks int) int
TEXT ·rideAVX2(SB), NOSPLIT, $0-216
	MOVQ list_base+0(FP), DI
	MOVQ conns_base+24(FP), SI
	MOVQ runs_base+120(FP), R10
	MOVQ ready_base+144(FP), R11
	MOVQ useful_base+168(FP), R12
	MOVQ less+192(FP), R13
	MOVQ blocks+200(FP), DX
	SHLQ $5, DX
	XORL AX, AX // position in list
	XORL BX, BX // of what is left in it
	JMP  more

next:
	MOVL    (DI)(AX*4), R14
	INCQ    AX
	MOVQ    rides_base+48(FP), CX
	PREFETCHT0 (CX)(R14*8)
	MOVQ    R14, R9
	SHLQ    $4, R9
	ADDQ    SI, R9
	MOVLQSX conn_slot(R9), R15
	MOVQ    seated_base+96(FP), CX
	MOVLQSX (CX)(R15*4), R15
	TESTQ   R15, R15
	JEQ     nobody

	SHLQ $7, R15
	ADDQ R10, R15 // paid
	MOVQ after_base+72(FP), R8
	MOVL (R8)(R14*4), R8

	// What is said, from here on, is below the position.
	SHLL $const_rideBits, R14
	MOVL R8, CX
	ANDL $const_ended, CX
	SHRL $28, CX
	ORL  CX, R14
	ANDL $~const_ended, R8

	VMOVD        R8, X7
	VPBROADCASTD X7, Y7
	VPBROADCASTD conn_fare(R9), Y6
	VPBROADCASTD conn_fee(R9), Y8
	MOVWLZX      conn_from(R9), CX
	MOVWLZX      conn_to(R9), R8
	SHLQ         $7, CX
	SHLQ         $7, R8
	ADDQ         R11, CX // joining
	ADDQ         R12, R8 // useful
	VPXOR        Y4, Y4, Y4
	VPXOR        Y5, Y5, Y5
	XORL         R9, R9

ride:
	VMOVDQU (R15)(R9*1), Y0
	VPMINSD (CX)(R9*1), Y0, Y0
	VPADDD  Y6, Y0, Y0
	VMOVDQU Y0, (R15)(R9*1)
	VPADDD  Y8, Y0, Y1
	VPSUBD  (R8)(R9*1), Y1, Y1
	VPOR    Y1, Y4, Y4         // use
	VPADDD  Y7, Y0, Y2
	VPSUBD  (R13)(R9*1), Y2, Y2
	VPOR    Y2, Y5, Y5         // hope
	ADDQ    $32, R9
	CMPQ    R9, DX
	JLT     ride

	VMOVMSKPS Y4, R8
	VMOVMSKPS Y5, R9
	XORL      CX, CX
	TESTL     R9, R9
	SETEQ     CX
	LEAL      (CX)(CX*1), R9
	ORL       R9, R14 // no hope: rideEnd
	NEGL      R8
	SBBL      R8, R8
	DECL      CX
	ANDL      CX, R8
	ANDL      $const_rideUse, R8
	ORL       R8, R14
	MOVL      R14, (DI)(BX*4)
	XORL      CX, CX
	TESTL     $3, R14
	SETNE     CX
	ADDQ      CX, BX

more:
	CMPQ AX, list_len+8(FP)
	JLT  next
	VZEROUPPER
	MOVQ BX, ret+208(FP)
	RET

nobody:
	SHLL $const_rideBits, R14
	MOVL R14, (DI)(BX*4)
	INCQ BX
	JMP  more
