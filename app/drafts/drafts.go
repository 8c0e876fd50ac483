// Package drafts keeps unsaved work in files, so that it survives a crash or a
// power cut: each run of the program has one file per kind of work, replaced
// atomically. A draft is given up when its work is saved or discarded; one that
// another run left behind is offered at the next start and never written over.
//
// The files lie beside the data file and belong to the process that has it open
// for writing. Nothing in them matters enough to stop the program: a damaged one
// is kept aside and counts as none.
package drafts

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tongtu/app/prefs"
)

// ErrDamaged reports a draft that could not be understood and was set aside.
var ErrDamaged = errors.New("draft damaged")

// Kind names a kind of work, of which one draft is kept.
type Kind string

// The kinds.
const (
	City  Kind = "city"
	Route Kind = "route"
)

// Draft is unsaved work: what it is of, and its content, which only its screen
// understands.
type Draft struct {
	Kind Kind            `json:"kind"`
	Name string          `json:"name"` // of the thing, as people know it
	At   time.Time       `json:"at"`   // when it was last changed
	Body json.RawMessage `json:"body"`

	file string // of another run
}

// Store is a folder of drafts. It is safe for concurrent use. A nil Store keeps
// nothing.
type Store struct {
	dir string
	run string // in the names of this run's files

	mu    sync.Mutex
	turn  uint64
	taken map[Kind]uint64 // the newest turn that was written
}

// Beside is the folder of the drafts of a data file.
func Beside(path string) string { return path + ".drafts" }

// Open returns the store in a folder, for a run that began at a time; the folder
// is made when something is kept.
func Open(dir string, began time.Time) *Store {
	return &Store{dir: dir, run: began.UTC().Format("20060102T150405.000000000"), taken: map[Kind]uint64{}}
}

// Turn is a place in the order in which drafts were changed; of two that are
// written at once the later one stays.
func (s *Store) Turn() uint64 {
	if s == nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn++
	return s.turn
}

func (s *Store) own(k Kind) string { return filepath.Join(s.dir, string(k)+"-"+s.run+suffix) }

const suffix = ".json"

// Keep writes d in place of this run's draft of its kind; when it returns, d survives.
func (s *Store) Keep(turn uint64, d Draft) error {
	return s.at(turn, d.Kind, func() error {
		raw, err := json.Marshal(d)
		if err != nil {
			return fmt.Errorf("drafts: encode: %w", err)
		}
		if err := prefs.Replace(s.own(d.Kind), raw); err != nil {
			return fmt.Errorf("drafts: write: %w", err)
		}
		return nil
	})
}

// Drop gives this run's draft of a kind up; it is no error when there is none.
func (s *Store) Drop(turn uint64, k Kind) error {
	return s.at(turn, k, func() error { return remove(s.own(k)) })
}

// Discard gives a draft up that Left returned.
func (s *Store) Discard(d Draft) error {
	if s == nil || d.file == "" {
		return nil
	}
	return remove(d.file)
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drafts: %w", err)
	}
	return nil
}

// at does something to this run's file unless something later was done to it.
func (s *Store) at(turn uint64, k Kind, do func() error) error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if turn < s.taken[k] {
		return nil
	}
	s.taken[k] = turn
	return do()
}

// Kinds are all kinds of work.
func Kinds() []Kind { return []Kind{City, Route} }

// Left returns the drafts that other runs left behind, the newest first. Those
// that are damaged are moved aside and reported as ErrDamaged.
func (s *Store) Left(k Kind) (out []Draft, err error) {
	if s == nil {
		return nil, nil
	}
	files, err := filepath.Glob(filepath.Join(s.dir, string(k)+"-*"+suffix))
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	for _, file := range files {
		if file == s.own(k) {
			continue
		}
		d, e := read(file, k)
		if e == nil {
			out = append(out, d)
		}
		err = errors.Join(err, e)
	}
	slices.SortStableFunc(out, func(a, b Draft) int { return b.At.Compare(a.At) })
	return out, err
}

func read(file string, k Kind) (d Draft, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return d, fmt.Errorf("drafts: read: %w", err)
	}
	if json.Unmarshal(raw, &d) != nil || d.Kind != k || len(d.Body) == 0 {
		return d, errors.Join(fmt.Errorf("drafts: %s: %w", file, ErrDamaged), os.Rename(file, file+".damaged"))
	}
	d.file = file
	return d, nil
}
