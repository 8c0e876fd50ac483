package network_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/place"
)

func routeData(n model.Network) network.RouteData {
	return network.RouteData{
		Index:     network.NewRouteIndex(n.Routes, n.Operators),
		Stops:     network.NewStops(n.Cities, n.Stations, place.New(n.Cities, n.Stations)),
		Operators: n.Operators, Calendars: n.Calendars, Today: model.NewDate(2026, 12, 1),
	}
}

func routeState() *network.RouteState {
	s := &network.RouteState{}
	s.SetRights(network.Rights{Edit: true})
	s.Load(routeData(small()))
	return s
}

// detail is a stored route of the small network.
func detail(id model.RouteID) data.RouteDetail {
	n := small()
	d := data.RouteDetail{Calendars: n.Calendars}
	for _, r := range n.Routes {
		if r.ID == id {
			d.Route = r
		}
	}
	for _, t := range n.Trips {
		if t.Route == id {
			d.Trips = append(d.Trips, t)
		}
	}
	return d
}

func openG1() *network.RouteState {
	s := routeState()
	s.Show(detail("G1"))
	return s
}

func TestRouteListSortsAndFinds(t *testing.T) {
	x := network.NewRouteIndex([]model.Route{
		{ID: "1", Number: "G10", Name: "北京–上海", Operator: "CR"}, {ID: "2", Number: "G2"}, {ID: "3", Number: "MU5101", Operator: "MU"}, {ID: "4", Number: "D2", Name: "G2 的旧名"},
	}, []model.Operator{{ID: "CR", Name: "China Railway"}, {ID: "MU", Name: "东方航空"}})
	numbers := func(text string) (out []string) {
		for _, r := range x.Search(text) {
			out = append(out, r.Number)
		}
		return out
	}
	require.Equal(t, []string{"D2", "G2", "G10", "MU5101"}, numbers(""))
	require.Equal(t, []string{"G2", "D2"}, numbers("g2"), "numbers that begin so come first")
	require.Equal(t, []string{"G10"}, numbers("railway 上海"))
	require.Equal(t, []string{"MU5101"}, numbers("东方"))
	require.Equal(t, []string{"G10"}, numbers("Ｇ１０"))
	require.Empty(t, numbers("nothing"))
}

func BenchmarkSearchOfAllRoutes(b *testing.B) {
	var routes []model.Route
	for i := range 20000 {
		routes = append(routes, model.Route{ID: model.RouteID(fmt.Sprint(i)), Number: fmt.Sprintf("G%d", i), Name: "北京南–上海虹桥", Operator: "CR"})
	}
	x := network.NewRouteIndex(routes, []model.Operator{{ID: "CR", Name: "China Railway"}})
	for b.Loop() {
		x.Search("1999")
	}
}

func TestAnOpenedRouteIsNotDirtyAndSavesUnchanged(t *testing.T) {
	for _, id := range []model.RouteID{"G1", "D7"} {
		s := routeState()
		s.Show(detail(id))
		require.False(t, s.Dirty())
		require.Empty(t, s.Problems())
		s.Set(network.RouteName, "x")
		d, ok := s.Save()
		require.True(t, ok)
		want := detail(id)
		want.Route.Name = "x"
		require.Equal(t, want, d.Detail)
	}
}

func TestTheTimetableReadsBackWhatItShows(t *testing.T) {
	s := openG1()
	trip, _ := s.Trip()
	require.Equal(t, []string{"", "08:00", "10:58", "11:01", "12:40", ""}, []string{
		trip.Calls[0].Arr, trip.Calls[0].Dep, trip.Calls[1].Arr, trip.Calls[1].Dep, trip.Calls[2].Arr, trip.Calls[2].Dep,
	})
	s.SetFee("0")
	d, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, detail("G1").Trips[0].Calls, d.Detail.Trips[0].Calls)
}

