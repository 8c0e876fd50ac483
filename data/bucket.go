package data

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// bucket is a typed view of one bbolt bucket: keys of type K, records of V.
// Two buckets may view the same name with different V, to decode less.
type bucket[K ~string, V any] struct {
	root string // the bucket it is nested in; empty: the top level
	name string
}

// in returns the bbolt bucket. A missing one is damage: migrations make them all.
func (b bucket[K, V]) in(tx *bolt.Tx) *bolt.Bucket {
	found := nested(tx, b.root, b.name)
	if found == nil {
		// Reached with a damaged file only; guard turns it into ErrDamaged.
		panic(fmt.Sprintf("no bucket %s/%s", b.root, b.name))
	}
	return found
}

func nested(tx *bolt.Tx, root, name string) *bolt.Bucket {
	if root == "" {
		return tx.Bucket([]byte(name))
	}
	if r := tx.Bucket([]byte(root)); r != nil {
		return r.Bucket([]byte(name))
	}
	return nil
}

// get returns the value of k or an error that is model.ErrNotFound.
func (b bucket[K, V]) get(tx *bolt.Tx, k K) (V, error) {
	var v V
	if k == "" { // bbolt has no empty key
		return v, fmt.Errorf("%s %q: %w", b.name, "", model.ErrNotFound)
	}
	raw := b.in(tx).Get([]byte(k))
	if raw == nil {
		return v, fmt.Errorf("%s %q: %w", b.name, string(k), model.ErrNotFound)
	}
	return v, unseal(b.name, string(k), raw, &v)
}

// need is get for what the file cannot be without.
func (b bucket[K, V]) need(tx *bolt.Tx, k K) (V, error) {
	v, err := b.get(tx, k)
	if errors.Is(err, model.ErrNotFound) {
		return v, fmt.Errorf("%s %q: %w: missing", b.name, string(k), ErrDamaged)
	}
	return v, err
}

// find is get for callers to whom a missing value is no error.
func (b bucket[K, V]) find(tx *bolt.Tx, k K) (v V, ok bool, err error) {
	v, err = b.get(tx, k)
	if errors.Is(err, model.ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

// has reports whether there is a record of k, without decoding it.
func (b bucket[K, V]) has(tx *bolt.Tx, k K) bool {
	return k != "" && b.in(tx).Get([]byte(k)) != nil
}

// set stores v under k without telling the journal; see put.
func (b bucket[K, V]) set(tx *bolt.Tx, k K, v V) error {
	raw, err := seal(b.name, string(k), v)
	if err != nil {
		return err
	}
	return b.in(tx).Put([]byte(k), raw)
}

// put stores v under k and keeps what was there for the journal.
func (b bucket[K, V]) put(w *edit, k K, v V) error {
	w.touch(b.name, string(k))
	return b.set(w.tx, k, v)
}

// del removes k and keeps what was there for the journal.
func (b bucket[K, V]) del(w *edit, k K) error {
	w.touch(b.name, string(k))
	return b.in(w.tx).Delete([]byte(k))
}

// keys returns the keys that start with prefix, in order.
func (b bucket[K, V]) keys(tx *bolt.Tx, prefix string) []K {
	var out []K
	c := b.in(tx).Cursor()
	for k, _ := c.Seek([]byte(prefix)); k != nil && strings.HasPrefix(string(k), prefix); k, _ = c.Next() {
		out = append(out, K(k))
	}
	return out
}

// from returns the keys from k on, in order.
func (b bucket[K, V]) from(tx *bolt.Tx, k K) []K {
	var out []K
	c := b.in(tx).Cursor()
	for k, _ := c.Seek([]byte(k)); k != nil; k, _ = c.Next() {
		out = append(out, K(k))
	}
	return out
}

// all yields every value in key order; an error ends the sequence. For many
// large values load is faster.
func (b bucket[K, V]) all(tx *bolt.Tx) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		c := b.in(tx).Cursor()
		for k, raw := c.First(); k != nil; k, raw = c.Next() {
			var v V
			err := unseal(b.name, string(k), raw, &v)
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// A pair is one key and its undecoded record; the bytes are bbolt's and die with the transaction.
type pair struct{ key, raw []byte }

// load returns every value in key order, decoded on all processors.
func (b bucket[K, V]) load(ctx context.Context, tx *bolt.Tx) ([]V, error) {
	var pairs []pair
	c := b.in(tx).Cursor()
	for k, raw := c.First(); k != nil; k, raw = c.Next() {
		pairs = append(pairs, pair{k, raw})
	}
	if err := b.complete(tx, len(pairs)); err != nil {
		return nil, err
	}
	// Below some hundred records a goroutine costs more than it saves.
	const least = 512
	workers := max(1, min(runtime.GOMAXPROCS(0), len(pairs)/least))
	out := make([]V, len(pairs))
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for i := range workers {
		from, to := i*len(pairs)/workers, (i+1)*len(pairs)/workers
		work := func() { errs[i] = guard(func() error { return b.decode(ctx, pairs[from:to], out[from:to]) }) }
		if i == workers-1 {
			work()
			break
		}
		wg.Go(work)
	}
	wg.Wait()
	for _, err := range errs { // the first in key order, so that the message does not depend on timing
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// complete compares the number of records found with the stored one, which a
// write transaction brings up to date at its end only.
func (b bucket[K, V]) complete(tx *bolt.Tx, found int) error {
	if b.root != networkRoot || tx.Writable() {
		return nil
	}
	n, err := counts.need(tx, keyCounts)
	if err == nil && n[b.name] != found {
		err = fmt.Errorf("%s: %w: %d records, not %d", b.name, ErrDamaged, found, n[b.name])
	}
	return err
}

func (b bucket[K, V]) decode(ctx context.Context, pairs []pair, out []V) error {
	for i, p := range pairs {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := unseal(b.name, string(p.key), p.raw, &out[i]); err != nil {
			return err
		}
	}
	return nil
}
