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
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// draw makes a random network and an engine on it.
func draw(t *testing.T, seed, i uint64) (*rand.Rand, model.Network, *engine.Engine) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, i))
	n := plantest.Random(r)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	return r, n, engine.New(engine.Default(), tt)
}

func TestExplanationEndsWithTheAnswerItLedTo(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	found := 0
	for i := range uint64(400) {
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		q.Arrive = r.IntN(3) == 0
		for _, p := range engine.Default().All() {
			if !p.Info().Exact(&q) {
				continue
			}
			want, wantErr := e.Plan(t.Context(), p.Info().ID, q, nil)
			x, err := e.Explain(t.Context(), p.Info().ID, q, 1<<16)
			require.True(t, errors.Is(err, wantErr) || err == nil && wantErr == nil, "%v, %v", err, wantErr)
			if err != nil {
				continue
			}
			found++
			it := want.Itineraries[0]
			require.Equal(t, want.Itineraries, x.Itineraries)
			last := x.Steps[len(x.Steps)-1]
			require.Equal(t, trace.Answer, last.Kind)
			require.Equal(t, it.Arrive, last.At)
			require.EqualValues(t, it.Fare, last.Cost)
			require.True(t, ledTo(n, x.Steps, it), "network %d, %s: %s\n%s\n%+v", i, p.Info().ID, plantest.Question(q), plantest.Text(it), x.Steps)
		}
	}
	require.Greater(t, found, 80)
}

// ledTo reports whether the ride at the searched end of it was recorded as an
// improvement at the time it has, and that all steps name calls of their trips.
func ledTo(n model.Network, steps []engine.Step, it plan.Itinerary) bool {
	trips := map[model.TripID]*model.Trip{}
	for i := range n.Trips {
		trips[n.Trips[i].ID] = &n.Trips[i]
	}
	var rides []plan.Leg
	for _, l := range it.Legs {
		if !l.Walk {
			rides = append(rides, l)
		}
	}
	first, last, led := rides[0], rides[len(rides)-1], false
	for _, s := range steps {
		if s.Kind != trace.Improve {
			continue
		}
		from, to := false, false
		for _, c := range trips[s.Trip].Calls {
			from = from || c.Station == s.From && (!s.Back || sameClock(s.At, c.Dep))
			to = to || from && c.Station == s.To && (s.Back || sameClock(s.At, c.Arr))
		}
		if !from || !to {
			return false
		}
		led = led || !s.Back && s.Trip == last.Trip && s.To == last.To && s.At == last.Arrive ||
			s.Back && s.Trip == first.Trip && s.From == first.From && s.At == first.Depart
	}
	return led
}

func sameClock(m model.Moment, s model.Second) bool { return m.Clock() == s%model.Day }

func TestExplanationSaysWhatItLeftOut(t *testing.T) {
	_, n, e := draw(t, 1, 1)
	for _, c := range n.Cities[1:] {
		q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: c.ID}, At: model.NewDate(2026, 11, 2).At(0)}
		x, err := e.Explain(t.Context(), "", q, 3)
		if err != nil {
			continue
		}
		require.Equal(t, "dijkstra", x.Stats.Algorithm)
		require.Len(t, x.Steps, 4)
		require.Positive(t, x.Lost)
		return
	}
	t.Fatal("nothing found")
}
