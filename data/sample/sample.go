package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"tongtu/data/model"
)

// nameJoin stands between the ends of a route in its name.
const nameJoin = "–"

// Generate returns the demonstration network; the same scale always gives the
// same network. Scale 1 is the network that ships with the program. A greater
// scale is for load tests: it runs every flight, coach and ship so many times,
// and of every train two more per step that call at every station they pass.
func Generate(scale int) model.Network {
	t, err := loadTables()
	if err != nil {
		panic(fmt.Sprintf("the embedded tables of the sample network are broken: %v", err))
	}
	n := model.Network{
		Info:        model.Info{Zone: "Asia/Shanghai", Currency: "CNY", Demo: true},
		Operators:   t.operators,
		Calendars:   dayCalendars(),
		Changes:     t.airportLinks(),
		ChangeTable: model.DefaultChangeTable(),
	}
	for _, c := range t.cities {
		n.Cities = append(n.Cities, c.City)
	}
	for _, s := range t.stations {
		n.Stations = append(n.Stations, s.Station)
	}
	for _, a := range t.airports {
		n.Stations = append(n.Stations, a.Station)
	}
	w := newWorld(t)
	w.runTrains()
	for _, tr := range w.trains {
		n.Routes = append(n.Routes, w.route(tr, 0))
		n.Trips = append(n.Trips, w.trip(tr, 0))
	}
	for _, run := range []func() ([]model.Route, []model.Trip){t.runFlights, t.runLinks} {
		routes, trips := run()
		n.Routes, n.Trips = append(n.Routes, routes...), append(n.Trips, trips...)
	}
	w.multiply(&n, scale)
	sortNetwork(&n)
	return n
}

func sortNetwork(n *model.Network) {
	slices.SortFunc(n.Stations, func(a, b model.Station) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Operators, func(a, b model.Operator) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Calendars, func(a, b model.Calendar) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Routes, func(a, b model.Route) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Trips, func(a, b model.Trip) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Changes, func(a, b model.ChangeRecord) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

// id is the number of a train, or of an additional run of it.
func (t *train) id(run int) string {
	id := kindLetters[t.kind] + strconv.Itoa(t.number)
	if run > 0 {
		id += "-" + strconv.Itoa(run)
	}
	return id
}

func (w *world) route(t *train, run int) model.Route {
	id := t.id(run)
	from, to := &w.stations[t.path.nodes[0]], &w.stations[t.path.nodes[len(t.path.nodes)-1]]
	return model.Route{
		ID: model.RouteID(id), Number: id, Name: from.Name + nameJoin + to.Name,
		Operator: w.railways[string(from.City)[:2]], Mode: model.Rail, Type: t.kind.routeType(),
	}
}

// routeType is the extended GTFS route type: high speed, long distance, regional.
func (k trainKind) routeType() int {
	switch k {
	case kindG, kindD, kindC:
		return 101
	case kindLocal:
		return 106
	}
	return 102
}

func (w *world) trip(t *train, run int) model.Trip {
	id := t.id(run)
	trip := model.Trip{ID: model.TripID(id), Route: model.RouteID(id), Calendar: t.calendar, Calls: make([]model.Call, len(t.calls))}
	for i, call := range t.calls {
		trip.Calls[i] = model.Call{
			Station: w.stations[t.path.nodes[call]].ID,
			Arr:     model.Second(t.arr[i]) * model.Minute, Dep: model.Second(t.dep[i]) * model.Minute,
			Dist: model.Metre(1000 * t.km(i)),
		}
	}
	t.fare(&trip)
	return trip
}

// trainRuns is how many additional runs of every train a step of the scale
// brings; with the stops they add, a step is about 280,000 connections a day.
const trainRuns = 2

// multiply adds the additional runs of a scaled network.
func (w *world) multiply(n *model.Network, scale int) {
	routes, trips := slices.Clone(n.Routes), slices.Clone(n.Trips)
	runs := trainRuns * (scale - 1)
	for run := 1; run <= runs; run++ {
		for _, tr := range w.trains {
			more := *tr
			more.calls = make([]int, len(tr.path.nodes))
			for i := range more.calls {
				more.calls[i] = i
			}
			w.run(&more, (tr.depart+run*minutesADay/(runs+1))%minutesADay)
			n.Routes = append(n.Routes, w.route(&more, run))
			n.Trips = append(n.Trips, w.trip(&more, run))
		}
	}
	for run := 1; run < scale; run++ {
		suffix := "-" + strconv.Itoa(run)
		for _, r := range routes {
			if r.Mode != model.Rail {
				r.ID, r.Number = r.ID+model.RouteID(suffix), r.Number+suffix
				n.Routes = append(n.Routes, r)
			}
		}
		for _, t := range trips[len(w.trains):] { // the trains come first
			n.Trips = append(n.Trips, shifted(t, suffix, model.Second(run)*model.Day/model.Second(scale)))
		}
	}
}

// shifted is an additional run of a flight, coach or ship.
func shifted(t model.Trip, suffix string, by model.Second) model.Trip {
	t.ID += model.TripID(suffix)
	t.Route += model.RouteID(suffix)
	t.Calls = slices.Clone(t.Calls)
	by -= (t.Calls[0].Dep + by) / model.Day * model.Day
	for i := range t.Calls {
		t.Calls[i].Arr += by
		t.Calls[i].Dep += by
	}
	return t
}

// Cities are the cities that the demonstration network is made of, by
// identifier: a gazetteer of the country.
func Cities() ([]model.City, error) {
	t := &tables{}
	if err := t.loadCities(); err != nil {
		return nil, err
	}
	out := make([]model.City, len(t.cities))
	for i, c := range t.cities {
		out[i] = c.City
	}
	return out, nil
}
