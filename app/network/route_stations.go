package network

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"tongtu/data/model"
	"tongtu/data/place"
)

// Stops finds the stations people name in a timetable. It is immutable.
type Stops struct {
	index  *place.Index
	byID   map[model.StationID]model.Station
	byName map[string][]model.StationID
	byCity map[model.CityID][]model.StationID
	cities map[model.CityID]model.City
	zones  map[model.ZoneID]bool // in use
}

// NewStops indexes the stations of the network.
func NewStops(cities []model.City, stations []model.Station, index *place.Index) *Stops {
	x := &Stops{
		index: index,
		byID:  map[model.StationID]model.Station{}, byName: map[string][]model.StationID{},
		byCity: map[model.CityID][]model.StationID{}, cities: map[model.CityID]model.City{}, zones: map[model.ZoneID]bool{},
	}
	for _, c := range cities {
		x.cities[c.ID] = c
	}
	for _, s := range stations {
		x.byID[s.ID] = s
		x.zones[s.Zone] = true
		x.byName[fold(s.Name)] = append(x.byName[fold(s.Name)], s.ID)
		x.byCity[s.City] = append(x.byCity[s.City], s.ID)
	}
	return x
}

// Name is what the timetable shows for a station.
func (x *Stops) Name(id model.StationID) string {
	if s, ok := x.byID[id]; ok {
		return s.Name
	}
	return string(id)
}

// City is a city of the network; of one it does not know it has the identifier.
func (x *Stops) City(id model.CityID) model.City {
	if c, ok := x.cities[id]; ok {
		return c
	}
	return model.City{ID: id, Name: string(id)}
}

// Has reports whether there is such a station.
func (x *Stops) Has(id model.StationID) bool { _, ok := x.byID[id]; return ok }

// StopMatch is a station offered for a text.
type StopMatch struct {
	ID     model.StationID
	Name   string
	Detail string // its city, and its code if there is one
	Mode   model.Mode
}

// Suggest offers at most limit stations; a city stands for its stations, those
// of the route's mode first, and among them those called after the city.
func (x *Stops) Suggest(text string, mode model.Mode, limit int) []StopMatch {
	var out []StopMatch
	seen := map[model.StationID]bool{}
	add := func(id model.StationID) {
		if s, ok := x.byID[id]; ok && !seen[id] && len(out) < limit {
			seen[id] = true
			out = append(out, StopMatch{ID: id, Name: s.Name, Detail: x.detail(s), Mode: s.Mode})
		}
	}
	for _, m := range x.index.Search(text, 2*limit) {
		if m.Station != "" {
			add(m.Station)
			continue
		}
		of := slices.Clone(x.byCity[m.City])
		city := x.cities[m.City].Name
		slices.SortStableFunc(of, func(a, b model.StationID) int {
			s, t := x.byID[a], x.byID[b]
			return cmp.Or(boolOrder(s.Mode == mode, t.Mode == mode),
				boolOrder(strings.HasPrefix(s.Name, city), strings.HasPrefix(t.Name, city)), cmp.Compare(len(s.Name), len(t.Name)))
		})
		for _, id := range of {
			add(id)
		}
	}
	return out
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (x *Stops) detail(s model.Station) string {
	d := x.cities[s.City].Name
	if s.Code != "" {
		d += " " + s.Code
	}
	return d
}

// Resolve returns the one station a text names, or ErrStation or ErrAmbiguous.
// A name that several stations share means the only one of the route's mode, if
// there is only one; a city means its only station, in the same way.
func (x *Stops) Resolve(text string, mode model.Mode) (model.StationID, error) {
	if ids := x.byName[fold(text)]; len(ids) > 0 {
		return x.only(ids, mode)
	}
	m, err := x.index.Resolve(text)
	var many *place.AmbiguousError
	switch {
	case errors.As(err, &many):
		var ids []model.StationID
		for _, c := range many.Candidates {
			if c.Station != "" {
				ids = append(ids, c.Station)
			}
		}
		if len(ids) == 0 {
			return "", ErrAmbiguous
		}
		return x.only(ids, mode)
	case err != nil:
		return "", ErrStation
	case m.Station != "":
		return m.Station, nil
	}
	return x.only(x.byCity[m.City], mode)
}

func (x *Stops) only(ids []model.StationID, mode model.Mode) (model.StationID, error) {
	if len(ids) == 0 {
		return "", ErrStation
	}
	if len(ids) > 1 {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id model.StationID) bool { return x.byID[id].Mode != mode })
	}
	if len(ids) != 1 {
		return "", ErrAmbiguous
	}
	return ids[0], nil
}
