package network

import (
	"fmt"
	"slices"
	"strings"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/place"
)

// Rights is what the person in front may do, as far as the screen knows; the
// store decides again.
type Rights struct {
	Edit     bool // the session grants it
	ReadOnly bool // the file does not take it
}

// Actions says which controls are enabled. Several is about what is done to the
// chosen rows. SignIn says that they give way to the offer to sign in.
type Actions struct {
	Edit, Add, Save, Revert, Delete, Undo, Redo, Several bool
	SignIn, ReadOnly                                     bool
}

// CityState is the state of the cities screen: the list, the form, and what may
// be done. It knows neither Fyne nor a language. The zero value is ready.
type CityState struct {
	rights Rights

	cities   []model.City
	stations map[model.CityID][]model.Station
	changes  []model.ChangeRecord // general ones
	table    model.ChangeTable
	calls    map[model.StationID]int
	named    map[string]int // cities by name
	stops    *Stops
	index    *place.Index
	search   string
	rows     []CityRow
	checked  map[model.CityID]bool
	several  Several
	loaded   bool
	last     *data.Command
	undone   bool
	left     *Left

	open    bool // the form shows something
	form    CityForm
	base    CityForm // what Revert goes back to
	touched map[string]bool
	tried   bool // saving was asked for: every problem shows
	busy    bool
}

// CityData is what the screen reads from the store.
type CityData struct {
	Cities   []model.City
	Stations []model.Station
	Changes  []model.ChangeRecord
	Table    model.ChangeTable
	Calls    map[model.StationID]int // trips by station
	Index    *place.Index
	Last     *data.Command // nil: nothing to undo
	Redo     bool          // something undone can be done again
	Left     *Left         // unsaved work of an earlier run; nil: none
	LeftErr  error         // why more of it cannot be read
}

// Load takes what was read from the store. The open city is shown anew unless
// it has unsaved changes; one that is gone is closed.
func (s *CityState) Load(d CityData) {
	s.cities, s.index, s.last, s.undone, s.loaded = d.Cities, d.Index, d.Last, d.Redo, true
	s.table, s.calls, s.left = d.Table, d.Calls, d.Left
	s.changes = slices.DeleteFunc(slices.Clone(d.Changes), func(r model.ChangeRecord) bool { return !r.General() })
	s.stops = NewStops(d.Cities, d.Stations, d.Index)
	s.stations = map[model.CityID][]model.Station{}
	for _, st := range d.Stations {
		s.stations[st.City] = append(s.stations[st.City], st)
	}
	s.named = map[string]int{}
	for _, c := range d.Cities {
		s.named[c.Name]++
	}
	s.uncheckGone()
	s.filter()
	if id := s.ID(); id != "" && !s.Dirty() && !s.Open(id) {
		s.close()
	}
}

// Loaded reports whether the store was read.
func (s *CityState) Loaded() bool { return s.loaded }

// SetRights says what the person may do.
func (s *CityState) SetRights(r Rights) { s.rights = r }

// Search narrows the list.
func (s *CityState) Search(text string) {
	s.search = text
	s.filter()
}

// SearchText is what the list is narrowed to.
func (s *CityState) SearchText() string { return s.search }

// Rows is the list as narrowed.
func (s *CityState) Rows() []CityRow { return s.rows }

// Total is how many cities there are.
func (s *CityState) Total() int { return len(s.cities) }

// Cities are all cities, for the map.
func (s *CityState) Cities() []model.City { return s.cities }

// OpenRow is the row of the open city, -1 when the list does not show it.
func (s *CityState) OpenRow() int {
	if !s.open || s.form.kept.ID == "" {
		return -1
	}
	return slices.IndexFunc(s.rows, func(r CityRow) bool { return r.ID == s.form.kept.ID })
}

// Open shows a city in the form; false when there is none of that id.
func (s *CityState) Open(id model.CityID) bool {
	i := slices.IndexFunc(s.cities, func(c model.City) bool { return c.ID == id })
	if i < 0 {
		return false
	}
	s.show(s.formOf(s.cities[i], s.stations[id]))
	return true
}

// formOf shows a stored city with its stations and the changes at them.
func (s *CityState) formOf(c model.City, stations []model.Station) CityForm {
	f := cityForm(c, stations)
	f.stops = s.stops
	for _, r := range s.changes {
		if f.owns(r.From) || f.owns(r.To) {
			f.Changes = append(f.Changes, changeForm(r, s.stops))
		}
	}
	return f
}

