package data

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"tongtu/data/model"
)

// PutRoute stores the route, its complete trips, those calendars it brings that
// the trips use, its pair fares, zones for stations that have none, and the
// operator it brings unless one of that identifier is stored. Empty identifiers
// are assigned (see Command.ID for the route's); a trip without calendar gets the
// brought one without identifier. d.Route.Rev must be the stored one, else
// model.ErrConflict. A brought calendar that differs from the stored one while
// other routes use that is stored under a new identifier: editing a route never
// changes another one. Field errors are those of the route, or below
// "trips[i].", "calendars[i].", "zones[id]" and "fares.rules[i].".
func (e *Editor) PutRoute(ctx context.Context, d RouteDetail) error {
	return e.run(ctx, func(w *edit) (Command, error) {
		p, err := newRoutePut(w, d)
		if err != nil {
			return Command{}, err
		}
		if err := p.run(ctx); err != nil {
			return Command{}, err
		}
		return Command{Kind: PutRouteKind, Name: p.d.Route.Number, ID: string(p.d.Route.ID)}, nil
	})
}

// routePut is one PutRoute under way.
type routePut struct {
	w      *edit
	d      RouteDetail // edited; its slices are copies
	stored RouteDetail // zero when new
	found  bool
}

func newRoutePut(w *edit, d RouteDetail) (*routePut, error) {
	p := &routePut{w: w, d: d}
	p.d.Trips = append([]model.Trip(nil), d.Trips...)
	p.d.Calendars = append([]model.Calendar(nil), d.Calendars...)
	p.found = routes.has(w.tx, d.Route.ID)
	var err error
	if p.found {
		if p.stored, err = routeDetail(w.tx, d.Route.ID); err != nil {
			return nil, err
		}
	}
	err = sameRev(p.stored.Route, p.found, func(r model.Route) uint64 { return r.Rev }, d.Route)
	if err != nil {
		return nil, fmt.Errorf("route %q: %w", d.Route.ID, err)
	}
	return p, p.assign()
}

// assign fills in the identifiers the caller left open.
func (p *routePut) assign() (err error) {
	if p.d.Route.ID == "" {
		if p.d.Route.ID, err = newID(p.w, "r", routes); err != nil {
			return err
		}
	}
	if o := p.d.Operator; o != nil {
		brought := *o // the caller keeps his
		if brought.ID == "" {
			if brought.ID, err = newID(p.w, "o", operators); err != nil {
				return err
			}
		}
		if p.d.Route.Operator == "" {
			p.d.Route.Operator = brought.ID
		}
		p.d.Operator = &brought
	}
	var unnamed model.CalendarID
	for i := range p.d.Calendars {
		if c := &p.d.Calendars[i]; c.ID == "" {
			if c.ID, err = newID(p.w, "k", calendars); err != nil {
				return err
			}
			unnamed = c.ID
		}
	}
	for i := range p.d.Trips {
		t := &p.d.Trips[i]
		if t.ID == "" {
			if t.ID, err = newID(p.w, "t", trips); err != nil {
				return err
			}
		}
		if t.Route == "" {
			t.Route = p.d.Route.ID
		}
		if t.Calendar == "" {
			t.Calendar = unnamed
		}
	}
	if p.d.Fares.Route == "" {
		p.d.Fares.Route = p.d.Route.ID
	}
	return nil
}

func (p *routePut) run(ctx context.Context) error {
	if err := p.check(ctx); err != nil {
		return err
	}
	if o := p.d.Operator; o != nil && !operators.has(p.w.tx, o.ID) {
		if err := operators.put(p.w, o.ID, *o); err != nil {
			return err
		}
	}
	if err := p.putCalendars(ctx); err != nil {
		return err
	}
	changed, err := p.putTrips(ctx)
	if err != nil {
		return err
	}
	if !same(p.stored.Fares.Rules, p.d.Fares.Rules) && len(p.stored.Fares.Rules)+len(p.d.Fares.Rules) > 0 {
		changed = true
		if err := putFares(p.w, p.d.Fares); err != nil {
			return err
		}
	}
	// A changed calendar counts too: it is in the images, but the route has to
	// say that it is not what somebody else read.
	p.d.Route.Rev = p.stored.Route.Rev
	if changed || !p.found || p.d.Route != p.stored.Route || len(p.w.images()) > 0 {
		p.d.Route.Rev = p.w.rev
		return routes.put(p.w, p.d.Route.ID, p.d.Route)
	}
	return nil
}

