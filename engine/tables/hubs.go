package tables

import "tongtu/engine/timetable"

// hub is a city where one can board within a time after alighting at a stop, at
// the best of its stations.
type hub struct {
	city timetable.City
	time int32
}

// hubs are those of every stop; nearly always one, its own city.
type hubs struct {
	list  []hub // of stop s: list[first[s]:first[s+1]]
	first []int32
}

func newHubs(tt *timetable.Timetable) *hubs {
	n := tt.NumStops()
	h := &hubs{first: make([]int32, n+1)}
	var changes []timetable.Change
	for s := range n {
		for _, c := range tt.Forward.ChangesFrom(&changes, timetable.Stop(s)) {
			h.add(h.first[s], tt.CityOf(c.To), c.Time)
		}
		h.first[s+1] = int32(len(h.list))
	}
	return h
}

// add notes a way to a city among those from a position on.
func (h *hubs) add(from int32, c timetable.City, time int32) {
	for i := range h.list[from:] {
		if x := &h.list[int(from)+i]; x.city == c {
			x.time = min(x.time, time)
			return
		}
	}
	h.list = append(h.list, hub{c, time})
}

// from returns the hubs of a stop.
func (h *hubs) from(s timetable.Stop) []hub { return h.list[h.first[s]:h.first[s+1]] }

// apart reports whether one can change from a city to another.
func (h *hubs) apart(tt *timetable.Timetable) bool {
	for s := range timetable.Stop(tt.NumStops()) {
		for _, x := range h.from(s) {
			if x.city != tt.CityOf(s) {
				return true
			}
		}
	}
	return false
}
