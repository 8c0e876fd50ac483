package gtfs

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // agency_timezone is judged the same on every machine
	"unicode/utf8"

	"tongtu/data/model"
)

// columns that a table must have to be read at all. Columns that the reference
// requires but that mean nothing here (agency_url) are not insisted on.
var requiredColumns = map[string][]string{
	"agency.txt":          {"agency_name", "agency_timezone"},
	"stops.txt":           {"stop_id", "stop_name", "stop_lat", "stop_lon"},
	"areas.txt":           {"area_id"},
	"stop_areas.txt":      {"area_id", "stop_id"},
	"translations.txt":    {"table_name", "field_name", "language", "translation"},
	"calendar.txt":        append(weekdayColumns[:], "service_id", "start_date", "end_date"),
	"calendar_dates.txt":  {"service_id", "date", "exception_type"},
	"routes.txt":          {"route_id", "route_type"},
	"trips.txt":           {"route_id", "service_id", "trip_id"},
	"stop_times.txt":      {"trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"},
	"frequencies.txt":     {"trip_id", "start_time", "end_time", "headway_secs"},
	"transfers.txt":       {"transfer_type"},
	"fare_attributes.txt": {"fare_id", "price", "currency_type"},
	"fare_rules.txt":      {"fare_id"},
	changesFile:           {"from_mode", "to_mode", "seconds"},
}

var weekdayColumns = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// refs finds the rows of an earlier table by identifier; broken marks rows
// that were refused, so that naming them is not reported as a second error.
type refs map[string]int32

const broken = -1

// importer is the state of one reading: tables go in one after the other, in
// the order of the references between them, and net grows.
type importer struct {
	prob     problems
	tables   map[string]*table
	net      model.Network
	own      bool // written by this package: nothing is guessed or filled in
	stops    []stopRow
	stopRef  refs
	stations []model.Station // in order of stops.txt
	agencies refs            // into net.Operators
	services refs            // into net.Calendars
	routes   refs            // into net.Routes
	trips    []tripRow
	tripRef  refs
	calls    int
}

func read(ctx context.Context, a *archive, o Options) (model.Network, Report, error) {
	im := &importer{prob: problems{leaveOut: o.LeaveOut}, tables: make(map[string]*table)}
	p := newProgress(a, o.Progress)
	data, err := a.load(ctx, p.step)
	if err != nil {
		return model.Network{}, Report{}, err
	}
	tick := func(n int) bool {
		p.step(n)
		return ctx.Err() == nil
	}
	im.openTables(a, data, tick)
	im.net.Info.Source = o.Source
	for _, stage := range []func(){im.readInfo, im.readAgencies, im.readStops, im.readAreas, im.readTranslations,
		im.readCalendars, im.readRoutes, im.readTrips, im.readStopTimes, im.readFrequencies, im.readTransfers, im.readFares, im.finish} {
		if im.prob.full() || im.missing() {
			break
		}
		stage()
		if err := ctx.Err(); err != nil {
			return model.Network{}, Report{}, cancelled(a, err)
		}
	}
	if err := im.prob.err(); err != nil {
		return model.Network{}, Report{}, err
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
				im.prob.refuse(Error{File: name, Code: CodeMissingFile})
			}
			continue
		}
		if !must && len(bytes.TrimSpace(b)) == 0 {
			im.prob.note(SeverityWarning, Error{File: name, Code: CodeEmptyFile})
			continue
		}
		t, ok := newTable(name, b, &im.prob)
		if !ok || !im.complete(t) {
			continue
		}
		t.tick, t.exact = tick, im.own
		im.tables[name] = t
	}
	if im.tables["calendar.txt"] == nil && im.tables["calendar_dates.txt"] == nil {
		im.prob.refuse(Error{File: "calendar.txt", Code: CodeNoCalendarFiles})
	}
	if a.folder != "" {
		im.prob.note(SeverityWarning, Error{File: a.name, Code: CodeSubfolder, Value: a.folder})
	}
	for _, name := range a.unknown {
		im.prob.note(SeverityInfo, Error{File: name, Code: CodeUnknownFile})
	}
}

// complete reports whether t has the columns it needs. Translations in the old
// form (trans_id, lang) are left aside; nothing hangs on them.
func (im *importer) complete(t *table) bool {
	ok := true
	for _, c := range requiredColumns[t.file] {
		if t.column(c).present() {
			continue
		}
		ok = false
		e := Error{File: t.file, Line: t.line, Column: c, Code: CodeMissingColumn}
		if t.file == "translations.txt" {
			im.prob.note(SeverityWarning, e)
			continue
		}
		im.prob.refuse(e)
	}
	return ok
}

