package data

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// snapshotTries bounds the copies made of a file whose owner keeps committing.
const snapshotTries = 20

// openSnapshot opens a private copy of the file another process has open for
// writing. A commit never touches a page of the state before it, so a copy made
// while the two meta pages stay as they are holds that state whole.
func (s *Store) openSnapshot() (*bolt.DB, fs.FileInfo, error) {
	tmp, err := os.CreateTemp("", "tongtu-*.db")
	if err != nil {
		return nil, nil, err
	}
	s.snapshot = tmp.Name()
	err = errors.Join(copyStable(tmp, s.path), tmp.Close())
	if err == nil {
		var db *bolt.DB
		var info fs.FileInfo
		if db, info, err = openBolt(s.snapshot, true); err == nil {
			return db, info, nil
		}
	}
	return nil, nil, errors.Join(fmt.Errorf("copy %s: %w", s.path, err), os.Remove(s.snapshot))
}

func copyStable(to *os.File, path string) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	for range snapshotTries {
		before, err := metaPages(from)
		if err != nil {
			return err
		}
		if err := copyAll(to, from); err != nil {
			return err
		}
		after, err := metaPages(from)
		if err != nil {
			return err
		}
		if bytes.Equal(before, after) {
			return nil
		}
	}
	return &LockedError{Path: path, Holder: readHolder(path)}
}

func copyAll(to, from *os.File) error {
	for _, f := range []*os.File{to, from} {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
	}
	n, err := io.Copy(to, from)
	if err != nil {
		return err
	}
	return to.Truncate(n)
}

// metaPages reads the two pages at the start of the file that say which state
// is in force. bbolt's pages are the operating system's.
func metaPages(f *os.File) ([]byte, error) {
	buf := make([]byte, 2*os.Getpagesize())
	_, err := f.ReadAt(buf, 0)
	return buf, err
}
