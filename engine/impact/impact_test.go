package impact_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/impact"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
	"tongtu/resources"
)

// asker asks single questions of two networks.
type asker struct {
	t     *testing.T
	sides [2]*engine.Engine
}

func newAsker(t *testing.T, before, now model.Network) asker {
	t.Helper()
	a := asker{t: t}
	for i, n := range []model.Network{before, now} {
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		a.sides[i] = engine.New(engine.Default(), tt)
	}
	return a
}

func (x asker) ask(side int, from, to model.CityID, at model.Moment) impact.Answer {
	x.t.Helper()
	a := impact.Answer{Arrive: impact.NoArrival, Fare: model.UnknownFen}
	q := plan.Query{From: plan.Place{City: from}, To: plan.Place{City: to}, At: at}
	for _, by := range []plan.Criterion{plan.Fastest, plan.Cheapest} {
		q.By = by
		r, err := x.sides[side].Plan(x.t.Context(), "", q, nil)
		if errors.Is(err, plan.ErrNoRoute) || errors.Is(err, plan.ErrUnknown) {
			continue
		}
		require.NoError(x.t, err)
		if by == plan.Fastest {
			a.Arrive = r.Itineraries[0].Arrive
		} else {
			a.Fare = r.Itineraries[0].Fare
		}
	}
	return a
}

