package sweep_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/sweep"
	"tongtu/engine/timetable"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	plantest.Run(t, sweep.New(), seed, networks)
}

func TestAnswersTheNationalTimetableAsDijkstraDoes(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 200
	if testing.Short() {
		queries = 20
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	a, b := sweep.New(), dijkstra.New()
	many := 30
	for _, by := range []plan.Criterion{plan.Cheapest, plan.Changes} {
		for range queries {
			q := realtest.Places(r, tt)
			q.By = by
			want, wantErr := b.Plan(t.Context(), tt, q, nil)
			if by == plan.Changes {
				q.MaxChanges = &many // plain ones are left to others
			}
			got, err := a.Plan(t.Context(), tt, q, nil)
			require.ErrorIs(t, err, wantErr, "%+v", q)
			require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
		}
	}
}

// TestADepartureMayNeedMoreRidesThanTheOnesBefore has a window in which the last
// departure leads to more rides than are told apart at first.
//
//	C00 ──09:00 dear──────────────────────── 10:00 ── C36
//	C00 ──10:00── C01 ──10:30── C02 ── … ── C35 ──03:30── C36
func TestADepartureMayNeedMoreRidesThanTheOnesBefore(t *testing.T) {
	const hops = 36
	day := model.NewDate(2026, 12, 1)
	n := model.Network{Calendars: []model.Calendar{{ID: "K", Days: model.EveryDay, From: day, To: day}}, Routes: []model.Route{{ID: "R", Mode: model.Rail}}}
	station := func(i int) model.StationID { return model.StationID(fmt.Sprintf("S%02d", i)) }
	add := func(from, to int, dep, arr model.Second, fare model.Fen) {
		n.Trips = append(n.Trips, model.Trip{ID: model.TripID(fmt.Sprintf("T%02d", len(n.Trips))), Route: "R", Calendar: "K", Classes: []model.Class{""}, Calls: []model.Call{
			{Station: station(from), Arr: dep, Dep: dep, Fares: []model.Fen{0}}, {Station: station(to), Arr: arr, Dep: arr, Fares: []model.Fen{fare}}}})
	}
	for i := range hops + 1 {
		city := model.CityID(fmt.Sprintf("C%02d", i))
		n.Cities, n.Stations = append(n.Cities, model.City{ID: city}), append(n.Stations, model.Station{ID: station(i), City: city})
	}
	for i := range hops {
		dep := 10*model.Hour + model.Second(i)*30*model.Minute
		add(i, i+1, dep, dep+10*model.Minute, 100)
	}
	add(0, hops, 9*model.Hour, 10*model.Hour, 10_000)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	q := plan.Query{From: plan.Place{City: "C00"}, To: plan.Place{City: "C36"}, At: day.At(8 * model.Hour), Window: 3 * model.Hour, By: plan.Best}
	res, err := sweep.New().Plan(t.Context(), tt, q, nil)
	require.NoError(t, err)
	require.Len(t, res.Itineraries, 2)
	require.Equal(t, []int{0, hops - 1}, []int{res.Itineraries[0].Changes, res.Itineraries[1].Changes})
}

// TestOnlyTheAnswerIsAllocated allows for the pool, which the collector empties.
func TestOnlyTheAnswerIsAllocated(t *testing.T) {
	if raced {
		t.Skip("the race detector empties pools")
	}
	tt := realtest.Timetable(t, realtest.National)
	p, r := sweep.New(), rand.New(rand.NewPCG(3, 3))
	qs := make([]plan.Query, 12)
	for i := range qs {
		qs[i] = realtest.Places(r, tt)
		qs[i].By = []plan.Criterion{plan.Best, plan.Cheapest}[i%2]
	}
	lists := 0 // of itineraries, and of the legs of each
	ask := func() {
		lists = 0
		for _, q := range qs {
			res, _ := p.Plan(t.Context(), tt, q, nil) // no connection is an answer too
			lists += 1 + len(res.Itineraries)
		}
	}
	ask()
	require.LessOrEqual(t, testing.AllocsPerRun(2, ask), float64(lists)+2)
}

// BenchmarkKinds asks the same random questions of every kind.
func BenchmarkKinds(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	tt.CityGraph()
	kinds := []struct {
		name string
		q    plan.Query
	}{
		{"cheapest", plan.Query{By: plan.Cheapest}},
		{"changes", plan.Query{By: plan.Changes}},
		{"nofares", plan.Query{By: plan.Best, NoFares: true}},
		{"best", plan.Query{By: plan.Best}},
	}
	p := sweep.New()
	r := rand.New(rand.NewPCG(1, 1))
	times := make([][]time.Duration, len(kinds))
	for b.Loop() {
		q := realtest.Cities(r, tt)
		for i, k := range kinds {
			q.By, q.NoFares = k.q.By, k.q.NoFares
			begin := time.Now()
			_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
			times[i] = append(times[i], time.Since(begin))
		}
	}
	for i, k := range kinds {
		slices.Sort(times[i])
		b.ReportMetric(float64(times[i][len(times[i])/2].Microseconds()), k.name+"-median-us")
		b.ReportMetric(float64(times[i][len(times[i])*99/100].Microseconds()), k.name+"-p99-us")
	}
}
