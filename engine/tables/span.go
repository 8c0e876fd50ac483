package tables

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const daySeconds = int32(model.Day)

// event is a departure that happens within the span of a table.
type event struct {
	dep  int32          // seconds after midnight of the table's day
	ride int32          // seconds to the next call
	at   int32          // position of the call in the call arrays
	run  int32          // of the trip, index into span.runs
	stop timetable.Stop // of the call
	to   timetable.Stop // of the next call, or one of the marks below
}

// What event.to may be instead of a stop.
const (
	noAlighting timetable.Stop = -1 // nobody may alight at the next call
	farther     timetable.Stop = -2 // the next call is not the last before the trip can be boarded again
)

// run is one day's run of a trip.
type run struct {
	midnight int32 // of its service day
	end      int32 // of its calls
	flat     bool
	fee      int64
}

// access is a way to begin a journey at a stop.
type access struct {
	city timetable.City
	walk int32
}

// span is what the searches for all destinations of one table share.
type span struct {
	tt     *timetable.Timetable
	day    model.Date
	until  int32 // journeys arrive by then
	events []event
	runs   []run
	ways   *ways
	rivals *rivals
	pieces pieces // of the table

	longest int32 // calls of a trip

	access []access // of stop s: access[first[s]:first[s+1]]
	first  []int32
	egress []search.Ends // by city
}

// newSpan lists what departs from midnight of day until the end of the span,
// the latest first.
func newSpan(tt *timetable.Timetable, day model.Date, until int32) *span {
	x := &span{tt: tt, day: day, until: until, ways: newWays(tt)}
	v := &tt.Forward
	c := v.Connections()
	lo, hi := v.ShiftRange()
	last := search.FloorDay(until)
	width := last - (0 - hi) - lo + 1 // service days that matter
	index := make([]int32, int32(tt.NumTrips())*max(width, 1))
	for d := last; d >= 0; d-- {
		for k := len(c.Slots) - 2; k >= 0; k-- {
			dep := d*daySeconds + c.Slots[k].Tod
			if dep > until {
				continue
			}
			for i := c.Slots[k+1].First - 1; i >= c.Slots[k].First; i-- {
				at := c.Rides[i].At
				trip := v.TripOf(at)
				service := d - search.FloorDay(v.DepAt(at))
				if !v.Runs(trip, day, service) {
					continue
				}
				r := &index[int32(trip)*width+service+hi]
				if *r == 0 {
					off, end := v.Calls(trip)
					x.longest = max(x.longest, end-off)
					x.runs = append(x.runs, run{service * daySeconds, end, v.Flat(trip), tt.Fee(trip)})
					*r = int32(len(x.runs))
				}
				e := event{dep: dep, ride: c.Rides[i].Time, at: at, run: *r - 1, stop: v.StopAt(at), to: v.StopAt(at + 1)}
				switch {
				case int(c.Hops.At(i).To) == tt.NumStops():
					e.to = farther
				case !v.MayAlight(at + 1):
					e.to = noAlighting
				}
				x.events = append(x.events, e)
			}
		}
	}
	x.ends()
	x.rivals = newRivals(x)
	return x
}

// ends finds where journeys from and to every city begin and end.
func (x *span) ends() {
	n := x.tt.NumCities()
	x.egress = make([]search.Ends, n)
	starts := make([][]access, x.tt.NumStops())
	cities := x.tt.Cities()
	for c := range n {
		var q search.Question
		// Between two cities each question has one origin and one destination.
		err := q.Resolve(x.tt, &plan.Query{From: plan.Place{City: cities[c].ID}, To: plan.Place{City: cities[(c+1)%n].ID}})
		if err != nil {
			continue // a network of one city: nothing to answer
		}
		for _, e := range q.From.List {
			starts[e.Stop] = append(starts[e.Stop], access{timetable.City(c), e.Walk})
		}
		x.egress[(c+1)%n] = q.To
	}
	x.first = make([]int32, len(starts)+1)
	for s, list := range starts {
		x.access = append(x.access, list...)
		x.first[s+1] = int32(len(x.access))
	}
}

// accessTo returns the ways to begin a journey at a stop.
func (x *span) accessTo(s timetable.Stop) []access { return x.access[x.first[s]:x.first[s+1]] }
