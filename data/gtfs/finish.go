package gtfs

import (
	"slices"

	"tongtu/data/model"
)

// settleTrips drops what cannot run: trips with refused rows, trips replaced by
// their runs, and calendars without a single day together with their trips.
func (im *importer) settleTrips() {
	never := make(map[model.CalendarID]bool)
	im.net.Calendars = slices.DeleteFunc(im.net.Calendars, func(c model.Calendar) bool {
		if _, _, ok := c.Span(); ok {
			return false
		}
		never[c.ID] = true
		im.prob.note(SeverityWarning, Error{File: "calendar.txt", Column: "service_id", Code: CodeNeverRuns, Value: string(c.ID)})
		return true
	})
	im.net.Trips = make([]model.Trip, 0, len(im.trips))
	for i := range im.trips {
		t := &im.trips[i]
		if t.broken || never[t.Calendar] {
			im.tripRef[string(t.ID)] = broken
			continue
		}
		if t.runs == nil {
			im.net.Trips = append(im.net.Trips, t.Trip)
			im.calls += len(t.Calls)
		}
	}
	if len(im.net.Trips) == 0 {
		im.net.Trips = nil
		if !im.own && len(im.prob.errs) == 0 {
			im.prob.refuse(Error{File: "trips.txt", Code: CodeNoService})
		}
	}
}

// finish sorts everything by identifier.
func (im *importer) finish() {
	n := &im.net
	n.Stations = im.stations
	slices.SortFunc(n.Cities, byID(func(c model.City) model.CityID { return c.ID }))
	slices.SortFunc(n.Stations, byID(func(s model.Station) model.StationID { return s.ID }))
	slices.SortFunc(n.Operators, byID(func(o model.Operator) model.OperatorID { return o.ID }))
	slices.SortFunc(n.Routes, byID(func(r model.Route) model.RouteID { return r.ID }))
	slices.SortFunc(n.Trips, byID(func(t model.Trip) model.TripID { return t.ID }))
	slices.SortFunc(n.Calendars, byID(func(c model.Calendar) model.CalendarID { return c.ID }))
}
