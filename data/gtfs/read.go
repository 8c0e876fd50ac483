package gtfs

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
	_ "time/tzdata" // agency_timezone is judged the same on every machine

	"tongtu/data/feed"
	"tongtu/data/model"
)

// columns that a table must have to be read at all. Columns that the reference
// requires but that mean nothing here (agency_url) are not insisted on.
var requiredColumns = map[string][]string{
	"agency.txt":          {"agency_name", "agency_timezone"},
	"stops.txt":           {"stop_id", "stop_name", "stop_lat", "stop_lon"},
	"areas.txt":           {"area_id"},
	"stop_areas.txt":      {"area_id", "stop_id"},
	"translations.txt":    {"translation"},
	"calendar.txt":        append(weekdayColumns[:], "service_id", "start_date", "end_date"),
	"calendar_dates.txt":  {"service_id", "date", "exception_type"},
	"routes.txt":          {"route_id", "route_type"},
	"trips.txt":           {"route_id", "service_id", "trip_id"},
	"shapes.txt":          {"shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"},
	"stop_times.txt":      {"trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"},
	"frequencies.txt":     {"trip_id", "start_time", "end_time", "headway_secs"},
	"transfers.txt":       {"transfer_type"},
	"fare_attributes.txt": {"fare_id", "price", "currency_type"},
	"fare_rules.txt":      {"fare_id"},
	"fare_products.txt":   {"fare_product_id", "amount", "currency"},
	"fare_leg_rules.txt":  {"fare_product_id"},
	"route_networks.txt":  {"network_id", "route_id"},
	changesFile:           {"from_mode", "to_mode", "seconds"},
}

var weekdayColumns = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// importer is the state of one reading: tables go in one after the other, in
// the order of the references between them, and net grows.
type importer struct {
	prob     feed.Problems
	tables   map[string]*feed.Table
	net      model.Network
	own      bool // written by this package: nothing is guessed or filled in
	stops    []stopRow
	stopRef  feed.Refs
	stations []model.Station // in order of stops.txt
	agencies feed.Refs       // into net.Operators
	services feed.Refs       // into net.Calendars
	routes   feed.Refs       // into net.Routes
	shapes   feed.Refs       // into net.Shapes
	trips    []tripRow
	tripRef  feed.Refs
	calls    int
	areas    feed.Refs                // into net.Cities as read
	inAreas  map[int32][]string       // of each station, all of them
	networks map[model.RouteID]string // by routes.network_id
}

func read(ctx context.Context, a *archive, o Options) (model.Network, feed.Report, error) {
	im := &importer{prob: feed.Problems{LeaveOut: o.LeaveOut}, tables: make(map[string]*feed.Table)}
	p := newProgress(a, o.Progress)
	data, err := a.load(ctx, o.Encoding, p.step)
	if err != nil {
		return model.Network{}, feed.Report{}, err
	}
	tick := func(n int) bool {
		p.step(n)
		return ctx.Err() == nil
	}
	im.openTables(a, data, tick)
	clear(data) // the tables hold the texts now, and let go of them
	im.net.Info.Source = o.Source
	for _, stage := range []func(){im.readInfo, im.readAgencies, im.readStops, im.readAreas, im.readTranslations,
		im.readCalendars, im.readRoutes, im.readShapes, im.readTrips, im.readStopTimes, im.readFrequencies, im.readTransfers, im.readFares, im.readProducts, im.finish} {
		if im.prob.Full() || im.missing() {
			break
		}
		stage()
		if err := ctx.Err(); err != nil {
			return model.Network{}, feed.Report{}, cancelled(a, err)
		}
	}
	if err := im.prob.Err(); err != nil {
		return model.Network{}, feed.Report{}, err
	}
	p.finish()
	return im.net, im.report(), nil
}

// cancelled says which reading ctx put an end to.
func cancelled(a *archive, err error) error {
	return fmt.Errorf("reading %s: %w", cmp.Or(a.name, "feed"), err)
}

