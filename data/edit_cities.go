package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"tongtu/data/model"
)

// CityPatch is what a bulk edit sets; nil leaves a field as it is.
type CityPatch struct {
	Province *string
	Rank     *uint8
}

// PatchCities sets the same fields of several cities. Of an unknown one the
// error is model.ErrNotFound, and none is changed.
func (e *Editor) PatchCities(ctx context.Context, p CityPatch, ids ...model.CityID) error {
	return e.run(ctx, func(w *edit) (Command, error) {
		var changed []model.City
		for _, id := range distinct(ids) {
			c, err := cities.get(w.tx, id)
			if err != nil {
				return Command{}, err
			}
			before := c
			if p.Province != nil {
				c.Province = *p.Province
			}
			if p.Rank != nil {
				c.Rank = *p.Rank
			}
			if same(before, c) {
				continue
			}
			if err := c.Validate(); err != nil {
				return Command{}, err
			}
			c.Rev = w.rev
			if err := cities.put(w, id, c); err != nil {
				return Command{}, err
			}
			changed = append(changed, c)
		}
		return about(PatchCitiesKind, changed), nil
	})
}

// MergeCities makes several cities one: the stations of the others move to
// into, their names and aliases become aliases of it, and what it does not say
// of itself it takes from them. Trips, fares and change records name stations
// and stay as they are.
func (e *Editor) MergeCities(ctx context.Context, into model.CityID, others ...model.CityID) error {
	return e.run(ctx, func(w *edit) (Command, error) {
		c, err := cities.get(w.tx, into)
		if err != nil {
			return Command{}, err
		}
		others := slices.DeleteFunc(distinct(others), func(id model.CityID) bool { return id == into })
		for _, id := range others {
			if err := w.mergeCity(&c, id); err != nil {
				return Command{}, err
			}
		}
		if len(others) == 0 {
			return Command{}, errUnchanged
		}
		if err := checkAliases(c); err != nil {
			return Command{}, err
		}
		c.Rev = w.rev
		return Command{Kind: MergeCitiesKind, Name: c.Name, ID: string(into), N: len(others)}, cities.put(w, into, c)
	})
}

func (w *edit) mergeCity(c *model.City, id model.CityID) error {
	o, err := cities.get(w.tx, id)
	if err != nil {
		return err
	}
	list, err := stationsOf(w.tx, id)
	if err != nil {
		return err
	}
	for _, s := range list {
		s.City, s.Rev = c.ID, w.rev
		if err := stations.put(w, s.ID, s); err != nil {
			return err
		}
	}
	c.Province = cmp.Or(c.Province, o.Province)
	if c.Name == o.Name {
		c.Pinyin, c.English = cmp.Or(c.Pinyin, o.Pinyin), cmp.Or(c.English, o.English)
	}
	if c.Rank == 0 || o.Rank != 0 && o.Rank < c.Rank {
		c.Rank = o.Rank
	}
	c.Aliases = slices.Clone(c.Aliases)
	for _, a := range append([]string{o.Name, o.English}, o.Aliases...) {
		if a != "" && a != c.Name && a != c.English && !slices.Contains(c.Aliases, a) {
			c.Aliases = append(c.Aliases, a)
		}
	}
	return cities.del(w, id)
}

// checkAliases holds every alias against the rules of names.
func checkAliases(c model.City) error {
	var no refused
	for i, a := range c.Aliases {
		for _, fe := range model.FieldErrors((model.City{ID: "x", Name: a}).Validate()) {
			no.add(fmt.Sprintf("aliases[%d]", i), fe.Rule, fe.Value)
		}
	}
	return errors.Join(c.Validate(), no.err())
}

func distinct[K comparable](ids []K) []K {
	var out []K
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
