package network

import (
	"slices"
	"strings"

	"tongtu/data"
	"tongtu/data/model"
)

// RouteField names a text field of the route form.
type RouteField string

// The fields; their names are those of the model's field errors.
const (
	RouteNumber   RouteField = "number"
	RouteName     RouteField = "name"
	RouteOperator RouteField = "operator"
)

// RouteData is what the screen reads from the store.
type RouteData struct {
	Index     *RouteIndex
	Stops     *Stops
	Operators []model.Operator
	Calendars []model.Calendar
	Last      *data.Command // nil: nothing to undo
	Redo      bool          // something undone can be done again
	Today     model.Date    // where a new calendar begins
	Left      *Left         // unsaved work of an earlier run; nil: none
	LeftErr   error         // why more of it cannot be read
}

// RouteState is the state of the routes screen: the list, the form, and what
// may be done. It knows neither Fyne nor a language. The zero value is ready.
type RouteState struct {
	rights Rights

	data      RouteData
	loaded    bool
	search    string
	rows      []RouteRow
	operators map[string]model.OperatorID

	open   bool
	form   RouteForm
	base   RouteForm
	cursor cursor
	tab    RouteTab

	findings findingsCache
	finding  int // the one that is told

	pairClass int // of the fares between pairs, among the shown trip's
	history   history
	impact    impactState
	touched   map[string]bool
	tried     bool
	busy      bool
}

// Load takes what was read from the store. The form stays; the screen reads the
// open route again when there are no unsaved changes.
func (s *RouteState) Load(d RouteData) {
	s.data, s.loaded = d, true
	s.operators = map[string]model.OperatorID{}
	for _, o := range d.Operators {
		s.operators[fold(o.Name)] = o.ID
	}
	s.Search(s.search)
}

// Loaded reports whether the store was read.
func (s *RouteState) Loaded() bool { return s.loaded }

// SetRights says what the person may do.
func (s *RouteState) SetRights(r Rights) { s.rights = r }

// Search narrows the list.
func (s *RouteState) Search(text string) {
	s.search = text
	if s.loaded {
		s.rows = s.data.Index.Search(text)
	}
}

// SearchText is what the list is narrowed to.
func (s *RouteState) SearchText() string { return s.search }

// Rows is the list as narrowed.
func (s *RouteState) Rows() []RouteRow { return s.rows }

// Total is how many routes there are.
func (s *RouteState) Total() int {
	if !s.loaded {
		return 0
	}
	return s.data.Index.Len()
}

// OpenRow is the row of the open route, -1 when the list does not show it.
func (s *RouteState) OpenRow() int {
	if s.ID() == "" {
		return -1
	}
	return slices.IndexFunc(s.rows, func(r RouteRow) bool { return r.ID == s.ID() })
}

// Show puts a stored route into the form. The trip shown before stays shown
// when the route is the same.
func (s *RouteState) Show(d data.RouteDetail) {
	keep := s.open && s.ID() == d.Route.ID && s.cursor.trip < len(s.form.Trips)
	at := s.cursor
	var shown model.TripID
	if keep {
		shown = s.form.Trips[at.trip].kept.ID
	}
	operator := ""
	for _, o := range s.data.Operators {
		if o.ID == d.Route.Operator {
			operator = o.Name
		}
	}
	s.show(routeForm(d, operator, s.data.Stops.Name))
	if i := slices.IndexFunc(s.form.Trips, func(t TripForm) bool { return t.kept.ID == shown }); keep && i >= 0 {
		s.cursor = cursor{i, at.row, at.col}
	}
}

// New shows an empty route with one trip.
func (s *RouteState) New() {
	c := s.newCalendar()
	f := RouteForm{Calendars: []CalendarForm{c}}
	f.Trips = []TripForm{newTripForm(c.ID, []string{defaultClass(model.Rail)})}
	s.show(f)
}

func (s *RouteState) show(f RouteForm) {
	s.open, s.form, s.base = true, f, f.clone()
	s.cursor, s.impact = cursor{}, impactState{}
	s.history.forget()
	s.tried, s.touched = false, map[string]bool{}
}

// Close empties the form.
func (s *RouteState) Close() {
	s.open, s.form, s.base, s.tried = false, RouteForm{}, RouteForm{}, false
	s.cursor, s.impact = cursor{}, impactState{}
	s.history.forget()
}

// Shown reports whether the form shows a route, stored or new.
func (s *RouteState) Shown() bool { return s.open }

// IsNew reports whether the form shows a route that was never stored.
func (s *RouteState) IsNew() bool { return s.open && s.form.kept.Route.ID == "" }

// ID is the open route's, "" for a new one or none.
func (s *RouteState) ID() model.RouteID { return s.form.kept.Route.ID }

// Form is what the form shows.
func (s *RouteState) Form() RouteForm { return s.form }

// PairFares is how many fares between zones the stored route has; they win over
// the fares of the timetable.
func (s *RouteState) PairFares() int { return len(s.form.kept.Fares.Rules) }

// Dirty reports whether there is something to save.
func (s *RouteState) Dirty() bool { return s.open && !s.form.equal(s.base) }

// Revert goes back to the stored route; a new one is given up.
func (s *RouteState) Revert() {
	if s.IsNew() {
		s.Close()
		return
	}
	trip := s.cursor.trip
	s.show(s.base)
	s.cursor.trip = max(0, min(trip, len(s.form.Trips)-1))
}

// Set changes a field. Setting what is there already does nothing.
func (s *RouteState) Set(f RouteField, text string) {
	defer s.change(StepField, string(f))()
	to := map[RouteField]*string{RouteNumber: &s.form.Number, RouteName: &s.form.Name, RouteOperator: &s.form.Operator}[f]
	if s.open && to != nil && *to != text {
		*to = text
		s.touched[string(f)] = true
	}
}

// SetMode changes the kind of vehicle. Trips of a new route get the class that
// goes with it as long as no fare was typed.
func (s *RouteState) SetMode(m model.Mode) {
	if !s.open || s.form.Mode == m {
		return
	}
	defer s.change(StepField, "")()
	old := defaultClass(s.form.Mode)
	s.form.Mode = m
	for i := range s.form.Trips {
		t := &s.form.Trips[i]
		if s.IsNew() && slices.Equal(t.Classes, []string{old}) && !t.hasFares() {
			t.setClasses([]string{defaultClass(m)})
		}
	}
}

func (t TripForm) hasFares() bool {
	return slices.ContainsFunc(t.Calls, func(c CallForm) bool { return strings.Join(c.Fares, "") != "" })
}

// defaultClass is the class a new trip has a fare column for.
func defaultClass(m model.Mode) string {
	switch m {
	case model.Air:
		return "economy"
	case model.Rail:
		return "second"
	}
	return "standard"
}

// Suggest offers stations for a text.
func (s *RouteState) Suggest(text string) []StopMatch {
	if !s.loaded {
		return nil
	}
	return s.data.Stops.Suggest(text, s.form.Mode, 9)
}

// NewOperator reports whether the operator typed is none of the known ones and
// will be added with the route.
func (s *RouteState) NewOperator() bool {
	_, known := s.operators[fold(s.form.Operator)]
	return !known && fold(s.form.Operator) != "" && s.form.Operator != s.base.Operator
}

// SuggestOperators offers the names of operators that contain text.
func (s *RouteState) SuggestOperators(text string) []string {
	var out []string
	for _, o := range s.data.Operators {
		if strings.Contains(fold(o.Name), fold(text)) {
			out = append(out, o.Name)
		}
	}
	return out
}

// Stored is the open route as stored.
func (s *RouteState) Stored() data.RouteDetail { return s.form.kept }