func TestEveryBrokenRuleOfARouteIsAtItsCell(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(s *network.RouteState)
		want []string
	}{
		{"no number", func(s *network.RouteState) { s.Set(network.RouteNumber, "") }, []string{"number"}},
		{"overlong operator", func(s *network.RouteState) { s.Set(network.RouteOperator, strings.Repeat("x", 121)) }, []string{"operator"}},
		{"new operator", func(s *network.RouteState) { s.Set(network.RouteOperator, "Another") }, nil},
		{"unknown station", func(s *network.RouteState) { s.SetCall(1, network.CallStation, "火星") }, []string{"trips[0].calls[1].station"}},
		{"station of a city with several", func(s *network.RouteState) { s.SetCall(2, network.CallStation, "北京") }, nil},
		{"no station", func(s *network.RouteState) { s.SetCall(1, network.CallStation, "") }, []string{"trips[0].calls[1].station"}},
		{"times backwards", func(s *network.RouteState) { s.SetCall(2, network.CallArr, "1040") }, []string{"trips[0].calls[2].arr"}},
		{"departs before arriving", func(s *network.RouteState) { s.SetCall(1, network.CallDep, "10:50") }, []string{"trips[0].calls[1].dep"}},
		{"no time at all", func(s *network.RouteState) { s.SetCall(1, network.CallArr, ""); s.SetCall(1, network.CallDep, "") }, []string{"trips[0].calls[1].arr"}},
		{"no time at the start", func(s *network.RouteState) { s.SetCall(0, network.CallDep, "") }, []string{"trips[0].calls[0].dep"}},
		{"not a time", func(s *network.RouteState) { s.SetCall(1, network.CallArr, "25:61") }, []string{"trips[0].calls[1].arr"}},
		{"not money", func(s *network.RouteState) { s.SetFare(1, 0, "abc") }, []string{"trips[0].calls[1].fares[0]"}},
		{"fare falls", func(s *network.RouteState) { s.SetFare(2, 0, "100") }, []string{"trips[0].calls[2].fares[0]"}},
		{"distance falls", func(s *network.RouteState) { s.SetCall(2, network.CallKm, "5") }, []string{"trips[0].calls[2].km"}},
		{"one call only", func(s *network.RouteState) { s.RemoveCall(2); s.RemoveCall(1) }, []string{"trips[0].calls"}},
		{"bad fee", func(s *network.RouteState) { s.SetFee("-5") }, []string{"trips[0].fee"}},
		{"class twice", func(s *network.RouteState) { s.SetClasses("a, b"); s.SetClasses("a, b, a") }, nil},
		{"unknown fare", func(s *network.RouteState) { s.SetFare(1, 0, "") }, nil},
		{"no days", func(s *network.RouteState) { s.SetCalendar(func(f *network.CalendarForm) { f.Days = 0 }) }, []string{"calendars[0].days"}},
		{"ends before it begins", func(s *network.RouteState) { s.SetCalendar(func(f *network.CalendarForm) { f.To = "2026-10-01" }) }, []string{"calendars[0].to"}},
		{"not a date", func(s *network.RouteState) { s.SetCalendar(func(f *network.CalendarForm) { f.From = "2026-02-30" }) }, []string{"calendars[0].from"}},
		{"not a list of dates", func(s *network.RouteState) { s.SetCalendar(func(f *network.CalendarForm) { f.Added = "soon" }) }, []string{"calendars[0].added"}},
		{"single dates only", func(s *network.RouteState) {
			s.SetCalendar(func(f *network.CalendarForm) { f.Days, f.From, f.To, f.Added = 0, "", "", "2026-12-24" })
		}, nil},
		{"blank row", func(s *network.RouteState) { s.AddCall(1) }, nil},
		{"next day", func(s *network.RouteState) { s.SetCall(2, network.CallArr, "0:40+1") }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openG1()
			c.edit(s)
			require.Equal(t, c.want, fields(s.Problems()))
			_, ok := s.Save()
			require.Equal(t, c.want == nil && s.Dirty(), ok)
		})
	}
}

func TestStationsAreFoundAsTyped(t *testing.T) {
	s := openG1()
	for text, want := range map[string]model.StationID{"郑州": "ZZD", "zhengzhoudong": "ZZD", "PEK": "PEK", "北京西": "BJP", "北京": "BJP"} {
		s.SetCall(1, network.CallStation, text)
		trip, _ := s.Trip()
		require.Equal(t, want, trip.Calls[1].StationID(), text)
	}
	s.SetMode(model.Air)
	s.SetCall(1, network.CallStation, "北京")
	trip, _ := s.Trip()
	require.Equal(t, model.StationID("PEK"), trip.Calls[1].StationID(), "the airport, for a flight")
	require.Equal(t, model.StationID("PEK"), s.Suggest("bj")[0].ID)
	s.SetMode(model.Coach)
	s.SetCall(1, network.CallStation, "beijing")
	require.Equal(t, []string{"trips[0].calls[1].station"}, fields(s.Problems()), "a station has to be chosen")
}

func TestTimesAreWrittenOutInFull(t *testing.T) {
	s := openG1()
	s.SetCall(1, network.CallArr, "1100")
	s.SetCall(2, network.CallArr, "24:40")
	s.SetFare(2, 0, "￥515.5")
	trip, _ := s.Trip()
	require.Equal(t, "11:00", trip.Calls[1].Arr)
	require.Equal(t, "00:40+1", trip.Calls[2].Arr)
	require.Equal(t, "515.50", trip.Calls[2].Fares[0])
}