// recompute asks every question of both networks, one by one.
func recompute(t *testing.T, before, now model.Network, moments []model.Moment) []impact.Pair {
	t.Helper()
	x := newAsker(t, before, now)
	var out []impact.Pair
	for _, from := range before.Cities {
		for _, to := range before.Cities {
			if from.ID == to.ID {
				continue
			}
			p := impact.Pair{From: from.ID, To: to.ID}
			for _, at := range moments {
				a, b := x.ask(0, from.ID, to.ID, at), x.ask(1, from.ID, to.ID, at)
				if a != b {
					p.Changes = append(p.Changes, impact.Change{At: at, Before: a, Now: b})
				}
			}
			if len(p.Changes) > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// plain takes away what does not differ: it need not have been asked for.
func plain(ps []impact.Pair) []impact.Pair {
	for i := range ps {
		for k := range ps[i].Changes {
			c := &ps[i].Changes[k]
			if c.Money() == 0 {
				c.Before.Fare, c.Now.Fare = model.UnknownFen, model.UnknownFen
			}
			if c.Time() == 0 {
				c.Before.Arrive, c.Now.Arrive = impact.NoArrival, impact.NoArrival
			}
		}
	}
	return ps
}

// edit makes a random change of the kinds an editor makes.
func edit(r *rand.Rand, n model.Network) (model.Network, string) {
	n.Trips, n.Calendars, n.Routes = slices.Clone(n.Trips), slices.Clone(n.Calendars), slices.Clone(n.Routes)
	n.FareTables, n.Changes, n.Stations = slices.Clone(n.FareTables), slices.Clone(n.Changes), slices.Clone(n.Stations)
	i := r.IntN(len(n.Trips))
	t := &n.Trips[i]
	t.Calls = slices.Clone(t.Calls)
	shift := func(by model.Second) {
		for k := range t.Calls {
			t.Calls[k].Arr, t.Calls[k].Dep = max(0, t.Calls[k].Arr+by), max(0, t.Calls[k].Dep+by)
		}
	}
	switch kind := r.IntN(11); kind {
	case 0:
		shift(model.Second(r.IntN(240)-120) * model.Minute)
		return n, "shift"
	case 1:
		n.Trips = slices.Delete(n.Trips, i, i+1)
		return n, "delete"
	case 2:
		dup := *t
		dup.ID += "x"
		dup.Calls = slices.Clone(dup.Calls)
		t = &dup
		shift(model.Second(r.IntN(600)) * model.Minute)
		n.Trips = append(n.Trips, dup)
		slices.SortFunc(n.Trips, func(a, b model.Trip) int { return cmp.Compare(a.ID, b.ID) })
		return n, "add"
	case 3:
		for k := range t.Calls {
			t.Calls[k].Fares = slices.Clone(t.Calls[k].Fares)
			for j, f := range t.Calls[k].Fares {
				if f.Known() {
					t.Calls[k].Fares[j] = f / 2
				}
			}
		}
		return n, "fares"
	case 4:
		t.Fee += 300
		return n, "fee"
	case 5:
		n.Calendars[0].Removed = append(slices.Clone(n.Calendars[0].Removed), moments[0].Date())
		slices.Sort(n.Calendars[0].Removed)
		return n, "calendar"
	case 6:
		n.Routes[r.IntN(len(n.Routes))].Mode = model.Mode(r.IntN(3))
		return n, "mode"
	case 7:
		id := n.Routes[r.IntN(len(n.Routes))].ID
		n.FareTables = slices.DeleteFunc(n.FareTables, func(f model.FareTable) bool { return f.Route == id })
		n.FareTables = append(n.FareTables, model.FareTable{Route: id, Rules: []model.FareRule{{From: "fresh", Class: "second", Price: 100}}})
		slices.SortFunc(n.FareTables, func(a, b model.FareTable) int { return cmp.Compare(a.Route, b.Route) })
		for k := range n.Stations {
			if n.Stations[k].Zone == "" {
				n.Stations[k].Zone = "fresh"
				break
			}
		}
		return n, "pair fares"
	case 8:
		if len(n.Changes) > 0 {
			n.Changes = n.Changes[1:]
		}
		return n, "change record"
	case 9:
		n.Stations[0].Zone = "Z1"
		return n, "zone"
	}
	n.ChangeTable.Same[model.Rail] += 20 * model.Minute
	return n, "change table"
}

var day = model.NewDate(2026, 11, 3)

var moments = []model.Moment{day.At(6 * model.Hour), day.At(12 * model.Hour), day.At(20 * model.Hour)}

func TestTheListIsWhatRecomputingGives(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	networks := 250
	if testing.Short() {
		networks = 100
	}
	changed, proved := map[string]int{}, 0
	for i := range networks {
		before := plantest.Random(r)
		now, what := edit(r, before)
		want := recompute(t, before, now, moments)
		got, err := impact.Compare(t.Context(), before, now, impact.Moments{Fastest: moments, Cheapest: moments}, nil)
		require.NoError(t, err)
		require.Equal(t, plain(want), plain(got.Pairs), "network %d: %s", i, what)
		changed[what] += len(want)
		proved += got.Proved
	}
	t.Logf("pairs that changed: %v; searches that proved that nothing changes: %d", changed, proved)
	require.NotZero(t, proved)
	for _, what := range []string{"shift", "delete", "calendar"} {
		require.NotZero(t, changed[what], what)
	}
}

func TestVerdictsAndCounts(t *testing.T) {
	at := func(m, now model.Moment, fare, fareNow model.Fen) impact.Change {
		return impact.Change{Before: impact.Answer{Arrive: m, Fare: fare}, Now: impact.Answer{Arrive: now, Fare: fareNow}}
	}
	for _, c := range []struct {
		name        string
		c           impact.Change
		time, money int
	}{
		{"earlier and dearer", at(100, 50, 10, 20), 1, -1},
		{"later and cheaper", at(50, 100, 20, 10), -1, 1},
		{"the same", at(50, 50, 10, 10), 0, 0},
		{"no way any more", at(50, impact.NoArrival, 10, model.UnknownFen), -1, -1},
		{"a way at last", at(impact.NoArrival, 50, model.UnknownFen, 0), 1, 1},
	} {
		require.Equal(t, []int{c.time, c.money}, []int{c.c.Time(), c.c.Money()}, c.name)
	}
	by, ok := at(100, 50, 10, 20).Later()
	require.True(t, ok)
	require.Equal(t, model.Second(-50), by)
	_, ok = at(impact.NoArrival, 50, model.UnknownFen, 0).Dearer()
	require.False(t, ok)
	r := impact.Result{Pairs: []impact.Pair{
		{Changes: []impact.Change{at(1, 0, 5, 5)}}, {Changes: []impact.Change{at(1, 0, 5, 6), at(0, 1, 5, 5)}}, {Changes: []impact.Change{at(1, 1, 5, 6)}},
	}}
	better, worse := r.Count(impact.Change.Time)
	require.Equal(t, []int{1, 1}, []int{better, worse}, "both ways is worse")
	better, worse = r.Count(impact.Change.Money)
	require.Equal(t, []int{0, 2}, []int{better, worse})
}

func TestNothingChangesWhereOnlyNamesDo(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 2)))
	now := n
	now.Routes = slices.Clone(n.Routes)
	now.Routes[0].Name, now.Revision = "other", 9
	r, err := impact.Compare(t.Context(), n, now, impact.Moments{Fastest: moments, Cheapest: moments[:1]}, func(impact.Progress) { t.Error("searched") })
	require.NoError(t, err)
	require.Empty(t, r.Pairs)
}

func TestItIsCancelledAndTellsHowFarItIs(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(3, 4)))
	now := n
	now.Trips = n.Trips[1:]
	var last atomic.Int64
	_, err := impact.Compare(t.Context(), n, now, impact.Moments{Fastest: moments, Cheapest: moments[:1]}, func(p impact.Progress) {
		require.Equal(t, len(n.Cities), p.All)
		last.Store(max(last.Load(), int64(p.Done)))
	})
	require.NoError(t, err)
	require.Equal(t, int64(len(n.Cities)), last.Load())
	ctx, cancel := context.WithCancel(t.Context())
	_, err = impact.Compare(ctx, n, now, impact.Moments{Fastest: moments, Cheapest: moments[:1]}, func(impact.Progress) { cancel() })
	require.ErrorIs(t, err, context.Canceled)
}

