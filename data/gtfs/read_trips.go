package gtfs

import (
	"slices"

	"tongtu/data/model"
)

// readCalendars reads calendar.txt and calendar_dates.txt; a service may be in
// either or both.
func (im *importer) readCalendars() {
	im.services = make(refs)
	if t := im.tables["calendar.txt"]; t != nil {
		im.readWeeks(t)
	}
	if t := im.tables["calendar_dates.txt"]; t != nil {
		im.readDates(t)
	}
	for i := range im.net.Calendars {
		c := &im.net.Calendars[i]
		slices.Sort(c.Added)
		slices.Sort(c.Removed)
	}
}

func (im *importer) readWeeks(t *table) {
	id, start, end := t.column("service_id"), t.column("start_date"), t.column("end_date")
	var days [7]column
	for i, name := range weekdayColumns {
		days[i] = t.column(name)
	}
	for t.next() {
		s, ok := t.id(id, im.services)
		if !ok {
			continue
		}
		c := model.Calendar{ID: model.CalendarID(s)}
		sound := true
		for i, d := range days {
			n, ok := t.enum(d, 1)
			sound = sound && ok
			c.Days |= model.Weekdays(n << i)
		}
		if c.From, ok = t.date(start); !ok {
			continue
		}
		if c.To, ok = t.date(end); !ok || !sound {
			continue
		}
		if c.To < c.From {
			t.bad(end, CodeRangeOrder, string(t.get(end)))
			continue
		}
		im.services[s] = int32(len(im.net.Calendars))
		im.net.Calendars = append(im.net.Calendars, c)
	}
}

func (im *importer) readDates(t *table) {
	type key struct {
		service int32
		date    model.Date
	}
	service, date, kind := t.column("service_id"), t.column("date"), t.column("exception_type")
	seen := make(map[key]byte)
	for t.next() {
		name := t.get(service)
		i, known := im.services[string(name)]
		if !known {
			s, ok := t.id(service, im.services)
			if !ok {
				continue
			}
			i = int32(len(im.net.Calendars))
			im.services[s] = i
			im.net.Calendars = append(im.net.Calendars, model.Calendar{ID: model.CalendarID(s)})
		}
		d, ok := t.date(date)
		if !ok {
			if i != broken {
				im.services[string(name)] = broken // without the day it would run wrongly
			}
			continue
		}
		if i == broken {
			continue
		}
		k := t.get(kind)
		if len(k) != 1 || k[0] != '1' && k[0] != '2' {
			t.bad(kind, CodeEnum, string(k))
			continue
		}
		switch before := seen[key{i, d}]; {
		case before == k[0]:
			t.note(SeverityWarning, date, CodeDuplicateKey, string(t.get(date)))
			continue
		case before != 0 && !im.own: // added and removed; a network may hold that
			t.bad(date, CodeDuplicateKey, string(t.get(date)))
			continue
		}
		seen[key{i, d}] = k[0]
		if c := &im.net.Calendars[i]; k[0] == '1' {
			c.Added = append(c.Added, d)
		} else {
			c.Removed = append(c.Removed, d)
		}
	}
}

// date reads a cell that must hold a day.
func (t *table) date(c column) (model.Date, bool) {
	b := t.get(c)
	d, ok := parseDate(b)
	if !ok {
		t.bad(c, CodeDate, string(b))
	}
	return d, ok
}

// maxRouteType is the last extended route type; unassigned types below it are
// taken as local ones.
const maxRouteType = 1799

func (im *importer) readRoutes() {
	t := im.tables["routes.txt"]
	id, agency, kind, own := t.column("route_id"), t.column("agency_id"), t.column("route_type"), t.column("tongtu_type")
	short, long := t.column("route_short_name"), t.column("route_long_name")
	im.routes = make(refs)
	for t.next() {
		s, ok := t.id(id, im.routes)
		if !ok {
			continue
		}
		r := model.Route{ID: model.RouteID(s), Number: t.text(short), Name: t.text(long)}
		if r.Number == "" {
			if r.Number, r.Name = r.Name, ""; r.Number == "" {
				t.bad(short, CodeRouteName, s)
				continue
			}
		}
		n, ok := parseInt(t.get(kind))
		if !ok || n < 0 || n > maxRouteType {
			code := CodeEnum
			if !ok {
				code = CodeInteger
			}
			t.bad(kind, code, string(t.get(kind)))
			continue
		}
		if n > 7 && n < 100 && n != 11 && n != 12 {
			t.note(SeverityWarning, kind, CodeEnum, string(t.get(kind)))
		}
		if r.Name == r.Number {
			t.note(SeverityWarning, long, CodeSameNameDescription, r.Name)
		}
		r.Type, r.Mode = n, model.ModeOfRouteType(n)
		if b := t.get(own); len(b) > 0 {
			if r.Type, ok = parseInt(b); !ok {
				t.bad(own, CodeInteger, string(b))
				continue
			}
		}
		if r.Operator, ok = im.operator(t, agency); !ok {
			continue
		}
		im.routes[s] = int32(len(im.net.Routes))
		im.net.Routes = append(im.net.Routes, r)
	}
}

// operator finds the agency of a route, which a feed with a single agency need
// not name.
func (im *importer) operator(t *table, agency column) (model.OperatorID, bool) {
	if len(t.get(agency)) == 0 {
		switch {
		case im.own:
			return "", true
		case len(im.net.Operators) == 1:
			return im.net.Operators[0].ID, true
		}
		t.bad(agency, CodeAgencyID, "")
		return "", false
	}
	if _, ok := im.agencies[string(t.get(agency))]; !ok && im.own {
		t.note(SeverityWarning, agency, CodeForeignKey, string(t.get(agency)))
		return model.OperatorID(t.get(agency)), true
	}
	i, ok := im.resolve(t, agency, im.agencies)
	if !ok {
		return "", false
	}
	return im.net.Operators[i].ID, true
}

// tripRow is a trip while its calls are gathered.
type tripRow struct {
	model.Trip
	mode   model.Mode
	line   int
	broken bool     // a row of it was refused
	runs   []string // ids of the runs that frequencies made of it
}

func (im *importer) readTrips() {
	t := im.tables["trips.txt"]
	id, route, service := t.column("trip_id"), t.column("route_id"), t.column("service_id")
	classes, fee := t.column("tongtu_classes"), t.column("tongtu_fee")
	im.tripRef = make(refs)
	for t.next() {
		s, ok := t.id(id, im.tripRef)
		if !ok {
			continue
		}
		row := tripRow{line: t.line}
		r, ok := im.resolve(t, route, im.routes)
		if !ok {
			continue
		}
		c, ok := im.resolve(t, service, im.services)
		if !ok {
			continue
		}
		row.mode = im.net.Routes[r].Mode
		row.Trip = model.Trip{ID: model.TripID(s), Route: im.net.Routes[r].ID, Calendar: im.net.Calendars[c].ID,
			Classes: splitList[model.Class](string(t.get(classes)))}
		if b := t.get(fee); len(b) > 0 {
			if row.Fee, ok = parseMoney(b); !ok {
				t.bad(fee, CodeAmount, string(b))
				continue
			}
		}
		im.tripRef[s] = int32(len(im.trips))
		im.trips = append(im.trips, row)
	}
}
