package timetable

// fareWork is the memory of one computation of fares: costs by City to the goal.
type fareWork struct {
	any       []int32 // with any number of rides
	row, last []int32 // with so many, and with one less
	now, next []City  // where one less was cheaper than two less
	queued    []bool
	queue     cityQueue

	arcs       []fareArc // to city c: arcs[first[c]:end[c]]
	first, end []int32
}

// fareArc is a CityArc that may still make a city cheaper.
type fareArc struct {
	city City
	fare int32
}

// sifted are the rounds before those of which most arcs are left out.
const sifted = 3

// computeFares goes round by round, a ride more in each (R. Bellman, "On a routing
// problem", 1958): O(r·a) for r numbers of rides and a arcs. The costs with any number
// of rides, by Dijkstra's algorithm, tell which arcs cannot help any more: soon
// nearly all.
func (b *Bounds) computeFares() {
	n := len(b.Time)
	b.fare = make([]int32, n*FareRows)
	arcs, _ := b.t.arcs(b.back)
	w, _ := b.t.bounds.work.Get().(*fareWork)
	if w == nil {
		w = &fareWork{any: make([]int32, n), row: make([]int32, n), last: make([]int32, n), queued: make([]bool, n), first: make([]int32, n), end: make([]int32, n), queue: newCityQueue(n)}
	}
	defer b.t.bounds.work.Put(w)
	w.anyRides(b.goal, arcs)
	for i := range n {
		w.row[i] = NoWay
	}
	w.row[b.goal] = 0
	w.now = append(w.now[:0], b.goal)
	walks := b.t.CityGraph().walks
	if walks {
		w.walk(arcs)
	}
	for k := range FareRows - 1 {
		if k < sifted {
			w.rideAll(arcs)
		} else {
			if k == sifted {
				w.sift(arcs)
			}
			w.ride()
		}
		if walks {
			w.walk(arcs)
		}
		for c, f := range w.row {
			b.fare[c*FareRows+k] = f
		}
	}
	for c, f := range w.any {
		b.fare[c*FareRows+FareRows-1] = f
	}
}

// anyRides fills w.any.
func (w *fareWork) anyRides(goal City, arcs [][]CityArc) {
	for i := range w.any {
		w.any[i] = NoWay
	}
	w.any[goal] = 0
	w.queue.lowered(w.any, goal)
	for len(w.queue.heap) > 0 {
		to := w.queue.pop(w.any)
		for i := range arcs[to] {
			a := &arcs[to][i]
			if f := plusFare(w.any[to], a.Fare); f < w.any[a.City] {
				w.any[a.City] = f
				w.queue.lowered(w.any, a.City)
			}
		}
	}
}

// plusFare adds to a bound.
func plusFare(paid int32, fare int64) int32 { return int32(min(int64(paid)+fare, UnknownBound)) }

// rideAll relaxes the rides to the cities that the round before improved.
func (w *fareWork) rideAll(arcs [][]CityArc) {
	w.begin()
	for _, to := range w.now {
		paid, list := w.last[to], arcs[to]
		for i := range list {
			a := &list[i]
			if f := plusFare(paid, a.Fare); f < w.row[a.City] && !a.Walk {
				w.improve(a.City, f)
			}
		}
	}
	w.finish()
}

// sift keeps the rides that may still make a city cheaper.
func (w *fareWork) sift(arcs [][]CityArc) {
	w.arcs = w.arcs[:0]
	for to, list := range arcs {
		w.first[to] = int32(len(w.arcs))
		least := w.any[to]
		for i := range list {
			a := &list[i]
			if plusFare(least, a.Fare) < w.row[a.City] && !a.Walk {
				w.arcs = append(w.arcs, fareArc{a.City, int32(min(a.Fare, UnknownBound))})
			}
		}
		w.end[to] = int32(len(w.arcs))
	}
}

// ride is rideAll with the rides that were kept.
func (w *fareWork) ride() {
	w.begin()
	for _, to := range w.now {
		paid := w.last[to]
		for _, a := range w.arcs[w.first[to]:w.end[to]] {
			if f := min(paid+a.fare, UnknownBound); f < w.row[a.city] {
				w.improve(a.city, f)
			}
		}
	}
	w.finish()
}

func (w *fareWork) begin() {
	copy(w.last, w.row)
	w.next = w.next[:0]
}

func (w *fareWork) finish() {
	for _, c := range w.next {
		w.queued[c] = false
	}
	w.now, w.next = w.next, w.now
}

func (w *fareWork) improve(c City, f int32) {
	w.row[c] = f
	if !w.queued[c] {
		w.queued[c] = true
		w.next = append(w.next, c)
	}
}

// walk lets the cities just improved be reached from those that walks join to
// them. That walks may not be chained does not matter to a bound.
func (w *fareWork) walk(arcs [][]CityArc) {
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
