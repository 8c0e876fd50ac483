package app

import (
	"errors"
	"runtime"

	"tongtu/app/i18n"
)

// Why the window could not be shown, or ended.
var (
	// ErrNoDisplay: there is no display to open a window on.
	ErrNoDisplay = errors.New("no display")
	// ErrCrashed: the window ended with a panic. The log has the details.
	ErrCrashed = errors.New("window ended unexpectedly")
)

const (
	keyNoDisplay i18n.Key = "shell.no-display"
	keyCrashed   i18n.Key = "shell.crashed"
)

// Explain puts an error of Run or Shots into words.
func Explain(err error, tr *i18n.Catalogue) string {
	switch {
	case errors.Is(err, ErrNoDisplay):
		return tr.T(keyNoDisplay)
	case errors.Is(err, ErrCrashed):
		return tr.T(keyCrashed)
	}
	if text, known := tr.Describe(err); known {
		return text
	}
	return err.Error()
}

// ExitCode is the exit code of the program after an error of Run: 2 when it was
// started in a wrong way, else 3.
func ExitCode(err error) int {
	if errors.Is(err, ErrNoDisplay) {
		return 2
	}
	return 3
}

// noDisplay reports whether this machine certainly has no display. Only X11 and
// Wayland tell.
func noDisplay(getenv func(string) string) bool {
	switch runtime.GOOS {
	case "linux", "freebsd", "openbsd", "netbsd", "dragonfly":
		return getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == ""
	}
	return false
}
