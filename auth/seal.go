package auth

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"

	"tongtu/data/model"
)

// Keys keeps secrets outside the data file: the operating system's keyring, or a
// file. It is safe for concurrent use.
type Keys interface {
	// Get returns a secret, or an error that is model.ErrNotFound.
	Get(name string) (Secret, error)
	// Set keeps a secret.
	Set(name string, s Secret) error
	// Delete forgets one; one that is not there is forgotten already.
	Delete(name string) error
	// Place says where secrets are kept, to be announced.
	Place() Place
}

// Place says where secrets are kept.
type Place struct {
	Keyring bool   // the operating system's
	File    string // otherwise this file
	Why     error  // the keyring's refusal
}

// KeyPlace says where the service keeps secrets. It may ask the keyring, which
// may ask its owner: not for the thread of a window.
func (s *Service) KeyPlace() Place { return s.keys.Place() }

// MemoryKeys are keys that end with the process.
type MemoryKeys struct {
	mu sync.Mutex
	m  map[string]Secret
}

var _ Keys = (*MemoryKeys)(nil)

// NewMemoryKeys returns keys that hold nothing yet.
func NewMemoryKeys() *MemoryKeys { return &MemoryKeys{m: map[string]Secret{}} }

// Get implements Keys.
func (k *MemoryKeys) Get(name string) (Secret, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if s, ok := k.m[name]; ok {
		return s, nil
	}
	return Secret{}, model.ErrNotFound
}

// Set implements Keys.
func (k *MemoryKeys) Set(name string, s Secret) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.m[name] = s
	return nil
}

// Delete implements Keys.
func (k *MemoryKeys) Delete(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.m, name)
	return nil
}

// Place implements Keys.
func (k *MemoryKeys) Place() Place { return Place{} }

// The names of secrets in Keys.
const (
	keySeal     = "session-keys"
	keyRemember = "remember"
)

const sealBytes = 32 // AES-256

// sealer encrypts session keys at rest.
type sealer struct{ aead cipher.AEAD }

// newSealer takes the key from k, and makes one on first use.
func newSealer(k Keys) (*sealer, error) {
	text, err := k.Get(keySeal)
	if errors.Is(err, model.ErrNotFound) {
		var raw [sealBytes]byte
		rand.Read(raw[:])
		text = NewSecret(base64.StdEncoding.EncodeToString(raw[:]))
		err = k.Set(keySeal, text)
	}
	if err != nil {
		return nil, fmt.Errorf("key of session keys: %w", err)
	}
	raw, err := base64.StdEncoding.DecodeString(text.Reveal())
	if err != nil || len(raw) != sealBytes {
		return nil, errors.New("key of session keys: not 32 bytes")
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &sealer{aead}, err
}

// close encrypts key for its owner: moved to another account it does not open.
func (b *sealer) close(owner model.UserID, key Secret) []byte {
	nonce := make([]byte, b.aead.NonceSize())
	rand.Read(nonce)
	return b.aead.Seal(nonce, nonce, []byte(key.Reveal()), []byte(owner))
}

// open decrypts what close made.
func (b *sealer) open(owner model.UserID, sealed []byte) (Secret, error) {
	n := b.aead.NonceSize()
	if len(sealed) < n {
		return Secret{}, errors.New("session key: too short")
	}
	raw, err := b.aead.Open(nil, sealed[:n], sealed[n:], []byte(owner))
	if err != nil {
		return Secret{}, errors.New("session key: does not open")
	}
	return NewSecret(string(raw)), nil
}

// seal encrypts a session key; a person without one has none to keep.
func (s *Service) seal(owner model.UserID, key Secret) ([]byte, error) {
	if key.Empty() {
		return nil, nil
	}
	s.sealing.Lock()
	defer s.sealing.Unlock()
	if s.sealer == nil {
		b, err := newSealer(s.keys)
		if err != nil {
			return nil, err
		}
		s.sealer = b
	}
	return s.sealer.close(owner, key), nil
}

// CheckKey asks the provider whether the session key kept for the person that
// ctx acts as is still good. It fails with the provider's refusal, and with
// errors.ErrUnsupported where there is no key to ask about.
func (s *Service) CheckKey(ctx context.Context) error {
	rec, err := s.acting(ctx, func(*record) bool { return true })
	if err != nil {
		return err
	}
	name, subject, _ := strings.Cut(string(rec.user.ID), ":")
	p, ok := s.providers[name].(Checker)
	if !ok {
		return fmt.Errorf("check key of %s: %w", rec.user.ID, errors.ErrUnsupported)
	}
	key, err := s.unseal(rec.user.ID)
	if err != nil {
		return err
	}
	defer key.Wipe()
	return p.Check(ctx, subject, key)
}

// unseal decrypts the session key kept for a person.
func (s *Service) unseal(owner model.UserID) (Secret, error) {
	s.mu.Lock()
	sealed := s.state.Accounts[owner].Key
	s.mu.Unlock()
	s.sealing.Lock()
	defer s.sealing.Unlock()
	if s.sealer == nil || sealed == nil {
		return Secret{}, model.ErrNotFound
	}
	return s.sealer.open(owner, sealed)
}

// tidy removes what a process that was killed left behind: session keys of
// sessions that ended with it, and devices past their time. Callers hold write.
func (s *Service) tidy() error {
	c := model.AuthChange{Accounts: map[model.UserID]*model.Account{}, Devices: map[string]*model.Device{}}
	now := s.now()
	for id, a := range s.state.Accounts {
		if a.Key != nil {
			a.Key = nil
			c.Accounts[id] = &a
		}
	}
	for name, d := range s.state.Devices {
		if !now.Before(d.Until) {
			c.Devices[name] = nil
		}
	}
	if len(c.Accounts)+len(c.Devices) == 0 {
		return nil
	}
	return s.commit(c)
}
