package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Restore puts the backup at from in the place of the data file at path, which
// no process may have open (ErrLocked). A backup that is damaged or newer than
// this program is refused, an older one brought up to date. Accounts and the
// audit log stay those of the file at path. What was at path is not deleted: it
// is returned as kept, empty if there was nothing.
func Restore(ctx context.Context, path, from string, now time.Time) (kept string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	ready, err := prepared(ctx, path, from)
	if err != nil {
		return "", fmt.Errorf("restore %s: %w", from, err)
	}
	if kept, err = keepCurrent(ctx, path, now); err == nil {
		err = os.Rename(ready, path) // a power cut leaves the old file or the new one
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("restore: %w", err), os.Remove(ready))
	}
	forgetGeneration(path)
	return kept, syncDir(filepath.Dir(path))
}

// keepCurrent keeps what is at path among the backups if it is whole, else
// beside it. The file itself stays where it is.
func keepCurrent(ctx context.Context, path string, now time.Time) (kept string, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	db, info, err := openBolt(path, false)
	if errors.Is(err, ErrDamaged) {
		return keep(path, now, os.Link)
	}
	if err != nil {
		return "", err
	}
	s := &Store{path: path, now: func() time.Time { return now }, db: db, info: info, scratch: true}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.examine(0, true); err != nil {
		return keep(path, now, os.Link)
	}
	list, err := Backups(path)
	if err != nil {
		return "", err
	}
	return s.keepCopy(ctx, list)
}

// prepared makes a checked copy of the backup at from beside path, of the
// current schema, and returns its name.
func prepared(ctx context.Context, path, from string) (name string, err error) {
	if _, err := os.Stat(from); err != nil {
		return "", err
	}
	if !ours(from) {
		return "", fmt.Errorf("%w: not a file of this program", ErrDamaged)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	// copyStable, since somebody may be working in the file.
	if err := errors.Join(copyStable(tmp, from), tmp.Sync(), tmp.Close()); err != nil {
		return "", err
	}
	s := &Store{path: tmp.Name(), now: time.Now, scratch: true}
	if err := s.open(true); err != nil {
		return "", err
	}
	if err := errors.Join(s.takeLedger(path), s.Close()); err != nil {
		return "", err
	}
	return tmp.Name(), verifyFile(ctx, tmp.Name())
}

// SetAside renames the file at path, which no process may have open
// (ErrLocked), so that the next Open makes a new one. It returns the new name.
func SetAside(path string, now time.Time) (kept string, err error) {
	db, _, err := openBolt(path, false)
	switch {
	case err == nil:
		err = guard(db.Close)
	case errors.Is(err, ErrDamaged):
		err = nil
	}
	if err != nil {
		return "", err
	}
	if kept, err = keep(path, now, os.Rename); err == nil {
		forgetGeneration(path)
	}
	return kept, err
}

// keep lets move give the damaged file at path a second or another name.
func keep(path string, now time.Time, move func(from, to string) error) (kept string, err error) {
	for n := range 1000 {
		kept = fmt.Sprintf("%s.damaged-%s", path, now.Format("20060102-150405"))
		if n > 0 {
			kept = fmt.Sprintf("%s-%d", kept, n)
		}
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			if err := move(path, kept); err != nil {
				return kept, os.Rename(path, kept) // a file system without hard links
			}
			return kept, nil
		}
	}
	return "", &fs.PathError{Op: "rename", Path: path, Err: fs.ErrExist}
}