// openTables reads every header, so that all missing files and columns are
// told at once.
func (im *importer) openTables(a *archive, data map[string][]byte, tick func(int) bool) {
	_, im.own = data[infoFile]
	for _, name := range tables {
		b, ok := data[name]
		must := slices.Contains(required[:], name)
		if !ok {
			if must {
				im.prob.Refuse(feed.Error{File: name, Code: feed.CodeMissingFile})
			}
			continue
		}
		if !must && len(bytes.TrimSpace(b)) == 0 {
			im.prob.Note(feed.SeverityWarning, feed.Error{File: name, Code: feed.CodeEmptyFile})
			continue
		}
		t, ok := feed.NewTable(name, b, ',', &im.prob)
		if !ok || !im.complete(t) {
			continue
		}
		t.Tick, t.Exact = tick, im.own
		im.tables[name] = t
	}
	if im.tables["calendar.txt"] == nil && im.tables["calendar_dates.txt"] == nil {
		im.prob.Refuse(feed.Error{File: "calendar.txt", Code: feed.CodeNoCalendarFiles})
	}
	if a.folder != "" {
		im.prob.Note(feed.SeverityWarning, feed.Error{File: a.name, Code: feed.CodeSubfolder, Value: a.folder})
	}
	for _, name := range tables {
		if e := a.encodings[name]; e != "" {
			im.prob.Note(feed.SeverityInfo, feed.Error{File: name, Code: feed.CodeEncoding, Value: e})
		}
	}
	for _, name := range a.ignored {
		im.prob.Note(feed.SeverityInfo, feed.Error{File: name, Code: feed.CodeIgnoredFile})
	}
	for _, name := range a.unknown {
		im.prob.Note(feed.SeverityInfo, feed.Error{File: name, Code: feed.CodeUnknownFile})
	}
}

// complete reports whether t has the columns it needs. Translations in the old
// form (trans_id, lang) are left aside; nothing hangs on them.
func (im *importer) complete(t *feed.Table) bool {
	ok := true
	for _, c := range requiredColumns[t.File] {
		if columnOf(t, c).Present() {
			continue
		}
		ok = false
		e := feed.Error{File: t.File, Line: t.Line, Column: c, Code: feed.CodeMissingColumn}
		if t.File == "translations.txt" {
			im.prob.Note(feed.SeverityWarning, e)
			continue
		}
		im.prob.Refuse(e)
	}
	return ok
}

// columnOf finds a column under its name or the one it had before the reference.
func columnOf(t *feed.Table, name string) feed.Column {
	if name == "headway_secs" {
		return t.Column(name, "frequency")
	}
	return t.Column(name)
}

// missing reports whether a table could not be opened: what the others say
// about it would only repeat that.
func (im *importer) missing() bool {
	return slices.ContainsFunc(im.prob.Errs(), func(e *feed.Error) bool {
		switch e.Code {
		case feed.CodeMissingFile, feed.CodeMissingColumn, feed.CodeNoCalendarFiles, feed.CodeEmptyFile, feed.CodeDuplicatedColumn,
			feed.CodeTooManyColumns, feed.CodeCSVParsing, feed.CodeTooManyRows:
			return true
		}
		return false
	})
}

// rows walks over a table that may be absent.
func (im *importer) rows(t *feed.Table) bool { return t != nil && t.Next() }

// resolve finds the row that a cell names, reporting one that does not exist.
func (im *importer) resolve(t *feed.Table, c feed.Column, in feed.Refs) (int32, bool) {
	b := t.Get(c)
	if len(b) == 0 {
		t.Bad(c, feed.CodeMissingField, "")
		return feed.Broken, false
	}
	i, ok := in[string(b)]
	if !ok || i == feed.Broken && im.prob.LeaveOut {
		t.Bad(c, feed.CodeForeignKey, string(b))
		return feed.Broken, false
	}
	return i, i != feed.Broken
}

// knownZone reports whether zone is in the time zone database.
func knownZone(zone string) bool {
	if zone == "" || zone == "Local" {
		return false
	}
	_, err := time.LoadLocation(zone)
	return err == nil
}

func (im *importer) report() feed.Report {
	return feed.Report{Findings: im.prob.Findings(), Cities: len(im.net.Cities), Stations: len(im.net.Stations),
		Routes: len(im.net.Routes), Trips: len(im.net.Trips), Calls: im.calls}
}
