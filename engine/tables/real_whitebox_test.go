package tables

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/profile"
	"tongtu/engine/realtest"
	"tongtu/engine/sweep"
	"tongtu/engine/timetable"
)

// kind is a kind of question and who else answers it.
type kind struct {
	name  string
	shape func(q *plan.Query)
	ref   plan.Planner
}

var kinds = []kind{
	{"fastest", func(*plan.Query) {}, csa.New()},
	{"changes", func(q *plan.Query) { q.By = plan.Changes }, dijkstra.New()},
	{"best", func(q *plan.Query) { q.By, q.NoFares = plan.Best, true }, sweep.New()},
	{"window", func(q *plan.Query) { q.By, q.NoFares, q.Window = plan.Best, true, model.Day }, profile.New()},
}

// validEvery is how many queries come to one whose answer is held to the network.
const validEvery = 20

func TestAnswersRealTimetablesAsOthersDo(t *testing.T) {
	memory, queries := int64(few), 100
	if !testing.Short() && !raced { // which would build for half an hour
		memory, queries = budget, 2000
	}
	for _, feed := range []string{realtest.National, realtest.PairFare} {
		n := realtest.Network(t, feed)
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		table, err := build(t.Context(), tt, realtest.Day, memory, 2, nil)
		require.NoError(t, err)
		p := New()
		p.cur.Store(table)
		for _, k := range kinds {
			t.Run(feed+"/"+k.name, func(t *testing.T) {
				seed := rand.Uint64()
				t.Logf("seed %d", seed)
				r := rand.New(rand.NewPCG(seed, 1))
				found := 0
				for i := range queries {
					q := table.random(r)
					k.shape(&q)
					res := compare(t, p, k, q)
					found += len(res.Itineraries)
					for _, it := range res.Itineraries {
						if i%validEvery == 0 {
							require.NoError(t, plantest.Valid(n, q, it), plantest.Question(q))
						}
					}
				}
				require.Greater(t, found, queries/2)
			})
		}
	}
}

// TestOnlyTheAnswerIsAllocated allows for the pool, which the collector empties.
func TestOnlyTheAnswerIsAllocated(t *testing.T) {
	if raced {
		t.Skip("the race detector empties pools")
	}
	p, table := some(t)
	for _, k := range kinds {
		r := rand.New(rand.NewPCG(3, 3))
		qs := make([]plan.Query, 50)
		for i := range qs {
			qs[i] = table.random(r)
			k.shape(&qs[i])
		}
		lists := 0 // of itineraries, and of the legs of each
		ask := func() {
			lists = 0
			for _, q := range qs {
				res, _ := p.Plan(t.Context(), table.tt, q, nil) // no connection is an answer too
				lists += 1 + len(res.Itineraries)
			}
		}
		require.LessOrEqual(t, testing.AllocsPerRun(5, ask), float64(lists)+2, k.name)
	}
}

func TestWindowsLookForTheEnd(t *testing.T) {
	p, table := some(t)
	r := rand.New(rand.NewPCG(5, 5))
	for range 100 {
		q := table.random(r)
		q.By, q.NoFares, q.Window = plan.Best, true, model.Day
		plantest.LooksOften(t, p, table.tt, q)
	}
}

// some knows the journeys to the busiest cities of a country.
func some(t *testing.T) (*Planner, *table) {
	t.Helper()
	tt := realtest.Timetable(t, realtest.National)
	table, err := build(t.Context(), tt, realtest.Day, few, 2, nil)
	require.NoError(t, err)
	p := New()
	p.cur.Store(table)
	return p, table
}

// few is memory for a few destinations.
const few = 2 << 20

// random asks about a destination that is in the table.
func (t *table) random(r *rand.Rand) plan.Query {
	for {
		q := realtest.Cities(r, t.tt)
		if c, _ := t.tt.CityByID(q.To.City); t.blocks[c].first != nil {
			return q
		}
	}
}

// compare holds the answer of p to that of another planner.
func compare(t *testing.T, p *Planner, k kind, q plan.Query) plan.Result {
	t.Helper()
	got, err := p.Plan(t.Context(), p.cur.Load().tt, q, nil)
	want, wantErr := k.ref.Plan(t.Context(), p.cur.Load().tt, q, nil)
	require.ErrorIs(t, err, wantErr, plantest.Question(q))
	if q.By != plan.Best {
		require.Equal(t, want.Itineraries, got.Itineraries, plantest.Question(q))
		return got
	}
	require.Equal(t, plantest.Points(q, want.Itineraries), plantest.Points(q, got.Itineraries), plantest.Question(q))
	require.True(t, slices.IsSortedFunc(got.Itineraries, func(a, b plan.Itinerary) int {
		return cmp.Or(cmp.Compare(a.Arrive, b.Arrive), cmp.Compare(a.Changes, b.Changes), cmp.Compare(a.Depart, b.Depart))
	}))
	return got
}
