package gtfs_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model"
)

const clock = model.Hour

func TestSmallFeedMeansWhatItSays(t *testing.T) {
	n, rep := smallFeed().must(t)
	require.Equal(t, model.Network{
		Info: model.Info{Zone: "Asia/Shanghai"},
		Cities: []model.City{
			{ID: "A", Name: "甲", Pos: model.LonLat{Lon: 116.4, Lat: 39.9}},
			{ID: "B", Name: "乙", Pos: model.LonLat{Lon: 115, Lat: 38}},
			{ID: "C", Name: "丙", Pos: model.LonLat{Lon: 121.4, Lat: 31.2}},
		},
		Stations: []model.Station{
			{ID: "A", City: "A", Name: "甲", Pos: model.LonLat{Lon: 116.4, Lat: 39.9}, Zone: "za", Mode: model.Rail},
			{ID: "B", City: "B", Name: "乙", Pos: model.LonLat{Lon: 115, Lat: 38}, Zone: "zb", Mode: model.Rail},
			{ID: "C", City: "C", Name: "丙", Pos: model.LonLat{Lon: 121.4, Lat: 31.2}, Zone: "zc", Mode: model.Rail},
		},
		Operators: []model.Operator{{ID: "CR", Name: "中国铁路", URL: "https://example.org/"}},
		Routes: []model.Route{
			{ID: "R1", Number: "G1", Name: "甲-丙", Operator: "CR", Mode: model.Rail, Type: 2},
			{ID: "R2", Number: "MU5101", Operator: "CR", Mode: model.Air, Type: 1100},
		},
		Trips: []model.Trip{
			{ID: "T1", Route: "R1", Calendar: "daily", Calls: []model.Call{
				{Station: "A", Arr: 8 * clock, Dep: 8 * clock},
				{Station: "B", Arr: 9 * clock, Dep: 9*clock + 5*model.Minute},
				{Station: "C", Arr: 10 * clock, Dep: 10 * clock}}},
			{ID: "T2", Route: "R2", Calendar: "daily", Calls: []model.Call{
				{Station: "A", Arr: 23*clock + 30*model.Minute, Dep: 23*clock + 30*model.Minute},
				{Station: "C", Arr: 25*clock + 10*model.Minute, Dep: 25*clock + 10*model.Minute}}},
		},
		Calendars: []model.Calendar{{ID: "daily", Days: model.EveryDay, From: model.NewDate(2026, 11, 1), To: model.NewDate(2027, 12, 31)}},

		ChangeTable: model.DefaultChangeTable(),
	}, n)
	require.Equal(t, feed.Report{Cities: 3, Stations: 3, Routes: 2, Trips: 2, Calls: 5}, rep)
}

func TestAreasAreCities(t *testing.T) {
	f := smallFeed().
		with("areas.txt", "area_id,area_name\nX,城\nempty,空\n").
		with("stop_areas.txt", "area_id,stop_id\nX,A\nX,B2\n")
	n, rep := f.must(t)
	require.Equal(t, []model.City{
		{ID: "C", Name: "丙", Pos: model.LonLat{Lon: 121.4, Lat: 31.2}},
		{ID: "X", Name: "城", Pos: model.LonLat{Lon: (116.4 + 115) / 2, Lat: (39.9 + 38.0) / 2}},
	}, n.Cities, "an area by a platform, one by a station, a station in none")
	require.Equal(t, model.CityID("X"), n.Stations[1].City)
	require.Contains(t, codes(rep), feed.CodeAreaUnused)
}

func TestNamelessAreasTakeTheNameOfAStation(t *testing.T) {
	n, _ := smallFeed().with("areas.txt", "area_id\nX\n").with("stop_areas.txt", "area_id,stop_id\nX,A\n").must(t)
	require.Equal(t, "甲", n.Cities[2].Name)
}

