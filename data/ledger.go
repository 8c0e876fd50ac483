package data

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

var (
	accounts = bucket[model.UserID, model.Account]{"", "accounts"}
	devices  = bucket[string, model.Device]{"", "devices"}
	tries    = bucket[string, model.Tries]{"", "tries"}
	policies = bucket[string, model.AccessPolicy]{"", "policy"}
	audit    = bucket[entryKey, model.AuditEntry]{"", "audit"}
)

// authBuckets are those of the auth service. An import, an undo and the network's
// revision leave them alone.
var authBuckets = []string{accounts.name, devices.name, tries.name, policies.name, audit.name}

const keyPolicy = "access"

// createLedger makes the buckets of the auth service.
func createLedger(tx *bolt.Tx) error {
	for _, name := range authBuckets {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return policies.set(tx, keyPolicy, model.AccessPolicy{})
}

// Ledger keeps what the auth service knows across restarts. It is safe for
// concurrent use. It asks nobody for permission: only the service holds one.
type Ledger struct{ s *Store }

// Ledger returns the auth service's part of the file.
func (s *Store) Ledger() *Ledger { return &Ledger{s} }

// Load reads everything but the log, of which it reads the last line.
func (l *Ledger) Load() (model.AuthState, error) {
	st := model.AuthState{
		Accounts: map[model.UserID]model.Account{},
		Devices:  map[string]model.Device{}, Tries: map[string]model.Tries{},
	}
	err := l.s.view(func(tx *bolt.Tx) (err error) {
		if st.Policy, err = policies.need(tx, keyPolicy); err != nil {
			return err
		}
		if k, _ := audit.in(tx).Cursor().Last(); k != nil {
			if st.Last, err = audit.need(tx, entryKey(k)); err != nil {
				return err
			}
		}
		return firstOf(
			accounts.fill(tx, st.Accounts), devices.fill(tx, st.Devices), tries.fill(tx, st.Tries),
		)
	})
	return st, err
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// fill reads every record of b into m.
func (b bucket[K, V]) fill(tx *bolt.Tx, m map[K]V) error {
	for _, k := range b.keys(tx, "") {
		v, err := b.need(tx, k)
		if err != nil {
			return err
		}
		m[k] = v
	}
	return nil
}

// Save makes c part of the file, all of it or nothing.
func (l *Ledger) Save(c model.AuthChange) error {
	if l.s.readOnly {
		return ErrReadOnly
	}
	return l.s.write(func(tx *bolt.Tx) error {
		if c.Policy != nil {
			if err := policies.set(tx, keyPolicy, *c.Policy); err != nil {
				return err
			}
		}
		for _, e := range c.Log {
			if err := audit.set(tx, entryKeyOf(e.Seq), e); err != nil {
				return err
			}
		}
		return firstOf(
			accounts.apply(tx, c.Accounts), devices.apply(tx, c.Devices), tries.apply(tx, c.Tries),
		)
	})
}

// apply stores the values of m; nil removes.
func (b bucket[K, V]) apply(tx *bolt.Tx, m map[K]*V) error {
	for _, k := range sortedKeys(m) {
		if v := m[k]; v != nil {
			if err := b.set(tx, k, *v); err != nil {
				return err
			}
		} else if err := b.in(tx).Delete([]byte(k)); err != nil {
			return err
		}
	}
	return nil
}

// Audit returns up to n lines of the log from line seq on, oldest first.
func (l *Ledger) Audit(seq uint64, n int) (out []model.AuditEntry, err error) {
	err = l.s.view(func(tx *bolt.Tx) error {
		c := audit.in(tx).Cursor()
		for k, raw := c.Seek(binary.BigEndian.AppendUint64(nil, seq)); k != nil && len(out) < n; k, raw = c.Next() {
			var e model.AuditEntry
			if err := unseal(audit.name, string(k), raw, &e); err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// takeLedger puts the accounts and the log of the file at path in the place of
// its own: a restored network must not bring back an old passphrase, nor take
// lines out of the log. A file that is not there or cannot be read has nothing
// to give.
func (s *Store) takeLedger(path string) error {
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	from, _, err := openBolt(path, true)
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = guard(from.Close) }() // it was only read
	err = guard(func() error {
		return from.View(func(old *bolt.Tx) error {
			for _, name := range authBuckets {
				if old.Bucket([]byte(name)) == nil { // of an older schema
					return nil
				}
			}
			return s.db.Update(func(tx *bolt.Tx) error { return copyBuckets(tx, old, authBuckets) })
		})
	})
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	return err
}

// copyBuckets makes the named top-level buckets of tx those of old. Records may
// be copied as they are: their checksums cover the bucket and the key only.
func copyBuckets(tx, old *bolt.Tx, names []string) error {
	for _, name := range names {
		if err := tx.DeleteBucket([]byte(name)); err != nil {
			return err
		}
		b, err := tx.CreateBucket([]byte(name))
		if err != nil {
			return err
		}
		err = old.Bucket([]byte(name)).ForEach(func(k, raw []byte) error {
			if _, err := verify(name, string(k), raw); err != nil {
				return err
			}
			return b.Put(k, raw)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
