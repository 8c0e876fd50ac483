package network

import (
	"fmt"
	"slices"

	"tongtu/data"
	"tongtu/data/model"
)

// Problems are all that stand in the way of saving.
func (s *CityState) Problems() []Problem {
	if !s.open {
		return nil
	}
	_, _, problems := s.form.values()
	_, more := s.form.changes()
	return append(problems, more...)
}

// Visible are the problems to show: those of fields the person was in, or all
// once saving was asked for.
func (s *CityState) Visible() []Problem {
	var out []Problem
	for _, p := range s.Problems() {
		if s.tried || s.touched[p.Field] || !s.IsNew() {
			out = append(out, p)
		}
	}
	return out
}

// Actions says what is enabled.
func (s *CityState) Actions() Actions {
	edit := s.rights.Edit && !s.rights.ReadOnly
	free := edit && !s.busy && s.loaded
	return Actions{
		Edit: edit && s.open, Add: free, Save: free && s.Dirty(), Revert: s.Dirty() || s.IsNew(),
		Delete: free && s.open && !s.IsNew(), Undo: free && s.last != nil, Redo: free && s.undone, Several: free && len(s.checked) > 0,
		SignIn: !s.rights.Edit, ReadOnly: s.rights.Edit && s.rights.ReadOnly,
	}
}

// Last is the edit that Undo would take back.
func (s *CityState) Last() (data.Command, bool) {
	if s.last == nil {
		return data.Command{}, false
	}
	return *s.last, true
}

// Busy reports whether an edit is under way.
func (s *CityState) Busy() bool { return s.busy }

// SetBusy says whether an edit is under way.
func (s *CityState) SetBusy(on bool) { s.busy = on }

// CityDraft is a form ready to be stored.
type CityDraft struct {
	City     model.City
	Stations []model.Station
	Changes  []model.ChangeRecord
	form     CityForm
}

// Detail is what the editor takes.
func (d CityDraft) Detail() data.CityDetail {
	return data.CityDetail{City: d.City, Stations: d.Stations, Changes: d.Changes}
}

// Save returns what is to be stored; ok is false, and every problem shows, when
// the form is not right.
func (s *CityState) Save() (d CityDraft, ok bool) {
	if !s.Actions().Save {
		return d, false
	}
	s.tried = true
	var problems []Problem
	d.City, d.Stations, problems = s.form.values()
	var more []Problem
	d.Changes, more = s.form.changes()
	d.form = s.form
	d.form.Stations, d.form.Changes = slices.Clone(s.form.Stations), slices.Clone(s.form.Changes)
	return d, len(problems)+len(more) == 0
}

// Saved takes the result of storing d: the form is that of the stored city, or,
// when the person typed on meanwhile, still dirty on top of it.
func (s *CityState) Saved(d CityDraft, stored model.City, stations []model.Station) {
	if !s.open || s.form.kept.ID != d.City.ID {
		return
	}
	typedOn := !s.form.equal(d.form)
	s.base = d.form
	s.base.kept, s.form.kept = stored, stored
	s.base.adopt(stations)
	if typedOn {
		s.form.adopt(stations)
		return
	}
	s.show(s.formOf(stored, stations))
}

// Deleted closes the form of a city that is no more.
func (s *CityState) Deleted(id model.CityID) {
	if s.form.kept.ID == id {
		s.close()
	}
}

func stationPath(row int, field string) string { return fmt.Sprintf("stations[%d].%s", row, field) }
