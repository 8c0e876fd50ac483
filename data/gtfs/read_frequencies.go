package gtfs

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	"tongtu/data/feed"
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

func (im *importer) frequencies(t *feed.Table) []frequency {
	trip, start, end, headway, exact := t.Column("trip_id"), t.Column("start_time"), t.Column("end_time"),
		columnOf(t, "headway_secs"), t.Column("exact_times")
	var out []frequency
	for t.Next() {
		i, ok := im.resolve(t, trip, im.tripRef)
		if !ok {
			continue
		}
		f := frequency{trip: i, line: t.Line}
		if !im.frequency(t, &f, start, end, headway) {
			im.trips[i].broken = true
			continue
		}
		if _, ok := t.Enum(exact, 1); ok && !im.trips[i].broken {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b frequency) int {
		return cmp.Or(cmp.Compare(a.trip, b.trip), cmp.Compare(a.start, b.start))
	})
	return out
}

func (im *importer) frequency(t *feed.Table, f *frequency, start, end, headway feed.Column) bool {
	for _, x := range []struct {
		c  feed.Column
		to *model.Second
	}{{start, &f.start}, {end, &f.end}} {
		at, ok := feed.ParseTime(t.Get(x.c))
		if !ok {
			t.Bad(x.c, feed.CodeTime, string(t.Get(x.c)))
			return false
		}
		*x.to = at
	}
	if f.end <= f.start {
		t.Bad(end, feed.CodeRangeOrder, string(t.Get(end)))
		return false
	}
	n, ok := feed.ParseInt(t.Get(headway))
	if !ok || n <= 0 {
		t.Bad(headway, feed.CodeRange, string(t.Get(headway)))
		return false
	}
	f.headway = model.Second(n)
	return true
}

// expand makes the runs. rows are sorted by trip and start.
func (im *importer) expand(t *feed.Table, rows []frequency) {
	calls := 0
	runs := make(map[int32][]tripRow)
	for i, f := range rows {
		trip := &im.trips[f.trip]
		t.Line = f.line
		if i > 0 && rows[i-1].trip == f.trip && f.start < rows[i-1].end {
			t.Bad(t.Column("start_time"), feed.CodeOverlap, string(trip.ID))
			trip.broken = true
			continue
		}
		if trip.broken || len(trip.Calls) == 0 {
			continue
		}
		n := int((f.end - f.start + f.headway - 1) / f.headway)
		if calls += n * len(trip.Calls); calls > feed.MaxRows {
			im.prob.Refuse(feed.Error{File: t.File, Line: f.line, Code: feed.CodeTooManyRows})
			return
		}
		if last := f.start + model.Second(n-1)*f.headway; last-trip.Calls[0].Dep+trip.Calls[len(trip.Calls)-1].Dep > model.MaxClock {
			t.Bad(t.Column("end_time"), feed.CodeRange, string(trip.ID))
			trip.broken = true
			continue
		}
		for at := f.start; at < f.end; at += f.headway {
			id := string(trip.ID) + "#" + strconv.Itoa(len(trip.runs)+1)
			if _, taken := im.tripRef[id]; taken || utf8.RuneCountInString(id) > model.MaxName {
				code := feed.CodeDuplicateKey
				if !taken {
					code = feed.CodeTooLong
				}
				t.Bad(t.Column("trip_id"), code, id)
				trip.broken = true
				break
			}
			trip.runs = append(trip.runs, id)
			runs[f.trip] = append(runs[f.trip], shifted(trip.Trip, id, at))
		}
		t.Note(feed.SeverityInfo, t.Column("trip_id"), feed.CodeFrequencyExpands, string(trip.ID))
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
