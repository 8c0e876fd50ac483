package sample_test

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/sample"
)

// generated is the network of scale 1, made once for all tests.
var generated = sync.OnceValue(func() model.Network { return sample.Generate(1) })

func TestEveryTripIsValid(t *testing.T) {
	for _, trip := range generated().Trips {
		if err := trip.Validate(); err != nil {
			t.Errorf("%s: %v", trip.ID, err)
		}
	}
}

func TestEveryPlaceRouteAndCalendarIsValid(t *testing.T) {
	n := generated()
	for _, c := range n.Cities {
		require.NoError(t, c.Validate(), "city %s", c.Name)
		require.NotEmpty(t, c.Pinyin, c.Name)
		require.NotEmpty(t, c.English, c.Name)
	}
	for _, s := range n.Stations {
		require.NoError(t, s.Validate(), "station %s", s.Name)
	}
	for _, r := range n.Routes {
		require.NoError(t, r.Validate(), "route %s", r.Number)
	}
	for _, c := range n.Calendars {
		require.NoError(t, c.Validate(), "calendar %s", c.ID)
	}
}

func TestListsAreSortedWithoutDuplicates(t *testing.T) {
	n := generated()
	rising(t, n.Cities, func(c model.City) string { return string(c.ID) })
	rising(t, n.Stations, func(s model.Station) string { return string(s.ID) })
	rising(t, n.Operators, func(o model.Operator) string { return string(o.ID) })
	rising(t, n.Routes, func(r model.Route) string { return string(r.ID) })
	rising(t, n.Trips, func(tr model.Trip) string { return string(tr.ID) })
	rising(t, n.Calendars, func(c model.Calendar) string { return string(c.ID) })
	rising(t, n.Changes, func(c model.ChangeRecord) string { return string(c.From) + " " + string(c.To) })
}

func rising[T any](t *testing.T, list []T, id func(T) string) {
	t.Helper()
	for i := 1; i < len(list); i++ {
		require.Less(t, id(list[i-1]), id(list[i]))
	}
}

func TestReferencesLeadSomewhere(t *testing.T) {
	n := generated()
	cities, stations := map[model.CityID]bool{}, map[model.StationID]bool{}
	operators, routes, calendars := map[model.OperatorID]bool{}, map[model.RouteID]int{}, map[model.CalendarID]bool{}
	for _, c := range n.Cities {
		cities[c.ID] = true
	}
	for _, s := range n.Stations {
		stations[s.ID] = true
		require.True(t, cities[s.City], "station %s", s.ID)
	}
	for _, o := range n.Operators {
		operators[o.ID] = true
	}
	for _, r := range n.Routes {
		routes[r.ID] = 0
		require.True(t, operators[r.Operator], "route %s", r.ID)
	}
	for _, c := range n.Calendars {
		calendars[c.ID] = true
	}
	for _, tr := range n.Trips {
		_, ok := routes[tr.Route]
		require.True(t, ok, "trip %s", tr.ID)
		routes[tr.Route]++
		require.True(t, calendars[tr.Calendar], "trip %s", tr.ID)
		for _, c := range tr.Calls {
			require.True(t, stations[c.Station], "trip %s", tr.ID)
		}
	}
	for r, trips := range routes {
		require.Positive(t, trips, "route %s has no trip", r)
	}
	for _, c := range n.Changes {
		require.True(t, stations[c.From] && stations[c.To])
	}
}

func TestEveryDayHasTheVolumeOfTheRealThing(t *testing.T) {
	n := generated()
	modes := map[model.RouteID]model.Mode{}
	for _, r := range n.Routes {
		modes[r.ID] = r.Mode
	}
	calendars := map[model.CalendarID]model.Calendar{}
	for _, c := range n.Calendars {
		calendars[c.ID] = c
	}
	for d := model.NewDate(2026, 12, 25); d < model.NewDate(2027, 1, 10); d++ {
		var trips [model.NumModes]int
		for _, tr := range n.Trips {
			if calendars[tr.Calendar].Runs(d) {
				trips[modes[tr.Route]]++
			}
		}
		require.GreaterOrEqual(t, trips[model.Rail], 8000, "trains on %v", d)
		require.GreaterOrEqual(t, trips[model.Air], 8000, "flights on %v", d)
		require.Positive(t, trips[model.Coach])
		require.Positive(t, trips[model.Ferry])
	}
}

