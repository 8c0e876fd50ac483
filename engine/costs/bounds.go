package costs

import (
	"cmp"
	"slices"

	"tongtu/engine/timetable"
)

// arcs are the least that it takes to get from city to city. Shortest distances in
// them bound what is left of a journey.
type arcs struct {
	list  []arc // to city c, against the direction of travel: list[first[c]:first[c+1]]
	first []int32
}

type arc struct {
	from timetable.City
	cost int32
}

// way is an arc not yet in its place.
type way struct {
	from, to timetable.City
	cost     int32
}

// arcsOf keeps the cheapest of the ways between two cities.
func arcsOf(cities int, all []way) arcs {
	slices.SortFunc(all, func(a, b way) int {
		return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from), cmp.Compare(a.cost, b.cost))
	})
	g := arcs{first: make([]int32, cities+1)}
	for i, w := range all {
		if i == 0 || w.to != all[i-1].to || w.from != all[i-1].from {
			g.list = append(g.list, arc{w.from, w.cost})
			g.first[w.to+1]++
		}
	}
	for c := range cities {
		g.first[c+1] += g.first[c]
	}
	g.list = slices.Clip(g.list)
	return g
}

// compileTimes finds the running times.
func (x *index) compileTimes(tt *timetable.Timetable) {
	var all []way
	for c, list := range tt.HopGraph().Out {
		for _, a := range list {
			w := way{timetable.City(c), a.City, a.Time}
			if x.view.Backward() {
				w.from, w.to = w.to, w.from
			}
			all = append(all, w)
		}
	}
	x.times = arcsOf(tt.NumCities(), all)
}

// compileFares finds the fares: of trips whose fares add up those from one call to
// the next, of others those between any two.
func (x *index) compileFares(tt *timetable.Timetable) {
	var all []way
	v := x.view
	add := func(a, b timetable.City, fare int64) {
		if fare >= timetable.UnknownCost {
			x.known = false
			return
		}
		x.fits = x.fits && fare >= 0 && fare < maxFare
		if a != b {
			all = append(all, way{a, b, int32(fare)})
		}
	}
	for i := range timetable.Trip(tt.NumTrips()) {
		off, end := v.Calls(i)
		flat, share := x.flat(i), tt.Fee(i)/max(1, int64(end-off-1))
		if flat {
			x.fits = x.fits && v.FareAt(end-1)-v.FareAt(off)+tt.Fee(i) < maxFare
		}
		for a := off; a < end-1; a++ {
			if flat {
				add(tt.CityOf(v.StopAt(a)), tt.CityOf(v.StopAt(a+1)), v.FareAt(a+1)-v.FareAt(a)+share)
				continue
			}
			for b := a + 1; b < end; b++ {
				from, to := a-off, b-off
				if v.Backward() {
					from, to = end-1-b, end-1-a
				}
				add(tt.CityOf(v.StopAt(a)), tt.CityOf(v.StopAt(b)), tt.LegCost(i, int(from), int(to), x.classes))
			}
		}
	}
	var changes []timetable.Change
	for i := range timetable.Stop(tt.NumStops()) {
		for _, c := range v.ChangesFrom(&changes, i) {
			add(tt.CityOf(i), tt.CityOf(c.To), 0)
		}
	}
	x.fares = arcsOf(tt.NumCities(), all)
}

// bounds finds, for every city, the least fare and time that are left to the end
// of the search.
func (s *scan) bounds() {
	if s.x.timed {
		s.left = fill(s.left, s.TT.NumCities(), 0)
	} else {
		s.left = s.nearest(s.left, &s.x.fares)
	}
	s.time = s.nearest(s.time, &s.x.times)
}

// nearest fills row with the distances to the end of the search, by Dijkstra's
// algorithm.
func (g *ground) nearest(row []int32, a *arcs) []int32 {
	row = fill(row, g.TT.NumCities(), noCost)
	g.queue = g.queue[:0]
	for _, e := range g.To.List {
		if c := g.TT.CityOf(e.Stop); row[c] > 0 {
			row[c] = 0
			g.queue.Push(0, timetable.Stop(c))
		}
	}
	for len(g.queue) > 0 {
		at, c := g.queue.Pop()
		if at > row[c] {
			continue
		}
		for _, x := range a.list[a.first[c]:a.first[c+1]] {
			if d := at + x.cost; d < row[x.from] {
				row[x.from] = d
				g.queue.Push(d, timetable.Stop(x.from))
			}
		}
	}
	return row
}
