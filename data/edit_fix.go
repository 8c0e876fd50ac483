package data

import (
	"context"
	"fmt"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// Apply applies the fixes of findings of one code, all as one command, and
// returns how many changed something. Each is worked out on what is stored now:
// one whose reason is gone changes nothing.
func (e *Editor) Apply(ctx context.Context, code rules.Code, fixes ...rules.Fix) (n int, err error) {
	err = e.run(ctx, func(w *edit) (Command, error) {
		r := repair{w: w, gone: removal{routes: map[model.RouteID]bool{}, trips: map[model.TripID]bool{}}, unused: map[model.CalendarID]bool{}}
		n = 0
		for i, f := range fixes {
			if i%256 == 0 && ctx.Err() != nil {
				return Command{}, ctx.Err()
			}
			done, err := r.apply(f)
			if err != nil {
				return Command{}, fmt.Errorf("fix %s: %w", f.Of, err)
			}
			if done {
				n++
			}
		}
		c := Command{Kind: FixKind, Name: string(code), N: n}
		if len(fixes) == 1 {
			c.ID = fixes[0].Of.ID
		}
		return c, r.finish(ctx)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// repair is one Apply under way.
type repair struct {
	w      *edit
	gone   removal
	unused map[model.CalendarID]bool // to go unless trips use them
}

// finish removes what names anything that went.
func (r *repair) finish(ctx context.Context) error {
	if err := r.w.dropCalendars(ctx, r.unused); err != nil {
		return err
	}
	if len(r.gone.trips)+len(r.gone.routes) == 0 {
		return nil
	}
	return r.w.dropChanges(ctx, r.gone)
}

// apply reports whether f changed anything.
func (r *repair) apply(f rules.Fix) (bool, error) {
	id := f.Of.ID
	switch f.Action {
	case rules.DropRoute:
		return r.dropRoute(model.RouteID(id))
	case rules.DropTrip:
		return r.dropTrip(model.TripID(id), model.TripID(f.Value))
	case rules.DropCalendar:
		found := calendars.has(r.w.tx, model.CalendarID(id))
		r.unused[model.CalendarID(id)] = true
		return found, nil
	case rules.MirrorChange:
		return r.mirror(f)
	}
	switch f.Of.Kind {
	case rules.City:
		return repaired(r.w, cities, model.CityID(id), f.City, func(c *model.City) error {
			c.Rev = r.w.rev
			return c.Validate()
		})
	case rules.Station:
		return repaired(r.w, stations, model.StationID(id), f.Station, func(s *model.Station) error {
			s.Rev = r.w.rev
			if err := s.Validate(); err != nil {
				return err
			}
			return bump(r.w, cities, s.City, func(c *model.City) { c.Rev = r.w.rev })
		})
	case rules.Operator:
		return repaired(r.w, operators, model.OperatorID(id), f.Operator, func(*model.Operator) error { return nil })
	case rules.Route:
		return repaired(r.w, routes, model.RouteID(id), f.Route, func(v *model.Route) error {
			v.Rev = r.w.rev
			return v.Validate()
		})
	case rules.Trip:
		return repaired(r.w, trips, model.TripID(id), f.Trip, func(t *model.Trip) error {
			t.Rev = r.w.rev
			if err := t.Validate(); err != nil {
				return err
			}
			return r.w.bumpRoute(t.Route)
		})
	case rules.Calendar:
		return repaired(r.w, calendars, model.CalendarID(id), f.Calendar, func(c *model.Calendar) error {
			c.Rev = r.w.rev
			return nil
		})
	case rules.Fares:
		return repaired(r.w, fares, fareKeyOf(model.RouteID(id)), f.Fares, func(t *model.FareTable) error { return r.w.bumpRoute(t.Route) })
	}
	return false, nil
}

// repaired lets fix change what is stored under k, and store what it gave.
func repaired[K ~string, V any](w *edit, b bucket[K, V], k K, fix func(*V) bool, ready func(*V) error) (bool, error) {
	v, found, err := b.find(w.tx, k)
	if err != nil || !found || !fix(&v) {
		return false, err
	}
	if err := ready(&v); err != nil {
		return false, err
	}
	return true, b.put(w, k, v)
}

// bump gives what is stored under k, if anything is, a new revision: whoever
// edits it must see that something of it changed.
func bump[K ~string, V any](w *edit, b bucket[K, V], k K, set func(*V)) error {
	v, found, err := b.find(w.tx, k)
	if err != nil || !found {
		return err
	}
	set(&v)
	return b.put(w, k, v)
}

func (w *edit) bumpRoute(id model.RouteID) error {
	return bump(w, routes, id, func(r *model.Route) { r.Rev = w.rev })
}

// dropRoute removes a route that still has no trips.
func (r *repair) dropRoute(id model.RouteID) (bool, error) {
	if !routes.has(r.w.tx, id) || len(byRoute.keys(r.w.tx, string(routeTripOf(id, "")))) > 0 {
		return false, nil
	}
	r.gone.routes[id] = true
	return true, r.w.removeRouteRecords(id)
}

// dropTrip removes a trip that the other one still repeats.
func (r *repair) dropTrip(id, other model.TripID) (bool, error) {
	t, found, err := trips.find(r.w.tx, id)
	if err != nil || !found || id == other {
		return false, err
	}
	twin, found, err := trips.find(r.w.tx, other)
	if err != nil || !found || !rules.Repeats(t, twin) {
		return false, err
	}
	r.gone.trips[id] = true
	r.unused[t.Calendar] = true
	if err := r.w.removeTrip(t.Route, id); err != nil {
		return false, err
	}
	return true, r.w.bumpRoute(t.Route)
}

// mirror adds the record of the way back unless there is one by now.
func (r *repair) mirror(f rules.Fix) (bool, error) {
	stored, found, err := changes.find(r.w.tx, changeKey(f.Of.ID))
	if err != nil || !found {
		return false, err
	}
	back, ok := f.Mirror(stored)
	if !ok || changes.has(r.w.tx, changeKeyOf(back)) {
		return false, nil
	}
	return true, changes.put(r.w, changeKeyOf(back), back)
}
