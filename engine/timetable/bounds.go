package timetable

import (
	"math"
	"sync"
	"sync/atomic"
)

// FareRows is how many rides left Bounds tells apart; the last row holds for any
// number.
const FareRows = 24

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

// boundsWork is the memory of one computation.
type boundsWork struct {
	now, next []City
	row, last []int32
	queued    []bool
	walks     bool // there are some
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

func (b *Bounds) computeFares() {
	n := len(b.Time)
	b.fare = make([]int32, n*FareRows)
	arcs, _ := b.t.arcs(b.back)
	w := boundsWork{walks: b.t.CityGraph().walks, row: make([]int32, n), last: make([]int32, n), queued: make([]bool, n)}
	for i := range n {
		w.row[i] = NoWay
	}
	w.row[b.goal] = 0
	w.now = append(w.now, b.goal)
	w.walk(arcs)
	for k := 0; len(w.now) > 0; k++ {
		w.ride(arcs)
		w.walk(arcs)
		for j := k; j < FareRows-1 && (j == k || len(w.now) == 0); j++ {
			for c, f := range w.row {
				b.fare[c*FareRows+j] = f
			}
		}
	}
	for c, f := range w.row {
		b.fare[c*FareRows+FareRows-1] = f
	}
}

// ride relaxes the rides to the cities that the round before improved.
func (w *boundsWork) ride(arcs [][]CityArc) {
	copy(w.last, w.row)
	w.next = w.next[:0]
	row := w.row
	for _, to := range w.now {
		paid, list := int64(w.last[to]), arcs[to]
		for i := range list {
			a := &list[i]
			if f := int32(min(paid+a.Fare, UnknownBound)); f < row[a.City] && !a.Walk {
				row[a.City] = f
				w.mark(a.City)
			}
		}
	}
	for _, c := range w.next {
		w.queued[c] = false
	}
	w.now, w.next = w.next, w.now
}

func (w *boundsWork) mark(c City) {
	if !w.queued[c] {
		w.queued[c] = true
		w.next = append(w.next, c)
	}
}

// walk lets the cities just improved be reached from those that walks join to
// them. That walks may not be chained does not matter to a bound.
func (w *boundsWork) walk(arcs [][]CityArc) {
	if !w.walks {
		return
	}
	for i := 0; i < len(w.now); i++ {
		c := w.now[i]
		for _, a := range arcs[c] {
			if a.Walk && w.row[c] < w.row[a.City] {
				w.row[a.City] = w.row[c]
				w.now = append(w.now, a.City)
			}
		}
	}
}

// timeLeft fills row with the shortest times to goal, by Dijkstra's algorithm.
func (t *Timetable) timeLeft(row []int32, goal City, hops [][]HopArc) {
	type item struct {
		time int32
		city City
	}
	row[goal] = 0
	heap := []item{{0, goal}}
	for len(heap) > 0 {
		top := heap[0]
		x := heap[len(heap)-1]
		heap = heap[:len(heap)-1]
		for i := 0; len(heap) > 0; {
			c := 2*i + 1
			if c+1 < len(heap) && heap[c+1].time < heap[c].time {
				c++
			}
			if c >= len(heap) || heap[c].time >= x.time {
				heap[i] = x
				break
			}
			heap[i] = heap[c]
			i = c
		}
		if top.time > row[top.city] {
			continue
		}
		for _, a := range hops[top.city] {
			d := top.time + a.Time
			if d >= row[a.City] {
				continue
			}
			row[a.City] = d
			heap = append(heap, item{})
			i := len(heap) - 1
			for ; i > 0 && heap[(i-1)/2].time > d; i = (i - 1) / 2 {
				heap[i] = heap[(i-1)/2]
			}
			heap[i] = item{d, a.City}
		}
	}
}
