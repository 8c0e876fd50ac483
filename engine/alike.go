package engine

import (
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Timetables repeat, mostly by the week: windows of days on which the same runs
// depart, and on the days after them, have the same journeys, some days apart.

// alike finds, for every window, the first that has the same journeys: its
// position, which may be its own. Journeys end within the horizon of a window's
// beginning.
func alike(tt *timetable.Timetable, windows []plan.Window, horizon model.Second) []int {
	kinds := dayKinds{tt: tt, of: map[model.Date]int{}}
	same := make([]int, len(windows))
	for i, w := range windows {
		same[i] = slices.IndexFunc(windows[:i+1], func(x plan.Window) bool { return kinds.alike(&x, &w, horizon) })
	}
	return same
}

// dayKinds numbers days by what departs on them.
type dayKinds struct {
	tt    *timetable.Timetable
	of    map[model.Date]int
	kinds [][]bool // by group of connections: whether they run
}

func (k *dayKinds) alike(a, b *plan.Window, horizon model.Second) bool {
	if a.From.Clock() != b.From.Clock() || a.Length != b.Length {
		return false
	}
	first, last := b.From.Date(), b.From.Add(horizon).Date()
	apart := first - a.From.Date()
	for d := first; apart != 0 && d <= last; d++ {
		if k.kind(d) != k.kind(d-apart) {
			return false
		}
	}
	return true
}

func (k *dayKinds) kind(d model.Date) int {
	if i, ok := k.of[d]; ok {
		return i
	}
	runs := k.tt.Forward.RunningOn(nil, d, 0)
	i := slices.IndexFunc(k.kinds, func(x []bool) bool { return slices.Equal(x, runs) })
	if i < 0 {
		i = len(k.kinds)
		k.kinds = append(k.kinds, runs)
	}
	k.of[d] = i
	return i
}

// later is it so many days later; nil stays nil.
func later(it *plan.Itinerary, days model.Date) *plan.Itinerary {
	if it == nil || days == 0 {
		return it
	}
	x := *it
	x.Depart, x.Arrive = x.Depart.Add(model.Second(days)*model.Day), x.Arrive.Add(model.Second(days)*model.Day)
	x.Legs = slices.Clone(x.Legs)
	for i := range x.Legs {
		l := &x.Legs[i]
		l.Depart, l.Arrive = l.Depart.Add(model.Second(days)*model.Day), l.Arrive.Add(model.Second(days)*model.Day)
		if !l.Walk {
			l.Day += days
		}
	}
	return &x
}
