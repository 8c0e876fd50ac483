package engine_test

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

// answered reports whether a question has an answer, and fails on any error that
// is not about the question.
func answered(t *testing.T, err error) bool {
	t.Helper()
	require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute) || errors.Is(err, plan.ErrSamePlace), "%v", err)
	return err == nil
}

func TestDeparturesAreThoseNoOtherBeats(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	found := 0
	for i := range uint64(500) {
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		q.Window = model.Second(1+r.IntN(30)) * model.Hour
		got, err := e.Departures(t.Context(), q)
		if !answered(t, err) {
			continue
		}
		// Everything from the window's beginning to the last moment of arrival.
		all := q
		all.By, all.Window, all.Horizon = plan.Best, q.Window+q.Horizon, q.Window+q.Horizon
		res, err := e.Plan(t.Context(), "", all, nil)
		answered(t, err)
		var want, have [][2]model.Moment
		for _, it := range res.Itineraries {
			beaten := slices.ContainsFunc(res.Itineraries, func(o plan.Itinerary) bool {
				return o.Depart >= it.Depart && o.Arrive <= it.Arrive && (o.Depart > it.Depart || o.Arrive < it.Arrive)
			})
			if !beaten && it.Depart <= q.At.Add(q.Window) {
				want = append(want, [2]model.Moment{it.Depart, it.Arrive})
			}
		}
		slices.SortFunc(want, func(a, b [2]model.Moment) int { return cmp.Compare(a[0], b[0]) })
		want = slices.Compact(want)
		for k, it := range got {
			require.NoError(t, plantest.Valid(n, plan.Query{From: q.From, To: q.To, At: q.At, Horizon: all.Horizon, Modes: q.Modes, Classes: q.Classes, MinChange: q.MinChange}, it))
			have = append(have, [2]model.Moment{it.Depart, it.Arrive})
			if k == 0 {
				continue
			}
			later, err := e.Later(t.Context(), q, got[k-1])
			if err == nil { // else beyond the horizon of a single question
				require.Equal(t, it, later)
			}
			earlier, err := e.Earlier(t.Context(), q, it)
			if err == nil {
				require.Equal(t, got[k-1].Depart, earlier.Depart)
			}
		}
		require.Equal(t, want, have, "network %d: %s", i, plantest.Question(q))
		found += len(have)
	}
	require.Greater(t, found, 40)
}

func TestPlanBIsTheBestFromWhereARideWasMissed(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	plans, removed := 0, 0
	for i := range uint64(500) {
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		res, err := e.Plan(t.Context(), "", q, nil)
		if !answered(t, err) {
			continue
		}
		it := res.Itineraries[0]
		got, err := e.PlansB(t.Context(), q, it)
		require.NoError(t, err)
		require.Len(t, got, it.Changes+1)
		for _, b := range got {
			missed := it.Legs[b.Leg]
			rest := q
			rest.From, rest.At = plan.Place{Station: missed.From}, missed.Depart+1
			rest.Horizon = model.Second(q.At.Add(q.Horizon) - rest.At)
			if rest.Horizon <= 0 || atGoal(n, q.To, missed.From) {
				require.Nil(t, b.Next)
				continue
			}
			want, ok := plantest.Brute(n, rest, 20_000)
			if !ok {
				continue
			}
			require.Equal(t, len(want) > 0, b.Next != nil, "network %d leg %d: %s", i, b.Leg, plantest.Question(q))
			if b.Next == nil {
				continue
			}
			plans++
			require.Equal(t, worthOf(&want[0]), worthOf(b.Next), "network %d leg %d: %s", i, b.Leg, plantest.Question(q))
			require.EqualValues(t, b.Next.Arrive-it.Arrive, b.Late)
			if !slices.ContainsFunc(b.Next.Legs, func(l plan.Leg) bool { return l.Trip == missed.Trip }) {
				removed++
				require.Equal(t, classless(*b.Next), classless(without(t, n, missed.Trip, rest)), "network %d leg %d: %s", i, b.Leg, plantest.Question(q))
			}
		}
	}
	require.Greater(t, plans, 10)
	require.Greater(t, removed, 5)
}

// atGoal reports whether a station is of the destination: a journey may pass it.
func atGoal(n model.Network, to plan.Place, s model.StationID) bool {
	if to.Station != "" {
		return to.Station == s
	}
	return slices.ContainsFunc(n.Stations, func(x model.Station) bool { return x.ID == s && x.City == to.City })
}

// classless leaves out the classes: which of two of one price is named depends on
// the network's other trips.
func classless(it plan.Itinerary) plan.Itinerary {
	it.Legs = slices.Clone(it.Legs)
	for i := range it.Legs {
		it.Legs[i].Class = ""
	}
	return it
}

