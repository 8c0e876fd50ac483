package tables_test

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/tables"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// prepared is a planner that computes the table of the day asked about.
type prepared struct{ *tables.Planner }

func (p prepared) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if p.Info().Exact(&q) {
		if err := p.Prepare(ctx, tt, q.At.Date(), 0, nil); err != nil {
			return plan.Result{}, err
		}
	}
	return p.Planner.Plan(ctx, tt, q, rec)
}

func TestConformance(t *testing.T) {
	networks := 2500
	if tables.Raced {
		networks = 800
	}
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	// Half of the questions stay as they are: they have to be refused.
	asked := 0
	plantest.RunShaped(t, prepared{tables.New()}, seed, networks, func(q *plan.Query) {
		by := [...]plan.Criterion{plan.Fastest, plan.Changes, plan.Best}[asked%3]
		if asked++; asked%4 != 0 {
			*q = plan.Query{From: plan.Place{City: cityOf(q.From)}, To: plan.Place{City: cityOf(q.To)}, At: q.At, Horizon: q.Horizon,
				By: by, NoFares: by == plan.Best}
			if by == plan.Best && asked%2 == 0 {
				q.Window = model.Second(asked%30) * model.Hour
			}
		}
	})
}

// TestWindows asks for windows that end anywhere, which is where searching and
// looking up meet.
func TestWindows(t *testing.T) {
	networks := 2000
	if tables.Raced {
		networks = 600
	}
	if testing.Short() {
		networks = 400
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	plantest.RunShaped(t, prepared{tables.New()}, seed, networks, func(q *plan.Query) {
		*q = plan.Query{From: plan.Place{City: cityOf(q.From)}, To: plan.Place{City: cityOf(q.To)}, At: q.At, Horizon: q.Horizon,
			By: plan.Best, NoFares: true, Window: 1 + model.Second(r.IntN(int(model.Day)))}
	})
}

// cityOf reads the city of a random place off its station's name.
func cityOf(p plan.Place) model.CityID {
	if p.Station != "" {
		return model.CityID("C" + p.Station[1:2])
	}
	return p.City
}

func TestCancellation(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: model.NewDate(2026, 11, 2).At(0)}
	p := tables.New()
	plantest.Cancelled(t, prepared{p}, tt, q)
	_, ok := p.Day(tt)
	require.False(t, ok, "a table half done is not in force")
}

func TestAnswersForItsTimetableAndDayOnly(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(2, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	newer, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	day := model.NewDate(2026, 11, 2)
	q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: day.At(8 * model.Hour), Horizon: model.Day}
	p := tables.New()
	unsupported := func(tt *timetable.Timetable, q plan.Query) {
		t.Helper()
		_, err := p.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, plan.ErrUnsupported)
	}
	unsupported(tt, q)
	done, total := 0, 0
	require.NoError(t, p.Prepare(t.Context(), tt, day, 1, func(d, n int) { done, total = max(done, d), n }))
	require.Equal(t, len(n.Cities), done)
	require.Equal(t, len(n.Cities), total)
	if _, err = p.Plan(t.Context(), tt, q, nil); err != nil {
		require.ErrorIs(t, err, plan.ErrNoRoute)
	}
	unsupported(newer, q)
	q.At = (day + 1).At(0)
	unsupported(tt, q)
	q.At = day.At(0)
	q.From = plan.Place{City: "nowhere"}
	_, err = p.Plan(t.Context(), tt, q, nil)
	require.ErrorIs(t, err, plan.ErrUnknown)
	q.From = q.To
	_, err = p.Plan(t.Context(), tt, q, nil)
	require.ErrorIs(t, err, plan.ErrSamePlace)
	p.Drop()
	unsupported(tt, q)
}

func TestCityWithoutStations(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(2, 1)))
	n.Cities = append(n.Cities, model.City{ID: "empty"})
	slices.SortFunc(n.Cities, func(a, b model.City) int { return cmp.Compare(a.ID, b.ID) })
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	day := model.NewDate(2026, 11, 2)
	p := tables.New()
	require.NoError(t, p.Prepare(t.Context(), tt, day, 0, nil))
	for _, q := range []plan.Query{
		{From: plan.Place{City: "empty"}, To: plan.Place{City: "C0"}, At: day.At(0)},
		{From: plan.Place{City: "C0"}, To: plan.Place{City: "empty"}, At: day.At(0)},
	} {
		_, err := p.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, plan.ErrNoRoute)
	}
}
