package exchange

import (
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/data/table"
)

// KnownPlaces finds the names of a plain table among the places of n; beyond
// them among further cities, whose identifiers are not taken over.
func KnownPlaces(n model.Network, further []model.City) func(name string) (table.Place, bool) {
	own := place.New(n.Cities, n.Stations)
	others := place.New(further, nil)
	cities := make(map[model.CityID]model.City, len(n.Cities)+len(further))
	for _, c := range further {
		cities[c.ID] = c
	}
	apart := make(map[model.CityID]model.City, len(n.Cities))
	for _, c := range n.Cities {
		apart[c.ID] = c
	}
	stations := make(map[model.CityID][]model.Station, len(n.Cities))
	for _, s := range n.Stations {
		stations[s.City] = append(stations[s.City], s)
	}
	return func(name string) (table.Place, bool) {
		if m, err := own.Resolve(name); err == nil {
			return table.Place{City: apart[m.City], Station: stationOf(stations[m.City], m.Station, apart[m.City].Name)}, true
		}
		if m, err := others.Resolve(name); err == nil {
			c := cities[m.City]
			c.ID = ""
			return table.Place{City: c}, true
		}
		return table.Place{}, false
	}
}

// stationOf is the station that was named; of a city that was named the only
// one, else the one with the city's name.
func stationOf(all []model.Station, named model.StationID, city string) model.Station {
	for _, s := range all {
		if s.ID == named || named == "" && (len(all) == 1 || s.Name == city) {
			return s
		}
	}
	return model.Station{}
}
