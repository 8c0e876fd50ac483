package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"tongtu/app/task"
)

// maxLog is how large the log grows before it is set aside.
const maxLog = 1 << 20

// openLog appends to the log at path; one of a former time is kept beside it. A
// log that cannot be written goes to standard error instead, with the reason.
func openLog(path string) (*slog.Logger, io.Closer) {
	f, err := appendTo(path)
	if err != nil {
		log := slog.New(slog.NewTextHandler(os.Stderr, nil))
		log.Warn("log file", "error", err.Error())
		return log, io.NopCloser(nil)
	}
	return slog.New(slog.NewTextHandler(f, nil)), f
}

func appendTo(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.Size() > maxLog:
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, err
		}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("stat: %w", err)
	}
	return os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
}

// recovered makes an error of a recovered panic's value.
func recovered(r any) error { return &task.PanicError{Value: r, Stack: debug.Stack()} }

// stackOf is the stack of a recovered panic.
func stackOf(err error) string {
	var p *task.PanicError
	if errors.As(err, &p) {
		return string(p.Stack)
	}
	return ""
}