func TestACityAcrossTheDateLineLiesOnIt(t *testing.T) {
	f := smallFeed().edit(t, "stops.txt", "39.9,116.4", "0,179").edit(t, "stops.txt", "31.2,121.4", "0,-179").
		with("areas.txt", "area_id,area_name\nX,城\n").with("stop_areas.txt", "area_id,stop_id\nX,A\nX,C\n")
	n, _ := f.must(t)
	require.InDelta(t, 180, n.Cities[1].Pos.Lon, 1e-9)
}

func TestLatinNamesReachTheCity(t *testing.T) {
	f := smallFeed().
		with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,tongtu_latin\nA,甲,1,2,jia\nB1,乙,1,2,yi\nC,丙,1,2,bing\n").
		with("areas.txt", "area_id,area_name\nX,甲\nY,城\n").
		with("stop_areas.txt", "area_id,stop_id\nX,A\nY,C\n")
	n, _ := f.must(t)
	require.Equal(t, []string{"yi", "jia", ""}, []string{n.Cities[0].Pinyin, n.Cities[1].Pinyin, n.Cities[2].Pinyin})
}

func TestMissingTimesAreInterpolatedByTheWay(t *testing.T) {
	f := smallFeed().edit(t, "stop_times.txt", "09:00:00,09:05:00", ",")
	n, rep := f.must(t)
	b := n.Trips[0].Calls[1]
	require.Equal(t, b.Arr, b.Dep)
	// 244 km to B, 945 km from there to C: 20.5 % of two hours.
	require.InDelta(t, float64(8*clock)+0.205*float64(2*clock), float64(b.Arr), 30)
	require.Contains(t, codes(rep), feed.CodeInterpolated)

	withDist := f.with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"+
		"T1,08:00:00,,A,1,0\nT1,,,B1,2,7.5\nT1,,10:00:00,C,3,10\n")
	n, _ = withDist.must(t)
	require.Equal(t, 9*clock+30*model.Minute, n.Trips[0].Calls[1].Arr, "by the distance given")
	require.Zero(t, n.Trips[0].Calls[1].Dist, "whose unit nobody knows")
}

func TestPickupAndDropOffTypeOneIsNone(t *testing.T) {
	n, _ := smallFeed().with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"+
		"T1,8:00:00,8:00:00,A,1,0,1\nT1,9:00:00,9:00:00,B1,2,2,3\nT1,10:00:00,10:00:00,C,3,1,\n").must(t)
	calls := n.Trips[0].Calls
	require.Equal(t, []bool{false, false, true}, []bool{calls[0].NoBoard, calls[1].NoBoard, calls[2].NoBoard})
	require.Equal(t, []bool{true, false, false}, []bool{calls[0].NoAlight, calls[1].NoAlight, calls[2].NoAlight})
}

func TestFrequenciesBecomeTrips(t *testing.T) {
	f := smallFeed().with("frequencies.txt", "trip_id,start_time,end_time,headway_secs,exact_times\n"+
		"T1,10:00:00,10:30:00,900,1\nT1,06:00:00,06:45:01,1200,0\n").
		with("transfers.txt", "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\nC,C,3,T1,T2\n")
	n, rep := f.must(t)
	var ids []model.TripID
	var starts []model.Second
	for _, trip := range n.Trips[:5] {
		ids, starts = append(ids, trip.ID), append(starts, trip.Calls[0].Dep)
	}
	require.Equal(t, []model.TripID{"T1#1", "T1#2", "T1#3", "T1#4", "T1#5"}, ids)
	require.Equal(t, []model.Second{6 * clock, 6*clock + 1200, 6*clock + 2400, 10 * clock, 10*clock + 900}, starts)
	require.Equal(t, 8*clock, n.Trips[0].Calls[2].Arr, "two hours after its start")
	require.Len(t, n.Changes, 5, "a record of the pattern is one of every run")
	require.Equal(t, 5*3+2, rep.Calls)
}

