// The operations on rows (rowops.go) on a block at once.

#include "go_asm.h"
#include "textflag.h"

// func underAVX2(a, b *row, more int32, blocks int) uint32
TEXT ·underAVX2(SB), NOSPLIT, $0-36
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVL more+16(FP), AX
	VMOVD AX, X3
	VPBROADCASTD X3, Y3
	MOVQ blocks+24(FP), DX
	SHLQ $5, DX
	XORL R9, R9 // offset of a block
	XORL CX, CX // of its first lane
	XORL AX, AX

under:
	VPADDD    (SI)(R9*1), Y3, Y0
	VMOVDQU   (DI)(R9*1), Y1
	VPCMPGTD  Y0, Y1, Y1
	VMOVMSKPS Y1, R8
	SHLL      CX, R8
	ORL       R8, AX
	ADDL      $const_block, CX
	ADDQ      $32, R9
	CMPQ      R9, DX
	JLT       under
	VZEROUPPER
	MOVL      AX, ret+32(FP)
	RET

// func lowerAVX2(a, b *row, blocks int) uint32
TEXT ·lowerAVX2(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ blocks+16(FP), DX
	SHLQ $5, DX
	XORL R9, R9
	XORL CX, CX
	XORL AX, AX

lower:
	VMOVDQU   (SI)(R9*1), Y0
	VMOVDQU   (DI)(R9*1), Y1
	VPCMPGTD  Y1, Y0, Y2
	VPMINSD   Y1, Y0, Y0
	VMOVDQU   Y0, (SI)(R9*1)
	VMOVMSKPS Y2, R8
	SHLL      CX, R8
	ORL       R8, AX
	ADDL      $const_block, CX
	ADDQ      $32, R9
	CMPQ      R9, DX
	JLT       lower
	VZEROUPPER
	MOVL      AX, ret+24(FP)
	RET

// Which lanes go where when they are shifted by one.
DATA further<>+0(SB)/8, $0x0000000000000007
DATA further<>+8(SB)/8, $0x0000000200000001
DATA further<>+16(SB)/8, $0x0000000400000003
DATA further<>+24(SB)/8, $0x0000000600000005
GLOBL further<>(SB), RODATA|NOPTR, $32

// func shiftAVX2(b, a, worth *row, blocks int) uint32
TEXT ·shiftAVX2(SB), NOSPLIT, $0-36
	MOVQ b+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ worth+16(FP), R10
	MOVQ blocks+24(FP), DX
	SHLQ $5, DX
	XORL R9, R9 // offset of a block
	XORL CX, CX // of its first lane
	MOVL $const_noCost, AX
	VMOVD AX, X3
	VMOVDQU further<>(SB), Y5
	XORL AX, AX

shift:
	VMOVDQU   (SI)(R9*1), Y0
	VMOVDQU   (R10)(R9*1), Y1
	VPCMPGTD  Y0, Y1, Y1
	VMOVMSKPS Y1, R8
	SHLL      CX, R8
	ORL       R8, AX
	VPERMD    Y0, Y5, Y0
	VPBLENDD  $1, Y3, Y0, Y2
	VMOVDQU   Y2, (DI)(R9*1)
	VMOVDQA   Y0, Y3
	ADDL      $const_block, CX
	ADDQ      $32, R9
	CMPQ      R9, DX
	JLT       shift
	VZEROUPPER
	MOVL      AX, ret+32(FP)
	RET

// func enterAVX2(changed []int32, doors []door, ready, useful []row, able, paid, worth *row, blocks int) int
TEXT ·enterAVX2(SB), NOSPLIT, $0-136
	MOVQ changed_base+0(FP), DI
	MOVQ doors_base+24(FP), SI
	MOVQ ready_base+48(FP), R11
	MOVQ useful_base+72(FP), R12
	MOVQ able+96(FP), R8
	MOVQ paid+104(FP), R9
	MOVQ worth+112(FP), R10
	MOVQ blocks+120(FP), DX
	SHLQ $5, DX
	XORL AX, AX // position in doors
	XORL BX, BX // in changed
	JMP  doors

door:
	LEAQ    (SI)(AX*8), R14
	MOVLQSX door_stop(R14), R13
	MOVLQSX door_alight(R14), R15
	SHLQ    $7, R13
	SHLQ    $7, R15
	ADDQ    R11, R13
	ADDQ    R12, R15
	VPXOR   Y4, Y4, Y4
	XORL    CX, CX

look:
	VMOVDQU  (R8)(CX*1), Y0
	VMOVDQU  (R13)(CX*1), Y1
	VPMINSD  (R10)(CX*1), Y1, Y1
	VPCMPGTD Y0, Y1, Y1
	VPOR     Y1, Y4, Y4
	VMOVDQU  (R15)(CX*1), Y2
	VPMINSD  (R9)(CX*1), Y2, Y2
	VMOVDQU  Y2, (R15)(CX*1)
	ADDQ     $32, CX
	CMPQ     CX, DX
	JLT      look

	// Whether there is a lane is in all of them, because a branch would be
	// mispredicted.
	VMOVMSKPS    Y4, R14
	NEGL         R14
	SBBL         R14, R14
	VMOVD        R14, X4
	VPBROADCASTD X4, Y4
	MOVL         AX, (DI)(BX*4)
	SUBL         R14, BX
	INCQ         AX
	XORL         CX, CX

join:
	VMOVDQU   (R13)(CX*1), Y1
	VPMINSD   (R8)(CX*1), Y1, Y0
	VPBLENDVB Y4, Y0, Y1, Y1
	VMOVDQU   Y1, (R13)(CX*1)
	ADDQ      $32, CX
	CMPQ      CX, DX
	JLT       join

doors:
	CMPQ AX, doors_len+32(FP)
	JLT  door
	VZEROUPPER
	MOVQ BX, ret+128(FP)
	RET

// func alightAVX2(a, paid, useful, worth *row, more int32, blocks int) uint32
TEXT ·alightAVX2(SB), NOSPLIT, $0-52
	MOVQ a+0(FP), R11
	MOVQ paid+8(FP), SI
	MOVQ useful+16(FP), DI
	MOVQ worth+24(FP), R10
	MOVL more+32(FP), AX
	VMOVD AX, X3
	VPBROADCASTD X3, Y3
	MOVQ blocks+40(FP), DX
	SHLQ $5, DX
	XORL R9, R9
	XORL CX, CX
	XORL AX, AX

alight:
	VPADDD    (SI)(R9*1), Y3, Y0
	VMOVDQU   Y0, (R11)(R9*1)
	VMOVDQU   (DI)(R9*1), Y1
	VMOVDQU   (R10)(R9*1), Y2
	VPMINSD   Y1, Y2, Y4
	VPCMPGTD  Y0, Y4, Y4    // of use
	VPCMPGTD  Y0, Y2, Y2    // less than worth
	VPMINSD   Y0, Y1, Y0
	VPBLENDVB Y2, Y1, Y0, Y0
	VMOVDQU   Y0, (DI)(R9*1)
	VMOVMSKPS Y4, R8
	SHLL      CX, R8
	ORL       R8, AX
	ADDL      $const_block, CX
	ADDQ      $32, R9
	CMPQ      R9, DX
	JLT       alight
	VZEROUPPER
	MOVL      AX, ret+48(FP)
	RET

// func outlookAVX2(most *[lanes + block]int32, less *longRow, left []int32, skip, blocks int)
TEXT ·outlookAVX2(SB), NOSPLIT, $0-56
	MOVQ most+0(FP), DI
	MOVQ less+8(FP), SI
	MOVQ left_base+16(FP), R10
	MOVQ left_len+24(FP), R11
	MOVQ skip+40(FP), AX
	LEAQ (SI)(AX*4), SI
	MOVQ blocks+48(FP), DX
	INCQ DX
	SHLQ $5, DX
	XORL R9, R9
	MOVL $const_noCost, AX
	NEGL AX
	VMOVD AX, X3
	VPBROADCASTD X3, Y3

outlook:
	VMOVDQA Y3, Y0
	LEAQ    (SI)(R9*1), R12
	XORL    CX, CX

left:
	CMPQ         CX, R11
	JGE          known
	VPBROADCASTD (R10)(CX*4), Y1
	VMOVDQU      (R12)(CX*4), Y2
	VPSUBD       Y1, Y2, Y2
	VPMAXSD      Y2, Y0, Y0
	INCQ         CX
	JMP          left

known:
	VMOVDQU Y0, (DI)(R9*1)
	ADDQ    $32, R9
	CMPQ    R9, DX
	JLT     outlook
	VZEROUPPER
	RET