func TestTimetableCoversThreeYears(t *testing.T) {
	for _, c := range generated().Calendars {
		first, last, ok := c.Span()
		require.True(t, ok)
		require.LessOrEqual(t, first, model.NewDate(2026, 1, 5), string(c.ID))
		require.GreaterOrEqual(t, last, model.NewDate(2028, 12, 28), string(c.ID))
	}
}

func TestEveryStationIsServed(t *testing.T) {
	n := generated()
	served := map[model.StationID]int{}
	for _, tr := range n.Trips {
		for _, c := range tr.Calls {
			served[c.Station]++
		}
	}
	for _, s := range n.Stations {
		if served[s.ID] < 2 {
			t.Errorf("%s %s has %d calls", s.ID, s.Name, served[s.ID])
		}
	}
}

func TestEveryCityIsReachableFromTheCapital(t *testing.T) {
	n := generated()
	group := map[model.CityID]model.CityID{}
	var find func(c model.CityID) model.CityID
	find = func(c model.CityID) model.CityID {
		if group[c] == c || group[c] == "" {
			return c
		}
		group[c] = find(group[c])
		return group[c]
	}
	city := map[model.StationID]model.CityID{}
	for _, s := range n.Stations {
		city[s.ID] = s.City
	}
	for _, tr := range n.Trips {
		for _, c := range tr.Calls[1:] {
			group[find(city[c.Station])] = find(city[tr.Calls[0].Station])
		}
	}
	for _, c := range n.Cities {
		if find(c.ID) != find("1101") {
			t.Errorf("no way to %s %s", c.ID, c.Name)
		}
	}
}

func TestSpeedsArePlausible(t *testing.T) {
	n := generated()
	modes := map[model.RouteID]model.Mode{}
	for _, r := range n.Routes {
		modes[r.ID] = r.Mode
	}
	at := map[model.StationID]model.LonLat{}
	for _, s := range n.Stations {
		at[s.ID] = s.Pos
	}
	for _, tr := range n.Trips {
		limit := map[model.Mode]float64{model.Rail: 350, model.Air: 900, model.Coach: 90, model.Ferry: 75}[modes[tr.Route]]
		for i := 1; i < len(tr.Calls); i++ {
			a, b := tr.Calls[i-1], tr.Calls[i]
			km, direct := float64(b.Dist-a.Dist)/1000, kilometres(at[a.Station], at[b.Station])
			hours := float64(b.Arr-a.Dep) / 3600
			if km/hours > limit || direct/hours > limit {
				t.Errorf("%s: %s–%s at %.0f km/h", tr.ID, a.Station, b.Station, km/hours)
			}
			if direct > km*1.001+0.01 {
				t.Errorf("%s: %s–%s is %.1f km, straight %.1f", tr.ID, a.Station, b.Station, km, direct)
			}
		}
	}
}

func kilometres(a, b model.LonLat) float64 {
	const rad = math.Pi / 180
	c := math.Sin(a.Lat*rad)*math.Sin(b.Lat*rad) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Cos((b.Lon-a.Lon)*rad)
	return 6371 * math.Acos(min(c, 1))
}

func TestGenerationRepeatsItself(t *testing.T) {
	require.Equal(t, generated(), sample.Generate(1))
}

func TestScaleMultipliesTheTrips(t *testing.T) {
	one, two := generated(), sample.Generate(2)
	require.GreaterOrEqual(t, len(two.Trips), 2*len(one.Trips))
	rising(t, two.Trips, func(tr model.Trip) string { return string(tr.ID) })
	rising(t, two.Routes, func(r model.Route) string { return string(r.ID) })
	for _, tr := range two.Trips {
		require.NoError(t, tr.Validate(), string(tr.ID))
	}
}

func TestTrainsAwayFromTheCapitalHaveOddNumbers(t *testing.T) {
	n := generated()
	city := map[model.StationID]model.CityID{}
	for _, s := range n.Stations {
		city[s.ID] = s.City
	}
	checked := 0
	for _, tr := range n.Trips {
		number, err := strconv.Atoi(strings.TrimLeft(string(tr.ID), "GDCZTK"))
		if err != nil || slices.Contains(tr.Classes, "economy") {
			continue
		}
		first, last := city[tr.Calls[0].Station], city[tr.Calls[len(tr.Calls)-1].Station]
		if first == "1101" && last != "1101" {
			require.Equal(t, 1, number%2, "%s leaves the capital", tr.ID)
			checked++
		}
		if last == "1101" && first != "1101" {
			require.Equal(t, 0, number%2, "%s goes to the capital", tr.ID)
		}
	}
	require.Greater(t, checked, 200)
}