func TestCalendarDatesAloneMakeACalendar(t *testing.T) {
	n, _ := smallFeed().without("calendar.txt").
		with("calendar_dates.txt", "service_id,date,exception_type\ndaily,20261224,1\ndaily,20261201,1\ndaily,20261202,2\n").must(t)
	require.Equal(t, []model.Calendar{{ID: "daily", Added: []model.Date{model.NewDate(2026, 12, 1), model.NewDate(2026, 12, 24)},
		Removed: []model.Date{model.NewDate(2026, 12, 2)}}}, n.Calendars)
}

func TestTransfersBecomeChangeRecords(t *testing.T) {
	n, rep := smallFeed().with("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id,to_trip_id\n"+
		"A,A,0,300,,\nA,B,1,,,\nB1,B2,2,240,,\nB2,B1,2,600,,\nB1,C,3,,,\nB2,C,2,60,,\nC,A,3,,R1,T2\nA,C,4,,,\n").must(t)
	require.Equal(t, []model.ChangeRecord{
		{From: "A", To: "B"},
		{From: "B", To: "B", Time: 600},
		{From: "B", To: "C", Time: 60},
		{From: "C", To: "A", FromRoute: "R1", ToTrip: "T2", Forbidden: true},
	}, n.Changes)
	require.Subset(t, codes(rep), []feed.Code{feed.CodeInSeat, feed.CodeTransfersMerged})
}

func TestFaresAreReadFromTheirDigits(t *testing.T) {
	f := smallFeed().with("fare_attributes.txt", "fare_id,price,currency_type,payment_method,transfers,tongtu_class\n"+
		"a,0.29,CNY,1,0,second\nb,1234567.10,CNY,1,,first\nc,5.0000,CNY,0,2,\nd,1,EUR,0,0,\n")
	n, rep := f.must(t)
	require.Equal(t, []model.FareTable{{Rules: []model.FareRule{{Class: "", Price: 500}, {Class: "first", Price: 123456710}, {Class: "second", Price: 29}}}},
		n.FareTables, "without rules all fares apply everywhere")
	require.Equal(t, "CNY", n.Info.Currency)
	require.Contains(t, codes(rep), feed.CodeCurrencyMixed)

	n, rep = f.with("fare_rules.txt", "fare_id,route_id,origin_id,destination_id,contains_id\n"+
		"a,R1,za,zc,\nb,R1,,zb,\nb,,,,\na,R1,za,zc,\na,,,,zb\n").must(t)
	require.Equal(t, []model.FareTable{
		{Rules: []model.FareRule{{Class: "first", Price: 123456710}}},
		{Route: "R1", Rules: []model.FareRule{{To: "zb", Class: "first", Price: 123456710}, {From: "za", To: "zc", Class: "second", Price: 29}}},
	}, n.FareTables)
	require.Subset(t, codes(rep), []feed.Code{feed.CodeContains, feed.CodeFareUnused})
}

func TestCumulativeFaresOfTheUnnamedClass(t *testing.T) {
	n, _ := smallFeed().with("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled,tongtu_fare\n"+
		"T1,8:00:00,8:00:00,A,1,0,0\nT1,9:00:00,9:00:00,B1,2,151.0004,\nT1,10:00:00,10:00:00,C,3,700,47.5\n").must(t)
	trip := n.Trips[0]
	require.Equal(t, []model.Class{""}, trip.Classes)
	require.Equal(t, [][]model.Fen{{0}, nil, {4750}}, [][]model.Fen{trip.Calls[0].Fares, trip.Calls[1].Fares, trip.Calls[2].Fares})
	require.Equal(t, []model.Metre{0, 151000, 700000}, []model.Metre{trip.Calls[0].Dist, trip.Calls[1].Dist, trip.Calls[2].Dist})
}

func TestEnglishNamesComeFromTranslations(t *testing.T) {
	n, _ := smallFeed().with("translations.txt", "table_name,field_name,language,translation,record_id,field_value\n"+
		"stops,stop_name,en,First,A,\nstops,stop_name,en-GB,Third,,丙\nstops,stop_name,fr,Deux,B,\nroutes,route_long_name,en,x,R1,\n").must(t)
	require.Equal(t, []string{"First", "", "Third"}, []string{n.Stations[0].English, n.Stations[1].English, n.Stations[2].English})
	require.Equal(t, "First", n.Cities[0].English)
}

