//go:build unix

package app

import (
	"os/signal"
	"syscall"
)

// IgnoreFileLimit makes a write beyond the limit on the size of files an error
// of that write, not the end of the process.
func IgnoreFileLimit() { signal.Ignore(syscall.SIGXFSZ) }
