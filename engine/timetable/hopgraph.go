package timetable

import (
	"cmp"
	"slices"
)

// HopGraph is the network without times of day: the shortest running time of
// any single hop, or walk, between two cities. Shortest paths in it bound every
// journey's duration from below.
type HopGraph struct {
	Out, In [][]HopArc // by City
}

// HopArc is one edge of a HopGraph.
type HopArc struct {
	City City
	Time int32 // seconds
}

// HopGraph returns the graph of t. Do not change it.
func (t *Timetable) HopGraph() *HopGraph { return &t.hops }

func (t *Timetable) compileHops() {
	type hop struct {
		from, to City
		time     int32
	}
	var all []hop
	v := &t.Forward
	for i := range t.trips {
		for at := v.calls[i] + 1; at < v.calls[i+1]; at++ {
			if a, b := t.CityOf(v.StopAt(at-1)), t.CityOf(v.StopAt(at)); a != b {
				all = append(all, hop{a, b, v.ArrAt(at) - v.DepAt(at-1)})
			}
		}
	}
	for p, rs := range t.records {
		a, b := t.cityOfStation[p.from], t.cityOfStation[p.to]
		for _, r := range rs {
			if a != b && !r.Forbidden {
				all = append(all, hop{a, b, int32(r.Time)})
			}
		}
	}
	slices.SortFunc(all, func(x, y hop) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), cmp.Compare(x.time, y.time))
	})
	n := len(t.net.Cities)
	t.hops = HopGraph{Out: make([][]HopArc, n), In: make([][]HopArc, n)}
	for i, h := range all {
		if i > 0 && h.from == all[i-1].from && h.to == all[i-1].to {
			continue
		}
		t.hops.Out[h.from] = append(t.hops.Out[h.from], HopArc{h.to, h.time})
		t.hops.In[h.to] = append(t.hops.In[h.to], HopArc{h.from, h.time})
	}
}
