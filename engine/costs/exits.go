package costs

import (
	"cmp"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/timetable"
)

// exits are the changes that a question allows, from every stop.
type exits struct {
	view      *timetable.View
	minChange int32
	modes     model.ModeSet
	first     []int32 // by Stop: list[first[s]:first[s+1]]; empty where there are too many
	list      []exit
	doors     []door
	buf       []timetable.Change
}

// exit are the changes from a stop that take the same time and lead to the same
// city: doors[first:end].
type exit struct {
	time       int32
	city       timetable.City
	first, end int32
}

// door is where an exit leads.
type door struct {
	stop   timetable.Stop
	alight timetable.Stop // where those who alight can do no more from then on: there, or where nobody may
}

// open makes the exits that a question allows, unless they are there.
func (x *exits) open(g *ground) {
	if x.view == g.Ahead && x.minChange == g.MinChange && x.modes == g.Modes {
		return
	}
	x.view, x.minChange, x.modes = g.Ahead, g.MinChange, g.Modes
	x.first, x.list, x.doors = x.first[:0], x.list[:0], x.doors[:0]
	if !g.Ahead.ListsChanges() {
		return
	}
	for i := range timetable.Stop(g.TT.NumStops()) {
		x.first = append(x.first, int32(len(x.list)))
		x.append(g, i)
	}
	x.first = append(x.first, int32(len(x.list)))
}

// from returns the exits from a stop.
func (x *exits) from(g *ground, stop timetable.Stop) []exit {
	if len(x.first) > 0 {
		return x.list[x.first[stop]:x.first[stop+1]]
	}
	x.list, x.doors = x.list[:0], x.doors[:0]
	x.append(g, stop)
	return x.list
}

// append appends the exits from a stop, in order of time.
func (x *exits) append(g *ground, stop timetable.Stop) {
	changes := g.Ahead.ChangesFrom(&x.buf, stop)
	x.buf = append(x.buf[:0], changes...) // may be the timetable's
	for i := range x.buf {
		x.buf[i].Time = g.ChangeTime(&x.buf[i])
	}
	slices.SortStableFunc(x.buf, func(a, b timetable.Change) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(g.TT.CityOf(a.To), g.TT.CityOf(b.To)))
	})
	first := len(x.list)
	for _, c := range x.buf {
		if !g.Allowed(c.To) {
			continue
		}
		city, n := g.TT.CityOf(c.To), int32(len(x.doors))
		if last := len(x.list) - 1; last < first || x.list[last].time != c.Time || x.list[last].city != city {
			x.list = append(x.list, exit{c.Time, city, n, n})
		}
		d := door{c.To, timetable.Stop(g.TT.NumStops() + noAlighting)}
		if c.Covers && g.MinChange < 0 {
			d.alight = c.To
		}
		x.doors = append(x.doors, d)
		x.list[len(x.list)-1].end++
	}
}
