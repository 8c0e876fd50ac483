#include "textflag.h"

// A group of a set is 64 words of 16 bits, in two registers: the upper bits of a
// stop are the number of the group, the next six that of the word, and the last
// four that of the bit.

// func filterVectors(words *uint64, from, to *uint16, n, groups int, ready, open *uint64)
// Requires: AVX512F, AVX512BW
TEXT ·filterVectors(SB), NOSPLIT, $0-56
	MOVQ words+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ to+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ groups+32(FP), R8
	MOVQ ready+40(FP), R9
	MOVQ open+48(FP), R10
	ADDQ CX, CX               // half words
	MOVL $0x00010001, AX
	VPBROADCASTD AX, Z15      // 1
	MOVL $0x000f000f, AX
	VPBROADCASTD AX, Z14      // 15

half:
	VMOVDQU64 (SI), Z0
	VMOVDQU64 (DX), Z1
	VPSRLW $4, Z0, Z2         // word; higher bits are ignored
	VPSRLW $4, Z1, Z3
	VPSRLW $10, Z0, Z4        // group
	VPSRLW $10, Z1, Z5
	VPANDD Z14, Z0, Z0        // bit
	VPANDD Z14, Z1, Z1
	VPXORD Z6, Z6, Z6         // words found of ready
	VPXORD Z7, Z7, Z7         // and of open
	VPXORD Z8, Z8, Z8         // number of the group at hand
	MOVQ R8, R13
	MOVQ R9, R11
	MOVQ R10, R12

group:
	VPCMPEQW Z4, Z8, K1
	VPCMPEQW Z5, Z8, K2
	VMOVDQU64 (R11), Z9
	VMOVDQU64 (R12), Z10
	VMOVDQA64 Z2, Z11
	VMOVDQA64 Z3, Z12
	VPERMI2W.Z 64(R11), Z9, K1, Z11
	VPERMI2W.Z 64(R12), Z10, K2, Z12
	VPORD Z11, Z6, Z6
	VPORD Z12, Z7, Z7
	VPADDW Z15, Z8, Z8
	ADDQ $128, R11
	ADDQ $128, R12
	DECQ R13
	JNZ  group

	VPSRLVW Z0, Z6, Z6
	VPSRLVW Z1, Z7, Z7
	VPANDD Z6, Z7, Z7
	VPTESTMW Z15, Z7, K1
	KMOVD K1, AX
	MOVL AX, (DI)
	ADDQ $4, DI
	ADDQ $64, SI
	ADDQ $64, DX
	DECQ CX
	JNZ  half
	VZEROUPPER
	RET
