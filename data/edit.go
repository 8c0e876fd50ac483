package data

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// An edit is one write transaction that remembers what it changes.
type edit struct {
	tx      *bolt.Tx
	rev     uint64 // the revision it commits as
	at      time.Time
	by      model.Person
	keep    limits
	touched []image
	seen    map[string]bool
}

// An image is one key of the network before and after a command; nil: absent.
type image struct {
	Bucket string `cbor:"1,keyasint"`
	Key    string `cbor:"2,keyasint"`
	Before []byte `cbor:"3,keyasint,omitempty"`
	After  []byte `cbor:"4,keyasint,omitempty"`
}

func newEdit(tx *bolt.Tx, now time.Time, by model.Person, keep limits) (*edit, error) {
	rev, err := number(tx, keyRevision)
	if err != nil {
		return nil, err
	}
	return &edit{tx: tx, rev: rev + 1, at: now.UTC().Round(0), by: by, keep: keep, seen: map[string]bool{}}, nil
}

// touch keeps what is under the key before its first change.
func (w *edit) touch(bucket, key string) {
	id := bucket + "\x00" + key
	if w.seen[id] {
		return
	}
	w.seen[id] = true
	w.touched = append(w.touched, image{Bucket: bucket, Key: key, Before: bytes.Clone(w.raw(bucket, key))})
}

func (w *edit) raw(bucket, key string) []byte {
	return nested(w.tx, networkRoot, bucket).Get([]byte(key))
}

// images are the keys that differ from before, with what they hold now.
func (w *edit) images() []image {
	var out []image
	for _, m := range w.touched {
		m.After = bytes.Clone(w.raw(m.Bucket, m.Key))
		if !bytes.Equal(m.Before, m.After) {
			out = append(out, m)
		}
	}
	return out
}

// count brings the stored numbers of records up to date.
func (w *edit) count() error {
	n, err := counts.need(w.tx, keyCounts)
	if err != nil {
		return err
	}
	for _, m := range w.images() {
		if m.Before == nil {
			n[m.Bucket]++
		}
		if m.After == nil {
			n[m.Bucket]--
		}
	}
	return counts.put(w, keyCounts, n)
}

// newID assigns an identifier that no edit of this file ever used, imports included.
func newID[K ~string, V any](w *edit, prefix string, b bucket[K, V]) (K, error) {
	for {
		n, err := meta.in(w.tx).NextSequence()
		if err != nil {
			return "", err
		}
		if id := K(prefix + strconv.FormatUint(n, 36)); !b.has(w.tx, id) {
			return id, nil
		}
	}
}

// same reports whether two values are stored alike.
func same[V any](a, b V) bool {
	x, err := encoding.Marshal(a)
	if err != nil {
		return false
	}
	y, err := encoding.Marshal(b)
	return err == nil && bytes.Equal(x, y)
}

func sortedKeys[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
