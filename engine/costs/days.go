package costs

import "tongtu/data/model"

// days are the slots of trips as they are when a day begins: empty, those that run.
type days struct {
	x    *index
	date model.Date
	row  []int32 // by trip: of its first slot
}

// keptDays is how many of these a scan keeps for the next.
const keptDays = 8

// freshSlots are the first slots of all trips on a day: empty, or -1 if they do not
// run.
func (g *ground) freshSlots(day, empty int32) []int32 {
	date := g.Base + model.Date(day)
	if g.Ahead.Backward() {
		date = g.Base - model.Date(day)
	}
	for i := range g.fresh {
		if f := &g.fresh[i]; f.x == g.x && f.date == date {
			return f.row
		}
	}
	if len(g.fresh) < keptDays {
		g.fresh = append(g.fresh, days{})
	}
	// The oldest makes room.
	f := g.fresh[len(g.fresh)-1]
	copy(g.fresh[1:], g.fresh)
	g.running = g.Ahead.RunningOn(g.running, g.Base, day)
	f.x, f.date, f.row = g.x, date, f.row[:0]
	for i := range g.x.trips {
		x := int32(-1)
		if t := &g.x.trips[i]; t.days > 0 && g.running[t.group] {
			x = empty
		}
		f.row = append(f.row, x)
	}
	g.fresh[0] = f
	return f.row
}

// firstSlots sets the slots of all trips.
func (g *ground) firstSlots(slots []int32, empty int32) []int32 {
	slots = append(slots[:0], g.freshSlots(g.day, empty)...)
	slots = append(slots, make([]int32, g.x.slots-len(slots))...)
	for _, trip := range g.x.long {
		t := &g.x.trips[trip]
		for k := int32(1); k < t.days; k++ {
			x := int32(-1)
			if g.Ahead.Runs(trip, g.Base, g.day-t.shift-k) {
				x = empty
			}
			slots[t.more+k-1] = x
		}
	}
	return slots
}

// nextSlots moves everybody on by a slot, at the midnight before a day.
func (g *ground) nextSlots(slots []int32, day, empty int32) {
	for _, trip := range g.x.long {
		t := &g.x.trips[trip]
		more := slots[t.more : t.more+t.days-1]
		copy(more[1:], more)
		more[0] = slots[trip]
	}
	copy(slots, g.freshSlots(day, empty))
}
