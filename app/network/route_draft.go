package network

import (
	"fmt"
	"slices"

	"tongtu/data"
	"tongtu/data/model"
)

// Problems are all that stand in the way of saving.
func (s *RouteState) Problems() []Problem {
	if !s.open {
		return nil
	}
	_, problems := s.form.values(s.base, s.known())
	return problems
}

func (s *RouteState) known() known { return known{s.operators, s.data.Stops.Zone} }

// Visible are the problems to show: those of fields the person was in, or all
// once saving was asked for.
func (s *RouteState) Visible() []Problem {
	var out []Problem
	for _, p := range s.Problems() {
		if s.tried || s.touched[p.Field] || !s.IsNew() {
			out = append(out, p)
		}
	}
	return out
}

// Actions says what is enabled.
func (s *RouteState) Actions() Actions {
	edit := s.rights.Edit && !s.rights.ReadOnly
	free := edit && !s.busy && s.loaded
	return Actions{
		Edit: edit && s.open, Add: free, Save: free && s.Dirty(), Revert: s.Dirty() || s.IsNew(),
		Delete: free && s.open && !s.IsNew(), Undo: free && (s.data.Last != nil || len(s.history.past) > 0),
		Redo:   free && (s.data.Redo || len(s.history.future) > 0),
		SignIn: !s.rights.Edit, ReadOnly: s.rights.Edit && s.rights.ReadOnly,
	}
}

// Last is the edit that Undo would take back.
func (s *RouteState) Last() (data.Command, bool) {
	if s.data.Last == nil {
		return data.Command{}, false
	}
	return *s.data.Last, true
}

// Busy reports whether an edit is under way.
func (s *RouteState) Busy() bool { return s.busy }

// SetBusy says whether an edit is under way.
func (s *RouteState) SetBusy(on bool) { s.busy = on }

// RouteDraft is a form ready to be stored.
type RouteDraft struct {
	Detail data.RouteDetail
	form   RouteForm
}

// Save returns what is to be stored; ok is false, and every problem shows, when
// the form is not right.
func (s *RouteState) Save() (d RouteDraft, ok bool) {
	if !s.Actions().Save {
		return d, false
	}
	s.tried = true
	var problems []Problem
	d.Detail, problems = s.form.values(s.base, s.known())
	d.form = s.form.clone()
	if i := firstTripOf(problems); i >= 0 {
		s.cursor = cursor{trip: i}
	}
	return d, len(problems) == 0
}

// firstTripOf is the trip the first problem is in, -1 when it is in none.
func firstTripOf(problems []Problem) int {
	for _, p := range problems {
		var i int
		if n, _ := fmt.Sscanf(p.Field, "trips[%d]", &i); n == 1 {
			return i
		}
	}
	return -1
}

// Saved takes the stored form of what was saved: the form shows it, or, when the
// person typed on meanwhile, stays dirty on top of it.
func (s *RouteState) Saved(d RouteDraft, stored data.RouteDetail) {
	if !s.open || s.form.kept.Route.ID != d.Detail.Route.ID {
		return
	}
	typedOn := !s.form.equal(d.form)
	s.form.rebase(stored)
	s.history.forget()
	if !typedOn {
		s.Show(stored)
		return
	}
	s.base = routeForm(stored, d.form.Operator, s.data.Stops.Name)
}

// rebase takes over what the store assigned, keeping what was typed on.
func (f *RouteForm) rebase(stored data.RouteDetail) {
	taken := map[model.TripID]bool{}
	for _, t := range f.Trips {
		taken[t.kept.ID] = true
	}
	f.kept = stored
	for _, t := range stored.Trips {
		if taken[t.ID] {
			continue
		}
		fresh := func(g TripForm) bool {
			at, ok := g.firstClock()
			return g.kept.ID == "" && ok && at == start(t)
		}
		if i := slices.IndexFunc(f.Trips, fresh); i >= 0 {
			f.Trips[i].kept = t
		}
	}
}

// Deleted closes the form of a route that is no more.
func (s *RouteState) Deleted(id model.RouteID) {
	if s.ID() == id {
		s.Close()
	}
}
