package tables

import "tongtu/engine/timetable"

// A departure is needless where another from the same city, so much later that
// whoever comes in time for the one comes in time for the other, is strictly
// better. In a city of several stations that rules out most departures, before
// they are entered anywhere.

// rival is a pool that departures of a stop are held against.
type rival struct {
	pool  int32
	later int32 // seconds by which its departures have to be later
}

// rivals are those of every stop.
type rivals struct {
	list  []rival // of stop s: list[first[s]:first[s+1]]
	first []int32
}

// from returns the rivals of a stop, whose positions begin at first.
func (r *rivals) from(s timetable.Stop) (list []rival, first int32) {
	first = r.first[s]
	return r.list[first:r.first[s+1]], first
}

// newRivals finds the pools of each stop's city. Where people may come from another
// city there are none: the departures of two stations are not the same to them.
func newRivals(x *span) *rivals {
	tt, n := x.tt, x.tt.NumStops()
	r := &rivals{first: make([]int32, n+1)}
	members := map[int32][]timetable.Stop{}
	for s := range n {
		if pool := x.ways.city[s]; pool >= 0 {
			members[pool] = append(members[pool], timetable.Stop(s))
		} else {
			members[int32(s)] = []timetable.Stop{timetable.Stop(s)}
		}
	}
	for s := range timetable.Stop(n) {
		if len(x.accessTo(s)) == 1 {
			for _, pool := range poolsOf(x, s) {
				r.list = append(r.list, rival{pool, 1})
			}
		}
		r.first[s+1] = int32(len(r.list))
	}
	time := make([]int32, n) // by stop, from the stop at hand
	var changes []timetable.Change
	for s := range n {
		list := tt.Forward.ChangesFrom(&changes, timetable.Stop(s))
		fill(time, never)
		for _, c := range list {
			time[c.To] = c.Time
		}
		for _, c := range list {
			list, _ := r.from(c.To)
			for i := range list {
				for _, m := range members[list[i].pool] {
					if time[m] == never {
						list[i].later = never
					} else if list[i].later != never {
						list[i].later = max(list[i].later, time[m]-c.Time)
					}
				}
			}
		}
	}
	return r
}

// poolsOf are the pools of the city of a stop, its own left out.
func poolsOf(x *span, s timetable.Stop) (pools []int32) {
	seen := map[int32]bool{int32(s): true}
	for _, st := range x.tt.StationsOf(x.tt.CityOf(s)) {
		for _, o := range x.tt.StopsOf(st) {
			pool := x.ways.city[o]
			if pool < 0 {
				pool = int32(o)
			}
			if !seen[pool] {
				seen[pool] = true
				pools = append(pools, pool)
			}
		}
	}
	return pools
}
