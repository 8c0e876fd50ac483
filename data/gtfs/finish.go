package gtfs

import (
	"strings"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// settleTrips leaves out trips with refused rows and trips replaced by their
// runs. A feed without a single trip that ever runs is refused: taking it over
// would only wipe out what is there.
func (im *importer) settleTrips() {
	never := make(map[model.CalendarID]bool)
	for _, c := range im.net.Calendars {
		if _, _, ok := c.Span(); !ok {
			never[c.ID] = true
			im.prob.Note(feed.SeverityWarning, feed.Error{File: "calendar.txt", Column: "service_id", Code: feed.CodeNeverRuns, Value: string(c.ID)})
		}
	}
	im.net.Trips = make([]model.Trip, 0, len(im.trips))
	running := false
	for i := range im.trips {
		t := &im.trips[i]
		if t.broken {
			im.tripRef[string(t.ID)] = feed.Broken
			continue
		}
		if t.runs == nil {
			im.net.Trips = append(im.net.Trips, t.Trip)
			im.calls += len(t.Calls)
			running = running || !never[t.Calendar]
		}
	}
	if len(im.net.Trips) == 0 {
		im.net.Trips = nil
	}
	if !running && !im.own && len(im.prob.Errs()) == 0 {
		im.prob.Refuse(feed.Error{File: "trips.txt", Code: feed.CodeNoService})
	}
}

// finish sorts everything by identifier and reports columns of this package's
// own that it does not know.
func (im *importer) finish() {
	n := &im.net
	n.Stations = im.stations
	im.settleShapes()
	for _, name := range tables {
		t := im.tables[name]
		if t == nil {
			continue
		}
		for _, c := range t.Unread() {
			if strings.HasPrefix(c, "tongtu_") {
				im.prob.Note(feed.SeverityInfo, feed.Error{File: name, Line: 1, Column: c, Code: feed.CodeUnknownColumn})
			}
		}
	}
	*n = n.Sorted()
}
