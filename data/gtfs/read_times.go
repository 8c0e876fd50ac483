package gtfs

import (
	"cmp"
	"math"
	"slices"

	"tongtu/data/model"
)

// callRow is one row of stop_times.txt.
type callRow struct {
	dist           float64 // shape_dist_traveled as given; negative: none
	fare           model.Fen
	fares          []model.Fen
	trip, stop     int32
	seq, line      int32
	arr, dep       model.Second // noTime: to be interpolated
	noBoard, noAlt bool
}

const (
	noTime model.Second = -1
	noFare model.Fen    = -2 // the cell is empty, unlike an explicit model.UnknownFen
)

// timesReader holds the columns of stop_times.txt.
type timesReader struct {
	*table
	trip, arr, dep, stop, seq, pickup, dropOff, dist, fare, fares column

	lastID   []byte // of the previous row, which mostly has the same trip
	lastTrip int32
}

// readStopTimes reads the calls and puts them into their trips.
func (im *importer) readStopTimes() {
	t := im.tables["stop_times.txt"]
	r := timesReader{table: t, trip: t.column("trip_id"), arr: t.column("arrival_time"), dep: t.column("departure_time"),
		stop: t.column("stop_id"), seq: t.column("stop_sequence"), pickup: t.column("pickup_type"), dropOff: t.column("drop_off_type"),
		dist: t.column("shape_dist_traveled"), fare: t.column("tongtu_fare"), fares: t.column("tongtu_fares"), lastTrip: broken}
	// Few rows are shorter than 24 bytes, so this rarely has to grow.
	rows := make([]callRow, 0, min(len(t.data)/24, MaxRows))
	for t.next() {
		trip, ok := im.tripOf(&r)
		if !ok {
			continue
		}
		c := callRow{trip: trip, line: int32(t.line)}
		if !im.readCall(&r, &c) {
			im.trips[trip].broken = true
			continue
		}
		rows = append(rows, c)
	}
	im.buildTrips(t, rows, r.fare.present() || r.fares.present())
}

func (im *importer) tripOf(r *timesReader) (int32, bool) {
	b := r.get(r.trip)
	if r.lastTrip != broken && string(b) == string(r.lastID) {
		return r.lastTrip, true
	}
	i, ok := im.resolve(r.table, r.trip, im.tripRef)
	r.lastTrip = i
	r.lastID = append(r.lastID[:0], b...)
	return i, ok
}

// readCall reads one row apart from its trip.
func (im *importer) readCall(r *timesReader, c *callRow) bool {
	stop, ok := im.resolve(r.table, r.stop, im.stopRef)
	if !ok {
		return false
	}
	if im.stops[stop].kind != platform {
		r.bad(r.stop, CodeStopTimeLocation, string(r.get(r.stop)))
		return false
	}
	c.stop = stop
	seq, ok := parseInt(r.get(r.seq))
	if !ok || seq < 0 {
		r.bad(r.seq, CodeInteger, string(r.get(r.seq)))
		return false
	}
	c.seq = int32(seq)
	if c.arr, ok = r.time(r.arr); !ok {
		return false
	}
	if c.dep, ok = r.time(r.dep); !ok {
		return false
	}
	if c.arr != noTime && c.dep != noTime && c.dep < c.arr {
		r.bad(r.dep, CodeRangeOrder, string(r.get(r.dep)))
		return false
	}
	if c.noBoard, ok = r.none(r.pickup); !ok {
		return false
	}
	if c.noAlt, ok = r.none(r.dropOff); !ok {
		return false
	}
	return r.distance(c) && r.money(c)
}

// time reads a time that may be missing.
func (t *table) time(c column) (model.Second, bool) {
	b := t.get(c)
	if len(b) == 0 {
		return noTime, true
	}
	at, ok := parseTime(b)
	if !ok {
		t.bad(c, CodeTime, string(b))
	}
	return at, ok
}

// none reads a pickup or drop-off type: 1 is none; 2 and 3, by arrangement,
// count as possible.
func (t *table) none(c column) (bool, bool) {
	b := t.get(c)
	if len(b) == 0 || len(b) == 1 && b[0] == '0' {
		return false, true
	}
	n, ok := t.enum(c, 3)
	return n == 1, ok
}

