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
	"tongtu/data/rules"
	"tongtu/data/topic"
)

// Options of Open. The zero value is ready.
type Options struct {
	// ReadOnly opens without the right to change anything. While another
	// process has the file open for writing, it opens a copy of the last
	// committed state, which stays as it is.
	ReadOnly bool
	Now      func() time.Time // clock of the journal; nil: time.Now

	// New makes a new file in the place of a missing one also when that was
	// there before (see ErrMissing).
	New bool
	// AcceptLoss opens a file that fell back to an earlier state (see ErrFellBack).
	AcceptLoss bool
}

// Change tells observers that a committed transaction moved the network on.
type Change struct{ Revision uint64 }

// Store owns the data file. All methods are safe for concurrent use.
type Store struct {
	path     string
	readOnly bool
	scratch  bool   // a working copy, which nothing is kept beside
	snapshot string // the private copy that is open instead of path; empty: none
	now      func() time.Time
	keep     limits
	gen      generation
	older    bool // when it was opened, the file was older than the one before at its place
	changes  topic.Topic[Change]

	mu   sync.RWMutex // held for writing only while db is closed or opened again
	db   *bolt.DB
	lost bool        // db is closed after a failed commit and could not be opened again yet
	info fs.FileInfo // of the opened file
}

// Open opens the file at path, creating it when missing, looks through all of
// it, and brings it to the current schema; the file is copied before. A file of
// size 0 is damage, not a new file, and one that is gone while its backups are
// there is ErrMissing. Errors are also ErrLocked (a *LockedError),
// ErrSchemaTooNew, ErrDamaged (mostly a *DamageError, which may be ErrFellBack
// too), with ReadOnly ErrSchemaOld and fs.ErrNotExist, or the operating system's.
func Open(path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{path: path, readOnly: o.ReadOnly, now: o.Now, keep: defaultLimits()}
	s.gen.path = path
	if err := s.prepare(o.New); err != nil {
		return nil, err
	}
	if err := s.open(o.AcceptLoss); err != nil {
		return nil, err
	}
	if !s.readOnly {
		writeHolder(path, s.now())
		tidy(path)
		s.gen.note(s.state())
	}
	return s, nil
}

// open opens the prepared file and brings it up to date.
func (s *Store) open(acceptLoss bool) error {
	noted := readGeneration(s.path) // first, since the owner of the file may go on
	db, info, err := openBolt(s.path, s.readOnly)
	if s.readOnly && errors.Is(err, ErrLocked) {
		db, info, err = s.openSnapshot()
	}
	if err != nil {
		return err
	}
	s.db, s.info = db, info
	schema, err := s.examine(noted, acceptLoss)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	if err := guard(func() error { return s.bringUp(schema) }); err != nil {
		return errors.Join(fmt.Errorf("open %s: %w", s.path, err), s.Close())
	}
	return nil
}

// examine surveys the opened file, of which the newest state known is noted, and
// returns its schema.
func (s *Store) examine(noted uint64, acceptLoss bool) (schema int, err error) {
	sv, err := surveyFile(s.db.Path(), 0, nil)
	if err != nil {
		return 0, err
	}
	if sv.schema > len(migrations) { // what looks like damage may be what is new
		return 0, fmt.Errorf("open %s: schema %d, known up to %d: %w", s.path, sv.schema, len(migrations), ErrSchemaTooNew)
	}
	if err := sv.err(s.path); err != nil {
		return 0, err
	}
	have := sv.meta.txid
	switch {
	case s.scratch:
		return sv.schema, nil
	case have >= noted:
		s.gen.last = noted
		return sv.schema, nil
	case sv.metas == 2:
		s.older = true // as a whole, so somebody put it there
	case !acceptLoss:
		lost := damage(s.path, fmt.Sprintf("%d of %d", have, noted))
		lost.Code = rules.FellBack
		return 0, &DamageError{s.path, []rules.Finding{lost}}
	}
	if !s.readOnly {
		forgetGeneration(s.path)
	}
	return sv.schema, nil
}

// prepare makes a missing file, and tells an empty one from a new one.
func (s *Store) prepare(anew bool) error {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !s.readOnly:
		if !anew && wasThere(s.path) {
			return fmt.Errorf("%s: %w", s.path, ErrMissing)
		}
		forgetGeneration(s.path)
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

// wasThere reports whether something beside path tells of a data file there.
func wasThere(path string) bool {
	list, err := Backups(path)
	return readGeneration(path) != 0 || err != nil || len(list) > 0
}

// bringUp migrates a file of an older schema v and refuses a foreign one.
func (s *Store) bringUp(v int) error {
	switch {
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
	s.gen.close()
	err := guard(s.db.Close)
	if s.snapshot != "" {
		err = errors.Join(err, os.Remove(s.snapshot))
		s.snapshot = ""
	}
	return err
}

// Path is the data file's.
func (s *Store) Path() string { return s.path }

// Older reports whether the file, when it was opened, was an older state than
// the newest known at its place: somebody put a copy there.
func (s *Store) Older() bool { return s.older }

// ReadOnly reports whether every edit will be refused with ErrReadOnly.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Changes is where observers subscribe to committed edits. They run on the
// editing goroutine after the commit and can read what was committed. Two
// editors at work may publish in either order: the higher revision is newer.
func (s *Store) Changes() *topic.Topic[Change] { return &s.changes }

// view runs fn in a read transaction. Nothing of the transaction may be kept.
func (s *Store) view(fn func(*bolt.Tx) error) error {
	if err := s.recover(); err != nil {
		return err
	}
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
	err = s.write(func(tx *bolt.Tx) error {
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
		return meta.set(tx, keyRevision, w.rev)
	})
	return rev, err
}

// write runs fn in a write transaction. When it returns nil, the transaction is
// in the file to stay.
func (s *Store) write(fn func(*bolt.Tx) error) error {
	if err := s.recover(); err != nil {
		return err
	}
	s.mu.RLock()
	if err := s.sameFile(); err != nil {
		s.mu.RUnlock()
		return err
	}
	var id uint64
	committing := false
	err := guard(func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			id = uint64(tx.ID())
			if err := fn(tx); err != nil {
				return err
			}
			committing = true
			return nil
		})
	})
	s.mu.RUnlock()
	if err != nil && committing {
		err = s.reopen(id, diskError(s.path, err))
	}
	if err == nil {
		s.gen.note(id)
	}
	return err
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

// reopen recovers from a failed commit of transaction id: bbolt is of no use
// after a failed mapping, and a commit whose last sync failed may be in the file
// all the same. It returns nil when it is.
func (s *Store) reopen(id uint64, cause error) error {
	s.mu.Lock()
	_ = guard(s.db.Close) // its error is the cause again
	s.lost = true
	s.mu.Unlock()
	if err := s.recover(); err != nil {
		return errors.Join(cause, err)
	}
	if s.state() == id {
		return nil
	}
	return cause
}

// recover opens the file again after it had to be closed.
func (s *Store) recover() error {
	s.mu.RLock()
	lost := s.lost
	s.mu.RUnlock()
	if !lost { // as nearly always: nobody has to wait for readers
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.lost {
		return nil
	}
	db, info, err := openBolt(s.path, false)
	if err != nil {
		return err
	}
	s.db, s.info, s.lost = db, info, false
	return nil
}
