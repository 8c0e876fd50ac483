package engine_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/resources"
)

// sampleNetwork is the demonstration network.
func sampleNetwork(t testing.TB) model.Network {
	t.Helper()
	n, _, err := gtfs.ReadZip(t.Context(), bytes.NewReader(resources.SampleZip), int64(len(resources.SampleZip)), nil)
	require.NoError(t, err)
	return n
}

// TestQueriesWaitForNobody asks sixteen questions at once, over and over, while
// timetables are swapped, and looks into the profile of locks that were waited for:
// none of them may be ours.
func TestQueriesWaitForNobody(t *testing.T) {
	n := sampleNetwork(t)
	var snapshots []*timetable.Timetable
	for revision := range uint64(3) {
		n.Revision = revision + 1
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		tt.CityGraph() // computed once, on first use
		snapshots = append(snapshots, tt)
	}
	e := engine.New(engine.Default(), snapshots[0])
	rounds := 12
	if raced || testing.Short() {
		rounds = 4
	}
	queries := make([]plan.Query, 16)
	want := make([]plan.Result, len(queries))
	r := rand.New(rand.NewPCG(1, 1))
	for i := range queries {
		queries[i] = randomPair(r, snapshots[0])
		queries[i].By = []plan.Criterion{plan.Fastest, plan.Changes, plan.Fastest, plan.Cheapest}[i%4]
		want[i], _ = e.Plan(t.Context(), "", queries[i], nil) // no connection is an answer too
	}
	before := runtime.SetMutexProfileFraction(1)
	defer runtime.SetMutexProfileFraction(before)
	known := waits()
	var wg sync.WaitGroup
	var wrong atomic.Int32
	for i := range queries {
		wg.Go(func() {
			for range rounds {
				got, _ := e.Plan(t.Context(), "", queries[i], nil)
				if !reflect.DeepEqual(got.Itineraries, want[i].Itineraries) {
					wrong.Add(1)
				}
			}
		})
	}
	for _, tt := range snapshots[1:] {
		require.True(t, e.Swap(tt), "while queries are under way")
	}
	wg.Wait()
	require.Zero(t, wrong.Load(), "a query does not see the swap")
	for place, count := range waits() {
		if count > known[place] {
			t.Errorf("waited %d times at\n%s", count-known[place], place)
		}
	}
}

// waits counts the contended locks of this program by the stack that let go of
// them. Not counted are locks inside the runtime (memory, collection) and those of
// memory pools, which are taken once after a collection.
func waits() map[string]int64 {
	records := make([]runtime.BlockProfileRecord, 4096)
	n, _ := runtime.MutexProfile(records)
	out := map[string]int64{}
	for _, r := range records[:n] {
		var stack strings.Builder
		ours, pool, inside := false, false, false
		frames := runtime.CallersFrames(r.Stack())
		for more := true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			inside = inside || stack.Len() == 0 && strings.HasPrefix(f.Function, "runtime.")
			ours = ours || strings.HasPrefix(f.Function, "tongtu/engine.") || strings.HasPrefix(f.Function, "tongtu/engine/")
			pool = pool || strings.HasPrefix(f.Function, "sync.(*Pool)")
			fmt.Fprintf(&stack, "%s:%d\n", f.Function, f.Line)
		}
		if ours && !pool && !inside {
			out[stack.String()] += r.Count
		}
	}
	return out
}
