package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Backup writes the last committed state, history included, to a new file at
// path, and looks through what it wrote before giving it that name. An earlier
// backup there is replaced; anything else is left alone (fs.ErrExist). It works
// beside editors and on a store that is open read-only.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := replaceable(path, s.path); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	tmp, err := s.copyOut(ctx, path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return errors.Join(fmt.Errorf("backup: %w", err), os.Remove(tmp))
	}
	return syncDir(filepath.Dir(path))
}

// replaceable refuses to overwrite what is no data file, and the data file in use.
func replaceable(path, used string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if here, err := os.Stat(used); err == nil && os.SameFile(info, here) {
		return &fs.PathError{Op: "replace", Path: path, Err: fs.ErrExist}
	}
	if !info.Mode().IsRegular() || info.Size() > 0 && !ours(path) {
		return &fs.PathError{Op: "replace", Path: path, Err: fs.ErrExist}
	}
	return nil
}

// copyOut writes the last committed state to a temporary file beside path,
// checks it, and returns its name.
func (s *Store) copyOut(ctx context.Context, path string) (name string, err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	to := &patient{ctx: ctx, w: tmp}
	err = s.view(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(to)
		return errors.Join(err, to.err) // bbolt keeps only the words of some errors
	})
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return "", err
	}
	return tmp.Name(), verifyFile(ctx, tmp.Name())
}

// patient is a writer that stops when ctx ends, and remembers why it stopped.
type patient struct {
	ctx context.Context
	w   io.Writer
	err error
}

func (p *patient) Write(b []byte) (n int, err error) {
	if p.err = p.ctx.Err(); p.err == nil {
		n, p.err = p.w.Write(b)
	}
	return n, p.err
}

// verifyFile looks through a data file. Damage is ErrDamaged.
func verifyFile(ctx context.Context, path string) error {
	s, err := surveyFile(path, 0, ctx.Err)
	if err != nil {
		return err
	}
	return s.err(path)
}