// check validates everything and the references to what is stored.
func (p *routePut) check(ctx context.Context) error {
	var no refused
	r := p.d.Route
	no.within("", r.Validate())
	if err := p.putZones(&no); err != nil {
		return err
	}
	p.checkOperator(&no)
	brought := map[model.CalendarID]bool{}
	for i, c := range p.d.Calendars {
		at := fmt.Sprintf("calendars[%d].", i)
		no.within(at, c.Validate())
		if brought[c.ID] {
			no.add(at+"id", model.RuleDuplicate, string(c.ID))
		}
		brought[c.ID] = true
	}
	if len(p.d.Trips) == 0 {
		no.add("trips", model.RuleRequired, "")
	}
	seen := map[model.TripID]bool{}
	for i, t := range p.d.Trips {
		at := fmt.Sprintf("trips[%d].", i)
		no.within(at, t.Validate())
		p.checkTrip(&no, at, t, brought)
		if seen[t.ID] {
			no.add(at+"id", model.RuleDuplicate, string(t.ID))
		}
		seen[t.ID] = true
	}
	if err := p.checkFares(ctx, &no); err != nil {
		return err
	}
	return no.err()
}

func (p *routePut) checkOperator(no *refused) {
	id, brought := p.d.Route.Operator, p.d.Operator
	switch {
	case brought != nil && strings.TrimSpace(brought.Name) == "":
		no.add("operator", model.RuleRequired, "")
	case brought != nil && utf8.RuneCountInString(brought.Name) > model.MaxName:
		no.add("operator", model.RuleTooLong, "")
	case brought != nil && brought.ID == id, id == "", id == p.stored.Route.Operator:
	case !operators.has(p.w.tx, id):
		no.add("operator", model.RuleUnknownRef, string(id))
	}
}

func (p *routePut) checkTrip(no *refused, at string, t model.Trip, brought map[model.CalendarID]bool) {
	if t.Route != p.d.Route.ID {
		no.add(at+"route", model.RuleMismatch, string(t.Route))
	}
	if trips.has(p.w.tx, t.ID) && !byRoute.has(p.w.tx, routeTripOf(p.d.Route.ID, t.ID)) {
		no.add(at+"id", model.RuleDuplicate, string(t.ID))
	}
	if t.Calendar != "" && !brought[t.Calendar] && !calendars.has(p.w.tx, t.Calendar) {
		no.add(at+"calendar", model.RuleUnknownRef, string(t.Calendar))
	}
	for k, c := range t.Calls {
		if c.Station != "" && !stations.has(p.w.tx, c.Station) {
			no.add(fmt.Sprintf("%scalls[%d].station", at, k), model.RuleUnknownRef, string(c.Station))
		}
	}
}

// checkFares looks at new rules only: an imported table may name zones without
// a station, and editing the times of its route must not be refused for that.
func (p *routePut) checkFares(ctx context.Context, no *refused) error {
	if p.d.Fares.Route != p.d.Route.ID {
		no.add("fares.route", model.RuleMismatch, string(p.d.Fares.Route))
	}
	known := map[model.FareRule]bool{}
	for _, r := range p.stored.Fares.Rules {
		known[r] = true
	}
	var zones map[model.ZoneID]bool
	for i, r := range p.d.Fares.Rules {
		if known[r] {
			continue
		}
		if zones == nil {
			all, err := stations.load(ctx, p.w.tx)
			if err != nil {
				return err
			}
			zones = zonesOf(all)
		}
		at := fmt.Sprintf("fares.rules[%d].", i)
		if r.Price < 0 {
			no.add(at+"price", model.RuleRange, fmt.Sprint(r.Price))
		}
		if !zones[r.From] {
			no.add(at+"from", model.RuleUnknownRef, string(r.From))
		}
		if !zones[r.To] {
			no.add(at+"to", model.RuleUnknownRef, string(r.To))
		}
	}
	return nil
}

// zonesOf are the zones a rule may name; the empty one matches everything.
func zonesOf(all []model.Station) map[model.ZoneID]bool {
	zones := map[model.ZoneID]bool{"": true}
	for _, st := range all {
		zones[st.Zone] = true
	}
	return zones
}