// New shows an empty form.
func (s *CityState) New() {
	f := newCityForm()
	f.stops = s.stops
	s.show(f)
}

func (s *CityState) show(f CityForm) {
	s.open, s.form, s.tried, s.touched = true, f, false, map[string]bool{}
	s.base = f
	s.base.Stations, s.base.Changes = slices.Clone(f.Stations), slices.Clone(f.Changes)
}

func (s *CityState) close() { s.open, s.form, s.base, s.tried = false, CityForm{}, CityForm{}, false }

// Shown reports whether the form shows a city, stored or new.
func (s *CityState) Shown() bool { return s.open }

// IsNew reports whether the form shows a city that was never stored.
func (s *CityState) IsNew() bool { return s.open && s.form.kept.ID == "" }

// ID is the open city's, "" for a new one or none.
func (s *CityState) ID() model.CityID { return s.form.kept.ID }

// Form is what the form shows.
func (s *CityState) Form() CityForm { return s.form }

// Dirty reports whether there is something to save.
func (s *CityState) Dirty() bool { return s.open && !s.form.equal(s.base) }

// Revert goes back to the stored city; a new one is given up.
func (s *CityState) Revert() {
	switch {
	case !s.open:
	case s.IsNew():
		s.close()
	default:
		s.show(s.base)
	}
}

// Set changes a field. Setting what is there already does nothing.
func (s *CityState) Set(f CityField, text string) {
	if !s.open || *s.form.field(f) == text {
		return
	}
	s.form.set(f, text)
	s.touched[string(f)] = true
}

// SetStation changes a text in the table of stations.
func (s *CityState) SetStation(row int, f StationField, text string) {
	if row < 0 || row >= len(s.form.Stations) || *s.form.Stations[row].field(f) == text {
		return
	}
	st := &s.form.Stations[row]
	*st.field(f) = text
	switch f {
	case StationName:
		st.own = strings.TrimSpace(text) != ""
		if !st.own {
			st.Name = s.form.Name
		}
		st.sound()
	case StationPinyin:
		st.ownSound = strings.TrimSpace(text) != ""
		st.sound()
	}
	s.touched[stationPath(row, string(f))] = true
}

// SetStationMode changes what mostly stops at a station; what is no mode changes nothing.
func (s *CityState) SetStationMode(row int, m model.Mode) {
	if row >= 0 && row < len(s.form.Stations) && m < model.NumModes {
		s.form.Stations[row].Mode = m
	}
}

// AddStation puts an empty station before row.
func (s *CityState) AddStation(row int) {
	if s.open {
		row = max(0, min(row, len(s.form.Stations)))
		s.form.Stations = slices.Insert(slices.Clone(s.form.Stations), row, StationForm{own: true})
	}
}

// RemoveStation takes a station out of the table. The last one stays: a city
// has at least one.
func (s *CityState) RemoveStation(row int) bool {
	if row < 0 || row >= len(s.form.Stations) || len(s.form.Stations) == 1 {
		return false
	}
	s.form.Stations = slices.Delete(slices.Clone(s.form.Stations), row, row+1)
	return true
}

// Place sets the city's position, as a click on the map does, to a thousandth
// of a degree or about 100 m.
func (s *CityState) Place(at model.LonLat) {
	s.Set(CityLon, fmt.Sprintf("%.3f", at.Lon))
	s.Set(CityLat, fmt.Sprintf("%.3f", at.Lat))
}

// Position is where the form puts the city; ok is false while it says no place.
func (s *CityState) Position() (at model.LonLat, ok bool) {
	if !s.open {
		return at, false
	}
	at, problems := position(s.form.Lon, s.form.Lat, "")
	check := model.City{ID: "x", Name: "x", Pos: at}
	return at, len(problems) == 0 && check.Validate() == nil
}

// Stored is the open city as stored.
func (s *CityState) Stored() model.City { return s.form.kept }

// StationName names a station, for messages about it.
func (s *CityState) StationName(id model.StationID) string {
	for _, list := range s.stations {
		for _, st := range list {
			if st.ID == id {
				return st.Name
			}
		}
	}
	return string(id)
}
