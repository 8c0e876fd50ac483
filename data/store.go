package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
	"tongtu/data/topic"
)

// Options of Open. The zero value is ready.
type Options struct {
	// ReadOnly opens without the right to change anything. While another
	// process has the file open for writing, it opens a copy of the last
	// committed state, which stays as it is.
	ReadOnly bool
	Now      func() time.Time // clock of the journal; nil: time.Now
}

// Change tells observers that a committed transaction moved the network on.
type Change struct{ Revision uint64 }

// Store owns the data file. All methods are safe for concurrent use.
type Store struct {
	path     string
	readOnly bool
	scratch  bool   // a working copy, of which no copy is needed before a migration
	snapshot string // the private copy that is open instead of path; empty: none
	now      func() time.Time
	keep     limits
	changes  topic.Topic[Change]

	mu   sync.RWMutex // held for writing only while db is closed or opened again
	db   *bolt.DB
	info fs.FileInfo // of the opened file
}

// Open opens the file at path, creating it when missing, and brings it to the
// current schema; the file is copied before. A file of size 0 is damage, not a
// new file. Errors are ErrLocked (a *LockedError), ErrSchemaTooNew, ErrDamaged,
// with ReadOnly also ErrSchemaOld and fs.ErrNotExist, or the operating system's.
func Open(path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{path: path, readOnly: o.ReadOnly, now: o.Now, keep: defaultLimits()}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		return nil, err
	}
	if !s.readOnly {
		writeHolder(path, s.now())
	}
	return s, nil
}

// open opens the prepared file and brings it up to date.
func (s *Store) open() error {
	db, info, err := openBolt(s.path, s.readOnly)
	if s.readOnly && errors.Is(err, ErrLocked) {
		db, info, err = s.openSnapshot()
	}
	if err != nil {
		return err
	}
	s.db, s.info = db, info
	if err := guard(s.bringUp); err != nil {
		return errors.Join(fmt.Errorf("open %s: %w", s.path, err), s.Close())
	}
	return nil
}

// prepare makes a missing file, and tells an empty one from a new one.
func (s *Store) prepare() error {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !s.readOnly:
		if err := create(s.path); err != nil {
			return fmt.Errorf("create %s: %w", s.path, err)
		}
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: s.path, Err: fs.ErrInvalid}
	case info.Size() == 0:
		return fmt.Errorf("open %s: %w: empty file", s.path, ErrDamaged)
	}
	return nil
}

// bringUp migrates an older file and refuses a newer or a foreign one.
func (s *Store) bringUp() error {
	v, err := schemaOf(s.db)
	switch {
	case err != nil:
		return err
	case v > len(migrations):
		return fmt.Errorf("schema %d, known up to %d: %w", v, len(migrations), ErrSchemaTooNew)
	case v == len(migrations):
		return nil
	case v == 0:
		return fmt.Errorf("%w: not a file of this program", ErrDamaged)
	case s.readOnly:
		return fmt.Errorf("schema %d: %w", v, ErrSchemaOld)
	}
	if !s.scratch {
		if err := copyBefore(s.db, v); err != nil {
			return fmt.Errorf("copy before migration: %w", err)
		}
	}
	return migrate(s.db, migrations)
}

// Close releases the file. s is of no use afterwards.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.readOnly {
		removeHolder(s.path)
	}
	err := guard(s.db.Close)
	if s.snapshot != "" {
		err = errors.Join(err, os.Remove(s.snapshot))
		s.snapshot = ""
	}
	return err
}

// Path is the data file's.
func (s *Store) Path() string { return s.path }

// ReadOnly reports whether every edit will be refused with ErrReadOnly.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Changes is where observers subscribe to committed edits. They run on the
// editing goroutine after the commit and can read what was committed. Two
// editors at work may publish in either order: the higher revision is newer.
func (s *Store) Changes() *topic.Topic[Change] { return &s.changes }

// view runs fn in a read transaction. Nothing of the transaction may be kept.
func (s *Store) view(fn func(*bolt.Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return guard(func() error { return s.db.View(fn) })
}

// errUnchanged rolls back an edit that changed nothing.
var errUnchanged = errors.New("unchanged")

// update runs fn in a write transaction of by as the next revision, and publishes
// it after the commit. An error of fn, or a cancelled ctx, rolls everything back.
func (s *Store) update(ctx context.Context, by model.Person, fn func(*edit) error) error {
	if s.readOnly {
		return ErrReadOnly
	}
	rev, err := s.commit(ctx, by, fn)
	if errors.Is(err, errUnchanged) {
		return nil
	}
	if err != nil {
		return err
	}
	s.changes.Publish(Change{Revision: rev})
	return nil
}

func (s *Store) commit(ctx context.Context, by model.Person, fn func(*edit) error) (rev uint64, err error) {
	s.mu.RLock()
	if err := s.sameFile(); err != nil {
		s.mu.RUnlock()
		return 0, err
	}
	committing := false
	err = guard(func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			w, err := newEdit(tx, s.now(), by, s.keep)
			if err != nil {
				return err
			}
			rev = w.rev
			if err := fn(w); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			committing = true
			return meta.set(tx, keyRevision, w.rev)
		})
	})
	s.mu.RUnlock()
	if err != nil && committing {
		return rev, s.reopen(rev, err)
	}
	return rev, err
}

// sameFile reports ErrReplaced when path no longer leads to the opened file:
// edits would go into a file that is lost with the process.
func (s *Store) sameFile() error {
	info, err := os.Stat(s.path)
	if err != nil || !os.SameFile(info, s.info) {
		return fmt.Errorf("%s: %w", s.path, ErrReplaced)
	}
	return nil
}

// reopen recovers from a failed commit: bbolt is of no use after a failed
// mapping, and a commit whose last sync failed may be in the file all the same.
// It returns nil when it is.
func (s *Store) reopen(rev uint64, cause error) error {
	s.mu.Lock()
	_ = guard(s.db.Close) // its error is the cause again
	db, info, err := openBolt(s.path, false)
	if err != nil {
		s.mu.Unlock()
		return errors.Join(cause, err)
	}
	s.db, s.info = db, info
	s.mu.Unlock()
	if s.Revision() == rev {
		return nil
	}
	return cause
}
