package network

import (
	"encoding/json"
	"fmt"
	"slices"

	"tongtu/data"
	"tongtu/data/model"
)

// keptRoute is a route's draft as it is kept on disk: the form as typed, and the
// stored route it was begun on.
type keptRoute struct {
	Number, Name, Operator string
	Mode                   model.Mode
	Trips                  []keptTrip
	Calendars              []CalendarForm
	Base                   data.RouteDetail
	Shown                  int // the trip
	Pairs                  []keptPair
}

type keptPair struct {
	PairKey
	Text string
}

type keptTrip struct {
	ID       model.TripID `json:",omitempty"` // of the stored one; empty: new
	Calendar model.CalendarID
	Classes  []string
	Fee      string
	Calls    []keptCall
}

type keptCall struct {
	Station         string
	ID              model.StationID `json:",omitempty"`
	Arr, Dep, Km    string
	Fares           []string
	NoBoard, NoFrom bool        `json:",omitempty"`
	Metres          model.Metre `json:",omitempty"`
}

// Kept is the draft as it is written to disk.
func (s *RouteState) Kept() ([]byte, error) {
	f := s.form
	k := keptRoute{Number: f.Number, Name: f.Name, Operator: f.Operator, Mode: f.Mode, Calendars: f.Calendars, Base: f.kept, Shown: s.cursor.trip}
	for _, t := range f.Trips {
		kt := keptTrip{ID: t.kept.ID, Calendar: t.Calendar, Classes: t.Classes, Fee: t.Fee}
		for _, c := range t.Calls {
			kt.Calls = append(kt.Calls, keptCall{c.Station, c.id, c.Arr, c.Dep, c.Km, c.Fares, c.keptNoBoard, c.keptNoAlight, c.keptUnrounded})
		}
		k.Trips = append(k.Trips, kt)
	}
	for _, key := range f.pairKeys() {
		k.Pairs = append(k.Pairs, keptPair{key, f.Pairs[key]})
	}
	out, err := json.Marshal(k)
	if err != nil {
		return nil, fmt.Errorf("network: encode draft: %w", err)
	}
	return out, nil
}

// KeptRoute is a draft read from disk.
type KeptRoute struct{ k keptRoute }

// ReadKept reads what Kept wrote.
func ReadKept(body []byte) (KeptRoute, error) {
	var r KeptRoute
	if err := json.Unmarshal(body, &r.k); err != nil {
		return r, fmt.Errorf("network: decode draft: %w", err)
	}
	for _, t := range r.k.Trips {
		for _, c := range t.Calls {
			if len(c.Fares) != len(t.Classes) {
				return r, fmt.Errorf("network: decode draft: %d fares of %d classes", len(c.Fares), len(t.Classes))
			}
		}
	}
	return r, nil
}

// ID is the stored route the draft was begun on, "" for a new one.
func (r KeptRoute) ID() model.RouteID { return r.k.Base.Route.ID }

// Since compares the draft with what is stored now; found is false when nothing is.
func (r KeptRoute) Since(stored data.RouteDetail, found bool) Since {
	return since(r.k.Base.Route.Rev, r.ID() == "", found, stored.Route.Rev)
}

// Restore opens a kept draft on top of what is stored now: saving puts it in
// that place, or makes a new route where there is none any more.
func (s *RouteState) Restore(r KeptRoute, stored data.RouteDetail, found bool) {
	k := r.k
	if r.ID() == "" || !found {
		stored = data.RouteDetail{}
	}
	f := RouteForm{Number: k.Number, Name: k.Name, Operator: k.Operator, Mode: k.Mode, kept: stored}
	f.Calendars = slices.Clone(k.Calendars)
	for i := range f.Calendars {
		for _, c := range stored.Calendars {
			if c.ID == f.Calendars[i].ID {
				f.Calendars[i].kept = c
			}
		}
	}
	s.form.Mode = k.Mode // what stations stand for depends on it
	for _, t := range k.Trips {
		f.Trips = append(f.Trips, s.restored(t, stored.Trips))
	}
	for _, p := range k.Pairs {
		f.setPair(p.PairKey, p.Text)
	}
	operator := ""
	for _, o := range s.data.Operators {
		if o.ID == stored.Route.Operator {
			operator = o.Name
		}
	}
	s.show(f)
	s.base = routeForm(stored, operator, s.data.Stops.Name)
	s.SelectTrip(k.Shown)
	s.tried = true // what is wrong shows at once
}

func (s *RouteState) restored(t keptTrip, stored []model.Trip) TripForm {
	f := TripForm{Calendar: t.Calendar, Classes: t.Classes, Fee: t.Fee}
	for _, st := range stored {
		if st.ID == t.ID {
			f.kept = st
		}
	}
	for _, c := range t.Calls {
		call := CallForm{
			Station: c.Station, Arr: c.Arr, Dep: c.Dep, Km: c.Km, Fares: c.Fares, id: c.ID,
			keptNoBoard: c.NoBoard, keptNoAlight: c.NoFrom, keptUnrounded: c.Metres,
		}
		if s.data.Stops.Has(c.ID) {
			call.Station = s.data.Stops.Name(c.ID)
		} else { // typed only, or gone since
			call.id = ""
			s.setStation(&call, c.Station)
		}
		f.Calls = append(f.Calls, call)
	}
	return f
}

// Version changes whenever the draft does.
func (s *RouteState) Version() uint64 { return s.history.version }
