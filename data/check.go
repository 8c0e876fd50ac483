package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// Check looks for damage of the file and broken rules of the network. It
// returns findings, and an error only when it could not look.
func (s *Store) Check(ctx context.Context) ([]rules.Finding, error) {
	var found []rules.Finding
	err := s.view(func(tx *bolt.Tx) error {
		c := fileCheck{ctx: ctx, tx: tx}
		if err := c.integrity(); err != nil {
			return err
		}
		if len(c.found) == 0 {
			if err := c.network(); err != nil {
				return err
			}
		}
		found = c.found
		return nil
	})
	if errors.Is(err, ErrDamaged) {
		return append(found, damage(s.path, err)), nil
	}
	return found, err
}

func damage(where string, err error) rules.Finding {
	return rules.Finding{Code: rules.Damaged, Of: rules.Thing{Kind: rules.File, ID: where}, Value: err.Error()}
}

// fileCheck is one Check under way.
type fileCheck struct {
	ctx   context.Context
	tx    *bolt.Tx
	found []rules.Finding
}

func (c *fileCheck) damaged(where string, err error) {
	c.found = append(c.found, damage(where, err))
}

// integrity checks the file itself: every record, then every page.
func (c *fileCheck) integrity() error {
	if err := c.records(); err != nil {
		return err
	}
	if len(c.found) == 0 {
		// bbolt checks on a goroutine of its own, where a wild page pointer
		// ends the process: only after every page has been read here.
		c.pages()
	}
	return nil
}

// records verifies the checksum of every record and that no bucket is missing.
func (c *fileCheck) records() error {
	names := append([]string{meta.name, journal.name, images.name}, authBuckets...)
	for _, name := range names {
		if err := c.bucket(c.tx.Bucket([]byte(name)), name, name); err != nil {
			return err
		}
	}
	if err := c.networkAt(c.tx.Bucket([]byte(networkRoot)), networkRoot); err != nil {
		return err
	}
	sh := c.tx.Bucket([]byte(shelfRoot))
	if sh == nil {
		c.damaged(shelfRoot, ErrDamaged)
		return nil
	}
	return sh.ForEachBucket(func(k []byte) error {
		where := fmt.Sprintf("%s/%x", shelfRoot, k)
		return c.networkAt(sh.Bucket(k).Bucket([]byte(networkRoot)), where)
	})
}

// networkAt verifies the buckets of one network: the one in force or a shelved one.
func (c *fileCheck) networkAt(root *bolt.Bucket, where string) error {
	if root == nil {
		c.damaged(where, ErrDamaged)
		return nil
	}
	for _, name := range networkBuckets {
		if err := c.bucket(root.Bucket([]byte(name)), name, where+"/"+name); err != nil {
			return err
		}
	}
	return nil
}

func (c *fileCheck) bucket(b *bolt.Bucket, name, where string) error {
	if b == nil {
		c.damaged(where, ErrDamaged)
		return nil
	}
	err := guard(func() error {
		n := 0
		return b.ForEach(func(k, raw []byte) error {
			if n++; n%512 == 0 && c.ctx.Err() != nil {
				return c.ctx.Err()
			}
			if _, err := verify(name, string(k), raw); err != nil {
				c.damaged(where+"/"+string(k), err)
			}
			return nil
		})
	})
	if errors.Is(err, ErrDamaged) {
		c.damaged(where, err)
		return nil
	}
	return err
}

// pages runs bbolt's own check of its tree and its free pages.
func (c *fileCheck) pages() {
	for err := range c.tx.Check() {
		c.damaged("pages", err)
	}
}

// network checks what the records say: the index of trips, and the rules of the model.
func (c *fileCheck) network() error {
	n, err := network(c.ctx, c.tx)
	if err != nil {
		return err
	}
	want := make(map[routeTrip]bool, len(n.Trips))
	for _, t := range n.Trips {
		want[routeTripOf(t.Route, t.ID)] = true
	}
	for _, k := range byRoute.keys(c.tx, "") {
		if !want[k] {
			c.damaged(byRoute.name+"/"+printable(k), ErrDamaged)
		}
		delete(want, k)
	}
	for _, k := range sortedKeys(want) {
		c.damaged(byRoute.name+"/"+printable(k), model.ErrNotFound)
	}
	c.found = append(c.found, rules.Check(n)...)
	return nil
}

func printable(k routeTrip) string {
	return string(bytes.ReplaceAll([]byte(k), []byte{0}, []byte{'/'}))
}
