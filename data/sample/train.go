package sample

import "tongtu/data/model"

// trainKind is the class of a train, told by the first letter of its number.
type trainKind uint8

const (
	kindG     trainKind = iota // high speed
	kindD                      // multiple unit to 250 km/h
	kindC                      // intercity
	kindZ                      // direct express
	kindT                      // express
	kindK                      // fast
	kindLocal                  // slow, a number without a letter
	numKinds
)

var kindLetters = [numKinds]string{"G", "D", "C", "Z", "T", "K", ""}

func (k trainKind) multipleUnit() bool { return k <= kindC }

// train is a train of the timetable before it has a number.
type train struct {
	kind     trainKind
	path     *path
	calls    []int // indexes into path.nodes; begins with 0, ends with the last
	number   int
	calendar model.CalendarID
	depart   int   // minutes after midnight at the first station
	arr, dep []int // minutes after midnight, one per call
}

// run sets the times of a train that leaves at depart.
func (w *world) run(t *train, depart int) {
	t.depart = depart
	t.arr, t.dep = make([]int, len(t.calls)), make([]int, len(t.calls))
	clock := float64(depart)
	t.arr[0], t.dep[0] = depart, depart
	for i := 1; i < len(t.calls); i++ {
		clock += w.runMinutes(t, t.calls[i-1], t.calls[i])
		whole := int(clock)
		if clock > float64(whole) {
			whole++
		}
		t.arr[i], t.dep[i] = whole, whole
		if i < len(t.calls)-1 {
			t.dep[i] += w.dwell(t, i)
		}
		clock = float64(t.dep[i])
	}
}

// runMinutes is the time from leaving one node of the path to standing at another.
func (w *world) runMinutes(t *train, from, to int) float64 {
	p, minutes := t.path, 0.0
	for i := from; i < to; i++ {
		minutes += float64(p.hops[i].km) / t.kind.speedOf(p.hops[i].class) * 60
	}
	start, _ := t.kind.lost(t.kind.speedOf(p.hops[from].class))
	_, stop := t.kind.lost(t.kind.speedOf(p.hops[to-1].class))
	return minutes + start + stop
}

// dwell is the stop at call i in minutes: longer in big cities, and where an
// engine is changed or overtaken.
func (w *world) dwell(t *train, i int) int {
	weight := w.cities[w.stations[t.path.nodes[t.calls[i]]].city].weight
	turn := (t.number + 3*i) % 4
	switch {
	case t.kind.multipleUnit() && weight >= 400:
		return 3 + turn%3
	case t.kind.multipleUnit():
		return 2
	case weight >= 400:
		return 6 + 2*turn
	case weight >= 100:
		return 4 + turn
	}
	return 2 + turn%3
}

func (t *train) minutes() int { return t.arr[len(t.arr)-1] - t.dep[0] }

// km is the length of the train's way from its first call to call i.
func (t *train) km(i int) int { return t.path.km[t.calls[i]] }
