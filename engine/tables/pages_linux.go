package tables

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// largePages asks for large pages for the memory of a list that was not yet
// written to. Without them everything is slower, but the same.
func largePages[T any](list []T) {
	const page = 4 << 20 // two of the usual size, one of which lies within
	if size := len(list) * int(unsafe.Sizeof(list[0])); size >= page {
		_ = unix.Madvise(unsafe.Slice((*byte)(unsafe.Pointer(&list[0])), size), unix.MADV_HUGEPAGE)
	}
}
