package rules

import (
	"context"
	"slices"

	"tongtu/data/model"
)

// Check finds all that is wrong with n, the worst first. Of values with one
// identifier it looks at the first.
func Check(n model.Network) []Finding { return New(n).Findings() }

// Checker keeps a network and what is wrong with it. It keeps the values it is
// given, which must not be changed afterwards. It is not safe for concurrent use.
type Checker struct {
	x      *index
	found  map[Thing][]Finding
	sorted []Finding // of found; nil: not made yet
	looked int       // things looked at last
}

// New looks at n.
func New(n model.Network) *Checker {
	c := &Checker{}
	_ = c.reset(context.Background(), valuesOf(&n)) // without a deadline it cannot fail
	return c
}

// Update makes n the network and looks again at what differs, and at what that
// affects. When ctx ends first, the Checker is as before.
func (c *Checker) Update(ctx context.Context, n model.Network) error {
	v := valuesOf(&n)
	if v.info != c.x.info {
		return c.reset(ctx, v) // the currency decides about all prices
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	dirty := c.x.update(v)
	for _, t := range dirty {
		c.look(t)
	}
	c.looked, c.sorted = len(dirty), nil
	return nil
}

// Looked is how many things the last Update looked at.
func (c *Checker) Looked() int { return c.looked }

func (c *Checker) reset(ctx context.Context, v values) error {
	next := Checker{x: newIndex(v), found: map[Thing][]Finding{}}
	for t := range v.things() {
		if next.looked++; next.looked%512 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		next.look(t)
	}
	*c = next
	return nil
}

func (c *Checker) look(t Thing) {
	if found := c.x.check(t); len(found) > 0 {
		c.found[t] = found
		return
	}
	delete(c.found, t)
}

// Findings is all that is wrong, the worst first. The caller must not change it.
func (c *Checker) Findings() []Finding {
	if c.sorted == nil {
		c.sorted = []Finding{}
		for _, list := range c.found {
			c.sorted = append(c.sorted, list...)
		}
		slices.SortFunc(c.sorted, Finding.compare)
	}
	return c.sorted
}

// Of is what is wrong with one thing.
func (c *Checker) Of(t Thing) []Finding { return slices.Clone(c.found[t]) }
