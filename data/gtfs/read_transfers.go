package gtfs

import (
	"cmp"
	"slices"

	"tongtu/data/model"
)

// transfer is a change record with the row it came from.
type transfer struct {
	model.ChangeRecord
	line int
}

// Transfer types of transfers.txt.
const (
	transferRecommended = 0 // as if the row were absent
	transferTimed       = 1
	transferMinimum     = 2
	transferImpossible  = 3
	transferNotInSeat   = 5 // 4 and 5 speak of staying seated
)

// transfersReader holds the columns of transfers.txt.
type transfersReader struct {
	*table
	from, to, fromRoute, toRoute, fromTrip, toTrip, kind, minimum column
}

// readTransfers reads the change records. Platforms stand for their stations;
// where platforms of one pair of stations differ, the longer time counts, and
// a forbidden pair of platforms does not forbid the others.
func (im *importer) readTransfers() {
	t := im.tables["transfers.txt"]
	if t == nil {
		return
	}
	r := transfersReader{table: t, from: t.column("from_stop_id"), to: t.column("to_stop_id"),
		fromRoute: t.column("from_route_id"), toRoute: t.column("to_route_id"), fromTrip: t.column("from_trip_id"),
		toTrip: t.column("to_trip_id"), kind: t.column("transfer_type"), minimum: t.column("min_transfer_time")}
	seen := make(map[string]bool)
	var key []byte
	var all []transfer
	for t.next() {
		kind, ok := t.enum(r.kind, transferNotInSeat)
		if !ok {
			continue
		}
		key = key[:0]
		for _, c := range []column{r.from, r.to, r.fromRoute, r.toRoute, r.fromTrip, r.toTrip} {
			key = append(append(key, t.get(c)...), 0)
		}
		if seen[string(key)] {
			t.bad(r.from, CodeDuplicateKey, string(t.get(r.from)))
			continue
		}
		seen[string(key)] = true
		if kind > transferImpossible {
			t.note(SeverityWarning, r.kind, CodeInSeat, string(t.get(r.kind)))
			continue
		}
		all = append(all, im.transfer(&r, kind)...)
	}
	im.mergeTransfers(t, all)
}

// transfer reads one row; it makes several records when it names a trip that
// frequencies turned into runs, and none when it says nothing or is broken.
func (im *importer) transfer(r *transfersReader, kind int) []transfer {
	var rec transfer
	rec.line = r.line
	from, okFrom := im.transferStop(r.table, r.from)
	to, okTo := im.transferStop(r.table, r.to)
	if !okFrom || !okTo {
		return nil
	}
	rec.From, rec.To = from, to
	for _, x := range []struct {
		c  column
		to *model.RouteID
	}{{r.fromRoute, &rec.FromRoute}, {r.toRoute, &rec.ToRoute}} {
		if len(r.get(x.c)) == 0 {
			continue
		}
		i, ok := im.resolve(r.table, x.c, im.routes)
		if !ok {
			return nil
		}
		*x.to = im.net.Routes[i].ID
	}
	fromTrips, okFrom := im.transferTrips(r.table, r.fromTrip)
	toTrips, okTo := im.transferTrips(r.table, r.toTrip)
	if !okFrom || !okTo {
		return nil
	}
	switch kind {
	case transferRecommended:
		return nil
	case transferImpossible:
		rec.Forbidden = true
	case transferMinimum:
		b := r.get(r.minimum)
		n, ok := parseInt(b)
		switch {
		case len(b) == 0:
			r.bad(r.minimum, CodeMissingField, "")
			return nil
		case !ok:
			r.bad(r.minimum, CodeInteger, string(b))
			return nil
		case n < 0 || model.Second(n) > model.MaxClock:
			r.bad(r.minimum, CodeRange, string(b))
			return nil
		}
		rec.Time = model.Second(n)
	case transferTimed: // the vehicle waits: no time is needed
	}
	var out []transfer
	for _, f := range fromTrips {
		for _, t := range toTrips {
			rec.FromTrip, rec.ToTrip = f, t
			out = append(out, rec)
		}
	}
	return out
}

func (im *importer) transferStop(t *table, c column) (model.StationID, bool) {
	i, ok := im.resolve(t, c, im.stopRef)
	if !ok {
		return "", false
	}
	s := im.stops[i]
	if s.kind > stationStop {
		t.bad(c, CodeTransferStop, s.id)
		return "", false
	}
	if s.station == broken {
		return "", false
	}
	return im.stations[s.station].ID, true
}

// transferTrips lists the trips a cell stands for: one empty id when it names none.
func (im *importer) transferTrips(t *table, c column) ([]model.TripID, bool) {
	if len(t.get(c)) == 0 {
		return []model.TripID{""}, true
	}
	i, ok := im.resolve(t, c, im.tripRef)
	if !ok {
		return nil, false
	}
	trip := &im.trips[i]
	if trip.runs == nil {
		return []model.TripID{trip.ID}, true
	}
	ids := make([]model.TripID, len(trip.runs))
	for k, id := range trip.runs {
		ids[k] = model.TripID(id)
	}
	return ids, true
}

func (im *importer) mergeTransfers(t *table, all []transfer) {
	slices.SortStableFunc(all, func(a, b transfer) int { return compareRecords(a.ChangeRecord, b.ChangeRecord) })
	for _, r := range all {
		n := len(im.net.Changes)
		if n == 0 || compareRecords(im.net.Changes[n-1], r.ChangeRecord) != 0 {
			im.net.Changes = append(im.net.Changes, r.ChangeRecord)
			continue
		}
		last := &im.net.Changes[n-1]
		if last.Time == r.Time && last.Forbidden == r.Forbidden {
			continue
		}
		t.line = r.line
		t.note(SeverityWarning, column{name: "from_stop_id"}, CodeTransfersMerged, string(r.From))
		if last.Forbidden || !r.Forbidden && r.Time > last.Time {
			*last = r.ChangeRecord
		}
	}
}

// compareRecords orders change records by what they speak of.
func compareRecords(a, b model.ChangeRecord) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.FromRoute, b.FromRoute),
		cmp.Compare(a.ToRoute, b.ToRoute), cmp.Compare(a.FromTrip, b.FromTrip), cmp.Compare(a.ToTrip, b.ToTrip))
}
