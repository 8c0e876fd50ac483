package engine_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
)

func TestEveryCellEqualsASearchOfItsOwn(t *testing.T) {
	networks := uint64(600)
	if raced || testing.Short() {
		networks = 100
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	filled := 0
	// In the first two the shortest journey leaves just when the window ends, and
	// another one that arrives with it later.
	for k := range networks + 2 {
		seed, i := seed, k-2
		if k < 2 {
			seed, i = []uint64{969437547020292529, 427438722547367272}[k], []uint64{87, 496}[k]
		}
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		if r.IntN(4) == 0 {
			changes := r.IntN(3)
			q.MaxChanges = &changes
		}
		windows := engine.Days(q.At.Date()-1, 3)
		windows = append(windows, engine.Hours(q.At.Date(), 1)[r.IntN(24)], plan.Window{From: q.At, Length: model.Second(1+r.IntN(12)) * model.Hour})
		got, err := e.Calendar(t.Context(), q, windows)
		if errors.Is(err, plan.ErrSamePlace) {
			continue
		}
		require.NoError(t, err)
		for k, w := range windows {
			q.By, q.At, q.Window = plan.Best, w.From, w.Length
			res, err := e.Plan(t.Context(), "", q, nil)
			require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute))
			cheapest, fastest := bestOf(res.Itineraries)
			require.Equal(t, cheapest, worthOf(got[k].Cheapest), "network %d window %v: %s", i, w, plantest.Question(q))
			require.Equal(t, fastest, worthOf(got[k].Fastest), "network %d window %v: %s", i, w, plantest.Question(q))
			if fastest != (worth{}) {
				filled++
			}
		}
	}
	require.Greater(t, filled, int(networks)/2)
}

// worth is what a cell shows.
type worth struct {
	depart, arrive model.Moment
	fare           model.Fen
	changes        int
}

func worthOf(it *plan.Itinerary) worth {
	if it == nil {
		return worth{}
	}
	return worth{it.Depart, it.Arrive, it.Fare, it.Changes}
}

// bestOf picks from a whole Pareto set what a cell should show.
func bestOf(its []plan.Itinerary) (cheapest, fastest worth) {
	for _, it := range its {
		x := worthOf(&it)
		if c := cheapest; it.Fare.Known() && (c == (worth{}) || x.fare < c.fare || x.fare == c.fare &&
			(x.arrive < c.arrive || x.arrive == c.arrive && (x.depart > c.depart || x.depart == c.depart && x.changes < c.changes))) {
			cheapest = x
		}
		f := fastest
		dx, df := x.arrive-x.depart, f.arrive-f.depart
		fx, ff := uint64(x.fare), uint64(f.fare) // unknown: the largest
		if f == (worth{}) || dx < df || dx == df && (x.changes < f.changes || x.changes == f.changes && (fx < ff || fx == ff && x.depart < f.depart)) {
			fastest = x
		}
	}
	return cheapest, fastest
}

func TestCalendarNeedsATimetableAndPlaces(t *testing.T) {
	_, err := engine.New(engine.Default(), nil).Calendar(t.Context(), plan.Query{}, engine.Days(0, 1))
	require.ErrorIs(t, err, engine.ErrNoTimetable)
	_, n, e := draw(t, 1, 1)
	_, err = e.Calendar(t.Context(), plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: "nowhere"}}, engine.Days(0, 1))
	require.ErrorIs(t, err, plan.ErrUnknown)
}

func BenchmarkCalendarOfAMonth(b *testing.B) {
	tt, err := timetable.New(b.Context(), realtest.Network(b, realtest.National))
	require.NoError(b, err)
	tt.CityGraph()
	e, r := engine.New(engine.Default(), tt), rand.New(rand.NewPCG(1, 1))
	cities := tt.Cities()
	for b.Loop() {
		_, _ = e.Calendar(b.Context(), plan.Query{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID}},
			engine.Days(model.NewDate(2026, 12, 1), 31))
	}
}
