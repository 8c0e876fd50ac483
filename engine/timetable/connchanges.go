package timetable

import (
	"math"
	"slices"
)

// maxChanges bounds the changes per stop, on average, that are kept as a list.
// A network of a few huge cities would otherwise need memory quadratic in them.
const maxChanges = 48

// compileChanges lists the changes of every stop, unless they are too many.
func (v *View) compileChanges() {
	n := 0
	for _, stops := range v.t.stopsOfCity {
		n += len(stops) * len(stops)
	}
	for _, list := range v.explicit {
		n += len(list)
	}
	if n > maxChanges*len(v.t.stops) {
		return
	}
	v.changes = make([]Change, 0, n)
	v.firstChange, v.near = make([]int32, len(v.t.stops)+1), make([]int32, len(v.t.stops))
	for s := range v.t.stops {
		v.changes = v.AppendChanges(v.changes, Stop(s))
		v.firstChange[s+1] = int32(len(v.changes))
		v.near[s] = v.nearFirst(Stop(s))
	}
	v.compileCovers()
}

// nearFirst puts the changes of s within its station first and counts them.
func (v *View) nearFirst(s Stop) (n int32) {
	list := v.changes[v.firstChange[s]:v.firstChange[s+1]]
	if _, ok := v.explicit[s]; ok {
		return int32(len(list))
	}
	for i, c := range list {
		if v.t.stops[c.To].station == v.t.stops[s].station {
			copy(list[n+1:i+1], list[n:i])
			list[n] = c
			n++
		}
	}
	return n
}

// Near counts the first of ChangesFrom that stay within the station of s: the
// others reach all of the city and take FarTime or more. Where a record decides
// or no list is kept, every change counts as near.
func (v *View) Near(s Stop) int {
	if v.firstChange == nil {
		return math.MaxInt
	}
	return int(v.near[s])
}

// FarTime is the shortest time of a change to another station of a city.
func (t *Timetable) FarTime() int32 { return t.farTime }

// compileCovers sets Covers, in time cubic in the changes of a stop.
func (v *View) compileCovers() {
	const never = math.MaxInt32
	times := slices.Repeat([]int32{never}, len(v.t.stops)) // of changes from the stop at hand
	for s := range v.t.stops {
		list := v.ChangesFrom(nil, Stop(s))
		if len(list) > maxChanges {
			continue
		}
		for _, c := range list {
			times[c.To] = c.Time
		}
		for i := range list {
			c := &list[i]
			c.Covers = !slices.ContainsFunc(v.ChangesFrom(nil, c.To), func(d Change) bool { return times[d.To]-c.Time > d.Time })
		}
		for _, c := range list {
			times[c.To] = never
		}
	}
}

// ChangesFrom is AppendChanges without the copy where a list is kept; buf is
// overwritten where not. Do not change the slice.
func (v *View) ChangesFrom(buf []Change, s Stop) []Change {
	if v.firstChange == nil {
		return v.AppendChanges(buf[:0], s)
	}
	return v.changes[v.firstChange[s]:v.firstChange[s+1]]
}

// Walks returns the walks between cities.
func (t *Timetable) Walks() []Walk { return t.allWalks }

func (t *Timetable) compileWalks() {
	t.walksFrom, t.walksTo = map[Station][]Walk{}, map[Station][]Walk{}
	for _, r := range t.net.Changes {
		w := Walk{t.statIdx[r.From], t.statIdx[r.To], r.Time}
		if r.General() && !r.Forbidden && t.cityOfStation[w.From] != t.cityOfStation[w.To] {
			t.allWalks = append(t.allWalks, w)
			t.walksFrom[w.From] = append(t.walksFrom[w.From], w)
			t.walksTo[w.To] = append(t.walksTo[w.To], w)
		}
	}
}