// cities300 is the sample network as far as it concerns the 300 cities where most
// trips call.
func cities300(t testing.TB) model.Network {
	t.Helper()
	n, _, err := gtfs.ReadZip(t.Context(), bytes.NewReader(resources.SampleZip), int64(len(resources.SampleZip)), nil)
	require.NoError(t, err)
	cityOf, calls := map[model.StationID]model.CityID{}, map[model.CityID]int{}
	for _, s := range n.Stations {
		cityOf[s.ID] = s.City
	}
	for _, trip := range n.Trips {
		for _, c := range trip.Calls {
			calls[cityOf[c.Station]]++
		}
	}
	slices.SortFunc(n.Cities, func(a, b model.City) int { return cmp.Or(calls[b.ID]-calls[a.ID], cmp.Compare(a.ID, b.ID)) })
	n.Cities = n.Cities[:300]
	kept := map[model.CityID]bool{}
	for _, c := range n.Cities {
		kept[c.ID] = true
	}
	slices.SortFunc(n.Cities, func(a, b model.City) int { return cmp.Compare(a.ID, b.ID) })
	n.Stations = slices.DeleteFunc(n.Stations, func(s model.Station) bool { return !kept[s.City] })
	for i := range n.Trips {
		n.Trips[i].Calls = slices.DeleteFunc(n.Trips[i].Calls, func(c model.Call) bool { return !kept[cityOf[c.Station]] })
	}
	n.Trips = slices.DeleteFunc(n.Trips, func(t model.Trip) bool { return len(t.Calls) < 2 })
	n.Changes = slices.DeleteFunc(n.Changes, func(r model.ChangeRecord) bool { return !kept[cityOf[r.From]] || !kept[cityOf[r.To]] })
	return n
}

// later is n with one trip shifted.
func later(n model.Network, i int, by model.Second) model.Network {
	n.Trips = slices.Clone(n.Trips)
	trip := n.Trips[i]
	trip.Calls = slices.Clone(trip.Calls)
	for k := range trip.Calls {
		trip.Calls[k].Arr += by
		trip.Calls[k].Dep += by
	}
	n.Trips[i] = trip
	return n
}

// TestTheSampleIsComparedExactly shifts trains of the sample network until
// something changes, and asks again about pairs that the list holds and others.
func TestTheSampleIsComparedExactly(t *testing.T) {
	if testing.Short() {
		t.Skip("a minute and more")
	}
	n := cities300(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	at := []model.Moment{model.NewDate(2026, 12, 1).At(8 * model.Hour)}
	var now model.Network
	var got impact.Result
	for len(got.Pairs) == 0 {
		i := r.IntN(len(n.Trips))
		now = later(n, i, 25*model.Minute)
		begin := time.Now()
		var err error
		got, err = impact.Compare(t.Context(), n, now, impact.Moments{Fastest: at, Cheapest: at}, nil)
		require.NoError(t, err)
		t.Logf("%s, %d calls: %d pairs of %d cities change; %d of %d searches proved that nothing does; %v",
			n.Trips[i].ID, len(n.Trips[i].Calls), len(got.Pairs), got.Cities, got.Proved, 2*got.Cities, time.Since(begin).Round(time.Millisecond))
	}
	listed := map[[2]model.CityID]bool{}
	for _, p := range got.Pairs {
		listed[[2]model.CityID{p.From, p.To}] = true
	}
	var ask [][2]model.CityID
	for _, k := range r.Perm(len(got.Pairs))[:min(40, len(got.Pairs))] {
		ask = append(ask, [2]model.CityID{got.Pairs[k].From, got.Pairs[k].To})
	}
	for range 40 {
		ask = append(ask, [2]model.CityID{n.Cities[r.IntN(300)].ID, n.Cities[r.IntN(300)].ID})
	}
	asker := newAsker(t, n, now)
	for _, ends := range ask {
		if ends[0] == ends[1] {
			continue
		}
		before, after := asker.ask(0, ends[0], ends[1], at[0]), asker.ask(1, ends[0], ends[1], at[0])
		require.Equal(t, before != after, listed[ends], "%v: %v, %v", ends, before, after)
		for _, p := range got.Pairs {
			if p.From == ends[0] && p.To == ends[1] {
				want := []impact.Pair{{Changes: []impact.Change{{At: at[0], Before: before, Now: after}}}}
				require.Equal(t, plain(want)[0].Changes, plain([]impact.Pair{p})[0].Changes, "%v", ends)
			}
		}
	}
}

// BenchmarkOneTrainOf300Cities is what an editor waits for before saving.
func BenchmarkOneTrainOf300Cities(b *testing.B) {
	n := cities300(b)
	i := slices.IndexFunc(n.Trips, func(t model.Trip) bool { return len(t.Calls) > 6 })
	now := later(n, i, 25*model.Minute)
	day := model.NewDate(2026, 12, 1)
	for b.Loop() {
		r, err := impact.Compare(b.Context(), n, now, impact.Moments{
			Fastest: []model.Moment{day.At(8 * model.Hour), day.At(16 * model.Hour)}, Cheapest: []model.Moment{day.At(8 * model.Hour)},
		}, nil)
		require.NoError(b, err)
		b.ReportMetric(float64(len(r.Pairs)), "pairs")
	}
}
