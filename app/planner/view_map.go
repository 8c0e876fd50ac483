package planner

import (
	"strconv"
	"strings"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// Features of the map are named by what they stand for.
const (
	cityFeature  = "city:"
	offerFeature = "offer:"
)

func cityID(id mapview.FeatureID) (model.CityID, bool) {
	rest, ok := strings.CutPrefix(string(id), cityFeature)
	return model.CityID(rest), ok
}

func offerIndex(id mapview.FeatureID) (int, bool) {
	rest, ok := strings.CutPrefix(string(id), offerFeature)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(rest)
	return i, err == nil
}

func coord(p model.LonLat) geo.Coord { return geo.Coord{Lon: p.Lon, Lat: p.Lat} }

func kindOf(m model.Mode) mapview.Kind {
	switch m {
	case model.Rail:
		return mapview.Rail
	case model.Air:
		return mapview.Air
	}
	return mapview.Other
}

// places are the cities but for those a path labels itself.
func (w words) places(ranks map[model.CityID]int, without map[model.CityID]bool) []mapview.Place {
	var out []mapview.Place
	for _, c := range w.tt.Cities() {
		if !without[c.ID] {
			out = append(out, mapview.Place{ID: mapview.FeatureID(cityFeature + c.ID), At: coord(c.Pos), Label: w.city(c), Rank: ranks[c.ID]})
		}
	}
	return out
}

// path is a journey on the map, along the lines its rides follow.
func (w words) path(i int, it plan.Itinerary, selected bool) mapview.Path {
	p := mapview.Path{ID: mapview.FeatureID(offerFeature + strconv.Itoa(i))}
	for k, l := range it.Legs {
		seg := mapview.Segment{Kind: mapview.Other, Selected: selected, Points: w.points(l)}
		if !l.Walk {
			seg.Kind = kindOf(l.Mode)
		}
		p.Segments = append(p.Segments, seg)
		if k > 0 && it.Legs[k-1].To != l.From {
			p.Segments = append(p.Segments, mapview.Segment{Kind: mapview.Other, Selected: selected, Points: w.through(it.Legs[k-1].To, l.From)})
			p.Stops = append(p.Stops, w.stop(l.From))
		}
		if k == 0 {
			p.Stops = append(p.Stops, w.stop(l.From))
		}
		if n := len(p.Stops); p.Stops[n-1].ID != w.stop(l.To).ID {
			p.Stops = append(p.Stops, w.stop(l.To))
		}
	}
	return p
}

func (w words) points(l plan.Leg) []geo.Coord {
	track := w.tt.Track(l.Trip, l.Board, l.Alight)
	if track == nil { // a walk, or of a timetable before
		return w.through(l.From, l.To)
	}
	out := make([]geo.Coord, len(track))
	for i, p := range track {
		out[i] = coord(p)
	}
	return out
}

func (w words) through(ids ...model.StationID) []geo.Coord {
	var out []geo.Coord
	for _, id := range ids {
		if s, ok := w.tt.Station(id); ok {
			out = append(out, coord(s.Pos))
		}
	}
	return out
}

// stop is an end or a change of a journey: the station's place, named after its
// city so that a tap offers the city.
func (w words) stop(id model.StationID) mapview.Place {
	s, _ := w.tt.Station(id)
	return mapview.Place{ID: mapview.FeatureID(cityFeature + s.City), At: coord(s.Pos), Label: w.station(id)}
}

// drawing is what the map shows for a list of journeys.
type drawing struct {
	paths  []mapview.Path
	places []mapview.Place
	bounds geo.Bounds
}

// drawing has the chosen journey last, on top of the others.
func (w words) drawing(os offers, selected int, ranks map[model.CityID]int) drawing {
	var d drawing
	named := map[model.CityID]bool{}
	for i, o := range os {
		if i != selected {
			d.paths = append(d.paths, w.path(i, o.it, false))
		}
	}
	if selected < len(os) {
		p := w.path(selected, os[selected].it, true)
		d.paths = append(d.paths, p)
		for _, s := range p.Segments {
			d.bounds = d.bounds.Union(geo.BoundsOf(s.Points...))
		}
		for _, s := range p.Stops {
			if id, ok := cityID(s.ID); ok {
				named[id] = true
			}
		}
	}
	d.places = w.places(ranks, named)
	return d
}
