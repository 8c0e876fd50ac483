package pareto

import (
	"cmp"
	"slices"

	"tongtu/engine/timetable"
)

// A journey that is both as fast and as cheap as the separate bounds allow does
// not exist. Bounds of the weighted sum of fare and time tell: a sum is a length
// in a graph of hops, whatever trade the journey makes.

// worth are the weights of time, in yuan per hour: between slow and fast trains,
// between trains and planes.
var worth = [...]int64{12, 40, 110}

// perFen makes fen and seconds of one kind: fen·perFen + worth·seconds; a yuan per
// hour is 1/36 fen per second.
const perFen = 36

// weights are values of the weighted sums, one for each worth.
type weights [len(worth)]int64

// mixGraph has the least weighted sums between neighbouring cities. It is a
// function of the timetable alone.
type mixGraph struct {
	tt      *timetable.Timetable
	out, in [][]mixArc // by City
}

type mixArc struct {
	city timetable.City
	w    weights
}

// newMixGraph compiles the graph of tt. Plain fares are sums of those of the
// hops; of all other trips every ride is an arc. Unknown fares count nothing.
func newMixGraph(tt *timetable.Timetable) *mixGraph {
	type arc struct {
		from, to timetable.City
		w        weights
	}
	least := map[[2]timetable.City]weights{}
	add := func(from, to timetable.City, seconds int32, fare int64) {
		if from == to {
			return
		}
		if fare >= timetable.UnknownCost {
			fare = 0
		}
		key := [2]timetable.City{from, to}
		w, ok := least[key]
		for i, v := range worth {
			if x := fare*perFen + v*int64(seconds); !ok || x < w[i] {
				w[i] = x
			}
		}
		least[key] = w
	}
	v := &tt.Forward
	for i := range timetable.Trip(tt.NumTrips()) {
		off, end := v.Calls(i)
		for b := off; b < end-1; b++ {
			from := tt.CityOf(v.StopAt(b))
			if v.Flat(i) {
				add(from, tt.CityOf(v.StopAt(b+1)), v.ArrAt(b+1)-v.DepAt(b), v.FareAt(b+1)-v.FareAt(b))
				continue
			}
			for a := b + 1; a < end; a++ {
				add(from, tt.CityOf(v.StopAt(a)), v.ArrAt(a)-v.DepAt(b), tt.LegCost(i, int(b-off), int(a-off), nil))
			}
		}
	}
	for from, arcs := range tt.CityGraph().Out {
		for _, a := range arcs {
			if a.Walk {
				add(timetable.City(from), a.City, 0, 0)
			}
		}
	}
	all := make([]arc, 0, len(least))
	for k, w := range least {
		all = append(all, arc{k[0], k[1], w})
	}
	slices.SortFunc(all, func(x, y arc) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	n := tt.NumCities()
	g := &mixGraph{tt: tt, out: make([][]mixArc, n), in: make([][]mixArc, n)}
	for _, a := range all {
		g.out[a.from] = append(g.out[a.from], mixArc{a.to, a.w})
		g.in[a.to] = append(g.in[a.to], mixArc{a.from, a.w})
	}
	return g
}

// mixLeft fills b.mix with the least weighted sums from each city to the goal.
func (s *search) mixLeft(b *bounds, backward bool, goal *ends) {
	arcs := s.mix.in
	if backward {
		arcs = s.mix.out
	}
	b.mix = resize(b.mix, s.tt.NumCities())
	var far weights
	fill(far[:], noLimit)
	fill(b.mix, far)
	q := &s.m.sums
	for i := range worth {
		for _, e := range goal.list {
			if c := s.tt.CityOf(e.stop); b.mix[c][i] > 0 {
				b.mix[c][i] = 0
				q.push(cityItem[int64]{0, c})
			}
		}
		for len(*q) > 0 {
			top := q.pop()
			if top.key > b.mix[top.city][i] {
				continue
			}
			for k := range arcs[top.city] {
				a := &arcs[top.city][k]
				if w := top.key + a.w[i]; w < b.mix[a.city][i] {
					b.mix[a.city][i] = w
					q.push(cityItem[int64]{w, a.city})
				}
			}
		}
	}
}

// hope is what a label may become: bounds of a journey's values, for one number
// of rides left.
type hope struct {
	paid   int64 // fare so far
	cost   int64 // least fare at the end
	rides  int32
	depart int32
	left   int32    // least time left
	latest int32    // the time the limits allow
	mix    *weights // least weighted sums left; nil: none
	enough int32    // no need to look for a later time
}

// until returns the latest time at which h can still add to the front. Such a
// journey is cheaper than some journey found and earlier than those that are as
// cheap as itself: below one of the steps of the front's staircase.
func (c *scan) until(h *hope) int32 {
	latest := h.latest
	switch {
	case c.overDepart && c.front:
		if t := c.beatenAt(h.cost, h.rides, h.depart); t < never {
			latest = min(latest, t-h.left-1)
		}
		return c.weigh(h, latest, c.maxFare, c.deadline)
	case !c.front || len(c.m.goals) == 0:
		return c.weigh(h, latest, c.maxFare, c.deadline)
	}
	row := c.m.steps[min(h.rides, c.m.rows-1)]
	best := idle
	for i := below(row, h.cost); i <= len(row); i++ {
		time, fare := c.deadline, c.maxFare
		if i > 0 {
			time = row[i-1].time - 1
		}
		if i < len(row) {
			fare = min(fare, row[i].cost-1)
		}
		t := min(latest, time-h.left)
		if t <= best {
			break // later steps allow less time
		}
		best = max(best, c.weigh(h, t, fare, time))
		if best >= h.enough || h.mix == nil {
			break
		}
	}
	return best
}

// weigh shortens latest so that the weighted sums fit under a fare and a time.
func (c *scan) weigh(h *hope, latest int32, fare int64, time int32) int32 {
	if h.mix == nil || fare >= timetable.UnknownCost || h.paid >= timetable.UnknownCost {
		return latest
	}
	for i, v := range worth {
		spare := (fare-h.paid)*perFen - h.mix[i] + v*int64(time)
		if t := floorQuotient(spare, v); t < int64(latest) {
			latest = int32(max(t, int64(idle)))
		}
	}
	return latest
}

func floorQuotient(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
