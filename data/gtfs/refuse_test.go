package gtfs_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model"
)

func TestBrokenRowsRefuseTheFeed(t *testing.T) {
	small := smallFeed()
	rows := []struct {
		name   string
		feed   files
		file   string
		line   int
		column string
		code   feed.Code
	}{
		{"unknown stop", small.edit(t, "stop_times.txt", "09:05:00,B1", "09:05:00,XX"), "stop_times.txt", 3, "stop_id", feed.CodeForeignKey},
		{"unknown trip", small.edit(t, "stop_times.txt", "T2,23", "T9,23"), "stop_times.txt", 5, "trip_id", feed.CodeForeignKey},
		{"unknown route", small.edit(t, "trips.txt", "R2", "R9"), "trips.txt", 3, "route_id", feed.CodeForeignKey},
		{"unknown service", small.edit(t, "trips.txt", "R2,daily", "R2,never"), "trips.txt", 3, "service_id", feed.CodeForeignKey},
		{"unknown operator", small.edit(t, "routes.txt", "R2,CR", "R2,XX"), "routes.txt", 3, "agency_id", feed.CodeForeignKey},
		{"unknown parent", small.edit(t, "stops.txt", "0,B,zb", "0,X,zb"), "stops.txt", 4, "parent_station", feed.CodeForeignKey},
		{"61 minutes", small.edit(t, "stop_times.txt", "25:10:00", "25:61:00"), "stop_times.txt", 6, "arrival_time", feed.CodeTime},
		{"beyond 120 hours", small.edit(t, "stop_times.txt", "25:10:00,25:10:00", "120:00:00,120:00:01"), "stop_times.txt", 6, "departure_time", feed.CodeTime},
		{"negative time", small.edit(t, "stop_times.txt", "25:10:00", "0:-5:00"), "stop_times.txt", 6, "arrival_time", feed.CodeTime},
		{"arrival after departure", small.edit(t, "stop_times.txt", "09:00:00", "09:06:00"), "stop_times.txt", 3, "departure_time", feed.CodeRangeOrder},
		{"times backwards", small.edit(t, "stop_times.txt", "10:00:00,10:00:00", "09:04:59,10:00:00"), "stop_times.txt", 4, "arrival_time", feed.CodeBackwards},
		{"departure lost", small.edit(t, "stop_times.txt", "09:00:00,09:05:00", "09:00:00,"), "stop_times.txt", 3, "departure_time", feed.CodeHalfTime},
		{"no first time", small.edit(t, "stop_times.txt", "08:00:00,08:00:00", ","), "stop_times.txt", 2, "arrival_time", feed.CodeTripEdge},
		{"one call", small.edit(t, "stop_times.txt", "T2,25:10:00,25:10:00,C,2\n", ""), "stop_times.txt", 5, "trip_id", feed.CodeUnusableTrip},
		{"same sequence", small.edit(t, "stop_times.txt", "C,3", "C,2"), "stop_times.txt", 4, "stop_sequence", feed.CodeDuplicateKey},
		{"sequence no number", small.edit(t, "stop_times.txt", "C,3", "C,three"), "stop_times.txt", 4, "stop_sequence", feed.CodeInteger},
		{"calls at an entrance", small.edit(t, "stop_times.txt", "09:05:00,B1", "09:05:00,E"), "stop_times.txt", 3, "stop_id", feed.CodeStopTimeLocation},
		{"calls at the station", small.edit(t, "stop_times.txt", "09:05:00,B1", "09:05:00,B"), "stop_times.txt", 3, "stop_id", feed.CodeStopTimeLocation},
		{"NaN", small.edit(t, "stops.txt", "39.9", "NaN"), "stops.txt", 2, "stop_lat", feed.CodeFloat},
		{"infinite", small.edit(t, "stops.txt", "116.4", "-Inf"), "stops.txt", 2, "stop_lon", feed.CodeFloat},
		{"hexadecimal", small.edit(t, "stops.txt", "39.9", "0x1p3"), "stops.txt", 2, "stop_lat", feed.CodeFloat},
		{"underscore", small.edit(t, "stops.txt", "116.4", "1_16"), "stops.txt", 2, "stop_lon", feed.CodeFloat},
		{"beyond the pole", small.edit(t, "stops.txt", "39.9", "90.1"), "stops.txt", 2, "stop_lat", feed.CodeRange},
		{"nowhere", small.edit(t, "stops.txt", "39.9", " "), "stops.txt", 2, "stop_lat", feed.CodeStopPosition},
		{"nameless stop", small.edit(t, "stops.txt", "甲", ""), "stops.txt", 2, "stop_name", feed.CodeStopName},
		{"blank name", small.edit(t, "stops.txt", "甲", `"  "`), "stops.txt", 2, "stop_name", feed.CodeStopName},
		{"escape in a name", small.edit(t, "stops.txt", "甲", "\x1b[31m"), "stops.txt", 2, "stop_name", feed.CodeCharacter},
		{"stop without id", small.edit(t, "stops.txt", "\nC,", "\n,"), "stops.txt", 6, "stop_id", feed.CodeMissingField},
		{"stop twice", small.edit(t, "stops.txt", "\nC,", "\nA,"), "stops.txt", 6, "stop_id", feed.CodeDuplicateKey},
		{"parent is no station", small.edit(t, "stops.txt", "0,B,zb", "0,C,zb"), "stops.txt", 4, "parent_station", feed.CodeParentType},
		{"station in a station", small.edit(t, "stops.txt", "1,,", "1,A,"), "stops.txt", 3, "parent_station", feed.CodeStationParent},
		{"row too long", small.edit(t, "trips.txt", "daily,T2", "daily,T2,x,y"), "trips.txt", 3, "", feed.CodeRowLength},
		{"nameless route", small.edit(t, "routes.txt", "MU5101", ""), "routes.txt", 3, "route_short_name", feed.CodeRouteName},
		{"route type", small.edit(t, "routes.txt", "1100", "99999"), "routes.txt", 3, "route_type", feed.CodeEnum},
		{"unknown zone", small.edit(t, "agency.txt", "Asia/Shanghai", "Asia/Nowhere"), "agency.txt", 2, "agency_timezone", feed.CodeTimezone},
		{"two zones", small.with("agency.txt", small["agency.txt"]+"DB,DB,,Europe/Berlin\n"), "agency.txt", 3, "agency_timezone", feed.CodeAgencyZones},
		{"31 April", small.edit(t, "calendar.txt", "20261101", "20270431"), "calendar.txt", 2, "start_date", feed.CodeDate},
		{"dotted date", small.edit(t, "calendar.txt", "20261101", "2026.11.01"), "calendar.txt", 2, "start_date", feed.CodeDate},
		{"dates backwards", small.edit(t, "calendar.txt", "20261101", "20280101"), "calendar.txt", 2, "end_date", feed.CodeRangeOrder},
		{"added and removed", small.with("calendar_dates.txt", "service_id,date,exception_type\ndaily,20261105,1\ndaily,20261105,2\n"), "calendar_dates.txt", 3, "date", feed.CodeDuplicateKey},
		{"empty city name", small.with("areas.txt", "area_id,area_name\nC1, \n"), "areas.txt", 2, "area_name", feed.CodeMissingField},
		{"stop in an unknown area", small.with("stop_areas.txt", "area_id,stop_id\nC1,A\n"), "stop_areas.txt", 2, "area_id", feed.CodeForeignKey},
		{"city position", small.with("areas.txt", "area_id,area_name,tongtu_lat,tongtu_lon\nC1,甲,1,200\n"), "areas.txt", 2, "tongtu_lon", feed.CodeRange},
		{"price no number", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,免费,CNY\n"), "fare_attributes.txt", 2, "price", feed.CodeAmount},
		{"price below zero", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,-1,CNY\n"), "fare_attributes.txt", 2, "price", feed.CodeAmount},
		{"a third of a fen", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,1.003,CNY\n"), "fare_attributes.txt", 2, "price", feed.CodeAmount},
		{"no price", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,,CNY\n"), "fare_attributes.txt", 2, "price", feed.CodeMissingField},
		{"no currency", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,1,元\n"), "fare_attributes.txt", 2, "currency_type", feed.CodeCurrency},
		{"rule of no fare", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,1,CNY\n").with("fare_rules.txt", "fare_id\ng\n"), "fare_rules.txt", 2, "fare_id", feed.CodeForeignKey},
		{"cumulative fare falls", small.with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,tongtu_fare\nT1,8:00:00,8:00:00,A,1,0\nT1,9:00:00,9:00:00,B1,2,7\nT1,10:00:00,10:00:00,C,3,6.5\n"), "stop_times.txt", 4, "tongtu_fare", feed.CodeFareFalls},
		{"fares of no class", small.with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,tongtu_fares\nT1,8:00:00,8:00:00,A,1,0;0\nT1,9:00:00,9:00:00,B1,2,7;8\n"), "stop_times.txt", 2, "tongtu_fares", feed.CodeFareCount},
		{"headway zero", small.with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,09:00:00,0\n"), "frequencies.txt", 2, "headway_secs", feed.CodeRange},
		{"frequency ends first", small.with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,08:00:00,60\n"), "frequencies.txt", 2, "end_time", feed.CodeRangeOrder},
		{"frequencies overlap", small.with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,09:00:00,600\nT1,08:59:00,09:30:00,600\n"), "frequencies.txt", 3, "start_time", feed.CodeOverlap},
		{"transfer to nowhere", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,X,1\n"), "transfers.txt", 2, "to_stop_id", feed.CodeForeignKey},
		{"transfer at an entrance", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,E,1\n"), "transfers.txt", 2, "to_stop_id", feed.CodeTransferStop},
		{"transfer time missing", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,C,2\n"), "transfers.txt", 2, "min_transfer_time", feed.CodeMissingField},
		{"transfer time negative", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,C,2,-60\n"), "transfers.txt", 2, "min_transfer_time", feed.CodeRange},
		{"transfer twice", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,C,1\nA,C,3\n"), "transfers.txt", 3, "from_stop_id", feed.CodeDuplicateKey},
		{"quote never closed", small.edit(t, "stops.txt", "甲", `"甲`), "stops.txt", 2, "", feed.CodeCSVParsing},
		{"text behind a quote", small.edit(t, "stops.txt", "甲", `"甲"乙`), "stops.txt", 2, "", feed.CodeCSVParsing},
		{"NUL", small.edit(t, "trips.txt", "T2", "T\x002"), "trips.txt", 3, "", feed.CodeCharacter},
		{"GBK", small.edit(t, "stops.txt", "丙", "\xb1\xfb"), "stops.txt", 6, "", feed.CodeNotUTF8},
		{"UTF-16 cut short", small.with("stops.txt", "\xff\xfes\x00t\x00o"), "stops.txt", 1, "", feed.CodeCutCharacter},
		{"column missing", small.edit(t, "calendar.txt", "thursday", "thunderday"), "calendar.txt", 1, "thursday", feed.CodeMissingColumn},
		{"column twice", small.edit(t, "trips.txt", "service_id", "trip_id"), "trips.txt", 1, "trip_id", feed.CodeDuplicatedColumn},
		{"too many columns", small.with("trips.txt", strings.Repeat("x,", 300)), "trips.txt", 1, "", feed.CodeTooManyColumns},
		{"file empty", small.with("agency.txt", "\ufeff"), "agency.txt", 0, "", feed.CodeEmptyFile},
		{"header alone", small.with("agency.txt", "agency_name,agency_timezone\n"), "agency.txt", 0, "", feed.CodeEmptyFile},
		{"file missing", small.without("routes.txt"), "routes.txt", 0, "", feed.CodeMissingFile},
		{"no calendar", small.without("calendar.txt"), "calendar.txt", 0, "", feed.CodeNoCalendarFiles},
		{"never runs", small.edit(t, "calendar.txt", "1,1,1,1,1,1,1", "0,0,0,0,0,0,0"), "trips.txt", 0, "", feed.CodeNoService},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			n, _, err := row.feed.read(t)
			problems := feed.Errors(err)
			require.NotEmpty(t, problems, "accepted: %+v", n)
			e := problems[0]
			require.Equal(t, []any{row.file, row.line, row.column, row.code}, []any{e.File, e.Line, e.Column, e.Code}, "%v", err)
			require.Equal(t, model.Network{}, n, "all or nothing")
		})
	}
}

func TestBrokenArchivesAreRefused(t *testing.T) {
	sound := smallFeed().zip(t, "")
	entries := func(names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			_, err := z.Create(n)
			require.NoError(t, err)
		}
		require.NoError(t, z.Close())
		return b.Bytes()
	}
	var many []string
	for i := range gtfs.MaxEntries + 1 {
		many = append(many, fmt.Sprintf("%d.txt", i))
	}
	damaged := bytes.Clone(sound)
	damaged[60] ^= 0x40 // inside the first table
	rows := []struct {
		name string
		data []byte
		code feed.Code
	}{
		{"nothing", nil, feed.CodeEmptyFile},
		{"a text file", []byte("stop_id,stop_name\nA,甲\n"), feed.CodeNotZip},
		{"cut in half", sound[:len(sound)/2], feed.CodeDamagedZip},
		{"a flipped bit", damaged, feed.CodeDamagedZip},
		{"a path outside", entries("../stops.txt"), feed.CodeUnsafePath},
		{"an absolute path", entries("/etc/stops.txt"), feed.CodeUnsafePath},
		{"a drive", entries("C:/stops.txt"), feed.CodeUnsafePath},
		{"a backslash", entries(`gtfs\stops.txt`), feed.CodeUnsafePath},
		{"a line end in a name", entries("a\nb.txt"), feed.CodeUnsafePath},
		{"too many entries", entries(many...), feed.CodeTooManyFiles},
		{"a table twice", entries("stops.txt", "Stops.txt"), feed.CodeDuplicatedFile},
		{"two feeds", entries("a/stops.txt", "b/stops.txt"), feed.CodeSubfolder},
		{"a bomb", smallFeed().with("stops.txt", strings.Repeat("0", 12_000_000)).zip(t, ""), feed.CodeTooLarge},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "feed.zip")
			require.NoError(t, os.WriteFile(path, row.data, 0o600))
			_, _, err := gtfs.Read(t.Context(), path, nil)
			problems := feed.Errors(err)
			require.NotEmpty(t, problems)
			require.Equal(t, row.code, problems[0].Code, "%v", err)
		})
	}
}

func TestAFileThatIsNotThereIsNamed(t *testing.T) {
	_, _, err := gtfs.Read(t.Context(), filepath.Join(t.TempDir(), "none.zip"), nil)
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.Equal(t, "none.zip", feed.Errors(err)[0].File)
}

func TestEveryMissingFileIsToldAtOnce(t *testing.T) {
	_, _, err := files{"agency.txt": smallFeed()["agency.txt"]}.read(t)
	require.Len(t, feed.Errors(err), 5)
}

func TestErrorsStopAtTheLimit(t *testing.T) {
	f := smallFeed()
	for i := range 1000 {
		f["stop_times.txt"] += fmt.Sprintf("T1,1:00:00,1:00:00,nowhere,%d\n", i+10)
	}
	_, _, err := f.read(t)
	require.Len(t, feed.Errors(err), feed.MaxErrors)
}

// TestOneBrokenStopIsOneError: what depends on a refused row is not refused again.
func TestOneBrokenStopIsOneError(t *testing.T) {
	_, _, err := smallFeed().edit(t, "stops.txt", "39.9", "NaN").read(t)
	require.Len(t, feed.Errors(err), 1)
}

func TestBrokenRowsAreLeftOutOnRequest(t *testing.T) {
	f := smallFeed().edit(t, "stop_times.txt", "25:10:00", "25:61:00")
	z := f.zip(t, "")
	n, rep, err := gtfs.ReadZipWith(t.Context(), bytes.NewReader(z), int64(len(z)), gtfs.Options{LeaveOut: true})
	require.NoError(t, err)
	require.Len(t, n.Trips, 1, "the whole trip goes, not one call of it")
	require.Equal(t, model.TripID("T1"), n.Trips[0].ID)
	require.Contains(t, rep.Findings, feed.Finding{Severity: feed.SeverityError, Code: feed.CodeTime, File: "stop_times.txt",
		Line: 6, Column: "arrival_time", Value: "25:61:00", Count: 1})
}

func TestCancellingEndsTheReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	z := smallFeed().zip(t, "")
	calls := 0
	_, _, err := gtfs.ReadZip(ctx, bytes.NewReader(z), int64(len(z)), func(done, total int64) {
		if calls++; calls == 3 {
			cancel()
		}
	})
	require.ErrorIs(t, err, context.Canceled)
}

func TestProgressRisesToTheTotal(t *testing.T) {
	z := smallFeed().zip(t, "")
	var last, end int64
	_, _, err := gtfs.ReadZip(t.Context(), bytes.NewReader(z), int64(len(z)), func(done, total int64) {
		require.GreaterOrEqual(t, done, last)
		require.LessOrEqual(t, done, total)
		last, end = done, total
	})
	require.NoError(t, err)
	require.Equal(t, end, last)
	require.Positive(t, end)
}
