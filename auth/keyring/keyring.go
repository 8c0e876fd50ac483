// Package keyring keeps secrets in the operating system's keyring or, where
// there is none, in a file that only its owner can read.
//
// # Basics
//
// [Open] decides between the two with the first secret that is asked for, and
// stays with it; [Keys.Place] says which it is, to be announced.
//
// # Caveats
//
// The file keeps nothing from somebody who can read the owner's files: that is
// what the announcement is for.
package keyring

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"tongtu/auth"
	"tongtu/data/model"
)

// patience bounds the wait for a keyring: a locked one asks its owner, who may
// not be there.
const patience = 5 * time.Second

// Keys implements auth.Keys.
type Keys struct {
	service string
	file    fileKeys

	mu    sync.Mutex
	place auth.Place
	asked bool // place is decided
}

var _ auth.Keys = (*Keys)(nil)

// Open returns the keys of one data file: scope tells them from another's. Where
// there is no keyring they are kept in the file at path.
func Open(scope, path string) *Keys {
	return &Keys{service: "tongtu " + scope, file: fileKeys{path: path}}
}

// InFile returns keys that are kept in the file at path, keyring or not.
func InFile(path string) *Keys {
	return &Keys{file: fileKeys{path: path}, asked: true, place: auth.Place{File: path}}
}

// probe is what the keyring is tried with.
const probe = "probe"

// decide tries the keyring once. Callers hold the lock.
func (k *Keys) decide() {
	if k.asked {
		return
	}
	k.asked = true
	err := patiently(func() error {
		return errors.Join(keyring.Set(k.service, probe, probe), keyring.Delete(k.service, probe))
	})
	if err == nil {
		k.place = auth.Place{Keyring: true}
		return
	}
	k.place = auth.Place{File: k.file.path, Why: err}
}

// errSlow is the refusal of a keyring that does not answer.
var errSlow = errors.New("the keyring does not answer")

func patiently(fn func() error) error {
	done := make(chan error, 1)
	go func() { done <- fn() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return errSlow
	}
}

// Place implements auth.Keys.
func (k *Keys) Place() auth.Place {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.decide()
	return k.place
}

// Get implements auth.Keys.
func (k *Keys) Get(name string) (s auth.Secret, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.decide()
	if !k.place.Keyring {
		return k.file.get(name)
	}
	var text string
	err = patiently(func() (err error) {
		text, err = keyring.Get(k.service, name)
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) {
		return auth.Secret{}, fmt.Errorf("keyring %s: %w", name, model.ErrNotFound)
	}
	if err != nil {
		return auth.Secret{}, fmt.Errorf("keyring %s: %w", name, err)
	}
	return auth.NewSecret(text), nil
}

// Set implements auth.Keys.
func (k *Keys) Set(name string, s auth.Secret) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.decide()
	if !k.place.Keyring {
		return k.file.change(func(m map[string]string) { m[name] = s.Reveal() })
	}
	if err := patiently(func() error { return keyring.Set(k.service, name, s.Reveal()) }); err != nil {
		return fmt.Errorf("keyring %s: %w", name, err)
	}
	return nil
}

// Delete implements auth.Keys.
func (k *Keys) Delete(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.decide()
	if !k.place.Keyring {
		return k.file.change(func(m map[string]string) { delete(m, name) })
	}
	err := patiently(func() error { return keyring.Delete(k.service, name) })
	if err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return fmt.Errorf("keyring %s: %w", name, err)
	}
	return nil
}
