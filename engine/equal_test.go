package engine_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
)

// TestAllAlgorithmsAgreeOnTheNationalTimetable asks 2,000 random questions of every
// planner that is exact for them; where one takes a thousand times as long as the
// others, it is only asked a part.
func TestAllAlgorithmsAgreeOnTheNationalTimetable(t *testing.T) {
	n := realtest.Network(t, realtest.National)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	slow := 1
	if raced || testing.Short() {
		slow = 10
	}
	for _, c := range []struct {
		name    string
		queries int
		ask     func(*rand.Rand, *plan.Query)
		every   map[string]int // of the questions, for planners that take long
	}{
		{"fastest", 1200, func(*rand.Rand, *plan.Query) {}, map[string]int{"pareto": 8 * slow, "dijkstra": slow}},
		{"latest", 300, func(_ *rand.Rand, q *plan.Query) { q.Arrive = true }, map[string]int{"pareto": 4 * slow}},
		{"changes", 400, func(_ *rand.Rand, q *plan.Query) { q.By = plan.Changes }, map[string]int{"pareto": 8 * slow, "dijkstra": slow}},
		{"cheapest", 90, func(_ *rand.Rand, q *plan.Query) { q.By = plan.Cheapest }, map[string]int{"pareto": 3 * slow, "dijkstra": slow}},
		{"best", 10, func(r *rand.Rand, q *plan.Query) {
			q.By, q.Horizon = plan.Best, model.Second(12+r.IntN(12))*model.Hour
		}, map[string]int{"pareto": slow}},
		{"best within three days", 40, func(_ *rand.Rand, q *plan.Query) { q.By = plan.Best }, map[string]int{"pareto": 40, "sweep": slow}},
		{"best by arrival and changes", 200, func(r *rand.Rand, q *plan.Query) {
			q.By, q.NoFares, q.Arrive = plan.Best, true, r.IntN(2) == 0
		}, map[string]int{"pareto": 8 * slow, "sweep": slow}},
		{"departures of a day", 60, func(r *rand.Rand, q *plan.Query) {
			q.By, q.NoFares, q.Window, q.Arrive = plan.Best, true, model.Day, r.IntN(2) == 0
		}, map[string]int{"pareto": 4 * slow, "sweep": 4 * slow}},
	} {
		t.Run(c.name, func(t *testing.T) {
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			r := rand.New(rand.NewPCG(seed, 1))
			asked := map[string]int{}
			for i := range c.queries {
				q := randomPair(r, tt)
				c.ask(r, &q)
				res := agree(t, tt, q, func(id string) bool {
					ok := i%max(1, c.every[id]) == 0
					if ok {
						asked[id]++
					}
					return ok
				})
				if len(res.Itineraries) > 0 && i%10 == 0 {
					require.NoError(t, plantest.Valid(n, q, res.Itineraries[0]), plantest.Question(q))
				}
			}
			t.Logf("asked %v", asked)
		})
	}
}

// randomPair asks for a pair of cities, sometimes stations, at a random minute of
// a week.
func randomPair(r *rand.Rand, tt *timetable.Timetable) plan.Query {
	cities, stations := tt.Cities(), tt.Stations()
	place := func() plan.Place {
		if r.IntN(5) == 0 {
			return plan.Place{Station: stations[r.IntN(len(stations))].ID}
		}
		return plan.Place{City: cities[r.IntN(len(cities))].ID}
	}
	at := model.NewDate(2026, 12, 1).At(model.Second(r.IntN(7*24*60)) * model.Minute)
	return plan.Query{From: place(), To: place(), At: at}
}

// agree holds the answers of all planners that are asked to the first one's.
func agree(t *testing.T, tt *timetable.Timetable, q plan.Query, ask func(id string) bool) (want plan.Result) {
	t.Helper()
	var first string
	var wantErr error
	for _, p := range engine.Default().All() {
		id := p.Info().ID
		if !p.Info().Exact(&q) || !ask(id) {
			continue
		}
		got, err := p.Plan(t.Context(), tt, q, nil)
		if first == "" {
			first, want, wantErr = id, got, err
			require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute) || errors.Is(err, plan.ErrSamePlace), "%s: %v", plantest.Question(q), err)
			continue
		}
		require.ErrorIs(t, err, wantErr, "%s: %s, %s", plantest.Question(q), first, id)
		if q.By == plan.Best {
			require.Equal(t, plantest.Points(q, want.Itineraries), plantest.Points(q, got.Itineraries), "%s: %s, %s", plantest.Question(q), first, id)
		} else if !reflect.DeepEqual(want.Itineraries, got.Itineraries) {
			t.Fatalf("%s\n%s %s\n%s %s", plantest.Question(q), first, plantest.Text(want.Itineraries[0]), id, plantest.Text(got.Itineraries[0]))
		}
	}
	return want
}
