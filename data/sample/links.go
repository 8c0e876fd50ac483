package sample

import (
	"fmt"
	"math"

	"tongtu/data/model"
)

// link describes coaches and ships: how fast, how often, how dear.
type link struct {
	mode     model.Mode
	operator model.OperatorID
	prefix   string  // of the numbers
	kmh      float64 // including stops
	perKm    float64 // yuan
	class    model.Class
	per      float64 // runs a day and direction = per / kilometres, within least and most
	least    float64
	most     float64
}

func (c lineClass) link() link {
	switch c {
	case ferrySea:
		return link{model.Ferry, "SEA", "F", 29, 1.1, second, 500, 1, 14}
	case fastSea:
		return link{model.Ferry, "SEA", "F", 58, 2.8, second, 900, 6, 20}
	}
	return link{model.Coach, "ROAD", "B", 62, 0.34, second, 1400, 1, 32}
}

// runLinks runs the coaches and ships that reach what no railway does.
func (t *tables) runLinks() (routes []model.Route, trips []model.Trip) {
	number := 101
	for i := range t.lines {
		l := &t.lines[i]
		if l.class.rail() {
			continue
		}
		way := l.class.link()
		n := int(math.Max(way.least, math.Min(way.most, way.per/float64(l.stops[len(l.stops)-1].km))))
		for back := range 2 {
			id := fmt.Sprintf("%s%d", way.prefix, number+back)
			from, to := l.stops[0], l.stops[len(l.stops)-1]
			if back == 1 {
				from, to = to, from
			}
			route := model.Route{
				ID: model.RouteID(id), Number: id, Operator: way.operator, Mode: way.mode, Type: way.routeType(),
				Name: t.stations[from.station].Name + nameJoin + t.stations[to.station].Name,
			}
			routes = append(routes, route)
			for k := range n {
				trips = append(trips, t.linkTrip(l, way, route.ID, slot{k, n}, back == 1))
			}
		}
		number += 2
	}
	return routes, trips
}

func (w link) routeType() int {
	if w.mode == model.Ferry {
		return 1000
	}
	return 200
}

func (t *tables) linkTrip(l *line, way link, route model.RouteID, at slot, back bool) model.Trip {
	trip := model.Trip{
		ID: model.TripID(fmt.Sprintf("%s-%d", route, at.k+1)), Route: route, Calendar: daily, Classes: []model.Class{way.class},
	}
	km := float64(l.stops[len(l.stops)-1].km)
	minutes := int(km/way.kmh*60)/5*5 + 5
	open, end := 6*60+30, max(20*60-minutes/3, 9*60)
	depart := (open + int((float64(at.k)+0.5)/float64(at.n)*float64(end-open))) / 5 * 5
	ends := [2]int{l.stops[0].station, l.stops[len(l.stops)-1].station}
	if back {
		ends[0], ends[1] = ends[1], ends[0]
	}
	start, stop := model.Second(depart)*model.Minute, model.Second(depart+minutes)*model.Minute
	trip.Calls = []model.Call{
		{Station: t.stations[ends[0]].ID, Arr: start, Dep: start, Fares: []model.Fen{0}},
		{Station: t.stations[ends[1]].ID, Arr: stop, Dep: stop, Fares: []model.Fen{max(halfYuan(km*way.perKm), 500)}, Dist: model.Metre(1000 * km)},
	}
	return trip
}

// Changing between a train and a flight where the station is at the terminal.
const (
	trainToFlight = 75 * model.Minute
	flightToTrain = 40 * model.Minute
)

// airportLinks are the change records of airports with a railway station.
func (t *tables) airportLinks() (out []model.ChangeRecord) {
	for _, a := range t.airports {
		if a.rail < 0 {
			continue
		}
		s := t.stations[a.rail].ID
		out = append(out, model.ChangeRecord{From: s, To: a.ID, Time: trainToFlight}, model.ChangeRecord{From: a.ID, To: s, Time: flightToTrain})
	}
	return out
}
