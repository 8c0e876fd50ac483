package data

import (
	"cmp"
	"context"
	"slices"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// maxRefused bounds the field errors Replace returns; a feed with one mistake
// in every line needs no hundred thousand of them.
const maxRefused = 50

// Replace puts n in the place of the whole network, or changes nothing. A
// network with findings of rules.Error is refused with a *model.FieldError
// for each (50 at most), Field saying where. A zero ChangeTable means the
// default one. Of two change records about the same pair the first counts.
// progress may be nil; it is called on the caller's goroutine. Undo brings the
// former network back, except that a demonstration network laid into an empty
// file is where editing starts, not an edit.
func (e *Editor) Replace(ctx context.Context, n model.Network, progress func(done, total int)) error {
	if err := e.auth.Authorize(ctx, model.PermEdit); err != nil {
		return err
	}
	if err := refuse(rules.Check(n)); err != nil {
		return err
	}
	if n.ChangeTable == (model.ChangeTable{}) {
		n.ChangeTable = model.DefaultChangeTable()
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	seed := n.Info.Demo && e.store.Empty()
	total := len(n.Cities) + len(n.Stations) + len(n.Operators) + len(n.Routes) + 2*len(n.Trips) +
		len(n.Calendars) + len(n.Shapes) + len(n.FareTables) + len(n.Changes)
	err := e.store.update(ctx, e.actor(ctx), func(w *edit) error {
		if err := w.clearFor(n.Info, seed); err != nil {
			return err
		}
		return (&loader{ctx: ctx, w: w, total: total, progress: progress}).load(n)
	})
	if err == nil {
		progress(total, total)
	}
	return err
}

// refuse turns the errors among the findings into field errors.
func refuse(found []rules.Finding) error {
	var no refused
	for _, f := range found {
		if f.Severity == rules.Error && len(no.errs) < maxRefused {
			no.add(f.Where(), model.Rule(f.Code), f.Was())
		}
	}
	return no.err()
}

// clearFor makes room for an import: the network in force goes to the shelf and
// an empty one takes its place.
func (w *edit) clearFor(info model.Info, seed bool) error {
	if seed {
		if err := w.tx.DeleteBucket([]byte(networkRoot)); err != nil {
			return err
		}
		return emptyNetwork(w.tx)
	}
	name := info.Name
	if name == "" {
		name = info.Source
	}
	n, err := w.enter(Command{Kind: ImportKind, Name: name})
	if err != nil {
		return err
	}
	if err := w.setAside(n); err != nil {
		return err
	}
	return emptyNetwork(w.tx)
}

// loader fills the buckets of an empty network.
type loader struct {
	ctx         context.Context
	w           *edit
	done, total int
	progress    func(done, total int)
}

func (l *loader) load(n model.Network) error {
	tx, rev := l.w.tx, l.w.rev
	if err := infos.set(tx, keyInfo, n.Info); err != nil {
		return err
	}
	if err := tables.set(tx, keyTable, n.ChangeTable); err != nil {
		return err
	}
	steps := []func() error{
		func() error {
			return fill(l, cities, n.Cities, func(c *model.City) model.CityID { c.Rev = rev; return c.ID })
		},
		func() error {
			return fill(l, stations, n.Stations, func(s *model.Station) model.StationID { s.Rev = rev; return s.ID })
		},
		func() error {
			return fill(l, operators, n.Operators, func(o *model.Operator) model.OperatorID { return o.ID })
		},
		func() error {
			return fill(l, routes, n.Routes, func(r *model.Route) model.RouteID { r.Rev = rev; return r.ID })
		},
		func() error {
			return fill(l, trips, n.Trips, func(t *model.Trip) model.TripID { t.Rev = rev; return t.ID })
		},
		func() error { return l.index(n.Trips) },
		func() error {
			return fill(l, calendars, n.Calendars, func(c *model.Calendar) model.CalendarID { c.Rev = rev; return c.ID })
		},
		func() error { return l.shapes(n.Shapes) },
		func() error {
			return fill(l, fares, n.FareTables, func(t *model.FareTable) fareKey { return fareKeyOf(t.Route) })
		},
		func() error {
			return fill(l, changes, n.Changes, func(r *model.ChangeRecord) changeKey { return changeKeyOf(*r) })
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return recount(tx)
}

// shapes fills the bucket of shapes, which is made only where it is needed.
func (l *loader) shapes(list []model.Shape) error {
	if len(list) == 0 {
		return nil
	}
	if _, err := l.w.tx.Bucket([]byte(shapes.root)).CreateBucket([]byte(shapes.name)); err != nil {
		return err
	}
	return fill(l, shapes, list, func(s *model.Shape) model.ShapeID { return s.ID })
}

// An item is a value on its way into a bucket.
type item[K ~string, V any] struct {
	key   K
	value V
}

// fill stores list in key order: sorted keys load some fifty times faster than
// random ones. key prepares a copy of a value and returns its key; of two
// values with one key the first counts.
func fill[K ~string, V any](l *loader, b bucket[K, V], list []V, key func(*V) K) error {
	items := make([]item[K, V], len(list))
	for i, v := range list {
		items[i].key = key(&v)
		items[i].value = v
	}
	slices.SortStableFunc(items, func(x, y item[K, V]) int { return cmp.Compare(x.key, y.key) })
	items = slices.CompactFunc(items, func(x, y item[K, V]) bool { return x.key == y.key })
	in := b.in(l.w.tx)
	in.FillPercent = loadFill
	for _, it := range items {
		raw, err := seal(b.name, string(it.key), it.value)
		if err != nil {
			return err
		}
		if err := in.Put([]byte(it.key), raw); err != nil {
			return err
		}
		if err := l.step(); err != nil {
			return err
		}
	}
	return nil
}

// loadFill packs the pages of a bulk load; the little room left takes later edits.
const loadFill = 0.9

// index records which trips each route has.
func (l *loader) index(list []model.Trip) error {
	keys := make([]routeTrip, len(list))
	for i, t := range list {
		keys[i] = routeTripOf(t.Route, t.ID)
	}
	slices.Sort(keys)
	byRoute.in(l.w.tx).FillPercent = loadFill
	for _, k := range keys {
		if err := byRoute.set(l.w.tx, k, struct{}{}); err != nil {
			return err
		}
		if err := l.step(); err != nil {
			return err
		}
	}
	return nil
}

// step counts one record and looks at the context now and then.
func (l *loader) step() error {
	l.done++
	if l.done%512 != 0 {
		return nil
	}
	l.progress(l.done, l.total)
	return l.ctx.Err()
}
