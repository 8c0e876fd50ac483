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
	for c := range v.t.net.Cities {
		first, end := v.t.StopsOfCity(City(c))
		n += int(end-first) * int(end-first)
	}
	for _, list := range v.explicit {
		n += len(list)
	}
	if n > maxChanges*len(v.t.stops) {
		return
	}
	v.changes = make([]Change, 0, n)
	v.firstChange, v.near = make([]int32, len(v.t.stops)+1), make([]Near, len(v.t.stops))
	for s := range v.t.stops {
		v.changes = v.AppendChanges(v.changes, Stop(s))
		v.firstChange[s+1] = int32(len(v.changes))
		v.compileNear(Stop(s))
	}
	v.compileCovers()
}

// Near tells which changes from a stop stay within its station; they are the first
// of ChangesFrom. The others, the far ones, reach all of the city and take FarTime or
// more. Where a record decides or no list is kept, all count as near.
type Near struct {
	City  City
	Count int32
	Stay  int32 // the Time of a Plain change to the stop itself, if no other is near; else -1
	Far   int32 // the Time of all far changes, or one of these
}

// Near.Far where it is no time.
const (
	FarDiffers int32 = -1 - iota // far changes take different times
	AllNear                      // there are none
)

// Near describes the changes from s.
func (v *View) Near(s Stop) Near {
	if v.firstChange == nil {
		return Near{City: v.t.stops[s].city, Stay: -1, Far: AllNear}
	}
	return v.near[s]
}

// compileNear puts the near changes of s first.
func (v *View) compileNear(s Stop) {
	list := v.changes[v.firstChange[s]:v.firstChange[s+1]]
	n := int32(0)
	_, decided := v.explicit[s]
	for i, c := range list {
		if decided || v.t.stops[c.To].station == v.t.stops[s].station {
			copy(list[n+1:i+1], list[n:i])
			list[n] = c
			n++
		}
	}
	x := &v.near[s]
	*x = Near{City: v.t.stops[s].city, Count: n, Stay: -1, Far: AllNear}
	if n == 1 && list[0].To == s && list[0].Plain {
		x.Stay = list[0].Time
	}
	for _, c := range list[n:] {
		if x.Far = c.Time; c.Time != list[n].Time {
			x.Far = FarDiffers
			break
		}
	}
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

// ChangesFrom is AppendChanges without the copy where a list is kept; where not, the
// slice is made in buf. Do not change the slice, nor use it as a buffer: it may
// belong to the timetable.
func (v *View) ChangesFrom(buf *[]Change, s Stop) []Change {
	if v.firstChange == nil {
		*buf = v.AppendChanges((*buf)[:0], s)
		return *buf
	}
	return v.changes[v.firstChange[s]:v.firstChange[s+1]]
}

// ListsChanges reports whether ChangesFrom needs no copy.
func (v *View) ListsChanges() bool { return v.firstChange != nil }

// StopsOfCity returns the stops of a city: from first on, before end.
func (t *Timetable) StopsOfCity(c City) (first, end Stop) {
	return t.firstOfCity[c], t.firstOfCity[c+1]
}

// shareChanges keeps the changes of both views once if they are the same, as they are
// where no record tells one direction from the other.
func (t *Timetable) shareChanges() {
	a, b := &t.Forward, &t.Backward
	if slices.Equal(a.changes, b.changes) && slices.Equal(a.firstChange, b.firstChange) && slices.Equal(a.near, b.near) {
		b.changes, b.firstChange, b.near = a.changes, a.firstChange, a.near
	}
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
