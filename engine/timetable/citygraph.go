package timetable

import (
	"cmp"
	"slices"

	"tongtu/data/model"
)

// CityGraph is the network without times: which city can be reached from which
// by a single ride, and the lowest fare of any such ride. Shortest distances in
// it are lower bounds for every journey.
type CityGraph struct {
	Out, In   [][]CityArc // by City
	Low, High int64       // lowest and highest known cost of a ride
	walks     bool
}

// CityArc is one edge of a CityGraph.
type CityArc struct {
	Fare int64 // lowest cost of a ride; 0 for a walk between cities
	City City
	Walk bool
}

// CityGraph returns the graph of t; computed once, on first use.
func (t *Timetable) CityGraph() *CityGraph {
	t.graphOnce.Do(func() { t.graph = t.computeCityGraph() })
	return t.graph
}

func (t *Timetable) computeCityGraph() *CityGraph {
	n := len(t.net.Cities)
	g := &CityGraph{Out: make([][]CityArc, n), In: make([][]CityArc, n)}
	low := make([]int64, n)
	for i := range low {
		low[i] = -1
	}
	v := &t.Forward
	for c := range n {
		var touched []City
		for s, end := t.StopsOfCity(City(c)); s < end; s++ {
			for _, d := range v.Departures(s) {
				off, end := v.Calls(d.Trip)
				for at := off + int32(d.Call) + 1; at < end; at++ {
					if !v.MayAlight(at) {
						continue
					}
					to := t.CityOf(v.StopAt(at))
					cost := t.LegCost(d.Trip, int(d.Call), int(at-off), nil)
					if cost < UnknownCost {
						g.Low, g.High = min(g.Low, cost), max(g.High, cost)
					}
					if low[to] < 0 {
						touched = append(touched, to)
						low[to] = cost
					} else {
						low[to] = min(low[to], cost)
					}
				}
			}
		}
		slices.SortFunc(touched, func(a, b City) int { return cmp.Compare(a, b) })
		for _, to := range touched {
			g.add(City(c), to, low[to], false)
			low[to] = -1
		}
	}
	for p, rs := range t.records {
		a, b := t.cityOfStation[p.from], t.cityOfStation[p.to]
		if a != b && slices.ContainsFunc(rs, func(r model.ChangeRecord) bool { return !r.Forbidden }) {
			g.add(a, b, 0, true)
		}
	}
	return g
}

func (g *CityGraph) add(a, b City, fare int64, walk bool) {
	g.walks = g.walks || walk
	g.Out[a] = append(g.Out[a], CityArc{fare, b, walk})
	g.In[b] = append(g.In[b], CityArc{fare, a, walk})
}