func (r *timesReader) distance(c *callRow) bool {
	c.dist = -1
	b := r.get(r.dist)
	if len(b) == 0 {
		return true
	}
	f, ok := parseFloat(b)
	if !ok {
		r.bad(r.dist, CodeFloat, string(b))
		return false
	}
	if f < 0 || f > math.MaxInt32 {
		r.bad(r.dist, CodeRange, string(b))
		return false
	}
	c.dist = f
	return true
}

// money reads the cumulative fares: one for the unnamed class or a list.
func (r *timesReader) money(c *callRow) bool {
	c.fare = noFare
	if b := r.get(r.fare); len(b) > 0 {
		var ok bool
		if c.fare, ok = parseFare(b); !ok {
			r.bad(r.fare, CodeAmount, string(b))
			return false
		}
	}
	if b := r.get(r.fares); len(b) > 0 {
		for _, item := range splitList[string](string(b)) {
			f, ok := parseFare([]byte(item))
			if !ok {
				r.bad(r.fares, CodeAmount, string(b))
				return false
			}
			c.fares = append(c.fares, f)
		}
	}
	return true
}

// parseFare reads an amount or "-", which says that the fare is unknown.
func parseFare(b []byte) (model.Fen, bool) {
	if len(b) == 1 && b[0] == '-' {
		return model.UnknownFen, true
	}
	return parseMoney(b)
}

// buildTrips groups the rows by trip and turns each group into calls.
func (im *importer) buildTrips(t *table, rows []callRow, ownColumns bool) {
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
		if t.prob.full() {
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
	t          *table
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
		b.im.prob.note(SeverityWarning, Error{File: "trips.txt", Line: trip.line, Column: "trip_id", Code: CodeUnusedTrip, Value: string(trip.ID)})
		return false
	case 1:
		b.bad(rows[0], "trip_id", CodeUnusableTrip, string(trip.ID))
		return false
	}
	sound := true
	for i, r := range rows {
		if i > 0 && rows[i-1].seq == r.seq {
			b.bad(r, "stop_sequence", CodeDuplicateKey, string(trip.ID))
			sound = false
		}
		if b.ownColumns && r.dist > math.MaxInt32/1000 {
			b.bad(r, "shape_dist_traveled", CodeRange, string(trip.ID))
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
		return i < 0 || i == len(rows) || rows[i].arr == noTime && rows[i].dep == noTime
	}
	for i, r := range rows {
		switch at := max(r.arr, r.dep); {
		case at == noTime && (i == 0 || i == len(rows)-1):
			b.bad(r, "arrival_time", CodeTripEdge, string(trip.ID))
			return false
		case r.arr != noTime && r.dep != noTime || at == noTime:
		case untimed(i-1) || untimed(i+1):
			r.arr, r.dep = at, at
		default:
			b.bad(r, missingOf(r), CodeHalfTime, string(trip.ID))
			return false
		}
	}
	return true
}

// missingOf names the column of the time that r lacks.
func missingOf(r *callRow) string {
	if r.arr == noTime {
		return "arrival_time"
	}
	return "departure_time"
}

// ordered reports whether the times never run backwards.
func (b *tripBuilder) ordered(rows []*callRow) bool {
	sound := true
	for i, r := range rows {
		if r.dep < r.arr {
			b.bad(r, "departure_time", CodeRangeOrder, r.dep.String())
			sound = false
		}
		if i > 0 && r.arr < rows[i-1].dep {
			b.bad(r, "arrival_time", CodeBackwards, r.arr.String())
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
			b.bad(r, "tongtu_fares", CodeFareCount, string(trip.ID))
			return false
		}
		for k, f := range r.fares {
			if f.Known() && f < last[k] {
				b.bad(r, "tongtu_fare", CodeFareFalls, string(trip.ID))
				return false
			}
			if f.Known() || b.im.own { // the editor compares neighbours only
				last[k] = f
			}
		}
	}
	return true
}

func (b *tripBuilder) bad(r *callRow, col string, code Code, value string) {
	b.t.line = int(r.line)
	b.t.bad(column{name: col}, code, value)
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
			im.prob.note(SeverityInfo, Error{File: "stops.txt", Column: "stop_id", Code: CodeStopWithoutTimes, Value: string(st.ID)})
		}
		if st.Mode == unknownMode {
			st.Mode = best
		}
	}
}
