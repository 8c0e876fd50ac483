package gtfs

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	"tongtu/data/model"
)

// frequency is one row of frequencies.txt.
type frequency struct {
	trip                int32
	line                int
	start, end, headway model.Second
}

// readFrequencies replaces each trip that runs by headway with its runs,
// trip_id#1, trip_id#2 … in order of time. Both kinds of exact_times become
// fixed departures. Afterwards the trips are what the network will have.
func (im *importer) readFrequencies() {
	if t := im.tables["frequencies.txt"]; t != nil {
		im.expand(t, im.frequencies(t))
	}
	im.settleTrips()
}

func (im *importer) frequencies(t *table) []frequency {
	trip, start, end, headway, exact := t.column("trip_id"), t.column("start_time"), t.column("end_time"),
		t.column("headway_secs"), t.column("exact_times")
	var out []frequency
	for t.next() {
		i, ok := im.resolve(t, trip, im.tripRef)
		if !ok {
			continue
		}
		f := frequency{trip: i, line: t.line}
		if !im.frequency(t, &f, start, end, headway) {
			im.trips[i].broken = true
			continue
		}
		if _, ok := t.enum(exact, 1); ok && !im.trips[i].broken {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b frequency) int {
		return cmp.Or(cmp.Compare(a.trip, b.trip), cmp.Compare(a.start, b.start))
	})
	return out
}

func (im *importer) frequency(t *table, f *frequency, start, end, headway column) bool {
	for _, x := range []struct {
		c  column
		to *model.Second
	}{{start, &f.start}, {end, &f.end}} {
		at, ok := parseTime(t.get(x.c))
		if !ok {
			t.bad(x.c, CodeTime, string(t.get(x.c)))
			return false
		}
		*x.to = at
	}
	if f.end <= f.start {
		t.bad(end, CodeRangeOrder, string(t.get(end)))
		return false
	}
	n, ok := parseInt(t.get(headway))
	if !ok || n <= 0 {
		t.bad(headway, CodeRange, string(t.get(headway)))
		return false
	}
	f.headway = model.Second(n)
	return true
}

// expand makes the runs. rows are sorted by trip and start.
func (im *importer) expand(t *table, rows []frequency) {
	calls := 0
	runs := make(map[int32][]tripRow)
	for i, f := range rows {
		trip := &im.trips[f.trip]
		t.line = f.line
		if i > 0 && rows[i-1].trip == f.trip && f.start < rows[i-1].end {
			t.bad(t.column("start_time"), CodeOverlap, string(trip.ID))
			trip.broken = true
			continue
		}
		if trip.broken || len(trip.Calls) == 0 {
			continue
		}
		n := int((f.end - f.start + f.headway - 1) / f.headway)
		if calls += n * len(trip.Calls); calls > MaxRows {
			im.prob.refuse(Error{File: t.file, Line: f.line, Code: CodeTooManyRows})
			return
		}
		if last := f.start + model.Second(n-1)*f.headway; last-trip.Calls[0].Dep+trip.Calls[len(trip.Calls)-1].Dep > model.MaxClock {
			t.bad(t.column("end_time"), CodeRange, string(trip.ID))
			trip.broken = true
			continue
		}
		for at := f.start; at < f.end; at += f.headway {
			id := string(trip.ID) + "#" + strconv.Itoa(len(trip.runs)+1)
			if _, taken := im.tripRef[id]; taken || utf8.RuneCountInString(id) > model.MaxName {
				code := CodeDuplicateKey
				if !taken {
					code = CodeTooLong
				}
				t.bad(t.column("trip_id"), code, id)
				trip.broken = true
				break
			}
			trip.runs = append(trip.runs, id)
			runs[f.trip] = append(runs[f.trip], shifted(trip.Trip, id, at))
		}
		t.note(SeverityInfo, t.column("trip_id"), CodeFrequencyExpands, string(trip.ID))
	}
	for i := range im.trips { // in order of the table, not of the map
		if !im.trips[i].broken {
			im.trips = append(im.trips, runs[int32(i)]...)
		}
	}
}

// shifted is a run of trip that leaves its first stop at the given time.
func shifted(trip model.Trip, id string, at model.Second) tripRow {
	by := at - trip.Calls[0].Dep
	trip.ID = model.TripID(id)
	trip.Calls = slices.Clone(trip.Calls)
	for i := range trip.Calls {
		c := &trip.Calls[i]
		c.Arr, c.Dep = max(c.Arr+by, 0), c.Dep+by
	}
	return tripRow{Trip: trip}
}
