package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// The waits for another process; bbolt's own default is for ever. A reader has
// a way out (see Options.ReadOnly) and waits for a writer about to close only.
const (
	lockTimeout = time.Second
	readTimeout = 200 * time.Millisecond
)

// guard runs fn and turns a crash on damaged pages into ErrDamaged. bbolt
// trusts what it reads: a wild pointer panics or faults in the mapped file.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return fn()
}

// openBolt opens an existing file and returns what the operating system says
// about it, to notice later that the path has another file.
func openBolt(path string, readOnly bool) (db *bolt.DB, info fs.FileInfo, err error) {
	var file *os.File
	o := bolt.Options{
		Timeout:  lockTimeout,
		ReadOnly: readOnly,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			// Never O_CREATE: bbolt would make an empty database of a file
			// deleted this moment.
			file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
			return file, err
		},
	}
	if readOnly {
		o.Timeout = readTimeout
	}
	err = guard(func() (err error) {
		db, err = bolt.Open(path, 0o600, &o)
		return err
	})
	if err != nil {
		if file != nil && errors.Is(err, ErrDamaged) { // bbolt crashed and closed nothing
			unlock(file)
			_ = file.Close()
		}
		return nil, nil, openError(path, err)
	}
	info, err = file.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, info, nil
}

// openError sorts what bbolt says into our errors. What the operating system
// refuses is passed on; anything else means the bytes are not a database.
func openError(path string, err error) error {
	var errno syscall.Errno
	var pathError *fs.PathError
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return &LockedError{Path: path, Holder: readHolder(path)}
	case errors.Is(err, ErrDamaged), errors.As(err, &errno), errors.As(err, &pathError):
		return fmt.Errorf("open %s: %w", path, err)
	}
	return fmt.Errorf("open %s: %w: %w", path, ErrDamaged, err)
}

// lostErrno are the refusals of the operating system of which bbolt keeps only
// the words, where it grows or syncs the file.
var lostErrno = []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EFBIG, syscall.EROFS, syscall.ENOMEM}

// diskError gives an error of a commit back what the operating system said, and
// about which file.
func diskError(path string, err error) error {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return err
	}
	for _, e := range lostErrno {
		if strings.HasSuffix(err.Error(), e.Error()) {
			return &fs.PathError{Op: err.Error(), Path: path, Err: e}
		}
	}
	return err
}

// create makes a new data file under a temporary name and gives it its own when
// it is whole: a power cut while bbolt initialises a file can leave a damaged
// one. It does nothing to a file that came into being meanwhile.
func create(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, "."+filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	name := tmp.Name()
	defer func() { _ = os.Remove(name) }()
	if err := tmp.Close(); err != nil {
		return err
	}
	db, err := bolt.Open(name, 0o600, &bolt.Options{Timeout: lockTimeout})
	if err != nil {
		return err
	}
	if err := errors.Join(migrate(db, migrations), db.Sync(), db.Close()); err != nil {
		return err
	}
	return publishFile(name, path)
}

// publishFile gives a finished file its final name, never taking it from
// another one, and makes that survive a power cut.
func publishFile(tmp, path string) error {
	err := os.Link(tmp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(tmp, path) // a file system without hard links
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // a directory cannot be opened for this there
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// copyBefore keeps the file as it was before a migration from schema v.
func copyBefore(db *bolt.DB, v int) error {
	path := fmt.Sprintf("%s.schema%d", db.Path(), v)
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	err = db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(tmp)
		return err
	})
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