func TestHighSpeedTrainsRestAtNight(t *testing.T) {
	for _, tr := range generated().Trips {
		if !slices.Contains(tr.Classes, "second") || !strings.ContainsAny(string(tr.ID[:1]), "GDC") {
			continue
		}
		require.GreaterOrEqual(t, tr.Calls[0].Dep, 6*model.Hour, string(tr.ID))
		require.LessOrEqual(t, tr.Calls[len(tr.Calls)-1].Arr, 24*model.Hour, string(tr.ID))
	}
}

// ride is one direct way between two cities.
type ride struct {
	trip    model.Trip
	minutes int
	fares   map[model.Class]model.Fen
}

// rides lists the direct ways from one city to another whose trip has the prefix.
func rides(prefix string, class model.Class, from, to model.CityID) (out []ride) {
	n := generated()
	city := map[model.StationID]model.CityID{}
	for _, s := range n.Stations {
		city[s.ID] = s.City
	}
	for _, tr := range n.Trips {
		k := slices.Index(tr.Classes, class)
		if !strings.HasPrefix(string(tr.ID), prefix) || k < 0 {
			continue
		}
		a := slices.IndexFunc(tr.Calls, func(c model.Call) bool { return city[c.Station] == from })
		b := slices.IndexFunc(tr.Calls, func(c model.Call) bool { return city[c.Station] == to })
		if a < 0 || b <= a {
			continue
		}
		r := ride{trip: tr, minutes: int(tr.Calls[b].Arr-tr.Calls[a].Dep) / 60, fares: map[model.Class]model.Fen{}}
		for i, c := range tr.Classes {
			r.fares[c] = tr.Calls[b].Fares[i] - tr.Calls[a].Fares[i] + tr.Fee
		}
		out = append(out, r)
	}
	return out
}

func TestKnownJourneysLookRight(t *testing.T) {
	for _, c := range []struct {
		name             string
		prefix           string
		class            model.Class
		from, to         model.CityID
		atLeast          int // rides
		fastest, slowest int // minutes of the fastest ride
		low, high        model.Fen
	}{
		{"北京–上海 G", "G", "second", "1101", "3101", 15, 255, 300, 50000, 70000},
		{"北京–广州 G", "G", "second", "1101", "4401", 5, 420, 520, 75000, 110000},
		{"上海–杭州 G", "G", "second", "3101", "3301", 30, 35, 60, 5000, 9000},
		{"北京–天津 C", "C", "second", "1101", "1201", 5, 25, 45, 4000, 8000},
		{"成都–重庆 G", "G", "second", "5101", "5001", 10, 60, 95, 10000, 17000},
		{"哈尔滨–北京 G", "G", "second", "2301", "1101", 3, 250, 340, 40000, 65000},
		{"北京–上海 hard sleeper", "", "hard-sleeper", "1101", "3101", 3, 600, 960, 24000, 34000},
		{"西安–乌鲁木齐 hard sleeper", "", "hard-sleeper", "6101", "6501", 2, 1200, 1800, 38000, 60000},
		{"北京–拉萨 hard sleeper", "", "hard-sleeper", "1101", "5401", 1, 1800, 3000, 50000, 90000},
		{"北京–上海 flight", "", "economy", "1101", "3101", 30, 120, 140, 30000, 200000},
		{"广州–乌鲁木齐 flight", "", "economy", "4401", "6501", 2, 280, 330, 60000, 400000},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := rides(c.prefix, c.class, c.from, c.to)
			require.GreaterOrEqual(t, len(all), c.atLeast)
			fastest := slices.MinFunc(all, func(a, b ride) int { return cmp.Compare(a.minutes, b.minutes) })
			require.GreaterOrEqual(t, fastest.minutes, c.fastest, "fastest %s", fastest.trip.ID)
			require.LessOrEqual(t, fastest.minutes, c.slowest, "fastest %s", fastest.trip.ID)
			require.GreaterOrEqual(t, fastest.fares[c.class], c.low, "fare of %s", fastest.trip.ID)
			require.LessOrEqual(t, fastest.fares[c.class], c.high, "fare of %s", fastest.trip.ID)
		})
	}
}

func TestBetterClassesCostMore(t *testing.T) {
	for _, r := range rides("G", "second", "1101", "3101") {
		require.Less(t, r.fares["second"], r.fares["first"])
		require.Less(t, r.fares["first"], r.fares["business"])
	}
	for _, r := range rides("", "economy", "1101", "3101") {
		require.Less(t, r.fares["economy"], r.fares["business"])
		require.Equal(t, model.Fen(5000), r.trip.Fee)
	}
}
