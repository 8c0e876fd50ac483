package tables

import (
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// call is where a ride can be left.
type call struct {
	stop  timetable.Stop
	arr   int32
	calls int32 // from where it was boarded
}

// board takes one more ride and looks at everything that may come after it.
func (x *lookup) board(d *timetable.Departure, day int32) {
	v := x.Ahead
	lane := len(x.path) // of a journey that ends with this ride
	off, end := v.Calls(d.Trip)
	board, midnight := off+int32(d.Call), day*daySeconds
	x.path = append(x.path, step{board: board, day: day})
	mark := len(x.loose)
	x.settled++
	for at := board + 1; at < end; at++ {
		c := call{v.StopAt(at), midnight + v.ArrAt(at), at - board}
		if c.arr >= x.bound(lane) {
			break
		}
		x.relaxed++
		if !v.MayAlight(at) {
			continue
		}
		x.path[lane].calls = c.calls
		if e := x.To.At[c.stop]; e >= 0 {
			walk := x.To.List[e].Walk
			x.improveBy(lane, c.arr+walk, -1)
			if walk == 0 {
				break
			}
		}
		if lane < x.high && x.goOn(c, lane+1) {
			x.loose = append(x.loose, c)
		}
	}
	for i := mark; i < len(x.loose); i++ {
		x.path[lane].calls = x.loose[i].calls
		x.explore(x.loose[i], lane+1)
	}
	x.loose, x.path = x.loose[:mark], x.path[:lane]
}

// improveBy notes the rides at hand and an entry as a journey, if it improves best.
func (x *lookup) improveBy(lane int, arr, entry int32) {
	if lane <= x.high && lower(x.best, lane, arr) {
		h := &x.hits[lane]
		h.rides, h.entry, h.fresh = append(h.rides[:0], x.path...), entry, true
	}
}

// goOn continues from a call by the entries of the table, for journeys of the
// lane or more. It reports whether others might do better.
func (x *lookup) goOn(c call, lane int) (loose bool) {
	for _, h := range x.hubs.from(c.stop) {
		if h.city == x.to {
			loose = loose || c.arr+h.time < x.bound(lane)
			continue
		}
		list, base := x.block.from(h.city)
		for i := 0; i < len(list); {
			k := list[i].lane()
			total := lane + int(k)
			bound := x.bound(total)
			for i += seek(list[i:], k, c.arr+h.time); i < len(list) && list[i].lane() == k && list[i].arr() < bound; i++ {
				if x.canBoard(c, base+int32(i)) {
					x.improveBy(total, list[i].arr(), base+int32(i))
					break
				}
				loose = true
			}
			i += seek(list[i:], k+1, 0)
		}
	}
	return loose
}

// bound is what a journey of a lane or more has to arrive before in order to be
// looked for. What the table has in a lane may hide what a higher one could have.
func (x *lookup) bound(lane int) int32 {
	for ; lane <= x.high; lane++ {
		if x.best[lane] > x.after[lane] {
			return x.best[lane]
		}
	}
	return 0
}

// canBoard reports whether who alights at a call can take an entry.
func (x *lookup) canBoard(c call, entry int32) bool {
	r := x.block.rides[entry]
	board := r.board()
	stop := x.Ahead.StopAt(board)
	dep := r.day()*daySeconds + x.Ahead.DepAt(board)
	for _, w := range x.changesFrom(c.stop, 0) {
		if w.To == stop {
			return dep >= c.arr+w.Time
		}
	}
	return false
}

func (x *lookup) changesFrom(s timetable.Stop, lane int) []timetable.Change {
	return x.Ahead.ChangesFrom(&x.changes[lane], s)
}

// explore boards whatever may lead to a journey better than those found.
func (x *lookup) explore(c call, lane int) {
	if lane >= lanesLate-1 || x.stop() || x.wasSeen(c, lane) {
		return
	}
	changes := x.changesFrom(c.stop, lane)
	for k := range changes {
		w := &changes[k]
		until := x.useful(x.TT.CityOf(w.To), c.arr+w.Time, lane)
		for it := search.DeparturesFrom(x.Ahead.Departures(w.To), c.arr+w.Time); it.At <= until; it.Step() {
			d := it.Current()
			if day := it.Day - int32(d.Shift); x.Ahead.Runs(d.Trip, x.Base, day) {
				x.board(d, day)
			}
		}
	}
}

// wasSeen reports whether the search went on from there no later and after no more
// rides, and remembers it.
func (x *lookup) wasSeen(c call, lane int) bool {
	row := x.seen[int(c.stop)*lanesLate:][:lanesLate]
	for _, t := range row[:lane+1] {
		if t <= c.arr {
			return true
		}
	}
	row[lane] = c.arr
	x.touched = append(x.touched, int32(int(c.stop)*lanesLate+lane))
	return false
}

// useful is the last departure from a city, at a time or later, by which a journey
// of the lane or more might be better than those found.
func (x *lookup) useful(c timetable.City, at int32, lane int) int32 {
	if c == x.to {
		return x.bound(lane)
	}
	last := int32(-1)
	list, _ := x.block.from(c)
	for i := 0; i < len(list); {
		k := list[i].lane()
		bound := x.bound(lane + int(k))
		for i += seek(list[i:], k, at); i < len(list) && list[i].lane() == k && list[i].arr() < bound; i++ {
			last = max(last, list[i].dep())
		}
		i += seek(list[i:], k+1, 0)
	}
	return last
}
