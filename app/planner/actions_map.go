package planner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/widgets"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// drawNetwork gives the map the quiet background.
func (s *Screen) drawNetwork() {
	if s.ready == nil {
		return
	}
	s.mapping.SetNetwork(s.ready.backdrop)
	s.markEnds()
}

// drawJourneys gives the map the journeys, and shows the chosen one whole if asked.
func (s *Screen) drawJourneys(fit bool) {
	if s.ready == nil {
		return
	}
	var shown offers
	if s.st.phase == phaseAnswers {
		shown = s.st.found.offers
	}
	d := s.words().drawing(shown, s.st.selected, s.ready.ranks)
	s.mapping.SetPlaces(d.places)
	s.mapping.SetPaths(d.paths)
	if fit && !d.bounds.Empty() {
		s.mapping.Fit(withRoomForNames(d.bounds))
	}
}

// withRoomForNames widens b: the names of a journey's ends are always shown,
// and English ones of airports are longer than the room every map keeps.
func withRoomForNames(b geo.Bounds) geo.Bounds {
	const share = .17
	room := share * (b.Max.X - b.Min.X)
	b.Min.X -= room
	b.Max.X += room
	return b
}

// markEnds rings the cities of the form on the map.
func (s *Screen) markEnds() {
	if s.ready == nil {
		return
	}
	var ids []mapview.FeatureID
	for _, e := range []end{s.st.form.from, s.st.form.to} {
		if c := s.cityOf(e.place); c != "" {
			ids = append(ids, mapview.FeatureID(cityFeature+c))
		}
	}
	s.mapping.SetSelection(ids...)
}

func (s *Screen) cityOf(p plan.Place) model.CityID {
	if st, ok := s.ready.tt.Station(p.Station); ok {
		return st.City
	}
	return p.City
}

// mapTapped selects a journey, or offers a city as an end.
func (s *Screen) mapTapped(at geo.Coord, id mapview.FeatureID, hit bool) {
	if !hit || s.ready == nil {
		return
	}
	if i, ok := offerIndex(id); ok {
		s.pick(i, false)
		s.results.reveal(i)
		return
	}
	city, ok := cityID(id)
	c := fyne.CurrentApp().Driver().CanvasForObject(s.mapping)
	if !ok || c == nil {
		return
	}
	p := plan.Place{City: city}
	it := widgets.Item{ID: string(city) + "\n", Label: s.words().place(p)}
	a := i18n.A{"city": it.Label}
	menu := fyne.NewMenu("",
		fyne.NewMenuItem(s.shell.Tr().T(keyFromHere, a), func() { s.placeChosen(fieldFrom, it) }),
		fyne.NewMenuItem(s.shell.Tr().T(keyToHere, a), func() { s.placeChosen(fieldTo, it) }))
	px := s.mapping.View().ToPixel(geo.Mercator{}.Project(at))
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.mapping)
	widget.NewPopUpMenu(menu, c).ShowAtPosition(corner.AddXY(float32(px.X), float32(px.Y)))
}
