//go:build unix

package engine_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/sample"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// scaled is a compiled sample network and what that took.
type scaled struct {
	tt          *timetable.Timetable
	connections int           // a day
	compile     time.Duration // processor time
	memory      uint64        // of the timetable alone
}

func compileScale(t testing.TB, scale int) scaled {
	t.Helper()
	n := sample.Generate(scale)
	before := heap()
	begin := cpuTime(t)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	s := scaled{tt: tt, compile: cpuTime(t) - begin, memory: heap() - before}
	s.connections = tt.Forward.Connections().Hops.Len()
	runtime.KeepAlive(n)
	return s
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// cpuTime is what this process has used of processors: elapsed time says little on
// a machine that others use.
func cpuTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// steps counts what queries look at, on average.
func steps(t *testing.T, tt *timetable.Timetable, by plan.Criterion, queries int) int {
	t.Helper()
	e, r, sum := engine.New(engine.Default(), tt), rand.New(rand.NewPCG(1, 1)), 0
	for range queries {
		q := randomPair(r, tt)
		q.By = by
		res, _ := e.Plan(t.Context(), "", q, nil) // no connection is an answer too
		sum += res.Stats.Settled + res.Stats.Relaxed
	}
	return sum / queries
}

// TestNothingGrowsFasterThanTheNetwork compares the counts of a network with those of
// one several times its size: memory and steps of a query per connection may not grow.
func TestNothingGrowsFasterThanTheNetwork(t *testing.T) {
	queries := 40
	if raced || testing.Short() {
		queries = 10
	}
	a, b := compileScale(t, 2), compileScale(t, 3) // the trains of 1 call at fewer stations
	ratio := float64(b.connections) / float64(a.connections)
	t.Logf("%d and %d connections a day; %d and %d bytes", a.connections, b.connections, a.memory, b.memory)
	require.Less(t, float64(b.memory)/float64(a.memory), 1.25*ratio)
	for by := plan.Fastest; by <= plan.Changes; by++ {
		x, y := steps(t, a.tt, by, queries), steps(t, b.tt, by, queries)
		t.Logf("%v: %d and %d steps", by, x, y)
		require.Less(t, float64(y)/float64(x), 1.25*ratio, "%v", by)
	}
}

// BenchmarkScale reports, for multiples of the sample network, its connections a
// day, the processor time of compiling it and its memory, and medians of single
// queries.
func BenchmarkScale(b *testing.B) {
	for _, scale := range []int{1, 2, 5, 10} {
		b.Run(fmt.Sprint(scale), func(b *testing.B) {
			for b.Loop() {
				s := compileScale(b, scale)
				b.ReportMetric(float64(s.connections), "connections")
				b.ReportMetric(float64(s.compile.Milliseconds()), "compile-ms")
				b.ReportMetric(float64(s.memory)/(1<<20), "MB")
				begin := cpuTime(b)
				s.tt.CityGraph()
				b.ReportMetric(float64((cpuTime(b) - begin).Milliseconds()), "city-graph-ms")
				for _, by := range []plan.Criterion{plan.Fastest, plan.Changes, plan.Cheapest, plan.Best} {
					b.ReportMetric(float64(median(b, s.tt, by).Microseconds()), by.String()+"-us")
				}
			}
		})
	}
}

// median is the processor time of the middle one of some queries.
func median(b *testing.B, tt *timetable.Timetable, by plan.Criterion) time.Duration {
	e, r := engine.New(engine.Default(), tt), rand.New(rand.NewPCG(1, 1))
	queries := map[plan.Criterion]int{plan.Fastest: 200, plan.Changes: 60, plan.Cheapest: 20, plan.Best: 5}[by]
	cities := tt.Cities()
	times := make([]time.Duration, queries)
	for i := range times {
		q := plan.Query{By: by, From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID},
			At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day))))}
		begin := cpuTime(b)
		_, _ = e.Plan(b.Context(), "", q, nil) // no connection is an answer too
		times[i] = cpuTime(b) - begin
	}
	slices.Sort(times)
	return times[len(times)/2]
}
