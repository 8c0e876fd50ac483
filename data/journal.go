package data

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// The journal is a line of commands with a mark behind the newest that is in
// force: what is before the mark can be undone, what is behind it done again. A
// command keeps the images of the keys it changed; an import keeps the whole
// network that is not in force on the shelf instead, and undo and redo swap the
// two. A new command cuts off what is behind the mark.

// limits bound what the file keeps for undo. Whatever they say, the newest
// command can always be undone.
type limits struct {
	commands int
	images   int // bytes of images: what single edits and deletions changed
	shelf    int // bytes of whole networks; one of 16,000 trips is about 10 MB
}

func defaultLimits() limits { return limits{commands: 5000, images: 64 << 20, shelf: 64 << 20} }

// Kind names what an Editor command did. The catalogue has a text for each.
type Kind = string

// The kinds of commands.
const (
	PutCityKind     Kind = "put-city"
	DeleteCityKind  Kind = "delete-city"
	PutRouteKind    Kind = "put-route"
	DeleteRouteKind Kind = "delete-route"
	ImportKind      Kind = "import"
	FixKind         Kind = "fix"          // Name is the code of the rule
	PatchCitiesKind Kind = "patch-cities" // several at once
	MergeCitiesKind Kind = "merge-cities" // into the one of Name and ID
)

// Command is one recorded edit.
type Command struct {
	Kind Kind      `cbor:"1,keyasint"`
	Name string    `cbor:"2,keyasint,omitempty"` // of the city, the route's number, the network imported
	ID   string    `cbor:"3,keyasint,omitempty"` // of the city or route; also when the Editor assigned it
	At   time.Time `cbor:"4,keyasint"`

	// Who ran it; nobody when the Authorizer could not say.
	Who model.Person `cbor:"5,keyasint,omitzero"`

	N int `cbor:"6,keyasint,omitempty"` // how many things, where one command is about several
}

// LastEdit is the command Undo would undo; ok is false when there is none.
func (s *Store) LastEdit() (c Command, ok bool) { return s.commandAt(0) }

// NextRedo is the command Redo would do again; ok is false when there is none.
func (s *Store) NextRedo() (c Command, ok bool) { return s.commandAt(1) }

func (s *Store) commandAt(step uint64) (c Command, ok bool) {
	err := s.view(func(tx *bolt.Tx) error {
		done, err := number(tx, keyDone)
		if err == nil {
			c, ok, err = journal.find(tx, entryKeyOf(done+step))
		}
		return err
	})
	return c, ok && err == nil
}

// History returns the recorded commands, the oldest first, and how many of them
// are in force; those behind were undone.
func (s *Store) History(ctx context.Context) (list []Command, done int, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		mark, err := number(tx, keyDone)
		if err != nil {
			return err
		}
		for _, k := range journal.keys(tx, "") {
			if k <= entryKeyOf(mark) {
				done++
			}
		}
		list, err = journal.load(ctx, tx)
		return err
	})
	return list, done, err
}

// record enters a command into the journal in the transaction that runs it.
func (w *edit) record(c Command) error {
	if len(w.images()) == 0 {
		return errUnchanged
	}
	if err := w.count(); err != nil {
		return err
	}
	changed := w.images()
	k, before, err := w.continues(c, changed)
	if err != nil {
		return err
	}
	if k != "" {
		return w.extend(k, before, c, changed)
	}
	n, err := w.enter(c)
	if err != nil {
		return err
	}
	return w.keepImages(entryKeyOf(n), changed)
}

// enter puts c behind the mark, cuts off what was there, and drops the oldest
// entries over the limit. It returns the entry's number.
func (w *edit) enter(c Command) (uint64, error) {
	done, err := number(w.tx, keyDone)
	if err != nil {
		return 0, err
	}
	n := done + 1
	for _, k := range journal.from(w.tx, entryKeyOf(n)) {
		if err := w.forget(k); err != nil {
			return 0, err
		}
	}
	if err := w.forgetUpTo(n - min(n, uint64(w.keep.commands))); err != nil {
		return 0, err
	}
	c.At, c.Who = w.at, w.by
	return n, errors.Join(journal.set(w.tx, entryKeyOf(n), c), meta.set(w.tx, keyDone, n))
}

// forgetUpTo drops the entries up to number n.
func (w *edit) forgetUpTo(n uint64) error {
	for {
		k, _ := journal.in(w.tx).Cursor().First()
		if k == nil || entryKey(k) > entryKeyOf(n) {
			return nil
		}
		if err := w.forget(entryKey(k)); err != nil {
			return err
		}
	}
}

// forget drops entry k with all that is kept for it.
func (w *edit) forget(k entryKey) error {
	size, err := number(w.tx, keyImages)
	if err != nil {
		return err
	}
	size -= min(size, uint64(len(images.in(w.tx).Get([]byte(k)))))
	err = errors.Join(meta.set(w.tx, keyImages, size), journal.in(w.tx).Delete([]byte(k)), images.in(w.tx).Delete([]byte(k)))
	if name := w.shelved(k); name != nil {
		err = errors.Join(err, w.shelf().DeleteBucket(name))
	}
	return err
}

