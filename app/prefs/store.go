// Package prefs keeps what a person chose in the window: language, theme, text
// size, window size, recent searches. Each setting is declared once, with its
// key, default and validity; a stored value that is missing or invalid reads as
// the default.
//
// The file is the program's own, written as a whole and replaced atomically, so
// that it is complete after a crash at any moment. Nothing in it matters enough
// to stop the program: a damaged file is reported, kept aside, and everything
// starts from the defaults.
package prefs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// ErrDamaged reports a settings file that could not be understood, ErrInvalid a
// value a setting does not take.
var (
	ErrDamaged = errors.New("settings file damaged")
	ErrInvalid = errors.New("value not allowed")
)

// A Store is the settings file. It is safe for concurrent use.
type Store struct {
	path   string // empty: nothing is written
	mu     sync.Mutex
	values map[string]json.RawMessage
}

// Memory returns a store that forgets everything at the end.
func Memory() *Store { return &Store{values: map[string]json.RawMessage{}} }

// Open reads the file at path; a missing one is an empty store. The store is
// usable whatever the error: a damaged file is moved to path + ".damaged" and
// reported as [ErrDamaged].
func Open(path string) (*Store, error) {
	s := Memory()
	s.path = path
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("prefs: read: %w", err)
	}
	if err := json.Unmarshal(raw, &s.values); err != nil || s.values == nil {
		s.values = map[string]json.RawMessage{}
		if err := os.Rename(path, path+".damaged"); err != nil {
			return s, fmt.Errorf("prefs: %w, and it cannot be moved: %w", ErrDamaged, err)
		}
		return s, fmt.Errorf("prefs: %s: %w", path, ErrDamaged)
	}
	return s, nil
}

// put stores raw under key and writes the file, unless nothing changes.
func (s *Store) put(key string, raw json.RawMessage) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if string(s.values[key]) == string(raw) {
		return nil
	}
	s.values[key] = raw
	if s.path == "" {
		return nil
	}
	all, err := json.MarshalIndent(s.values, "", "  ")
	if err != nil {
		return fmt.Errorf("prefs: encode: %w", err)
	}
	if err := Replace(s.path, append(all, '\n')); err != nil {
		return fmt.Errorf("prefs: write: %w", err)
	}
	return nil
}

func (s *Store) raw(key string) (json.RawMessage, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, ok := s.values[key]
	return raw, ok
}

// Replace writes data to a temporary file in the same folder, syncs it and
// renames it over path: after a crash there is the old file or the new one.
func Replace(path string, data []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(path)+".*.tmp") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if _, err = f.Write(data); err != nil {
		return errors.Join(err, f.Close())
	}
	if err = f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
