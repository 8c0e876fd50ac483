package gtfs

import (
	"slices"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// readCalendars reads calendar.txt and calendar_dates.txt; a service may be in
// either or both.
func (im *importer) readCalendars() {
	im.services = make(feed.Refs)
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

func (im *importer) readWeeks(t *feed.Table) {
	id, start, end := t.Column("service_id"), t.Column("start_date"), t.Column("end_date")
	var days [7]feed.Column
	for i, name := range weekdayColumns {
		days[i] = t.Column(name)
	}
	for t.Next() {
		s, ok := t.ID(id, im.services)
		if !ok {
			continue
		}
		c := model.Calendar{ID: model.CalendarID(s)}
		sound := true
		for i, d := range days {
			n, ok := t.Enum(d, 1)
			sound = sound && ok
			c.Days |= model.Weekdays(n << i)
		}
		if c.From, ok = t.Date(start); !ok {
			continue
		}
		if c.To, ok = t.Date(end); !ok || !sound {
			continue
		}
		if c.To < c.From {
			t.Bad(end, feed.CodeRangeOrder, string(t.Get(end)))
			continue
		}
		im.services[s] = int32(len(im.net.Calendars))
		im.net.Calendars = append(im.net.Calendars, c)
	}
}

func (im *importer) readDates(t *feed.Table) {
	type key struct {
		service int32
		date    model.Date
	}
	service, date, kind := t.Column("service_id"), t.Column("date"), t.Column("exception_type")
	seen := make(map[key]byte)
	for t.Next() {
		name := t.Get(service)
		i, known := im.services[string(name)]
		if !known {
			s, ok := t.ID(service, im.services)
			if !ok {
				continue
			}
			i = int32(len(im.net.Calendars))
			im.services[s] = i
			im.net.Calendars = append(im.net.Calendars, model.Calendar{ID: model.CalendarID(s)})
		}
		d, ok := t.Date(date)
		if !ok {
			if i != feed.Broken {
				im.services[string(name)] = feed.Broken // without the day it would run wrongly
			}
			continue
		}
		if i == feed.Broken {
			continue
		}
		k := t.Get(kind)
		if len(k) != 1 || k[0] != '1' && k[0] != '2' {
			t.Bad(kind, feed.CodeEnum, string(k))
			continue
		}
		switch before := seen[key{i, d}]; {
		case before == k[0]:
			t.Note(feed.SeverityWarning, date, feed.CodeDuplicateKey, string(t.Get(date)))
			continue
		case before != 0 && !im.own: // added and removed; a network may hold that
			t.Bad(date, feed.CodeDuplicateKey, string(t.Get(date)))
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

// maxRouteType is the last extended route type; unassigned types below it are
// taken as local ones.
const maxRouteType = 1799

func (im *importer) readRoutes() {
	t := im.tables["routes.txt"]
	id, agency, kind, own := t.Column("route_id"), t.Column("agency_id"), t.Column("route_type"), t.Column("tongtu_type")
	short, long := t.Column("route_short_name"), t.Column("route_long_name")
	network := t.Column("network_id")
	im.routes, im.networks = make(feed.Refs), make(map[model.RouteID]string)
	for t.Next() {
		s, ok := t.ID(id, im.routes)
		if !ok {
			continue
		}
		r := model.Route{ID: model.RouteID(s), Number: t.Text(short), Name: t.Text(long)}
		if r.Number == "" {
			if r.Number, r.Name = r.Name, ""; r.Number == "" {
				t.Bad(short, feed.CodeRouteName, s)
				continue
			}
		}
		n, ok := feed.ParseInt(t.Get(kind))
		if !ok || n < 0 || n > maxRouteType {
			code := feed.CodeEnum
			if !ok {
				code = feed.CodeInteger
			}
			t.Bad(kind, code, string(t.Get(kind)))
			continue
		}
		if n > 7 && n < 100 && n != 11 && n != 12 {
			t.Note(feed.SeverityWarning, kind, feed.CodeEnum, string(t.Get(kind)))
		}
		if r.Name == r.Number {
			t.Note(feed.SeverityWarning, long, feed.CodeSameNameDescription, r.Name)
		}
		r.Type, r.Mode = n, model.ModeOfRouteType(n)
		if b := t.Get(own); len(b) > 0 {
			if r.Type, ok = feed.ParseInt(b); !ok {
				t.Bad(own, feed.CodeInteger, string(b))
				continue
			}
		}
		if r.Operator, ok = im.operator(t, agency); !ok {
			continue
		}
		if b := t.Get(network); len(b) > 0 {
			im.networks[r.ID] = string(b)
		}
		im.routes[s] = int32(len(im.net.Routes))
		im.net.Routes = append(im.net.Routes, r)
	}
}

// operator finds the agency of a route, which a feed with a single agency need
// not name.
func (im *importer) operator(t *feed.Table, agency feed.Column) (model.OperatorID, bool) {
	if len(t.Get(agency)) == 0 {
		switch {
		case im.own:
			return "", true
		case len(im.net.Operators) == 1:
			return im.net.Operators[0].ID, true
		}
		t.Bad(agency, feed.CodeAgencyID, "")
		return "", false
	}
	if _, ok := im.agencies[string(t.Get(agency))]; !ok && im.own {
		t.Note(feed.SeverityWarning, agency, feed.CodeForeignKey, string(t.Get(agency)))
		return model.OperatorID(t.Get(agency)), true
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
	id, route, service := t.Column("trip_id"), t.Column("route_id"), t.Column("service_id")
	classes, fee, shape := t.Column("tongtu_classes"), t.Column("tongtu_fee"), t.Column("shape_id")
	im.tripRef = make(feed.Refs)
	for t.Next() {
		s, ok := t.ID(id, im.tripRef)
		if !ok {
			continue
		}
		row := tripRow{line: t.Line}
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
			Classes: feed.SplitList[model.Class](string(t.Get(classes)))}
		if b := t.Get(shape); len(b) > 0 {
			if _, known := im.shapes[string(b)]; known || im.own {
				row.Shape = model.ShapeID(b)
			} else {
				t.Note(feed.SeverityWarning, shape, feed.CodeForeignKey, string(b))
			}
		}
		if b := t.Get(fee); len(b) > 0 {
			if row.Fee, ok = feed.ParseMoney(b); !ok {
				t.Bad(fee, feed.CodeAmount, string(b))
				continue
			}
		}
		im.tripRef[s] = int32(len(im.trips))
		im.trips = append(im.trips, row)
	}
}
