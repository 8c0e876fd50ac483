package sample

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"tongtu/data/model"
)

// Opening hours of the high-speed lines, in minutes after midnight; the night is for maintenance.
const (
	highSpeedOpen  = 6 * 60
	highSpeedClose = 23*60 + 55
)

// world is the state of one generation.
type world struct {
	*tables
	graph    *graph
	headways *headways
	served   []int // trains that call, by station
	next     [numKinds]int
	trains   []*train
}

// firstNumber is where the numbers of each kind begin; local trains of multiple units follow on.
var firstNumber = [numKinds]int{kindG: 1, kindD: 1, kindC: 1001, kindZ: 1, kindT: 1, kindK: 1, kindLocal: 6001}

func newWorld(t *tables) *world {
	g := newGraph(len(t.stations), t.lines)
	return &world{tables: t, graph: g, headways: newHeadways(g.tracks), served: make([]int, len(t.stations)), next: firstNumber}
}

// seeded returns the source of chance of one part of the generation; parts do not disturb each other.
func seeded(part uint64) *rand.Rand { return rand.New(rand.NewPCG(0x746f6e677475, part)) }

// runTrains fills the timetable of the railways.
func (w *world) runTrains() {
	w.runRelations(w.relations(highSpeedMarket()), w.highSpeedTrain, seeded(1))
	w.runRelations(w.relations(conventionalMarket()), w.conventionalTrain, seeded(2))
	w.runLocals(seeded(3))
}

// maker decides the kind and the style of train k of n of a relation.
type maker func(r *relation, p *path, k int) (trainKind, style)

// runRelations runs the trains of relations; the lowest numbers go to the long ones from the capital, then to its others.
func (w *world) runRelations(all []relation, make maker, rng *rand.Rand) {
	group := func(r relation) int {
		switch {
		case w.cities[r.a].Rank != 1 && w.cities[r.b].Rank != 1:
			return 2
		case r.ways[0].length() < 600:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b relation) int { return cmp.Compare(group(a), group(b)) })
	for i := range all {
		r := &all[i]
		for k := range r.trains {
			p := r.ways[0]
			if k%3 == 2 { // most from the nearest terminals, some from the others
				p = r.ways[(k/3)%len(r.ways)]
			}
			kind, s := make(r, p, k)
			w.runPair(p, kind, s, slot{k, r.trains}, rng)
		}
	}
}

func (w *world) highSpeedTrain(r *relation, p *path, k int) (trainKind, style) {
	s := [...]style{styleUsual, styleFrequent, styleExpress, styleUsual, styleFrequent, styleUsual}[k%6]
	if r.trains >= 5 && k == 0 {
		s = styleExpress
	}
	switch {
	case p.fastShare() < 0.5:
		return kindD, s
	case r.trains >= 6 && k%6 == 4:
		return kindD, styleFrequent
	case p.length() < 130:
		return kindC, s
	}
	return kindG, s
}

func (w *world) conventionalTrain(r *relation, p *path, k int) (trainKind, style) {
	a, b := &w.cities[r.a], &w.cities[r.b]
	both := min(a.weight, b.weight)
	switch {
	case k == 0 && p.length() > 800 && (both >= 560 || p.length() > 2000 && a.Rank <= 2 && b.Rank <= 2):
		return kindZ, styleUsual
	case k == 0 && p.length() > 500 && both >= 330:
		return kindT, styleUsual
	case k%2 == 1:
		return kindK, styleFrequent
	}
	return kindK, styleUsual
}

// slot is train k of n of a day.
type slot struct{ k, n int }

// runPair runs a train each way. The one away from the capital has the odd number.
func (w *world) runPair(p *path, kind trainKind, s style, at slot, rng *rand.Rand) {
	capital := w.capital()
	from, to := w.stations[p.nodes[0]].Pos, w.stations[p.nodes[len(p.nodes)-1]].Pos
	if kilometres(from, capital) > kilometres(to, capital) {
		p = p.reverse()
	}
	number := w.next[kind]
	w.next[kind] += 2
	calendar := pickCalendar(kind, rng)
	if at.k == 0 {
		calendar = daily
	}
	for i, way := range [2]*path{p, p.reverse()} {
		t := &train{kind: kind, path: way, number: number + i, calendar: calendar}
		t.calls = w.pattern(way, kind, s, rng)
		w.run(t, 0)
		first, last := highSpeedOpen, highSpeedClose-t.minutes()
		if !kind.multipleUnit() {
			first, last = 0, minutesADay-1
		}
		if last < first {
			continue
		}
		ideal := w.spread(t, at, first, last, rng)
		w.place(t, ideal, first, last)
		w.trains = append(w.trains, t)
	}
}

func (w *world) capital() model.LonLat {
	i := slices.IndexFunc(w.cities, func(c city) bool { return c.Rank == 1 })
	return w.cities[i].Pos
}

// spread chooses when a train should leave: the trains of a relation share the
// day. Night trains avoid leaving and arriving between 00:30 and 05:30.
func (w *world) spread(t *train, at slot, first, last int, rng *rand.Rand) int {
	if t.kind.multipleUnit() {
		part := (float64(at.k) + 0.2 + 0.6*rng.Float64()) / float64(at.n)
		return first + int(part*float64(last-first))
	}
	night := func(m int) bool { m %= minutesADay; return m > 30 && m < 5*60+30 }
	best, score := 0, -1.0
	for range 12 {
		depart := rng.IntN(minutesADay)
		s := rng.Float64()
		if !night(depart) {
			s += 2
		}
		if !night(depart + t.minutes()) {
			s += 2
		}
		if t.minutes() > 7*60 && t.minutes() < 15*60 && depart >= 17*60 {
			s++
		}
		if s > score {
			best, score = depart, s
		}
	}
	return best
}