func TestTripsAreAddedCopiedShiftedAndDeleted(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	i, n := s.TripIndex()
	require.Equal(t, []int{1, 2}, []int{i, n})
	trip, _ := s.Trip()
	require.Equal(t, "09:00", trip.Calls[0].Dep, "an hour later")
	require.NoError(t, s.ShiftTrip("-15"))
	trip, _ = s.Trip()
	require.Equal(t, "08:45", trip.Calls[0].Dep)
	require.ErrorIs(t, s.ShiftTrip("-9:00"), network.ErrLate)
	require.Error(t, s.ShiftTrip("soon"))
	trip, _ = s.Trip()
	require.Equal(t, "08:45", trip.Calls[0].Dep, "a refused shift changes nothing")
	d, ok := s.Save()
	require.True(t, ok)
	require.Len(t, d.Detail.Trips, 2)
	require.Empty(t, d.Detail.Trips[1].ID, "the store names it")
	require.Equal(t, clock(8, 45), d.Detail.Trips[1].Calls[0].Dep)
	require.Equal(t, detail("G1").Trips[0], d.Detail.Trips[0])

	s.AddTrip()
	trip, _ = s.Trip()
	require.Equal(t, "北京西", trip.Calls[0].Station)
	require.Empty(t, trip.Calls[0].Dep)
	require.True(t, s.DeleteTrip())
	require.True(t, s.DeleteTrip())
	require.False(t, s.DeleteTrip(), "a route keeps a trip")
}

func TestARowIsMovedAndPastedOver(t *testing.T) {
	s := openG1()
	s.MoveCall(2, 0)
	trip, _ := s.Trip()
	require.Equal(t, []string{"西安北", "北京西", "郑州东"}, []string{trip.Calls[0].Station, trip.Calls[1].Station, trip.Calls[2].Station})
	s.Revert()
	s.Paste(1, 1, [][]string{{"1100", "11:05"}, {"12:50"}, {"13:30", "13:35", "1300"}})
	trip, _ = s.Trip()
	require.Len(t, trip.Calls, 4)
	require.Equal(t, []string{"11:00", "11:05", "12:50", "13:30", "1300"}, []string{
		trip.Calls[1].Arr, trip.Calls[1].Dep, trip.Calls[2].Arr, trip.Calls[3].Arr, trip.Calls[3].Km,
	})
	require.Equal(t, []string{"trips[0].calls[3].station"}, fields(s.Problems()))
}

func TestClassesKeepTheirFares(t *testing.T) {
	s := openG1()
	s.SetClasses("first, second")
	s.SetFare(1, 0, "500")
	d, ok := s.Save()
	require.True(t, ok)
	trip := d.Detail.Trips[0]
	require.Equal(t, []model.Class{"first", "second"}, trip.Classes)
	require.Equal(t, []model.Fen{0, 0}, trip.Calls[0].Fares, "fares count from the first call")
	require.Equal(t, []model.Fen{50000, 31400}, trip.Calls[1].Fares)
	require.Equal(t, []model.Fen{model.UnknownFen, 51500}, trip.Calls[2].Fares)
}

func TestACalendarOfItsOwn(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	require.Equal(t, 2, s.CalendarTrips())
	s.OwnCalendar()
	s.SetCalendar(func(f *network.CalendarForm) { f.Days = 0x60; f.Removed = "2026-12-26" })
	require.Equal(t, 1, s.CalendarTrips())
	d, ok := s.Save()
	require.True(t, ok)
	require.Len(t, d.Detail.Calendars, 2)
	require.Equal(t, model.CalendarID("daily"), d.Detail.Trips[0].Calendar)
	own := d.Detail.Calendars[1]
	require.Equal(t, own.ID, d.Detail.Trips[1].Calendar)
	require.Equal(t, model.Weekdays(0x60), own.Days)
	require.Equal(t, []model.Date{model.NewDate(2026, 12, 26)}, own.Removed)
	require.Equal(t, small().Calendars[0], d.Detail.Calendars[0])
}

func TestANewRouteRunsDailyFromToday(t *testing.T) {
	s := routeState()
	s.New()
	require.False(t, s.Dirty())
	require.Empty(t, s.Visible())
	cal, ok := s.TripCalendar()
	require.True(t, ok)
	require.Equal(t, model.EveryDay, cal.Days)
	require.Equal(t, "2026-12-01", cal.From)
	s.Set(network.RouteNumber, "G99")
	_, ok = s.Save()
	require.False(t, ok)
	require.Contains(t, fields(s.Visible()), "trips[0].calls")
}

func TestRouteTypedOnWhileSavingStaysDirty(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	d, ok := s.Save()
	require.True(t, ok)
	s.Set(network.RouteName, "later")
	stored := d.Detail
	stored.Route.Rev = 7
	stored.Trips = append([]model.Trip(nil), stored.Trips...)
	stored.Trips[1].ID = "t1"
	s.Saved(d, stored)
	require.True(t, s.Dirty())
	again, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, uint64(7), again.Detail.Route.Rev)
	require.Equal(t, model.TripID("t1"), again.Detail.Trips[1].ID, "no second copy of the trip")
	s.Saved(again, again.Detail)
	require.False(t, s.Dirty())
}
