package tables_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/engine/csa"
	"tongtu/engine/plan"
	"tongtu/engine/realtest"
	"tongtu/engine/tables"
)

func TestAnswersRealTimetablesAsTheScanDoes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	for _, c := range []struct {
		name, feed string
	}{
		{"distances", realtest.National},
		{"fares by pair", realtest.PairFare},
	} {
		t.Run(c.name, func(t *testing.T) {
			tt := realtest.Timetable(t, c.feed)
			p, ref := tables.New(), csa.New()
			require.NoError(t, p.Prepare(t.Context(), tt, realtest.Day, nil))
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			r := rand.New(rand.NewPCG(seed, 1))
			const queries = 5000
			declined, found := 0, 0
			for range queries {
				q := realtest.Cities(r, tt)
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
	tt := realtest.Timetable(b, realtest.National)
	p := tables.New()
	require.NoError(b, p.Prepare(b.Context(), tt, realtest.Day, nil))
	r := rand.New(rand.NewPCG(1, 1))
	var times []time.Duration
	for b.Loop() {
		q := realtest.Cities(r, tt)
		begin := time.Now()
		_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "median-ns")
	b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds()), "p99-ns")
}
