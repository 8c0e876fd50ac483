package gtfs

import (
	"cmp"
	"math"
	"slices"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// buildTrips groups the rows by trip and turns each group into calls.
func (im *importer) buildTrips(t *feed.Table, rows []callRow, ownColumns bool) {
	start := make([]int32, len(im.trips)+1)
	for i := range rows {
		start[rows[i].trip+1]++
	}
	for i := range im.trips {
		start[i+1] += start[i]
	}
	order := make([]int32, len(rows))
	fill := slices.Clone(start)
	for i := range rows {
		at := &fill[rows[i].trip]
		order[*at] = int32(i)
		*at++
	}
	b := tripBuilder{im: im, t: t, ownColumns: ownColumns,
		calls: make([]model.Call, len(rows)), fares: make([]model.Fen, 0, len(rows)), visits: make([][model.NumModes]int32, len(im.stations))}
	var group []*callRow
	for i := range im.trips {
		group = group[:0]
		for _, k := range order[start[i]:start[i+1]] {
			group = append(group, &rows[k])
		}
		if t.Prob.Full() {
			return
		}
		b.build(&im.trips[i], group)
	}
	im.setModes(b.visits)
}

// tripBuilder turns the rows of one trip after another into calls, which share
// two large arrays.
type tripBuilder struct {
	im         *importer
	t          *feed.Table
	ownColumns bool // distances are kilometres
	calls      []model.Call
	fares      []model.Fen
	visits     [][model.NumModes]int32 // of each station by each mode
}

func (b *tripBuilder) build(trip *tripRow, rows []*callRow) {
	bySeq := func(x, y *callRow) int { return cmp.Compare(x.seq, y.seq) }
	if !slices.IsSortedFunc(rows, bySeq) {
		slices.SortStableFunc(rows, bySeq)
	}
	if trip.broken || !b.check(trip, rows) {
		trip.broken = true
		return
	}
	b.interpolate(rows)
	if !b.ordered(rows) || !b.price(trip, rows) {
		trip.broken = true
		return
	}
	n := len(rows)
	trip.Calls, b.calls = b.calls[:n:n], b.calls[n:]
	for i, r := range rows {
		s := b.im.stops[r.stop].station
		b.visits[s][trip.mode]++
		c := &trip.Calls[i]
		*c = model.Call{Station: b.im.stations[s].ID, Arr: r.arr, Dep: r.dep, NoBoard: r.noBoard, NoAlight: r.noAlt, Fares: r.fares}
		if b.ownColumns && r.dist > 0 {
			c.Dist = model.Metre(math.Round(r.dist * 1000))
		}
	}
}

// check looks at a sorted trip before anything is made of it.
func (b *tripBuilder) check(trip *tripRow, rows []*callRow) bool {
	switch len(rows) {
	case 0:
		b.im.prob.Note(feed.SeverityWarning, feed.Error{File: "trips.txt", Line: trip.line, Column: "trip_id", Code: feed.CodeUnusedTrip, Value: string(trip.ID)})
		return false
	case 1:
		b.bad(rows[0], "trip_id", feed.CodeUnusableTrip, string(trip.ID))
		return false
	}
	sound := true
	for i, r := range rows {
		if i > 0 && rows[i-1].seq == r.seq {
			b.bad(r, "stop_sequence", feed.CodeDuplicateKey, string(trip.ID))
			sound = false
		}
		if b.ownColumns && math.Round(r.dist*1000) > math.MaxInt32 {
			b.bad(r, "shape_dist_traveled", feed.CodeRange, string(trip.ID))
			sound = false
		}
	}
	return b.pairTimes(trip, rows) && sound
}

// pairTimes makes one time of a call serve for both where it stands at the end
// of the trip or of a stretch without times; amid complete times the other one
// was lost. The ends of a trip need a time.
func (b *tripBuilder) pairTimes(trip *tripRow, rows []*callRow) bool {
	untimed := func(i int) bool {
		return i < 0 || i == len(rows) || rows[i].arr == feed.NoTime && rows[i].dep == feed.NoTime
	}
	for i, r := range rows {
		switch at := max(r.arr, r.dep); {
		case at == feed.NoTime && (i == 0 || i == len(rows)-1):
			b.bad(r, "arrival_time", feed.CodeTripEdge, string(trip.ID))
			return false
		case r.arr != feed.NoTime && r.dep != feed.NoTime || at == feed.NoTime:
		case untimed(i-1) || untimed(i+1):
			r.arr, r.dep = at, at
		default:
			b.bad(r, missingOf(r), feed.CodeHalfTime, string(trip.ID))
			return false
		}
	}
	return true
}

// missingOf names the column of the time that r lacks.
func missingOf(r *callRow) string {
	if r.arr == feed.NoTime {
		return "arrival_time"
	}
	return "departure_time"
}

// ordered reports whether the times never run backwards.
func (b *tripBuilder) ordered(rows []*callRow) bool {
	sound := true
	for i, r := range rows {
		if r.dep < r.arr {
			b.bad(r, "departure_time", feed.CodeRangeOrder, r.dep.String())
			sound = false
		}
		if i > 0 && r.arr < rows[i-1].dep {
			b.bad(r, "arrival_time", feed.CodeBackwards, r.arr.String())
			sound = false
		}
	}
	return sound
}

// price gives the calls their fares and the trip its classes.
func (b *tripBuilder) price(trip *tripRow, rows []*callRow) bool {
	unnamed := len(trip.Classes) == 0 || len(trip.Classes) == 1 && trip.Classes[0] == ""
	last := make([]model.Fen, max(len(trip.Classes), 1))
	for _, r := range rows {
		if r.fares == nil && r.fare != noFare && unnamed {
			if trip.Classes == nil {
				trip.Classes = []model.Class{""}
			}
			b.fares = append(b.fares, r.fare)
			r.fares = b.fares[len(b.fares)-1 : len(b.fares) : len(b.fares)]
		}
		if r.fares == nil {
			if b.im.own {
				clear(last)
			}
			continue
		}
		if len(r.fares) != len(trip.Classes) {
			b.bad(r, "tongtu_fares", feed.CodeFareCount, string(trip.ID))
			return false
		}
		for k, f := range r.fares {
			if f.Known() && f < last[k] {
				b.bad(r, "tongtu_fare", feed.CodeFareFalls, string(trip.ID))
				return false
			}
			if f.Known() || b.im.own { // the editor compares neighbours only
				last[k] = f
			}
		}
	}
	return true
}

func (b *tripBuilder) bad(r *callRow, col string, code feed.Code, value string) {
	b.t.Line = int(r.line)
	b.t.Bad(feed.Column{Name: col}, code, value)
}

// setModes gives each station that does not say it the mode of most calls, and
// reports stations without any.
func (im *importer) setModes(visits [][model.NumModes]int32) {
	for i := range im.stations {
		st := &im.stations[i]
		best := model.Mode(0)
		for m := range model.Mode(model.NumModes) {
			if visits[i][m] > visits[i][best] {
				best = m
			}
		}
		if visits[i][best] == 0 {
			im.prob.Note(feed.SeverityInfo, feed.Error{File: "stops.txt", Column: "stop_id", Code: feed.CodeStopWithoutTimes, Value: string(st.ID)})
		}
		if st.Mode == unknownMode {
			st.Mode = best
		}
	}
}