// putCalendars stores the brought calendars the trips use, giving those that
// would change other routes a new identifier.
func (p *routePut) putCalendars(ctx context.Context) error {
	used := map[model.CalendarID]bool{}
	for _, t := range p.d.Trips {
		used[t.Calendar] = true
	}
	for _, c := range p.d.Calendars {
		if !used[c.ID] {
			continue
		}
		stored, found, err := calendars.find(p.w.tx, c.ID)
		if err != nil {
			return err
		}
		c.Rev = stored.Rev
		if found && same(stored, c) {
			continue
		}
		if found {
			shared, err := p.usedElsewhere(ctx, c.ID)
			if err != nil {
				return err
			}
			if shared {
				if c.ID, err = p.renameCalendar(c.ID); err != nil {
					return err
				}
			}
		}
		c.Rev = p.w.rev
		if err := calendars.put(p.w, c.ID, c); err != nil {
			return err
		}
	}
	return nil
}

func (p *routePut) usedElsewhere(ctx context.Context, id model.CalendarID) (bool, error) {
	all, err := tripUses.load(ctx, p.w.tx)
	if err != nil {
		return false, err
	}
	for _, t := range all {
		if t.Calendar == id && t.Route != p.d.Route.ID {
			return true, nil
		}
	}
	return false, nil
}

func (p *routePut) renameCalendar(old model.CalendarID) (model.CalendarID, error) {
	id, err := newID(p.w, "k", calendars)
	if err != nil {
		return "", err
	}
	for i := range p.d.Trips {
		if p.d.Trips[i].Calendar == old {
			p.d.Trips[i].Calendar = id
		}
	}
	return id, nil
}

// putTrips makes the edited trips those of the route and reports whether any differs.
func (p *routePut) putTrips(ctx context.Context) (changed bool, err error) {
	left := map[model.TripID]model.Trip{}
	for _, t := range p.stored.Trips {
		left[t.ID] = t
	}
	unused := map[model.CalendarID]bool{}
	for _, t := range p.d.Trips {
		before, found := left[t.ID]
		delete(left, t.ID)
		t.Rev = before.Rev
		if found && same(before, t) {
			continue
		}
		changed = true
		t.Rev = p.w.rev
		if found && before.Calendar != t.Calendar {
			unused[before.Calendar] = true
		}
		if err := p.w.putTrip(t); err != nil {
			return false, err
		}
	}
	gone := removal{trips: map[model.TripID]bool{}}
	for _, id := range sortedKeys(left) {
		gone.trips[id] = true
		unused[left[id].Calendar] = true
		if err := p.w.removeTrip(p.d.Route.ID, id); err != nil {
			return false, err
		}
	}
	if len(left) > 0 {
		changed = true
		if err := p.w.dropChanges(ctx, gone); err != nil {
			return false, err
		}
	}
	return changed, p.w.dropCalendars(ctx, unused)
}

func (w *edit) putTrip(t model.Trip) error {
	if err := byRoute.put(w, routeTripOf(t.Route, t.ID), struct{}{}); err != nil {
		return err
	}
	return trips.put(w, t.ID, t)
}

func (w *edit) removeTrip(r model.RouteID, t model.TripID) error {
	if err := byRoute.del(w, routeTripOf(r, t)); err != nil {
		return err
	}
	return trips.del(w, t)
}

// removeRouteRecords removes a route whose trips are gone.
func (w *edit) removeRouteRecords(id model.RouteID) error {
	if err := fares.del(w, fareKeyOf(id)); err != nil {
		return err
	}
	return routes.del(w, id)
}

// DeleteRoute removes the route, its trips, and the records naming them.
func (e *Editor) DeleteRoute(ctx context.Context, id model.RouteID) error {
	return e.run(ctx, func(w *edit) (Command, error) {
		d, err := routeDetail(w.tx, id)
		if err != nil {
			return Command{}, err
		}
		gone := removal{routes: map[model.RouteID]bool{id: true}, trips: map[model.TripID]bool{}}
		unused := map[model.CalendarID]bool{}
		for _, t := range d.Trips {
			gone.trips[t.ID] = true
			unused[t.Calendar] = true
			if err := w.removeTrip(id, t.ID); err != nil {
				return Command{}, err
			}
		}
		if err := w.removeRouteRecords(id); err != nil {
			return Command{}, err
		}
		if err := w.dropCalendars(ctx, unused); err != nil {
			return Command{}, err
		}
		return Command{Kind: DeleteRouteKind, Name: d.Route.Number, ID: string(id)}, w.dropChanges(ctx, gone)
	})
}
