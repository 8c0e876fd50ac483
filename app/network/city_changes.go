package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongtu/data/model"
	"tongtu/widgets"
)

// ChangeField names a text column of the table of change times.
type ChangeField string

// The columns; the time is in minutes.
const (
	ChangeFrom ChangeField = "from"
	ChangeTo   ChangeField = "to"
	ChangeTime ChangeField = "time"
)

// ChangeForm is one change record as typed.
type ChangeForm struct {
	From, To, Time string
	Forbidden      bool

	from, to model.StationID // those of From and To, as long as these are not typed over
}

func changeForm(r model.ChangeRecord, stops *Stops) ChangeForm {
	f := ChangeForm{From: stops.Name(r.From), To: stops.Name(r.To), Forbidden: r.Forbidden, from: r.From, to: r.To}
	if !r.Forbidden {
		f.Time = formatMinutes(r.Time)
	}
	return f
}

// formatMinutes writes a duration in minutes, with seconds where it has any.
func formatMinutes(s model.Second) string {
	if s%model.Minute == 0 {
		return strconv.Itoa(int(s / model.Minute))
	}
	return fmt.Sprintf("%d:%02d", s/model.Minute, s%model.Minute)
}

// parseMinutes reads what formatMinutes writes.
func parseMinutes(text string) (model.Second, error) {
	minutes, seconds, _ := strings.Cut(widgets.HalfWidth(text), ":")
	if !allDigits(minutes) || len(minutes) > 5 || seconds != "" && (!allDigits(seconds) || len(seconds) != 2) {
		return 0, ErrNumber
	}
	m, _ := strconv.Atoi(minutes)
	s := 0
	if seconds != "" {
		if s, _ = strconv.Atoi(seconds); s > 59 {
			return 0, ErrMinute
		}
	}
	at := model.Second(m)*model.Minute + model.Second(s)
	if at > model.MaxClock {
		return 0, ErrLarge
	}
	return at, nil
}

func (f *ChangeForm) field(name ChangeField) *string {
	switch name {
	case ChangeFrom:
		return &f.From
	case ChangeTo:
		return &f.To
	}
	return &f.Time
}

// changes turns the table of change times into records.
func (f CityForm) changes() (out []model.ChangeRecord, problems []Problem) {
	seen := map[string]bool{}
	for i, c := range f.Changes {
		at := fmt.Sprintf("changes[%d].", i)
		r := model.ChangeRecord{Forbidden: c.Forbidden}
		var bad []Problem
		for _, end := range []struct {
			text  string
			known model.StationID
			to    *model.StationID
			field ChangeField
		}{{c.From, c.from, &r.From, ChangeFrom}, {c.To, c.to, &r.To, ChangeTo}} {
			id, err := f.stationNamed(end.text, end.known)
			if err != nil {
				bad = append(bad, Problem{Field: at + string(end.field), Err: err})
			}
			*end.to = id
		}
		if !c.Forbidden {
			var err error
			if r.Time, err = parseMinutes(c.Time); err != nil {
				bad = append(bad, Problem{Field: at + string(ChangeTime), Err: err})
			}
		}
		switch {
		case len(bad) > 0:
		case !f.owns(r.From) && !f.owns(r.To):
			bad = append(bad, Problem{Field: at + string(ChangeFrom), Err: ErrElsewhere})
		case seen[r.Key()]:
			bad = append(bad, rule(at+string(ChangeTo), model.RuleDuplicate, c.To))
		}
		seen[r.Key()] = true
		problems = append(problems, bad...)
		out = append(out, r)
	}
	return out, problems
}

func (f CityForm) owns(id model.StationID) bool {
	return slices.ContainsFunc(f.Stations, func(s StationForm) bool { return s.kept.ID == id })
}

