package timetable

import (
	"math"
	"sync"
	"sync/atomic"
)

// FareRows is how many rides left Bounds tells apart; the last row holds for any
// number. With twice as many rows next to nothing more is ruled out.
const FareRows = 12

// NoWay is above every bound, with room to add to it.
const NoWay = int32(math.MaxInt32 / 2)

// UnknownBound is the bound of a fare where nothing cheaper is known.
const UnknownBound = 1 << 29

// Bounds are lower bounds of what is left of any journey to (or, mirrored, from)
// a city, and to those a walk joins to it. Times of day do not enter.
type Bounds struct {
	Time  []int32 // by City: seconds
	rides []int32 // by City

	once sync.Once
	t    *Timetable
	goal City
	back bool
	fare []int32 // by City, FareRows each: fen, with at most 1, 2, … rides
}

// RidesLeft is the least number of rides from c.
func (b *Bounds) RidesLeft(c City) int32 { return b.rides[c] }

// WithFares computes the fares, which takes longer than all else, unless that is
// done; it returns b.
func (b *Bounds) WithFares() *Bounds {
	b.once.Do(b.computeFares)
	return b
}

// FareLeft has, after WithFares, the least fares from c with at most 1, 2, … rides; the last is
// that of any number; UnknownBound or NoWay where there is none.
func (b *Bounds) FareLeft(c City) []int32 { return b.fare[int(c)*FareRows : (int(c)+1)*FareRows] }

// boundsBudget limits the memory of bounds that are kept.
const boundsBudget = 64 << 20

// boundsCache keeps bounds once computed, for both directions.
type boundsCache struct {
	kept [2][]atomic.Pointer[Bounds]
	size atomic.Int64
	work sync.Pool // of *fareWork
}

// Bounds returns the bounds of journeys to c, with back of those from c. They
// are computed when first asked for.
func (t *Timetable) Bounds(c City, back bool) *Bounds {
	k := 0
	if back {
		k = 1
	}
	at := &t.bounds.kept[k][c]
	if b := at.Load(); b != nil {
		return b
	}
	b := t.computeBounds(c, back)
	if size := int64(len(b.Time)) * (FareRows + 2) * 4; t.bounds.size.Add(size) > boundsBudget {
		t.bounds.size.Add(-size)
	} else {
		at.Store(b)
	}
	return b
}

func (t *Timetable) computeBounds(goal City, back bool) *Bounds {
	n := len(t.net.Cities)
	b := &Bounds{Time: make([]int32, n), rides: make([]int32, n), t: t, goal: goal, back: back}
	for i := range n {
		b.Time[i], b.rides[i] = NoWay, NoWay
	}
	arcs, hops := t.arcs(back)
	b.countRides(goal, arcs)
	t.timeLeft(b.Time, goal, hops)
	return b
}

// arcs are the city graphs against the direction of the journeys.
func (t *Timetable) arcs(back bool) ([][]CityArc, [][]HopArc) {
	if back {
		return t.CityGraph().Out, t.hops.Out
	}
	return t.CityGraph().In, t.hops.In
}

// countRides fills b.rides, level by level; walks do not count.
func (b *Bounds) countRides(goal City, arcs [][]CityArc) {
	now, next := []City{goal}, []City(nil)
	b.rides[goal] = 0
	walks := b.t.CityGraph().walks
	for level := int32(0); len(now) > 0; level++ {
		for i := 0; walks && i < len(now); i++ {
			for _, a := range arcs[now[i]] {
				if a.Walk && b.rides[a.City] > level {
					b.rides[a.City] = level
					now = append(now, a.City)
				}
			}
		}
		next = next[:0]
		for _, c := range now {
			for _, a := range arcs[c] {
				if !a.Walk && b.rides[a.City] == NoWay {
					b.rides[a.City] = level + 1
					next = append(next, a.City)
				}
			}
		}
		now, next = next, now
	}
}

// timeLeft fills row with the shortest times to goal, by Dijkstra's algorithm.
func (t *Timetable) timeLeft(row []int32, goal City, hops [][]HopArc) {
	q := newCityQueue(len(row))
	row[goal] = 0
	q.lowered(row, goal)
	for len(q.heap) > 0 {
		c := q.pop(row)
		for _, a := range hops[c] {
			if d := row[c] + a.Time; d < row[a.City] {
				row[a.City] = d
				q.lowered(row, a.City)
			}
		}
	}
}