// keepImages stores the images of the newest entry k, and drops the oldest
// entries while there are too many bytes. In a file of an earlier version only
// what was added since is counted.
func (w *edit) keepImages(k entryKey, list []image) error {
	size, err := number(w.tx, keyImages)
	if err != nil {
		return err
	}
	in := images.in(w.tx)
	size -= min(size, uint64(len(in.Get([]byte(k)))))
	if err := images.set(w.tx, k, list); err != nil {
		return err
	}
	size += uint64(len(in.Get([]byte(k))))
	if err := meta.set(w.tx, keyImages, size); err != nil {
		return err
	}
	for size > uint64(w.keep.images) {
		first, _ := journal.in(w.tx).Cursor().First()
		if first == nil || entryKey(first) >= k {
			return nil
		}
		if err := w.forget(entryKey(first)); err != nil {
			return err
		}
		if size, err = number(w.tx, keyImages); err != nil {
			return err
		}
	}
	return nil
}

func (w *edit) shelf() *bolt.Bucket { return w.tx.Bucket([]byte(shelfRoot)) }

// shelved returns the name of the bucket that holds the network entry k put
// aside: the entry's number and one byte that every swap flips, since a bucket
// cannot take the place of one that is moving. It is nil when there is none.
func (w *edit) shelved(k entryKey) []byte {
	name, _ := w.shelf().Cursor().Seek([]byte(k))
	if !bytes.HasPrefix(name, []byte(k)) {
		return nil
	}
	return bytes.Clone(name)
}

// setAside moves the network in force onto the shelf of entry n. The buckets of
// the network must not have been touched in this transaction.
func (w *edit) setAside(n uint64) error {
	sh, err := w.shelf().CreateBucket(append([]byte(entryKeyOf(n)), 0))
	if err != nil {
		return err
	}
	if err := w.tx.MoveBucket([]byte(networkRoot), nil, sh); err != nil {
		return err
	}
	return w.trimShelf()
}

// trimShelf drops the oldest networks over the limit, and with each the entries
// up to it, since the line before it leads nowhere any more.
func (w *edit) trimShelf() error {
	var names [][]byte
	c := w.shelf().Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		names = append(names, bytes.Clone(k))
	}
	size := 0
	for i, name := range slices.Backward(names) {
		st := w.shelf().Bucket(name).Stats()
		size += st.LeafAlloc + st.BranchAlloc
		if size > w.keep.shelf && i < len(names)-1 {
			return w.forgetUpTo(binary.BigEndian.Uint64(name))
		}
	}
	return nil
}

// swap exchanges the network in force with the one entry k put aside.
func (w *edit) swap(name []byte) error {
	other := bytes.Clone(name)
	other[len(other)-1] ^= 1
	to, err := w.shelf().CreateBucket(other)
	if err != nil {
		return err
	}
	if err := w.tx.MoveBucket([]byte(networkRoot), nil, to); err != nil {
		return err
	}
	if err := w.tx.MoveBucket([]byte(networkRoot), w.shelf().Bucket(name), nil); err != nil {
		return err
	}
	return w.shelf().DeleteBucket(name)
}

// undo takes back the entry before the mark, or does again the one behind it.
func (w *edit) undo(redo bool) (Command, error) {
	done, err := number(w.tx, keyDone)
	if err != nil {
		return Command{}, err
	}
	n, mark, missing := done, done-1, ErrNothingToUndo
	if redo {
		n, mark, missing = done+1, done+1, ErrNothingToRedo
	}
	c, err := journal.get(w.tx, entryKeyOf(n))
	if errors.Is(err, model.ErrNotFound) {
		return Command{}, missing
	}
	if err != nil {
		return Command{}, err
	}
	if name := w.shelved(entryKeyOf(n)); name != nil {
		err = w.swap(name)
	} else {
		err = w.restore(entryKeyOf(n), redo)
	}
	if err != nil {
		return Command{}, fmt.Errorf("%s %q: %w", c.Kind, c.Name, err)
	}
	return c, meta.set(w.tx, keyDone, mark)
}

// restore puts the images of entry k back. Finding anything but the other side
// of an image there means that the file is damaged.
func (w *edit) restore(k entryKey, redo bool) error {
	list, err := images.get(w.tx, k)
	if err != nil {
		return err
	}
	for _, m := range list {
		from, to := m.After, m.Before
		if redo {
			from, to = to, from
		}
		if !bytes.Equal(w.raw(m.Bucket, m.Key), from) {
			return fmt.Errorf("%s %q: %w: not what the journal says", m.Bucket, m.Key, ErrDamaged)
		}
		b := nested(w.tx, networkRoot, m.Bucket)
		if to == nil {
			err = b.Delete([]byte(m.Key))
		} else {
			err = b.Put([]byte(m.Key), to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