// missing reports whether a table could not be opened: what the others say
// about it would only repeat that.
func (im *importer) missing() bool {
	return slices.ContainsFunc(im.prob.errs, func(e *Error) bool {
		switch e.Code {
		case CodeMissingFile, CodeMissingColumn, CodeNoCalendarFiles, CodeEmptyFile, CodeDuplicatedColumn,
			CodeTooManyColumns, CodeCSVParsing, CodeTooManyRows:
			return true
		}
		return false
	})
}

// rows walks over a table that may be absent.
func (im *importer) rows(t *table) bool { return t != nil && t.next() }

// resolve finds the row that a cell names, reporting one that does not exist.
func (im *importer) resolve(t *table, c column, in refs) (int32, bool) {
	b := t.get(c)
	if len(b) == 0 {
		t.bad(c, CodeMissingField, "")
		return broken, false
	}
	i, ok := in[string(b)]
	if !ok || i == broken && im.prob.leaveOut {
		t.bad(c, CodeForeignKey, string(b))
		return broken, false
	}
	return i, i != broken
}

// id reads the identifier of a new row and reserves it in refs as broken; the
// caller sets the true index once the row is known to be sound.
func (t *table) id(c column, in refs) (string, bool) {
	b := t.get(c)
	switch {
	case len(bytes.TrimSpace(b)) == 0:
		t.bad(c, CodeMissingField, "")
		return "", false
	case hasControl(b):
		t.bad(c, CodeCharacter, string(b))
		return "", false
	case utf8.RuneCount(b) > model.MaxName:
		t.bad(c, CodeTooLong, string(b))
		return "", false
	}
	if _, twice := in[string(b)]; twice {
		t.bad(c, CodeDuplicateKey, string(b))
		return "", false
	}
	id := string(b)
	in[id] = broken
	return id, true
}

// text reads a name for people: line ends and tabs become spaces, an overlong
// one is cut, each with a warning; other control characters are refused. What
// this package wrote comes back as it was.
func (t *table) text(c column) string {
	b := t.get(c)
	if len(b) == 0 {
		return ""
	}
	s := string(b)
	if t.exact {
		return s
	}
	if hasControl(b) {
		if s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " "); hasControl([]byte(s)) {
			t.bad(c, CodeCharacter, s)
			return ""
		}
		t.note(SeverityWarning, c, CodeNewLine, s)
	}
	if len(s) > model.MaxName && utf8.RuneCountInString(s) > model.MaxName {
		t.note(SeverityWarning, c, CodeTooLong, s)
		s = string([]rune(s)[:model.MaxName])
	}
	return s
}

func hasControl(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c == 0x7f {
			return true
		}
	}
	return false
}

// position reads a latitude and a longitude.
func (t *table) position(lat, lon column) (model.LonLat, bool) {
	var p model.LonLat
	for _, x := range []struct {
		c     column
		to    *float64
		bound float64
	}{{lat, &p.Lat, 90}, {lon, &p.Lon, 180}} {
		b := t.get(x.c)
		f, ok := parseFloat(b)
		switch {
		case len(b) == 0:
			t.bad(x.c, CodeStopPosition, "")
			return p, false
		case !ok:
			t.bad(x.c, CodeFloat, string(b))
			return p, false
		case f < -x.bound || f > x.bound:
			t.bad(x.c, CodeRange, string(b))
			return p, false
		}
		*x.to = f
	}
	return p, true
}

// enum reads a small number between 0 and limit; the empty cell is 0.
func (t *table) enum(c column, limit int) (int, bool) {
	b := t.get(c)
	if len(b) == 0 {
		return 0, true
	}
	if n, ok := parseInt(b); ok && n >= 0 && n <= limit {
		return n, true
	}
	t.bad(c, CodeEnum, string(b))
	return 0, false
}

// knownZone reports whether zone is in the time zone database.
func knownZone(zone string) bool {
	if zone == "" || zone == "Local" {
		return false
	}
	_, err := time.LoadLocation(zone)
	return err == nil
}

// byID makes a comparison for sorting out of the function that names a value.
func byID[T any, ID cmp.Ordered](id func(T) ID) func(a, b T) int {
	return func(a, b T) int { return cmp.Compare(id(a), id(b)) }
}

func (im *importer) report() Report {
	return Report{Findings: im.prob.findings, Cities: len(im.net.Cities), Stations: len(im.net.Stations),
		Routes: len(im.net.Routes), Trips: len(im.net.Trips), Calls: im.calls}
}
