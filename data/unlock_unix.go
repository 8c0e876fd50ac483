//go:build !windows && !plan9 && !solaris && !aix && !js && !wasip1

package data

import (
	"os"
	"syscall"
)

// unlock gives up the lock on a file that bbolt crashed on while opening.
// Closing the file is not enough: its mapping, which nobody can undo any more,
// keeps the open file and the lock with it.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
