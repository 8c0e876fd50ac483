package timetable_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/fares"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

// FuzzNew breaks a random network in ways no editor would let through. New either
// refuses it, or what it compiles can be read and asked without a panic.
func FuzzNew(f *testing.F) {
	for i := range uint64(20) {
		f.Add(i, i*7, uint8(i%6))
	}
	f.Fuzz(func(t *testing.T, network, damage uint64, times uint8) {
		bearBroken(t, network, damage, int(times%8))
	})
}

func TestNewBearsBrokenNetworks(t *testing.T) {
	networks := uint64(4000)
	if testing.Short() {
		networks = 400
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	compiled := 0
	for i := range networks {
		if bearBroken(t, seed+i, seed^i, int(i%5)) {
			compiled++
		}
	}
	require.Greater(t, compiled, int(networks)/20)
	require.Less(t, compiled, int(networks)*9/10)
}

func bearBroken(t *testing.T, network, damage uint64, times int) (compiled bool) {
	t.Helper()
	r := rand.New(rand.NewPCG(damage, 1))
	n := plantest.Random(rand.New(rand.NewPCG(network, 2)))
	for range times {
		damageNetwork(r, &n)
	}
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("network %d damage %d × %d: %v\n%s", network, damage, times, p, plantest.Drawing(n))
		}
	}()
	tt, err := timetable.New(t.Context(), n)
	if err != nil {
		require.ErrorIs(t, err, timetable.ErrNetwork)
		return false
	}
	consistent(t, tt)
	for range 4 {
		q := plantest.RandomQuery(r, n)
		plantest.Complicate(r, n, &q)
		q.Horizon = min(q.Horizon, 2*model.Day)
		for _, p := range []plan.Planner{csa.New(), dijkstra.New(), pareto.New()} {
			if !p.Info().Exact(&q) {
				continue
			}
			res, err := p.Plan(t.Context(), tt, q, nil)
			known := err == nil || errors.Is(err, plan.ErrNoRoute) || errors.Is(err, plan.ErrSamePlace) || errors.Is(err, plan.ErrUnknown)
			require.True(t, known, "%v", err)
			for _, it := range res.Itineraries {
				require.NoError(t, plantest.Valid(n, q, it), "network %d damage %d × %d: %s", network, damage, times, p.Info().ID)
			}
		}
		_, err := fares.New().Reach(t.Context(), tt, plan.ReachQuery{From: q.From, At: q.At, Within: q.Horizon, MaxFare: new(model.Fen)}, nil)
		require.True(t, err == nil || errors.Is(err, plan.ErrUnknown), "%v", err)
	}
	return true
}

// consistent walks everything that is compiled.
func consistent(t *testing.T, tt *timetable.Timetable) {
	t.Helper()
	for _, v := range []*timetable.View{&tt.Forward, &tt.Backward} {
		calls := int32(0)
		for i := range tt.NumTrips() {
			from, to := v.Calls(timetable.Trip(i))
			require.Equal(t, calls, from)
			for at := from; at < to; at++ {
				require.Less(t, int(v.StopAt(at)), tt.NumStops())
				require.LessOrEqual(t, v.ArrAt(at), v.DepAt(at))
				require.Equal(t, timetable.Trip(i), v.TripOf(at))
			}
			calls = to
		}
		departures := 0
		for s := range tt.NumStops() {
			deps := v.Departures(timetable.Stop(s))
			departures += len(deps)
			require.True(t, slices.IsSortedFunc(deps, func(a, b timetable.Departure) int { return int(a.Tod - b.Tod) }))
			for _, c := range v.AppendChanges(nil, timetable.Stop(s)) {
				require.GreaterOrEqual(t, c.Time, int32(0))
			}
		}
		require.Equal(t, departures, v.Connections().Hops.Len())
	}
	tt.CityGraph()
	tt.Links()
}

// damageNetwork makes one thing wrong, or strange.
func damageNetwork(r *rand.Rand, n *model.Network) {
	trip := func() *model.Trip { return &n.Trips[r.IntN(len(n.Trips))] }
	call := func() *model.Call {
		t := trip()
		if len(t.Calls) == 0 {
			t.Calls = []model.Call{{}}
		}
		return &t.Calls[r.IntN(len(t.Calls))]
	}
	strange := func() model.Second {
		return []model.Second{-1, 0, model.Day, model.MaxClock, model.MaxClock + 1, math.MaxInt32, math.MinInt32}[r.IntN(7)]
	}
	calendar := &n.Calendars[r.IntN(len(n.Calendars))]
	switch r.IntN(24) {
	case 0:
		call().Station = "nowhere"
	case 1:
		call().Arr = strange()
	case 2:
		call().Dep = strange()
	case 3:
		call().Fares = []model.Fen{-5, math.MaxInt64}
	case 4:
		call().Fares = nil
	case 5:
		trip().Route = ""
	case 6:
		trip().Calendar = "never"
	case 7:
		trip().ID = trip().ID
	case 8:
		t := trip()
		t.Calls = t.Calls[:r.IntN(len(t.Calls)+1)]
	case 9:
		t := trip()
		t.Classes = append(slices.Clone(t.Classes), "gold")
	case 10:
		trip().Fee = []model.Fen{-1, 0, math.MaxInt32}[r.IntN(3)]
	case 11:
		n.Stations[r.IntN(len(n.Stations))].City = "atlantis"
	case 12:
		n.Stations = n.Stations[1:]
	case 13:
		n.Cities = n.Cities[1:]
	case 14:
		n.Routes[r.IntN(len(n.Routes))].Mode = model.Mode(r.IntN(256))
	case 15:
		slices.Reverse(n.Trips)
	case 16:
		calendar.From, calendar.To = model.Date(math.MinInt32), model.Date(math.MaxInt32)
	case 17:
		calendar.From, calendar.To = calendar.To, calendar.From-9
	case 18:
		calendar.Added = []model.Date{math.MaxInt32, math.MinInt32, 0}
	case 19:
		n.Changes = append(slices.Clone(n.Changes), model.ChangeRecord{From: n.Stations[0].ID, To: "nowhere"})
	case 20:
		n.Changes = append(slices.Clone(n.Changes), model.ChangeRecord{From: n.Stations[0].ID, To: n.Stations[len(n.Stations)-1].ID, Time: strange()})
	case 21:
		n.FareTables = append(slices.Clone(n.FareTables), model.FareTable{Route: "none"})
	case 22:
		n.FareTables = append(slices.Clone(n.FareTables), model.FareTable{Rules: []model.FareRule{{Price: -1}, {From: "Z9", Price: math.MaxInt32}}})
	case 23:
		n.ChangeTable.Same[r.IntN(model.NumModes)] = strange()
	}
}
