package sample

// headways keeps the trains on a section apart.
type headways struct {
	busy [][]bool // track -> minute of the day
}

const (
	minutesADay = 24 * 60
	headway     = 3 // minutes between trains on one section
	maxShift    = 22
)

func newHeadways(tracks int) *headways { return &headways{busy: make([][]bool, tracks)} }

// entry is when a train enters a section, in minutes after its departure.
type entry struct{ track, minute int }

// entries lists the sections of a train whose times are set.
func (w *world) entries(t *train) []entry {
	out := make([]entry, 0, len(t.path.hops))
	for i := 1; i < len(t.calls); i++ {
		from, to := t.calls[i-1], t.calls[i]
		km := float64(t.path.km[to] - t.path.km[from])
		for h := from; h < to; h++ {
			part := float64(t.path.km[h]-t.path.km[from]) / km
			minute := float64(t.dep[i-1]-t.depart) + part*float64(t.arr[i]-t.dep[i-1])
			out = append(out, entry{t.path.hops[h].track, int(minute)})
		}
	}
	return out
}

func (h *headways) conflicts(entries []entry, depart int) (n int) {
	for _, e := range entries {
		busy := h.busy[e.track]
		if busy == nil {
			continue
		}
		for d := 1 - headway; d < headway; d++ {
			if busy[(depart+e.minute+d+minutesADay)%minutesADay] {
				n++
				break
			}
		}
	}
	return n
}

// place moves a train by a few minutes to where it meets the fewest others, within first and last.
func (w *world) place(t *train, ideal, first, last int) {
	w.run(t, ideal)
	entries := w.entries(t)
	best, least := ideal, w.headways.conflicts(entries, ideal)
	for shift := 1; shift <= maxShift && least > 0; shift++ {
		for _, at := range [2]int{ideal + shift, ideal - shift} {
			if at < first || at > last {
				continue
			}
			if n := w.headways.conflicts(entries, at); n < least {
				best, least = at, n
			}
		}
	}
	w.run(t, best)
	for _, e := range entries {
		if w.headways.busy[e.track] == nil {
			w.headways.busy[e.track] = make([]bool, minutesADay)
		}
		w.headways.busy[e.track][(best+e.minute)%minutesADay] = true
	}
}
