package data

import (
	"context"
	"errors"
	"fmt"
	"strings"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// Check looks for damage of the file and broken rules of the network. It
// returns findings, and an error only when it could not look.
func (s *Store) Check(ctx context.Context) ([]rules.Finding, error) {
	for {
		found, err := s.check(ctx)
		switch {
		case errors.Is(err, errMovedOn) && ctx.Err() == nil:
			continue // an editor was faster than the first look at the file
		case errors.Is(err, ErrDamaged):
			return append(found, FindingsOf(err, s.path)...), nil
		}
		return found, err
	}
}

func (s *Store) check(ctx context.Context) (found []rules.Finding, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		// The pages of a state are left alone as long as its transaction is open.
		sv, err := surveyFile(tx.DB().Path(), uint64(tx.ID()), ctx.Err)
		if err != nil {
			return err
		}
		if err := sv.err(s.path); err != nil {
			return err
		}
		c := fileCheck{ctx: ctx, tx: tx}
		if s.older {
			c.found = append(c.found, rules.Finding{Severity: rules.Warning, Code: rules.Older, Of: rules.Thing{Kind: rules.File, ID: s.path}})
		}
		notes := len(c.found)
		for err := range tx.Check() { // bbolt's own opinion
			c.damaged("pages", err)
		}
		if len(c.found) == notes {
			err = c.logic()
		}
		if err == nil && len(c.found) == notes {
			err = c.network()
		}
		found = c.found
		return err
	})
	return found, err
}

// Consistent reports what whole records say against each other as an error that
// is ErrDamaged. Together with what Open looks at, it is the check at start.
func (s *Store) Consistent(ctx context.Context) error {
	return s.view(func(tx *bolt.Tx) error {
		c := fileCheck{ctx: ctx, tx: tx}
		if err := c.logic(); err != nil || len(c.found) == 0 {
			return err
		}
		return &DamageError{s.path, c.found}
	})
}

// fileCheck is one Check under way.
type fileCheck struct {
	ctx   context.Context
	tx    *bolt.Tx
	found []rules.Finding
}

func (c *fileCheck) damaged(where string, err error) {
	c.found = append(c.found, damage(where, err.Error()))
}

// logic checks what whole records say about each other: as many as were
// counted, the index of trips, and a journal without gaps in which every
// command has what undoes it.
func (c *fileCheck) logic() error {
	n, err := counts.need(c.tx, keyCounts)
	if err != nil {
		return err
	}
	for _, name := range counted {
		if have := nested(c.tx, networkRoot, name).Stats().KeyN; have != n[name] {
			c.damaged(networkRoot+"/"+name, fmt.Errorf("%d records, not %d", have, n[name]))
		}
	}
	all, err := tripRoutes.load(c.ctx, c.tx)
	if err != nil {
		return err
	}
	c.index(all)
	return c.line()
}

// tripRoute is a trip as far as the index knows it.
type tripRoute struct {
	ID    model.TripID  `cbor:"1,keyasint"`
	Route model.RouteID `cbor:"2,keyasint"`
}

// tripRoutes views the trips bucket.
var tripRoutes = bucket[model.TripID, tripRoute]{networkRoot, trips.name}

func (c *fileCheck) index(all []tripRoute) {
	want := make(map[routeTrip]bool, len(all))
	for _, t := range all {
		want[routeTripOf(t.Route, t.ID)] = true
	}
	for _, k := range byRoute.keys(c.tx, "") {
		if !want[k] {
			c.damaged(byRoute.name+"/"+printable([]byte(k)), ErrDamaged)
		}
		delete(want, k)
	}
	for _, k := range sortedKeys(want) {
		c.damaged(byRoute.name+"/"+printable([]byte(k)), model.ErrNotFound)
	}
}

// line checks the journal: the numbers follow each other, the mark is at one of
// them or before the first, and each has its images or its network.
func (c *fileCheck) line() error {
	done, err := number(c.tx, keyDone)
	if err != nil {
		return err
	}
	keys := journal.keys(c.tx, "")
	w := edit{tx: c.tx}
	for i, k := range keys {
		where := journal.name + "/" + printable([]byte(k))
		if k.number() != keys[0].number()+uint64(i) {
			c.damaged(where, errors.New("a gap before it"))
		}
		if !images.has(c.tx, k) && w.shelved(k) == nil {
			c.damaged(where, errors.New("nothing to undo it with"))
		}
	}
	if len(keys) > 0 && (done+1 < keys[0].number() || done > keys[len(keys)-1].number()) {
		c.damaged(journal.name, fmt.Errorf("%d is in force", done))
	}
	return nil
}

// network checks the rules of the model.
func (c *fileCheck) network() error {
	n, err := network(c.ctx, c.tx)
	if err != nil {
		return err
	}
	c.found = append(c.found, rules.Check(n)...)
	return nil
}

// printable is a key as people read it. Only the numbers of entries start with
// a zero byte; between identifiers it separates.
func printable(key []byte) string {
	if len(key) > 0 && key[0] == 0 {
		return fmt.Sprintf("%x", key)
	}
	return strings.ReplaceAll(string(key), "\x00", "/")
}
