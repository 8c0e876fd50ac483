package pareto_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

// realFeed is the national timetable used for measuring, where it is present.
func realFeed(t testing.TB) *timetable.Timetable {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "cn-2019.gtfs.zip")
	if _, err := os.Stat(path); err != nil {
		t.Skip("no real timetable beside the project")
	}
	n, _, err := gtfs.Read(t.Context(), path, nil)
	require.NoError(t, err)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	tt.CityGraph()
	return tt
}

// drawn asks for a random pair of cities on a random minute of one day.
func drawn(r *rand.Rand, tt *timetable.Timetable) plan.Query {
	cities := tt.Cities()
	return plan.Query{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID},
		At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day/model.Minute))) * model.Minute)}
}

func TestEqualsDijkstraOnRealFeed(t *testing.T) {
	tt := realFeed(t)
	ref, p := dijkstra.New(), pareto.New()
	for _, c := range []struct {
		by      plan.Criterion
		queries int // fewer where one takes longer
	}{{plan.Fastest, 300}, {plan.Changes, 300}, {plan.Cheapest, 20}} {
		t.Run(c.by.String(), func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, uint64(c.by)))
			if testing.Short() {
				c.queries /= 20
			}
			for range c.queries {
				q := drawn(r, tt)
				q.By = c.by
				want, wantErr := ref.Plan(t.Context(), tt, q, nil)
				got, err := p.Plan(t.Context(), tt, q, nil)
				if !errors.Is(err, wantErr) {
					t.Fatalf("%s: got %v, want %v", plantest.Question(q), err, wantErr)
				}
				if !reflect.DeepEqual(got.Itineraries, want.Itineraries) {
					t.Fatalf("%s\n got %s\nwant %s", plantest.Question(q), plantest.Text(got.Itineraries[0]), plantest.Text(want.Itineraries[0]))
				}
			}
		})
	}
}

func BenchmarkPlan(b *testing.B) {
	tt := realFeed(b)
	day := model.Day
	for _, c := range []struct {
		name string
		p    plan.Planner
		ask  func(q *plan.Query)
	}{
		{"dijkstra/fastest", dijkstra.New(), func(*plan.Query) {}},
		{"dijkstra/cheapest", dijkstra.New(), func(q *plan.Query) { q.By = plan.Cheapest }},
		{"dijkstra/changes", dijkstra.New(), func(q *plan.Query) { q.By = plan.Changes }},
		{"fastest", pareto.New(), func(*plan.Query) {}},
		{"cheapest", pareto.New(), func(q *plan.Query) { q.By = plan.Cheapest }},
		{"changes", pareto.New(), func(q *plan.Query) { q.By = plan.Changes }},
		{"best", pareto.New(), func(q *plan.Query) { q.By = plan.Best }},
		{"best-arrive", pareto.New(), func(q *plan.Query) { q.By, q.Arrive = plan.Best, true; q.At = q.At.Add(2 * day) }},
		{"best-window", pareto.New(), func(q *plan.Query) { q.By, q.Window = plan.Best, day }},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			var times []time.Duration
			found, points := 0, 0
			for b.Loop() {
				q := drawn(r, tt)
				c.ask(&q)
				begin := time.Now()
				res, err := c.p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
				times = append(times, time.Since(begin))
				if err == nil {
					found++
					points += len(res.Itineraries)
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "median-us")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-us")
			b.ReportMetric(float64(points)/float64(max(found, 1)), "journeys")
		})
	}
}