// stationNamed finds the station of a text: of this city, else of any.
func (f CityForm) stationNamed(text string, known model.StationID) (model.StationID, error) {
	if known != "" {
		return known, nil
	}
	for _, s := range f.Stations {
		if s.Known() && fold(s.Name) == fold(text) && fold(text) != "" {
			return s.kept.ID, nil
		}
	}
	if f.stops == nil {
		return "", ErrStation
	}
	return f.stops.Resolve(text, model.Rail)
}

// SetChange changes a text in the table of change times.
func (s *CityState) SetChange(row int, f ChangeField, text string) {
	if row < 0 || row >= len(s.form.Changes) || *s.form.Changes[row].field(f) == text {
		return
	}
	s.form.Changes = slices.Clone(s.form.Changes)
	c := &s.form.Changes[row]
	*c.field(f) = text
	switch f {
	case ChangeFrom:
		c.from = ""
	case ChangeTo:
		c.to = ""
	case ChangeTime:
		c.Forbidden = false
	}
	s.touched[changePath(row, f)] = true
}

// ChooseStation takes a station that was offered for an end of a change.
func (s *CityState) ChooseStation(row int, f ChangeField, id model.StationID) {
	if row < 0 || row >= len(s.form.Changes) || f == ChangeTime {
		return
	}
	s.SetChange(row, f, s.stops.Name(id))
	c := &s.form.Changes[row]
	if f == ChangeFrom {
		c.from = id
	} else {
		c.to = id
	}
}

// Forbid says whether a change is allowed at all.
func (s *CityState) Forbid(row int, on bool) {
	if row >= 0 && row < len(s.form.Changes) {
		s.form.Changes = slices.Clone(s.form.Changes)
		s.form.Changes[row].Forbidden = on
	}
}

// AddChange puts a change before row: at the city's first station, to itself.
func (s *CityState) AddChange(row int) {
	if !s.open {
		return
	}
	var c ChangeForm
	for _, st := range s.form.Stations {
		if st.Known() {
			c = ChangeForm{From: st.Name, To: st.Name, from: st.kept.ID, to: st.kept.ID}
			break
		}
	}
	row = max(0, min(row, len(s.form.Changes)))
	s.form.Changes = slices.Insert(slices.Clone(s.form.Changes), row, c)
}

// RemoveChange takes a change out of the table.
func (s *CityState) RemoveChange(row int) {
	if row >= 0 && row < len(s.form.Changes) {
		s.form.Changes = slices.Delete(slices.Clone(s.form.Changes), row, row+1)
	}
}

// SuggestStations offers stations for an end of a change: those of the city
// first.
func (s *CityState) SuggestStations(text string) []StopMatch {
	var out []StopMatch
	for _, st := range s.form.Stations {
		if st.Known() && strings.Contains(fold(st.Name), fold(text)) {
			out = append(out, StopMatch{ID: st.kept.ID, Name: st.Name, Detail: st.Code, Mode: st.Mode})
		}
	}
	if s.stops != nil {
		for _, m := range s.stops.Suggest(text, model.Rail, 9) {
			if !s.form.owns(m.ID) && len(out) < 9 {
				out = append(out, m)
			}
		}
	}
	return out
}

// DefaultChange is the time that counts without a record, in minutes; "" where
// there is no change without one.
func (s *CityState) DefaultChange(row int) string {
	if row < 0 || row >= len(s.form.Changes) {
		return ""
	}
	c := s.form.Changes[row]
	from, errFrom := s.form.stationNamed(c.From, c.from)
	to, errTo := s.form.stationNamed(c.To, c.to)
	if errFrom != nil || errTo != nil || !s.form.owns(from) || !s.form.owns(to) {
		return ""
	}
	a, b := s.stops.byID[from].Mode, s.stops.byID[to].Mode
	if from == to {
		return formatMinutes(s.table.Same[b])
	}
	return formatMinutes(s.table.Other[a][b])
}

func changePath(row int, f ChangeField) string { return fmt.Sprintf("changes[%d].%s", row, f) }
