package csa

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
)

// paces make the two directions of a search meet in networks of any size.
var paces = []pace{{stage: 1, look: 1}, {stage: 3, look: 2}, {stage: 64, look: 1}, {stage: quietWords * wordBits, look: 8}}

func TestConformanceWhereverTheDirectionsMeet(t *testing.T) {
	networks := 1000
	if testing.Short() {
		networks = 100
	}
	for _, p := range paces {
		seed := uint64(time.Now().UnixNano())
		t.Logf("%+v seed %d", p, seed)
		plantest.Run(t, paced(p), seed, networks)
	}
}

func TestTheNationalTimetableWhereverTheDirectionsMeet(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 150
	if testing.Short() {
		queries = 30
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	plain := paced(pace{stage: batchWords * wordBits, look: noLimit})
	reference := pareto.New()
	for _, p := range paces {
		met := paced(p)
		for n := range queries {
			q := realtest.Places(r, tt)
			q.Arrive = n%2 == 0
			want, wantErr := plain.Plan(t.Context(), tt, q, nil)
			got, err := met.Plan(t.Context(), tt, q, nil)
			require.ErrorIs(t, err, wantErr, "%+v", q)
			require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
			if n%20 == 0 {
				want, wantErr = reference.Plan(t.Context(), tt, plan.Query{From: q.From, To: q.To, At: q.At, Arrive: q.Arrive, By: plan.Fastest}, nil)
				require.ErrorIs(t, err, wantErr, "%+v", q)
				require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
			}
		}
	}
}