func TestRoughTextIsRead(t *testing.T) {
	f := smallFeed().with("trips.txt", "\ufeffRoute_ID , service_id,\"trip_id\",trip_headsign\r\rR1 ,\"daily\" , T1,\"two\nlines, \"\"quoted\"\"\"\r\n\n  R2,daily,T2")
	n, rep := f.must(t)
	require.Len(t, n.Trips, 2)
	require.Equal(t, []feed.Finding{{Severity: feed.SeverityWarning, Code: feed.CodeRowLength, File: "trips.txt", Line: 6, Count: 1}}, rep.Findings)
}

func TestALoneAgencyNeedsNoID(t *testing.T) {
	n, _ := smallFeed().with("agency.txt", "agency_name,agency_timezone\nThe Line,Europe/Berlin\n").
		with("routes.txt", "route_id,route_short_name,route_type\nR1,1,3\nR2,2,0\n").must(t)
	require.Equal(t, model.OperatorID("The Line"), n.Routes[1].Operator)
	require.Equal(t, []model.Operator{{ID: "The Line", Name: "The Line"}}, n.Operators)
}

func TestFeedsAreFoundInFolders(t *testing.T) {
	want, _ := smallFeed().must(t)
	read := func(path string) model.Network {
		n, _, err := gtfs.Read(t.Context(), path, nil)
		require.NoError(t, err)
		n.Info.Source = ""
		return n
	}
	dir := t.TempDir()
	require.Equal(t, want, read(smallFeed().folder(t, filepath.Join(dir, "plain"))))
	smallFeed().folder(t, filepath.Join(dir, "outer", "inner"))
	require.Equal(t, want, read(filepath.Join(dir, "outer")))

	n, rep, err := readBytes(t.Context(), smallFeed().zip(t, "feed-2026/"))
	require.NoError(t, err)
	require.Equal(t, want, n)
	require.Contains(t, codes(rep), feed.CodeSubfolder)
}

func TestTheSourceIsTheFileName(t *testing.T) {
	dir := smallFeed().folder(t, filepath.Join(t.TempDir(), "winter"))
	n, _, err := gtfs.Read(t.Context(), dir, nil)
	require.NoError(t, err)
	require.Equal(t, "winter", n.Info.Source)
}

func TestTripsFollowShapes(t *testing.T) {
	f := smallFeed().with("shapes.txt", "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"+
		"s,39.9,116.4,10\ns,31.2,121.4,30\ns,38,115,20\nunused,1,1,1\nunused,2,2,2\npoint,1,1,1\n").
		with("trips.txt", "route_id,service_id,trip_id,shape_id\nR1,daily,T1,s\nR2,daily,T2,point\n")
	n, _ := f.must(t)
	require.Equal(t, []model.Shape{{ID: "s", Points: []model.LonLat{{Lon: 116.4, Lat: 39.9}, {Lon: 115, Lat: 38}, {Lon: 121.4, Lat: 31.2}}}}, n.Shapes)
	require.Equal(t, []model.ShapeID{"s", ""}, []model.ShapeID{n.Trips[0].Shape, n.Trips[1].Shape})

	n, rep := f.edit(t, "trips.txt", "T2,point", "T2,nowhere").must(t)
	require.Len(t, n.Shapes, 1)
	require.Contains(t, codes(rep), feed.CodeForeignKey)

	bad := f.edit(t, "shapes.txt", "115,20", "x,20").zip(t, "")
	n, rep, err := gtfs.ReadZipWith(t.Context(), bytes.NewReader(bad), int64(len(bad)), gtfs.Options{LeaveOut: true})
	require.NoError(t, err)
	require.Empty(t, n.Shapes, "a line with a hole is no line")
	require.Empty(t, n.Trips[0].Shape)
	require.Contains(t, codes(rep), feed.CodeFloat)
}
