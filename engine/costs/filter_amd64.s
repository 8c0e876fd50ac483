// The filter of connections (filter.go) on a block at once.

#include "go_asm.h"
#include "textflag.h"

// In which lanes a block of connections is once they are taken apart.
DATA order<>+0(SB)/8, $0x0000000400000000
DATA order<>+8(SB)/8, $0x0000000500000001
DATA order<>+16(SB)/8, $0x0000000600000002
DATA order<>+24(SB)/8, $0x0000000700000003
GLOBL order<>(SB), RODATA|NOPTR, $32

// func filterAVX2(passed []int32, conns []conn, seated []int32, live []uint8, squeezed *[1 << block]uint64) int
TEXT ·filterAVX2(SB), NOSPLIT, $0-112
	MOVQ passed_base+0(FP), DI
	MOVQ conns_base+24(FP), SI
	MOVQ conns_len+32(FP), DX // left
	MOVQ seated_base+48(FP), R8
	MOVQ live_base+72(FP), R9
	MOVQ squeezed+96(FP), R10
	XORL BX, BX // position in passed
	VMOVDQU order<>(SB), Y15
	VPXOR    Y14, Y14, Y14
	VPCMPEQD Y13, Y13, Y13
	VPSRLD   $16, Y13, Y12 // a stop
	VPSRLD   $24, Y13, Y11 // what lives there
	MOVL     $const_block, R11
	VMOVD    R11, X10
	VPBROADCASTD X10, Y10
	VPXOR    Y9, Y9, Y9    // position of the block
	JMP      more

next:
	// From connections (from and to, slot, fare, fee) to stops and slots.
	VMOVDQU     (SI), Y0
	VMOVDQU     32(SI), Y1
	VMOVDQU     64(SI), Y2
	VMOVDQU     96(SI), Y3
	VPUNPCKLDQ  Y1, Y0, Y0
	VPUNPCKLDQ  Y3, Y2, Y2
	VPUNPCKLQDQ Y2, Y0, Y4
	VPUNPCKHQDQ Y2, Y0, Y5
	VPAND       Y12, Y4, Y4

	VMOVDQA    Y13, Y6
	VPGATHERDD Y6, (R8)(Y5*4), Y0
	VMOVDQA    Y13, Y6
	VPGATHERDD Y6, (R9)(Y4*1), Y1
	VPAND      Y11, Y1, Y1

	// The signs are of those that do not run, or where there is nobody.
	VPOR      Y0, Y1, Y1
	VPCMPEQD  Y14, Y1, Y1
	VPOR      Y0, Y1, Y1
	VPERMD    Y1, Y15, Y1
	VMOVMSKPS Y1, R11
	XORL      $0xff, R11
	VPMOVZXBD (R10)(R11*8), Y0
	VPADDD    Y9, Y0, Y0
	VMOVDQU   Y0, (DI)(BX*4)
	POPCNTL   R11, R11
	ADDQ      R11, BX
	VPADDD    Y10, Y9, Y9
	ADDQ      $(const_block*conn__size), SI
	SUBQ      $const_block, DX

more:
	CMPQ DX, $0
	JNE  next
	VZEROUPPER
	MOVQ BX, ret+104(FP)
	RET
