package planner

import (
	"errors"
	"slices"

	"tongtu/app/prefs"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// phase is what the results column shows.
type phase uint8

const (
	phaseWelcome phase = iota // nothing asked yet
	phaseAnswers
	phaseNothing // no connection
	phaseFailed  // the search ended with an error
)

// state is everything the screen shows. It survives rebuilds.
type state struct {
	form     form
	faults   []problem
	asked    form // what the answers shown belong to
	phase    phase
	busy     bool        // a search has taken long enough to say so
	pending  *plan.Query // a search under way
	found    found
	failure  error
	selected int
	open     map[int]bool // rides of the selected journey with their calls shown
	onMap    bool         // narrow window: the map's tab is open
}

// fault is the problem of a field, if it has one.
func (s *state) fault(at field) (problem, bool) {
	i := slices.IndexFunc(s.faults, func(p problem) bool { return p.field == at })
	if i < 0 {
		return problem{}, false
	}
	return s.faults[i], true
}

// mend forgets the problem of a field that is being changed. Changing either
// end mends "the same place" too, which is said at the second.
func (s *state) mend(at field) {
	s.faults = slices.DeleteFunc(s.faults, func(p problem) bool {
		return p.field == at || (at == fieldFrom && p.fault == faultSame)
	})
}

// show takes what a search has found so far. Answers that arrive while the same
// search goes on keep the person's selection.
func (s *state) show(f found, more bool) {
	if !more {
		s.pick(0)
	}
	s.found, s.failure, s.busy = f, nil, false
	s.phase = phaseAnswers
	if len(f.offers) == 0 {
		s.phase = phaseNothing
	}
}

// fail takes a search's error. That two names mean one place, the router may
// know better than the form: it is said at the field.
func (s *state) fail(err error) {
	if errors.Is(err, plan.ErrSamePlace) {
		s.forget()
		s.faults = append(s.faults, problem{field: fieldTo, fault: faultSame, text: s.form.to.text})
		return
	}
	s.phase, s.failure, s.found, s.busy = phaseFailed, err, found{}, false
}

// forget drops answers that no longer belong to the network.
func (s *state) forget() {
	s.phase, s.found, s.failure, s.busy = phaseWelcome, found{}, nil, false
	s.pick(0)
}

// pick selects journey i with its course folded.
func (s *state) pick(i int) {
	s.selected, s.open = i, map[int]bool{}
}

// recent is the search as it is offered again later.
func recent(f form) prefs.RecentQuery {
	return prefs.RecentQuery{
		FromCity: f.from.place.City, FromStation: f.from.place.Station, FromLabel: f.from.text,
		ToCity: f.to.place.City, ToStation: f.to.place.Station, ToLabel: f.to.text, By: f.by.String(),
	}
}

// remember puts q before the older ones, without doubles.
func remember(old []prefs.RecentQuery, q prefs.RecentQuery) []prefs.RecentQuery {
	out := []prefs.RecentQuery{q}
	for _, o := range old {
		same := o.FromCity == q.FromCity && o.FromStation == q.FromStation && o.ToCity == q.ToCity && o.ToStation == q.ToStation && o.By == q.By
		if !same {
			out = append(out, o)
		}
	}
	return first(out, prefs.MaxRecent)
}

// again restores the ends and the criterion of a recent search.
func again(f form, q prefs.RecentQuery) form {
	f.from = end{text: q.FromLabel, place: plan.Place{City: q.FromCity, Station: q.FromStation}}
	f.to = end{text: q.ToLabel, place: plan.Place{City: q.ToCity, Station: q.ToStation}}
	if by, ok := plan.ParseCriterion(q.By); ok && by != plan.Best {
		f.by = by
	}
	return f
}

// toggled has mode m switched, of the modes present. The last one stays on: a
// journey by nothing is no question. All on is the same as no limit.
func toggled(set model.ModeSet, m model.Mode, present []model.Mode) model.ModeSet {
	var on []model.Mode
	for _, p := range present {
		if set.Has(p) != (p == m) {
			on = append(on, p)
		}
	}
	switch len(on) {
	case 0:
		return set
	case len(present):
		return 0
	}
	return model.ModesOf(on...)
}
