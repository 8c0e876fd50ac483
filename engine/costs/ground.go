package costs

import (
	"context"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// pollMask spaces the looks at ctx: every 64 slots, well below 1 ms.
const pollMask = 1<<6 - 1

// ground is what the searches of this package stand on: the question, the index
// of the view ahead, and the clock that goes from slot to slot.
type ground struct {
	search.Question
	calendar
	ctx context.Context
	rec *trace.Recorder

	x        *index
	time     []int32 // by City: at least so much time is left to the end
	queue    search.StopQueue
	fresh    []days // what slots are at midnight
	running  []bool
	day, now int32
	until    int32 // no departure after that is of use
	slots    int32 // of a day
	changes  []timetable.Change

	settled, relaxed int
}

// sweeper is a search as the clock sees it.
type sweeper interface {
	handler
	firstDay()
	nextDay(day int32)
	before()               // what happens before the departures of now
	slot(first, end int32) // the connections from first to end, which leave now
	done() bool            // the search may end
}

func (g *ground) begin(ctx context.Context, rec *trace.Recorder, x *index) {
	g.ctx, g.rec, g.x = ctx, rec, x
	g.settled, g.relaxed = 0, 0
}

// end forgets what belongs to the last question.
func (g *ground) end() {
	g.ctx, g.rec, g.x = nil, nil, nil
	g.TT, g.Ahead, g.Back = nil, nil, nil
}

// open empties the calendar.
func (g *ground) open() {
	g.slots = int32(len(g.Ahead.Connections().Slots) - 1)
	g.day = search.FloorDay(g.Start)
	days := search.FloorDay(g.Deadline) - g.day + 1
	g.heads = fill(g.heads, int(days*g.slots+1), 0)
	g.events, g.unused = g.events[:0], 0
	g.until = g.Deadline
}

// sweep looks at the connections in order of time.
func (g *ground) sweep(s sweeper) error {
	c := g.Ahead.Connections()
	end := len(c.Slots) - 1
	if end == 0 {
		return g.ctx.Err()
	}
	midnight := g.day * search.DaySeconds
	s.firstDay()
	k := c.From(g.Start - midnight)
	for n := 0; ; n++ {
		if n&pollMask == 0 && g.ctx.Err() != nil {
			return g.ctx.Err()
		}
		if k == end {
			k, midnight = 0, midnight+search.DaySeconds
			s.nextDay(midnight / search.DaySeconds)
		}
		g.now = midnight + c.Slots[k].Tod
		if g.now > g.until {
			break
		}
		bin := (midnight/search.DaySeconds-g.day)*g.slots + int32(k)
		g.due(bin, s)
		s.before()
		// Where changing takes no time, a ride without duration can make another
		// departure of the same slot possible.
		for again := true; again; again = g.due(bin, s) {
			s.slot(c.Slots[k].First, c.Slots[k+1].First)
		}
		if s.done() {
			return g.ctx.Err()
		}
		k++
	}
	for bin := range g.heads {
		g.due(int32(bin), s)
	}
	return g.ctx.Err()
}

// fare is that of a ride between two calls.
func (g *ground) fare(trip timetable.Trip, board, alight int32) int32 {
	v := g.Ahead
	if g.x.timed {
		return 0
	}
	if g.x.flat(trip) {
		return int32(v.FareAt(alight) - v.FareAt(board) + g.TT.Fee(trip))
	}
	off, _ := v.Calls(trip)
	r := g.Ride(trip, 0, int(board-off), int(alight-off))
	return int32(min(g.TT.LegCost(r.Trip, r.Board, r.Alight, g.Classes), int64(noCost)))
}
