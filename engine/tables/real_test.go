package tables_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/plan"
	"tongtu/engine/tables"
	"tongtu/engine/timetable"
)

var day = model.NewDate(2026, 12, 1)

// realTimetable is a timetable of real trains, where it is present.
func realTimetable(t testing.TB, name string) *timetable.Timetable {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no real timetable beside the project")
	}
	n, _, err := gtfs.Read(t.Context(), path, nil)
	require.NoError(t, err)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	return tt
}

// drawn asks for a random pair of cities at a random moment of the day.
func drawn(r *rand.Rand, tt *timetable.Timetable) plan.Query {
	cities := tt.Cities()
	return plan.Query{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID},
		At: day.At(model.Second(r.IntN(int(model.Day))))}
}

func TestAnswersRealTimetablesAsTheScanDoes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	for _, c := range []struct {
		name, feed string
		day        model.Date
	}{
		{"distances", "cn-2019.gtfs.zip", day},
		{"fares by pair", "cn-fares-2023.gtfs.zip", day},
	} {
		t.Run(c.name, func(t *testing.T) {
			tt := realTimetable(t, c.feed)
			p, ref := tables.New(), csa.New()
			require.NoError(t, p.Prepare(t.Context(), tt, c.day, nil))
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			r := rand.New(rand.NewPCG(seed, 1))
			const queries = 5000
			declined, found := 0, 0
			for range queries {
				q := drawn(r, tt)
				got, err := p.Plan(t.Context(), tt, q, nil)
				if errors.Is(err, plan.ErrUnsupported) {
					declined++
					continue
				}
				want, wantErr := ref.Plan(t.Context(), tt, q, nil)
				require.ErrorIs(t, err, wantErr, "%+v", q)
				require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
				found += len(got.Itineraries)
			}
			t.Logf("%d found, %d declined", found, declined)
			require.Greater(t, found, queries/4)
		})
	}
}

func BenchmarkPlan(b *testing.B) {
	tt := realTimetable(b, "cn-2019.gtfs.zip")
	p := tables.New()
	require.NoError(b, p.Prepare(b.Context(), tt, day, nil))
	r := rand.New(rand.NewPCG(1, 1))
	var times []time.Duration
	for b.Loop() {
		q := drawn(r, tt)
		begin := time.Now()
		_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "median-ns")
	b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds()), "p99-ns")
}
