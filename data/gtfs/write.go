package gtfs

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"tongtu/data/model"
)

// Write writes n as a zip file whose bytes depend on n alone. What n holds
// beyond the GTFS reference goes into the columns and tables the package
// comment lists, so that Read gives back an equal network. Only store revisions
// are dropped, and the order of lists becomes that of their identifiers.
// n must be sound: every reference in it must lead somewhere.
func Write(w io.Writer, n model.Network) error {
	n = sorted(n)
	z := zip.NewWriter(w)
	earliest := time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC) // that a zip file can hold
	for _, t := range []struct {
		name  string
		write func(*sheet, model.Network)
		skip  bool
	}{
		{"agency.txt", writeAgencies, false},
		{"areas.txt", writeAreas, false},
		{"calendar.txt", writeWeeks, false},
		{"calendar_dates.txt", writeDates, false},
		{"fare_attributes.txt", writeFareAttributes, len(n.FareTables) == 0},
		{"fare_rules.txt", writeFareRules, len(n.FareTables) == 0},
		{"routes.txt", writeRoutes, false},
		{"stop_areas.txt", writeStopAreas, false},
		{"stop_times.txt", writeStopTimes, false},
		{"stops.txt", writeStops, false},
		{changesFile, writeChangeTable, n.ChangeTable == model.DefaultChangeTable()},
		{infoFile, writeInfo, false},
		{"transfers.txt", writeTransfers, len(n.Changes) == 0},
		{"trips.txt", writeTrips, false},
	} {
		if t.skip {
			continue
		}
		var s sheet
		t.write(&s, n)
		e, err := z.CreateHeader(&zip.FileHeader{Name: t.name, Method: zip.Deflate, Modified: earliest})
		if err != nil {
			return fmt.Errorf("writing %s: %w", t.name, err)
		}
		if _, err := e.Write(s.buf); err != nil {
			return fmt.Errorf("writing %s: %w", t.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing the archive: %w", err)
	}
	return nil
}

// sorted returns n with its lists in the order Read gives them.
func sorted(n model.Network) model.Network {
	n.Cities = sortedBy(n.Cities, byID(func(c model.City) model.CityID { return c.ID }))
	n.Stations = sortedBy(n.Stations, byID(func(s model.Station) model.StationID { return s.ID }))
	n.Operators = sortedBy(n.Operators, byID(func(o model.Operator) model.OperatorID { return o.ID }))
	n.Routes = sortedBy(n.Routes, byID(func(r model.Route) model.RouteID { return r.ID }))
	n.Trips = sortedBy(n.Trips, byID(func(t model.Trip) model.TripID { return t.ID }))
	n.Calendars = sortedBy(n.Calendars, byID(func(c model.Calendar) model.CalendarID { return c.ID }))
	n.FareTables = sortedBy(n.FareTables, byID(func(f model.FareTable) model.RouteID { return f.Route }))
	n.Changes = sortedBy(n.Changes, compareRecords)
	return n
}

func sortedBy[T any](list []T, compare func(a, b T) int) []T {
	if slices.IsSortedFunc(list, compare) {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, compare)
	return list
}

// sheet builds one CSV table.
type sheet struct {
	buf []byte
	mid bool // a cell was written to the current row
}

func (s *sheet) comma() {
	if s.mid {
		s.buf = append(s.buf, ',')
	}
	s.mid = true
}

func (s *sheet) end() {
	s.buf = append(s.buf, '\n')
	s.mid = false
}

// row writes a whole row of texts.
func (s *sheet) row(cells ...string) {
	for _, c := range cells {
		s.text(c)
	}
	s.end()
}

// text writes a cell, quoted where its text would not survive bare.
func (s *sheet) text(c string) {
	s.comma()
	if !needsQuotes(c) {
		s.buf = append(s.buf, c...)
		return
	}
	s.buf = append(s.buf, '"')
	for i := range len(c) {
		if c[i] == '"' {
			s.buf = append(s.buf, '"')
		}
		s.buf = append(s.buf, c[i])
	}
	s.buf = append(s.buf, '"')
}

func needsQuotes(c string) bool {
	if c == "" {
		return false
	}
	for _, x := range [2]byte{c[0], c[len(c)-1]} {
		if x == ' ' || x == '\t' {
			return true
		}
	}
	for i := range len(c) {
		switch c[i] {
		case ',', '"', '\n', '\r':
			return true
		}
	}
	return false
}

func (s *sheet) int(n int) {
	s.comma()
	s.buf = strconv.AppendInt(s.buf, int64(n), 10)
}

// decimal writes n / 10^places exactly.
func (s *sheet) decimal(n int64, places int) {
	s.comma()
	s.buf = appendDecimal(s.buf, n, places)
}

// degrees writes a coordinate with as many digits as it takes to read the same back.
func (s *sheet) degrees(f float64) {
	s.comma()
	s.buf = strconv.AppendFloat(s.buf, f, 'f', -1, 64)
}

func (s *sheet) date(d model.Date) {
	s.comma()
	s.buf = appendDate(s.buf, d)
}

func (s *sheet) clock(t model.Second) {
	s.comma()
	h, m, sec := t/model.Hour, t%model.Hour/model.Minute, t%model.Minute
	if h < 10 {
		s.buf = append(s.buf, '0')
	}
	s.buf = strconv.AppendInt(s.buf, int64(h), 10)
	s.buf = append(s.buf, ':', byte('0'+m/10), byte('0'+m%10), ':', byte('0'+sec/10), byte('0'+sec%10))
}

func (s *sheet) flag(b bool) {
	s.comma()
	if b {
		s.buf = append(s.buf, '1')
	}
}

func writeInfo(s *sheet, n model.Network) {
	s.row("name", "demo", "currency", "source", "timezone")
	i := n.Info
	demo := "0"
	if i.Demo {
		demo = "1"
	}
	s.row(i.Name, demo, i.Currency, i.Source, i.Zone)
}

func writeChangeTable(s *sheet, n model.Network) {
	s.row("from_mode", "to_mode", "seconds")
	for to := range model.Mode(model.NumModes) {
		s.row("", to.String(), strconv.Itoa(int(n.ChangeTable.Same[to])))
	}
	for from := range model.Mode(model.NumModes) {
		for to := range model.Mode(model.NumModes) {
			s.row(from.String(), to.String(), strconv.Itoa(int(n.ChangeTable.Other[from][to])))
		}
	}
}

func writeAgencies(s *sheet, n model.Network) {
	s.row("agency_id", "agency_name", "agency_url", "agency_timezone")
	zone := cmp.Or(n.Info.Zone, defaultZone)
	for _, o := range n.Operators {
		s.row(string(o.ID), o.Name, o.URL, zone)
	}
	if len(n.Operators) == 0 {
		// The reference wants one; without an id Read knows it for a stand-in.
		s.row("", cmp.Or(n.Info.Name, "-"), "", zone)
	}
}
