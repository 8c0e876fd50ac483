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

	"tongtu/data/gtfs"
	"tongtu/data/model"
)

func TestBrokenRowsRefuseTheFeed(t *testing.T) {
	small := smallFeed()
	rows := []struct {
		name   string
		feed   feed
		file   string
		line   int
		column string
		code   gtfs.Code
	}{
		{"unknown stop", small.edit(t, "stop_times.txt", "09:05:00,B1", "09:05:00,XX"), "stop_times.txt", 3, "stop_id", gtfs.CodeForeignKey},
		{"unknown trip", small.edit(t, "stop_times.txt", "T2,23", "T9,23"), "stop_times.txt", 5, "trip_id", gtfs.CodeForeignKey},
		{"unknown route", small.edit(t, "trips.txt", "R2", "R9"), "trips.txt", 3, "route_id", gtfs.CodeForeignKey},
		{"unknown service", small.edit(t, "trips.txt", "R2,daily", "R2,never"), "trips.txt", 3, "service_id", gtfs.CodeForeignKey},
		{"unknown operator", small.edit(t, "routes.txt", "R2,CR", "R2,XX"), "routes.txt", 3, "agency_id", gtfs.CodeForeignKey},
		{"unknown parent", small.edit(t, "stops.txt", "0,B,zb", "0,X,zb"), "stops.txt", 4, "parent_station", gtfs.CodeForeignKey},
		{"61 minutes", small.edit(t, "stop_times.txt", "25:10:00", "25:61:00"), "stop_times.txt", 6, "arrival_time", gtfs.CodeTime},
		{"beyond 120 hours", small.edit(t, "stop_times.txt", "25:10:00,25:10:00", "120:00:00,120:00:01"), "stop_times.txt", 6, "departure_time", gtfs.CodeTime},
		{"negative time", small.edit(t, "stop_times.txt", "25:10:00", "0:-5:00"), "stop_times.txt", 6, "arrival_time", gtfs.CodeTime},
		{"arrival after departure", small.edit(t, "stop_times.txt", "09:00:00", "09:06:00"), "stop_times.txt", 3, "departure_time", gtfs.CodeRangeOrder},
		{"times backwards", small.edit(t, "stop_times.txt", "10:00:00,10:00:00", "09:04:59,10:00:00"), "stop_times.txt", 4, "arrival_time", gtfs.CodeBackwards},
		{"departure lost", small.edit(t, "stop_times.txt", "09:00:00,09:05:00", "09:00:00,"), "stop_times.txt", 3, "departure_time", gtfs.CodeHalfTime},
		{"no first time", small.edit(t, "stop_times.txt", "08:00:00,08:00:00", ","), "stop_times.txt", 2, "arrival_time", gtfs.CodeTripEdge},
		{"one call", small.edit(t, "stop_times.txt", "T2,25:10:00,25:10:00,C,2\n", ""), "stop_times.txt", 5, "trip_id", gtfs.CodeUnusableTrip},
		{"same sequence", small.edit(t, "stop_times.txt", "C,3", "C,2"), "stop_times.txt", 4, "stop_sequence", gtfs.CodeDuplicateKey},
		{"sequence no number", small.edit(t, "stop_times.txt", "C,3", "C,three"), "stop_times.txt", 4, "stop_sequence", gtfs.CodeInteger},
		{"calls at an entrance", small.edit(t, "stop_times.txt", "09:05:00,B1", "09:05:00,E"), "stop_times.txt", 3, "stop_id", gtfs.CodeStopTimeLocation},
		{"calls at the station", small.edit(t, "stop_times.txt", "09:05:00,B1", "09:05:00,B"), "stop_times.txt", 3, "stop_id", gtfs.CodeStopTimeLocation},
		{"NaN", small.edit(t, "stops.txt", "39.9", "NaN"), "stops.txt", 2, "stop_lat", gtfs.CodeFloat},
		{"infinite", small.edit(t, "stops.txt", "116.4", "-Inf"), "stops.txt", 2, "stop_lon", gtfs.CodeFloat},
		{"hexadecimal", small.edit(t, "stops.txt", "39.9", "0x1p3"), "stops.txt", 2, "stop_lat", gtfs.CodeFloat},
		{"underscore", small.edit(t, "stops.txt", "116.4", "1_16"), "stops.txt", 2, "stop_lon", gtfs.CodeFloat},
		{"beyond the pole", small.edit(t, "stops.txt", "39.9", "90.1"), "stops.txt", 2, "stop_lat", gtfs.CodeRange},
		{"nowhere", small.edit(t, "stops.txt", "39.9", " "), "stops.txt", 2, "stop_lat", gtfs.CodeStopPosition},
		{"nameless stop", small.edit(t, "stops.txt", "甲", ""), "stops.txt", 2, "stop_name", gtfs.CodeStopName},
		{"blank name", small.edit(t, "stops.txt", "甲", `"  "`), "stops.txt", 2, "stop_name", gtfs.CodeStopName},
		{"escape in a name", small.edit(t, "stops.txt", "甲", "\x1b[31m"), "stops.txt", 2, "stop_name", gtfs.CodeCharacter},
		{"stop without id", small.edit(t, "stops.txt", "\nC,", "\n,"), "stops.txt", 6, "stop_id", gtfs.CodeMissingField},
		{"stop twice", small.edit(t, "stops.txt", "\nC,", "\nA,"), "stops.txt", 6, "stop_id", gtfs.CodeDuplicateKey},
		{"parent is no station", small.edit(t, "stops.txt", "0,B,zb", "0,C,zb"), "stops.txt", 4, "parent_station", gtfs.CodeParentType},
		{"station in a station", small.edit(t, "stops.txt", "1,,", "1,A,"), "stops.txt", 3, "parent_station", gtfs.CodeStationParent},
		{"row too long", small.edit(t, "trips.txt", "daily,T2", "daily,T2,x,y"), "trips.txt", 3, "", gtfs.CodeRowLength},
		{"nameless route", small.edit(t, "routes.txt", "MU5101", ""), "routes.txt", 3, "route_short_name", gtfs.CodeRouteName},
		{"route type", small.edit(t, "routes.txt", "1100", "99999"), "routes.txt", 3, "route_type", gtfs.CodeEnum},
		{"unknown zone", small.edit(t, "agency.txt", "Asia/Shanghai", "Asia/Nowhere"), "agency.txt", 2, "agency_timezone", gtfs.CodeTimezone},
		{"two zones", small.with("agency.txt", small["agency.txt"]+"DB,DB,,Europe/Berlin\n"), "agency.txt", 3, "agency_timezone", gtfs.CodeAgencyZones},
		{"31 April", small.edit(t, "calendar.txt", "20261101", "20270431"), "calendar.txt", 2, "start_date", gtfs.CodeDate},
		{"dotted date", small.edit(t, "calendar.txt", "20261101", "2026.11.01"), "calendar.txt", 2, "start_date", gtfs.CodeDate},
		{"dates backwards", small.edit(t, "calendar.txt", "20261101", "20280101"), "calendar.txt", 2, "end_date", gtfs.CodeRangeOrder},
		{"added and removed", small.with("calendar_dates.txt", "service_id,date,exception_type\ndaily,20261105,1\ndaily,20261105,2\n"), "calendar_dates.txt", 3, "date", gtfs.CodeDuplicateKey},
		{"empty city name", small.with("areas.txt", "area_id,area_name\nC1, \n"), "areas.txt", 2, "area_name", gtfs.CodeMissingField},
		{"stop in an unknown area", small.with("stop_areas.txt", "area_id,stop_id\nC1,A\n"), "stop_areas.txt", 2, "area_id", gtfs.CodeForeignKey},
		{"city position", small.with("areas.txt", "area_id,area_name,tongtu_lat,tongtu_lon\nC1,甲,1,200\n"), "areas.txt", 2, "tongtu_lon", gtfs.CodeRange},
		{"price no number", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,免费,CNY\n"), "fare_attributes.txt", 2, "price", gtfs.CodeAmount},
		{"price below zero", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,-1,CNY\n"), "fare_attributes.txt", 2, "price", gtfs.CodeAmount},
		{"a third of a fen", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,1.003,CNY\n"), "fare_attributes.txt", 2, "price", gtfs.CodeAmount},
		{"no price", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,,CNY\n"), "fare_attributes.txt", 2, "price", gtfs.CodeMissingField},
		{"no currency", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,1,元\n"), "fare_attributes.txt", 2, "currency_type", gtfs.CodeCurrency},
		{"rule of no fare", small.with("fare_attributes.txt", "fare_id,price,currency_type\nf,1,CNY\n").with("fare_rules.txt", "fare_id\ng\n"), "fare_rules.txt", 2, "fare_id", gtfs.CodeForeignKey},
		{"cumulative fare falls", small.with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,tongtu_fare\nT1,8:00:00,8:00:00,A,1,0\nT1,9:00:00,9:00:00,B1,2,7\nT1,10:00:00,10:00:00,C,3,6.5\n"), "stop_times.txt", 4, "tongtu_fare", gtfs.CodeFareFalls},
		{"fares of no class", small.with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,tongtu_fares\nT1,8:00:00,8:00:00,A,1,0;0\nT1,9:00:00,9:00:00,B1,2,7;8\n"), "stop_times.txt", 2, "tongtu_fares", gtfs.CodeFareCount},
		{"headway zero", small.with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,09:00:00,0\n"), "frequencies.txt", 2, "headway_secs", gtfs.CodeRange},
		{"frequency ends first", small.with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,08:00:00,60\n"), "frequencies.txt", 2, "end_time", gtfs.CodeRangeOrder},
		{"frequencies overlap", small.with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,09:00:00,600\nT1,08:59:00,09:30:00,600\n"), "frequencies.txt", 3, "start_time", gtfs.CodeOverlap},
		{"transfer to nowhere", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,X,1\n"), "transfers.txt", 2, "to_stop_id", gtfs.CodeForeignKey},
		{"transfer at an entrance", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,E,1\n"), "transfers.txt", 2, "to_stop_id", gtfs.CodeTransferStop},
		{"transfer time missing", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,C,2\n"), "transfers.txt", 2, "min_transfer_time", gtfs.CodeMissingField},
		{"transfer time negative", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,C,2,-60\n"), "transfers.txt", 2, "min_transfer_time", gtfs.CodeRange},
		{"transfer twice", small.with("transfers.txt", "from_stop_id,to_stop_id,transfer_type\nA,C,1\nA,C,3\n"), "transfers.txt", 3, "from_stop_id", gtfs.CodeDuplicateKey},
		{"quote never closed", small.edit(t, "stops.txt", "甲", `"甲`), "stops.txt", 2, "", gtfs.CodeCSVParsing},
		{"text behind a quote", small.edit(t, "stops.txt", "甲", `"甲"乙`), "stops.txt", 2, "", gtfs.CodeCSVParsing},
		{"NUL", small.edit(t, "trips.txt", "T2", "T\x002"), "trips.txt", 3, "", gtfs.CodeCharacter},
		{"GBK", small.edit(t, "stops.txt", "丙", "\xb1\xfb"), "stops.txt", 6, "", gtfs.CodeNotUTF8},
		{"UTF-16", small.with("stops.txt", "\xff\xfes\x00t\x00"), "stops.txt", 1, "", gtfs.CodeNotUTF8},
		{"column missing", small.edit(t, "calendar.txt", "thursday", "thunderday"), "calendar.txt", 1, "thursday", gtfs.CodeMissingColumn},
		{"column twice", small.edit(t, "trips.txt", "service_id", "trip_id"), "trips.txt", 1, "trip_id", gtfs.CodeDuplicatedColumn},
		{"too many columns", small.with("trips.txt", strings.Repeat("x,", 300)), "trips.txt", 1, "", gtfs.CodeTooManyColumns},
		{"file empty", small.with("agency.txt", "\ufeff"), "agency.txt", 0, "", gtfs.CodeEmptyFile},
		{"header alone", small.with("agency.txt", "agency_name,agency_timezone\n"), "agency.txt", 0, "", gtfs.CodeEmptyFile},
		{"file missing", small.without("routes.txt"), "routes.txt", 0, "", gtfs.CodeMissingFile},
		{"no calendar", small.without("calendar.txt"), "calendar.txt", 0, "", gtfs.CodeNoCalendarFiles},
		{"never runs", small.edit(t, "calendar.txt", "1,1,1,1,1,1,1", "0,0,0,0,0,0,0"), "trips.txt", 0, "", gtfs.CodeNoService},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			n, _, err := row.feed.read(t)
			problems := gtfs.Errors(err)
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
		code gtfs.Code
	}{
		{"nothing", nil, gtfs.CodeEmptyFile},
		{"a text file", []byte("stop_id,stop_name\nA,甲\n"), gtfs.CodeNotZip},
		{"cut in half", sound[:len(sound)/2], gtfs.CodeDamagedZip},
		{"a flipped bit", damaged, gtfs.CodeDamagedZip},
		{"a path outside", entries("../stops.txt"), gtfs.CodeUnsafePath},
		{"an absolute path", entries("/etc/stops.txt"), gtfs.CodeUnsafePath},
		{"a drive", entries("C:/stops.txt"), gtfs.CodeUnsafePath},
		{"a backslash", entries(`gtfs\stops.txt`), gtfs.CodeUnsafePath},
		{"a line end in a name", entries("a\nb.txt"), gtfs.CodeUnsafePath},
		{"too many entries", entries(many...), gtfs.CodeTooManyFiles},
		{"a table twice", entries("stops.txt", "Stops.txt"), gtfs.CodeDuplicatedFile},
		{"two feeds", entries("a/stops.txt", "b/stops.txt"), gtfs.CodeSubfolder},
		{"a bomb", smallFeed().with("stops.txt", strings.Repeat("0", 12_000_000)).zip(t, ""), gtfs.CodeTooLarge},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "feed.zip")
			require.NoError(t, os.WriteFile(path, row.data, 0o600))
			_, _, err := gtfs.Read(t.Context(), path, nil)
			problems := gtfs.Errors(err)
			require.NotEmpty(t, problems)
			require.Equal(t, row.code, problems[0].Code, "%v", err)
		})
	}
}

func TestAFileThatIsNotThereIsNamed(t *testing.T) {
	_, _, err := gtfs.Read(t.Context(), filepath.Join(t.TempDir(), "none.zip"), nil)
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.Equal(t, "none.zip", gtfs.Errors(err)[0].File)
}

func TestEveryMissingFileIsToldAtOnce(t *testing.T) {
	_, _, err := feed{"agency.txt": smallFeed()["agency.txt"]}.read(t)
	require.Len(t, gtfs.Errors(err), 5)
}

func TestErrorsStopAtTheLimit(t *testing.T) {
	f := smallFeed()
	for i := range 1000 {
		f["stop_times.txt"] += fmt.Sprintf("T1,1:00:00,1:00:00,nowhere,%d\n", i+10)
	}
	_, _, err := f.read(t)
	require.Len(t, gtfs.Errors(err), gtfs.MaxErrors)
}

// TestOneBrokenStopIsOneError: what depends on a refused row is not refused again.
func TestOneBrokenStopIsOneError(t *testing.T) {
	_, _, err := smallFeed().edit(t, "stops.txt", "39.9", "NaN").read(t)
	require.Len(t, gtfs.Errors(err), 1)
}

func TestBrokenRowsAreLeftOutOnRequest(t *testing.T) {
	f := smallFeed().edit(t, "stop_times.txt", "25:10:00", "25:61:00")
	z := f.zip(t, "")
	n, rep, err := gtfs.ReadZipWith(t.Context(), bytes.NewReader(z), int64(len(z)), gtfs.Options{LeaveOut: true})
	require.NoError(t, err)
	require.Len(t, n.Trips, 1, "the whole trip goes, not one call of it")
	require.Equal(t, model.TripID("T1"), n.Trips[0].ID)
	require.Contains(t, rep.Findings, gtfs.Finding{Severity: gtfs.SeverityError, Code: gtfs.CodeTime, File: "stop_times.txt",
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
