package auth

import (
	"maps"
	"sync"

	"tongtu/data/model"
)

// A Ledger keeps what the service knows across restarts; data.Ledger is one. It
// is safe for concurrent use.
type Ledger interface {
	// Load returns everything but the log.
	Load() (model.AuthState, error)
	// Save makes a change last, all of it or nothing.
	Save(model.AuthChange) error
	// Audit returns up to n lines of the log from line seq on, oldest first.
	Audit(seq uint64, n int) ([]model.AuditEntry, error)
}

// MemoryLedger ends with the process.
type MemoryLedger struct {
	base  Ledger // what was there before; nil: nothing
	mu    sync.Mutex
	state model.AuthState
	log   []model.AuditEntry
}

var _ Ledger = (*MemoryLedger)(nil)

// NewMemoryLedger returns an empty ledger.
func NewMemoryLedger() *MemoryLedger { return &MemoryLedger{state: clone(model.AuthState{})} }

// Overlay returns a ledger that starts from what base holds and leaves base
// alone: for a data file that is open read-only.
func Overlay(base Ledger) (*MemoryLedger, error) {
	st, err := base.Load()
	return &MemoryLedger{base: base, state: clone(st)}, err
}

// Load implements Ledger.
func (l *MemoryLedger) Load() (model.AuthState, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return clone(l.state), nil
}

// Save implements Ledger.
func (l *MemoryLedger) Save(c model.AuthChange) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	apply(&l.state, c)
	l.log = append(l.log, c.Log...)
	return nil
}

// Audit implements Ledger.
func (l *MemoryLedger) Audit(seq uint64, n int) ([]model.AuditEntry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []model.AuditEntry
	if l.base != nil {
		var err error
		if out, err = l.base.Audit(seq, n); err != nil {
			return nil, err
		}
	}
	for _, e := range l.log {
		if e.Seq >= seq && len(out) < n {
			out = append(out, e)
		}
	}
	return out, nil
}

func clone(st model.AuthState) model.AuthState {
	c := model.AuthState{
		Accounts: map[model.UserID]model.Account{}, Devices: map[string]model.Device{},
		Tries: map[string]model.Tries{}, Policy: st.Policy, Last: st.Last,
	}
	maps.Copy(c.Accounts, st.Accounts)
	maps.Copy(c.Devices, st.Devices)
	maps.Copy(c.Tries, st.Tries)
	return c
}

// apply does to st what c says.
func apply(st *model.AuthState, c model.AuthChange) {
	set(st.Accounts, c.Accounts)
	set(st.Devices, c.Devices)
	set(st.Tries, c.Tries)
	if c.Policy != nil {
		st.Policy = *c.Policy
	}
	if n := len(c.Log); n > 0 {
		st.Last = c.Log[n-1]
	}
}

func set[K comparable, V any](m map[K]V, c map[K]*V) {
	for k, v := range c {
		if v == nil {
			delete(m, k)
		} else {
			m[k] = *v
		}
	}
}
