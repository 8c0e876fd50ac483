package network

import (
	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// draftFeature is the city in the form; the others are named by their ids.
const draftFeature mapview.FeatureID = "draft"

// mapState is what the map was drawn for, to draw it again only when it differs.
type mapState struct {
	cities  *model.City // of the list: a new list is a new array
	n       int
	open    model.CityID
	at      model.LonLat
	placed  bool
	label   string
	rank    uint8
	visited model.CityID // the city last brought into view
}

// wireMap lets a tap open a city, or place the one in the form while picking.
func (v *cityView) wireMap(h cityHooks) {
	v.chart.OnTapped = func(at geo.Coord, id mapview.FeatureID, hit bool) {
		switch {
		case v.pick.On() && v.pick.Visible():
			h.place(model.LonLat{Lon: at.Lon, Lat: at.Lat})
		case hit && id != draftFeature:
			h.openMap(model.CityID(id))
		}
	}
	v.chart.OnPlaced = func(_ mapview.FeatureID, at geo.Coord) { h.place(model.LonLat{Lon: at.Lon, Lat: at.Lat}) }
}

// movable lets the city in the form be dragged; while picking, the arrow keys
// move it too.
func (v *cityView) movable() {
	if !v.pick.Visible() || !v.drawn.placed {
		v.chart.SetMovable("", false)
		return
	}
	v.chart.SetMovable(draftFeature, v.pick.On())
}

func (v *cityView) showMap(s *CityState) {
	next := mapState{n: len(s.Cities()), open: s.ID(), label: v.cityLabel(model.City{Name: s.Form().Name, English: s.Form().English}), visited: v.drawn.visited}
	if next.n > 0 {
		next.cities = &s.Cities()[0]
	}
	next.at, next.placed = s.Position()
	next.rank = rankOf(model.City{Rank: s.Form().Rank})
	if next == v.drawn {
		return
	}
	if next.open != "" && next.open != v.drawn.open {
		v.pick.SetOn(false) // a click meant for the former city must not move this one
	}
	var places []mapview.Place
	for _, c := range s.Cities() {
		if c.ID != next.open {
			places = append(places, mapview.Place{ID: mapview.FeatureID(c.ID), At: geo.Coord(c.Pos), Label: v.cityLabel(c), Rank: int(rankOf(c))})
		}
	}
	if next.placed {
		places = append(places, mapview.Place{ID: draftFeature, At: geo.Coord(next.at), Label: next.label, Rank: int(next.rank)})
		v.chart.SetSelection(draftFeature)
	} else {
		v.chart.SetSelection()
	}
	v.chart.SetPlaces(places)
	if next.placed && next.open != "" && next.open != next.visited {
		next.visited = next.open
		const around = 3.5 // degrees: the neighbours are in view too
		v.chart.Fit(geo.BoundsOf(
			geo.Coord{Lon: next.at.Lon - around, Lat: next.at.Lat - around},
			geo.Coord{Lon: next.at.Lon + around, Lat: next.at.Lat + around}))
	}
	v.drawn = next
}

// cityLabel is the name of a city in the language of the screen.
func (v *cityView) cityLabel(c model.City) string {
	if v.tr.Lang() == i18n.En && c.English != "" {
		return c.English
	}
	return c.Name
}

// rankOf orders the labels: the capital, province seats, the other prefectures,
// and last those without a rank.
func rankOf(c model.City) uint8 {
	if c.Rank == 0 {
		return 3
	}
	return c.Rank - 1
}
