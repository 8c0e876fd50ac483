package tables

import "tongtu/engine/timetable"

// Boardings are collected in pools: one per stop, and one per city and mode for
// whoever comes from another station, because there most change times are equal.

// way leads from alighting at a stop to a pool.
type way struct{ pool, time int32 }

// ways are those of every stop.
type ways struct {
	list  []way // of stop s: list[first[s]:first[s+1]]
	first []int32
	city  []int32 // by stop: the pool of its city and mode, -1 if there is none
	now   []bool  // by pool: some way to it takes no time
}

// from returns the ways from a stop.
func (w *ways) from(s timetable.Stop) []way { return w.list[w.first[s]:w.first[s+1]] }

func newWays(tt *timetable.Timetable) *ways {
	n := tt.NumStops()
	w := &ways{first: make([]int32, n+1), city: make([]int32, n)}
	members := w.pools(tt)
	w.now = make([]bool, n+len(members))
	time := make([]int32, n) // by stop, of the stop at hand; -1: no way
	for s := range time {
		time[s] = -1
	}
	var changes []timetable.Change
	for s := range n {
		list := tt.Forward.ChangesFrom(&changes, timetable.Stop(s))
		for _, c := range list {
			time[c.To] = c.Time
		}
		for _, c := range list {
			if pool := w.city[c.To]; pool >= 0 && time[c.To] >= 0 {
				w.together(pool, members[int(pool)-n], time)
			}
			if time[c.To] >= 0 {
				w.add(int32(c.To), c.Time)
				time[c.To] = -1
			}
		}
		w.first[s+1] = int32(len(w.list))
	}
	return w
}

// pools makes one for every city and mode with stops enough and returns their stops.
func (w *ways) pools(tt *timetable.Timetable) (members [][]timetable.Stop) {
	const few = 2
	for s := range w.city {
		w.city[s] = -1
	}
	for s := range w.city {
		if w.city[s] >= 0 {
			continue
		}
		var list []timetable.Stop
		for _, st := range tt.StationsOf(tt.CityOf(timetable.Stop(s))) {
			for _, x := range tt.StopsOf(st) {
				if tt.ModeOf(x) == tt.ModeOf(timetable.Stop(s)) {
					list = append(list, x)
				}
			}
		}
		if len(list) <= few {
			continue
		}
		for _, x := range list {
			w.city[x] = int32(len(w.city) + len(members))
		}
		members = append(members, list)
	}
	return members
}

// together adds one way to a pool instead of those to its farthest members, if
// all of them can be reached. Being there in time for them is in time for the rest.
func (w *ways) together(pool int32, members []timetable.Stop, time []int32) {
	most := int32(0)
	for _, x := range members {
		if time[x] < 0 {
			return
		}
		most = max(most, time[x])
	}
	w.add(pool, most)
	for _, x := range members {
		if time[x] == most {
			time[x] = -1
		}
	}
}

func (w *ways) add(pool, time int32) {
	w.list = append(w.list, way{pool, time})
	w.now[pool] = w.now[pool] || time == 0
}