// without answers q on the network without a trip.
func without(t *testing.T, n model.Network, trip model.TripID, q plan.Query) plan.Itinerary {
	t.Helper()
	n.Trips = slices.DeleteFunc(slices.Clone(n.Trips), func(x model.Trip) bool { return x.ID == trip })
	n.Changes = slices.DeleteFunc(slices.Clone(n.Changes), func(x model.ChangeRecord) bool { return x.FromTrip == trip || x.ToTrip == trip })
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	res, err := engine.New(engine.Default(), tt).Plan(t.Context(), "", q, nil)
	require.NoError(t, err)
	return res.Itineraries[0]
}

// TestPlanBKeepsToWhatIsUsedUp: limits count what was ridden, paid and passed.
func TestPlanBKeepsToWhatIsUsedUp(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	plans := 0
	for i := range uint64(1500) {
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		q.MinChange = nil
		plantest.Complicate(r, n, &q)
		q.Arrive, q.Window, q.By = false, 0, plan.Fastest
		res, err := e.Plan(t.Context(), "", q, nil)
		if err != nil {
			continue
		}
		it := res.Itineraries[0]
		got, err := e.PlansB(t.Context(), q, it)
		require.NoError(t, err)
		for _, b := range got {
			if b.Next == nil {
				continue
			}
			// Put together, what was ridden and what comes next keep to the question,
			// but for the change where the ride was missed.
			whole := plan.Itinerary{Legs: append(slices.Clone(it.Legs[:b.Leg]), b.Next.Legs...)}
			whole.Summarise()
			require.True(t, q.MaxChanges == nil || whole.Changes <= *q.MaxChanges)
			require.True(t, q.MaxFare == nil || whole.Fare.Known() && whole.Fare <= *q.MaxFare)
			require.True(t, q.MaxDuration == 0 || whole.Arrive-it.Depart <= model.Moment(q.MaxDuration))
			require.LessOrEqual(t, whole.Arrive, q.At.Add(q.Horizon))
			plans++
		}
	}
	require.Greater(t, plans, 10)
}

func TestThroughIsTheBestThatPasses(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	found, apart := 0, 0
	for i := range uint64(800) {
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		q.Arrive = r.IntN(4) == 0
		x := plan.Place{City: n.Cities[r.IntN(len(n.Cities))].ID}
		d, err := e.Through(t.Context(), q, x)
		if !answered(t, err) {
			continue
		}
		forced := q
		forced.Via = []plan.Via{{Place: x}}
		want, ok := plantest.Brute(n, forced, 20_000)
		if !ok {
			continue
		}
		found++
		require.Equal(t, worthOf(&want[0]), worthOf(&d.Through), "network %d: %s", i, plantest.Question(forced))
		require.NoError(t, plantest.Valid(n, forced, d.Through))
		best, err := e.Plan(t.Context(), "", q, nil)
		require.NoError(t, err)
		require.Equal(t, best.Itineraries[0], d.Best)
		switch m := margin(d, q); {
		case m < 0:
			t.Errorf("network %d: the best is not: %+v", i, d)
		case d.Apart < max(len(d.Best.Legs), len(d.Through.Legs)):
			apart++
		default:
			require.Equal(t, d.Best, d.Through)
		}
	}
	require.Greater(t, found, 20)
	require.Greater(t, apart, 3)
}

// margin is what Through loses in the criterion of q.
func margin(d engine.Detour, q plan.Query) int64 {
	switch {
	case q.By == plan.Cheapest && d.Dearer != nil:
		return int64(*d.Dearer)
	case q.By == plan.Cheapest:
		return 0
	case q.By == plan.Changes:
		return int64(d.Changes)
	case q.Arrive:
		return int64(d.Sooner)
	}
	return int64(d.Later)
}

func TestThroughTakesTheBestOrderOfPlaces(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	found := 0
	for i := range uint64(400) {
		r, n, e := draw(t, seed, i)
		q := plantest.RandomQuery(r, n)
		q.By = plan.Fastest
		x, y := plan.Place{City: n.Cities[r.IntN(len(n.Cities))].ID}, plan.Place{City: n.Cities[r.IntN(len(n.Cities))].ID}
		q.Via = []plan.Via{{Place: y}}
		d, err := e.Through(t.Context(), q, x)
		if !answered(t, err) {
			continue
		}
		found++
		for _, via := range [][]plan.Via{{{Place: x}, {Place: y}}, {{Place: y}, {Place: x}}} {
			q.Via = via
			res, err := e.Plan(t.Context(), "", q, nil)
			require.True(t, err != nil || res.Itineraries[0].Arrive >= d.Through.Arrive)
		}
	}
	require.Positive(t, found)
}
