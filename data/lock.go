package data

import (
	"encoding/json"
	"errors"
	"os"
	"syscall"
	"time"
)

// Holder is the process that has a data file open, as far as it is known.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// Known reports whether h names a process at all.
func (h Holder) Known() bool { return h.PID != 0 }

// lockInfo is the file beside a data file that names its holder. It locks
// nothing: the lock is the operating system's and dies with the process, this
// is only what a refused second process can tell its user.
func lockInfo(path string) string { return path + ".lock-info" }

// writeHolder is best effort: not being able to say who we are is no reason not to open.
func writeHolder(path string, now time.Time) {
	host, _ := os.Hostname()
	raw, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: now.UTC().Truncate(time.Second)})
	if err == nil {
		_ = os.WriteFile(lockInfo(path), raw, 0o600)
	}
}

func removeHolder(path string) { _ = os.Remove(lockInfo(path)) }

// readHolder returns who says to hold the file, and nobody when that process
// is known to be gone.
func readHolder(path string) Holder {
	raw, err := os.ReadFile(lockInfo(path))
	if err != nil {
		return Holder{}
	}
	var h Holder
	if json.Unmarshal(raw, &h) != nil || h.PID <= 0 {
		return Holder{}
	}
	if host, err := os.Hostname(); err == nil && host == h.Host && gone(h.PID) {
		return Holder{}
	}
	return h
}

// gone reports whether no process pid runs here. Where signal 0 is not known
// (Windows) it says no.
func gone(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH)
}
