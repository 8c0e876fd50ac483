package gtfs

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"time"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// Write writes n as a zip file whose bytes depend on n alone. What n holds
// beyond the GTFS reference goes into the columns and tables the package
// comment lists, so that Read gives back an equal network. Only store revisions
// are dropped, and the order of lists becomes that of their identifiers.
// n must be sound: every reference in it must lead somewhere.
func Write(w io.Writer, n model.Network) error {
	n = n.Sorted()
	z := zip.NewWriter(w)
	earliest := time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC) // that a zip file can hold
	for _, t := range []struct {
		name  string
		write func(*feed.Sheet, model.Network)
		skip  bool
	}{
		{"agency.txt", writeAgencies, false},
		{"areas.txt", writeAreas, false},
		{"calendar.txt", writeWeeks, false},
		{"calendar_dates.txt", writeDates, false},
		{"fare_attributes.txt", writeFareAttributes, len(n.FareTables) == 0},
		{"fare_rules.txt", writeFareRules, len(n.FareTables) == 0},
		{"routes.txt", writeRoutes, false},
		{"shapes.txt", writeShapes, len(n.Shapes) == 0},
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
		var s feed.Sheet
		t.write(&s, n)
		e, err := z.CreateHeader(&zip.FileHeader{Name: t.name, Method: zip.Deflate, Modified: earliest})
		if err != nil {
			return fmt.Errorf("writing %s: %w", t.name, err)
		}
		if _, err := e.Write(s.Buf); err != nil {
			return fmt.Errorf("writing %s: %w", t.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing the archive: %w", err)
	}
	return nil
}

func writeInfo(s *feed.Sheet, n model.Network) {
	s.Row("name", "demo", "currency", "source", "timezone")
	i := n.Info
	demo := "0"
	if i.Demo {
		demo = "1"
	}
	s.Row(i.Name, demo, i.Currency, i.Source, i.Zone)
}

func writeChangeTable(s *feed.Sheet, n model.Network) {
	s.Row("from_mode", "to_mode", "seconds")
	for to := range model.Mode(model.NumModes) {
		s.Row("", to.String(), strconv.Itoa(int(n.ChangeTable.Same[to])))
	}
	for from := range model.Mode(model.NumModes) {
		for to := range model.Mode(model.NumModes) {
			s.Row(from.String(), to.String(), strconv.Itoa(int(n.ChangeTable.Other[from][to])))
		}
	}
}

func writeAgencies(s *feed.Sheet, n model.Network) {
	s.Row("agency_id", "agency_name", "agency_url", "agency_timezone")
	zone := cmp.Or(n.Info.Zone, defaultZone)
	for _, o := range n.Operators {
		s.Row(string(o.ID), o.Name, o.URL, zone)
	}
	if len(n.Operators) == 0 {
		// The reference wants one; without an id Read knows it for a stand-in.
		s.Row("", cmp.Or(n.Info.Name, "-"), "", zone)
	}
}
