package gtfs

import (
	"slices"

	"tongtu/data/feed"
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
	*feed.Table
	from, to, fromRoute, toRoute, fromTrip, toTrip, kind, minimum feed.Column
}

// readTransfers reads the change records. Platforms stand for their stations;
// where platforms of one pair of stations differ, the longer time counts, and
// a forbidden pair of platforms does not forbid the others.
func (im *importer) readTransfers() {
	t := im.tables["transfers.txt"]
	if t == nil {
		return
	}
	r := transfersReader{Table: t, from: t.Column("from_stop_id"), to: t.Column("to_stop_id"),
		fromRoute: t.Column("from_route_id"), toRoute: t.Column("to_route_id"), fromTrip: t.Column("from_trip_id"),
		toTrip: t.Column("to_trip_id"), kind: t.Column("transfer_type"), minimum: t.Column("min_transfer_time")}
	seen := make(map[string]bool)
	var key []byte
	var all []transfer
	for t.Next() {
		kind, ok := t.Enum(r.kind, transferNotInSeat)
		if !ok {
			continue
		}
		key = key[:0]
		for _, c := range []feed.Column{r.from, r.to, r.fromRoute, r.toRoute, r.fromTrip, r.toTrip} {
			key = append(append(key, t.Get(c)...), 0)
		}
		if seen[string(key)] {
			t.Bad(r.from, feed.CodeDuplicateKey, string(t.Get(r.from)))
			continue
		}
		seen[string(key)] = true
		if kind > transferImpossible {
			t.Note(feed.SeverityWarning, r.kind, feed.CodeInSeat, string(t.Get(r.kind)))
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
	rec.line = r.Line
	from, okFrom := im.transferStop(r.Table, r.from)
	to, okTo := im.transferStop(r.Table, r.to)
	if !okFrom || !okTo {
		return nil
	}
	rec.From, rec.To = from, to
	for _, x := range []struct {
		c  feed.Column
		to *model.RouteID
	}{{r.fromRoute, &rec.FromRoute}, {r.toRoute, &rec.ToRoute}} {
		if len(r.Get(x.c)) == 0 {
			continue
		}
		i, ok := im.resolve(r.Table, x.c, im.routes)
		if !ok {
			return nil
		}
		*x.to = im.net.Routes[i].ID
	}
	fromTrips, okFrom := im.transferTrips(r.Table, r.fromTrip)
	toTrips, okTo := im.transferTrips(r.Table, r.toTrip)
	if !okFrom || !okTo {
		return nil
	}
	switch kind {
	case transferRecommended:
		return nil
	case transferImpossible:
		rec.Forbidden = true
	case transferMinimum:
		b := r.Get(r.minimum)
		n, ok := feed.ParseInt(b)
		switch {
		case len(b) == 0:
			r.Bad(r.minimum, feed.CodeMissingField, "")
			return nil
		case !ok:
			r.Bad(r.minimum, feed.CodeInteger, string(b))
			return nil
		case n < 0 || model.Second(n) > model.MaxClock:
			r.Bad(r.minimum, feed.CodeRange, string(b))
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

func (im *importer) transferStop(t *feed.Table, c feed.Column) (model.StationID, bool) {
	i, ok := im.resolve(t, c, im.stopRef)
	if !ok {
		return "", false
	}
	s := im.stops[i]
	if s.kind > stationStop {
		t.Bad(c, feed.CodeTransferStop, s.id)
		return "", false
	}
	if s.station == feed.Broken {
		return "", false
	}
	return im.stations[s.station].ID, true
}

// transferTrips lists the trips a cell stands for: one empty id when it names none.
func (im *importer) transferTrips(t *feed.Table, c feed.Column) ([]model.TripID, bool) {
	if len(t.Get(c)) == 0 {
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

func (im *importer) mergeTransfers(t *feed.Table, all []transfer) {
	slices.SortStableFunc(all, func(a, b transfer) int { return a.Compare(b.ChangeRecord) })
	for _, r := range all {
		n := len(im.net.Changes)
		if n == 0 || r.Compare(im.net.Changes[n-1]) != 0 {
			im.net.Changes = append(im.net.Changes, r.ChangeRecord)
			continue
		}
		last := &im.net.Changes[n-1]
		if last.Time == r.Time && last.Forbidden == r.Forbidden {
			continue
		}
		t.Line = r.line
		t.Note(feed.SeverityWarning, feed.Column{Name: "from_stop_id"}, feed.CodeTransfersMerged, string(r.From))
		if last.Forbidden || !r.Forbidden && r.Time > last.Time {
			*last = r.ChangeRecord
		}
	}
}
