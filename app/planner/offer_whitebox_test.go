package planner

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// script answers from a list of departures: the earliest not before the query
// by fastest, the cheapest of them, the one with fewest changes.
type script struct {
	tt   *timetable.Timetable
	its  []plan.Itinerary
	asks int
}

func (s *script) Timetable() *timetable.Timetable { return s.tt }

func (s *script) Plan(_ context.Context, _ string, q plan.Query, _ *trace.Recorder) (plan.Result, error) {
	s.asks++
	stats := plan.Stats{Settled: 10, Elapsed: time.Millisecond}
	var best *plan.Itinerary
	for i := range s.its {
		it := &s.its[i]
		if it.Depart < q.At || it.Arrive > q.At.Add(horizon(q)) {
			continue
		}
		better := best == nil
		switch {
		case best == nil:
		case q.By == plan.Cheapest:
			better = it.Fare < best.Fare
		case q.By == plan.Changes:
			better = it.Changes < best.Changes
		default:
			better = it.Arrive < best.Arrive
		}
		if better {
			best = it
		}
	}
	if best == nil {
		return plan.Result{Stats: stats}, plan.ErrNoRoute
	}
	return plan.Result{Itineraries: []plan.Itinerary{*best}, Stats: stats}, nil
}

// ride is a journey on one trip.
func ride(trip string, dep, arr model.Second, fare model.Fen, changes int) plan.Itinerary {
	d := model.NewDate(2026, 11, 24)
	return plan.Itinerary{Depart: d.At(dep), Arrive: d.At(arr), Fare: fare, Changes: changes,
		Legs: []plan.Leg{{Trip: model.TripID(trip), Number: trip, Depart: d.At(dep), Arrive: d.At(arr), Fare: fare, Alight: 1}}}
}

const h = model.Hour

func TestAnswersComeFirstThenOthersThenLaterDepartures(t *testing.T) {
	r := &script{its: []plan.Itinerary{
		ride("fast", 8*h, 10*h, 900, 1), ride("cheap", 9*h, 20*h, 100, 1), ride("direct", 9*h, 14*h, 500, 0),
		ride("next", 10*h, 12*h, 900, 1), ride("after", 11*h, 13*h, 900, 1),
	}}
	var seen []int
	f, err := search(t.Context(), r, plan.Query{At: model.NewDate(2026, 11, 24).At(7 * h)}, func(f found) { seen = append(seen, len(f.offers)) })
	require.NoError(t, err)
	require.Equal(t, []int{1}, seen, "the first answer is reported before the rest is known")
	var trips []string
	var wins [][]plan.Criterion
	for _, o := range f.offers {
		trips = append(trips, o.it.Legs[0].Number)
		wins = append(wins, o.honours())
	}
	require.Equal(t, []string{"fast", "cheap", "direct", "next", "after"}, trips)
	require.Equal(t, [][]plan.Criterion{{plan.Fastest}, {plan.Cheapest}, {plan.Changes}, nil, nil}, wins)
	require.Equal(t, 10*r.asks, f.settled)
}

func TestOneJourneyMayWinTwice(t *testing.T) {
	r := &script{its: []plan.Itinerary{ride("all", 8*h, 10*h, 100, 0)}}
	f, err := search(t.Context(), r, plan.Query{At: model.NewDate(2026, 11, 24).At(7 * h), By: plan.Cheapest}, func(found) {})
	require.NoError(t, err)
	require.Len(t, f.offers, 1)
	require.Equal(t, []plan.Criterion{plan.Fastest, plan.Cheapest, plan.Changes}, f.offers[0].honours())
}

func TestUnknownPriceIsNeverTheCheapest(t *testing.T) {
	o := offer{it: ride("x", 1*h, 2*h, model.UnknownFen, 0), wins: []plan.Criterion{plan.Cheapest, plan.Fastest}}
	require.Equal(t, []plan.Criterion{plan.Fastest}, o.honours())
	w := words{tr: i18n.New(i18n.Zh)}
	require.Equal(t, "–", w.price(o.it.Fare))
	require.Equal(t, "¥553", w.price(55300))
	require.Equal(t, "¥553.5", w.price(55350))
}

func TestNoMoreThanFourLaterDepartures(t *testing.T) {
	r := &script{}
	for i := range 12 {
		r.its = append(r.its, ride(string(rune('a'+i)), model.Second(8+i)*h, model.Second(10+i)*h, 100, 0))
	}
	f, err := search(t.Context(), r, plan.Query{At: model.NewDate(2026, 11, 24).At(7 * h)}, func(found) {})
	require.NoError(t, err)
	require.Len(t, f.offers, 1+laterDepartures)
}

func TestCancelledSearchEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := search(ctx, failing{}, plan.Query{}, func(found) { t.Error("reported") })
	require.ErrorIs(t, err, context.Canceled)
}

type failing struct{}

func (failing) Timetable() *timetable.Timetable { return nil }
func (failing) Plan(ctx context.Context, _ string, _ plan.Query, _ *trace.Recorder) (plan.Result, error) {
	return plan.Result{}, ctx.Err()
}

func TestChangeBetweenRides(t *testing.T) {
	d := model.NewDate(2026, 11, 24)
	it := plan.Itinerary{Legs: []plan.Leg{
		{From: "a", To: "b", Depart: d.At(8 * h), Arrive: d.At(9 * h)},
		{Walk: true, From: "b", To: "c", Depart: d.At(9 * h), Arrive: d.At(9*h + 600)},
		{From: "c", To: "d", Depart: d.At(10 * h), Arrive: d.At(11 * h)},
	}}
	c, ok := changeAfter(it, 0)
	require.True(t, ok)
	require.Equal(t, change{time: h, walk: 600, from: "b", to: "c", between: true}, c)
	_, ok = changeAfter(it, 2)
	require.False(t, ok)
	bars := bars(it)
	require.Len(t, bars, 3)
	require.False(t, bars[1].ride)
	require.InDelta(t, 1, bars[0].share*3, .01)
}

// a ── b ── c    and a fast train a ── c; d lies far off the way
func TestBackdropLeavesOutHopsThatShorterOnesCover(t *testing.T) {
	n := model.Network{Calendars: []model.Calendar{{ID: "x", Days: model.EveryDay, From: 1, To: 2}}}
	for i, id := range []string{"a", "b", "c", "d"} {
		pos := model.LonLat{Lon: 100 + float64(i), Lat: 30}
		if id == "d" {
			pos = model.LonLat{Lon: 101, Lat: 33}
		}
		n.Cities = append(n.Cities, model.City{ID: model.CityID(id), Name: id, Pos: pos})
		n.Stations = append(n.Stations, model.Station{ID: model.StationID(id), City: model.CityID(id), Name: id, Pos: pos})
	}
	for _, calls := range []string{"abc", "ac", "adc"} {
		n.Routes = append(n.Routes, model.Route{ID: model.RouteID(calls), Number: calls})
		trip := model.Trip{ID: model.TripID(calls), Route: model.RouteID(calls), Calendar: "x"}
		for i, s := range calls {
			trip.Calls = append(trip.Calls, model.Call{Station: model.StationID(s), Arr: model.Second(i) * h, Dep: model.Second(i) * h})
		}
		n.Trips = append(n.Trips, trip)
	}
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	require.Len(t, tt.Links(), 5)
	require.Len(t, backdrop(tt).Edges, 4, "a ── c follows a ── b ── c")
}

func TestListOnTheScreenIsNotChangedByTheSearchGoingOn(t *testing.T) {
	first := offers(nil).add(ride("a", 1*h, 2*h, 1, 0), plan.Fastest)
	first.add(ride("a", 1*h, 2*h, 1, 0), plan.Cheapest)
	first.add(ride("b", 3*h, 4*h, 1, 0))
	require.Len(t, first, 1)
	require.Equal(t, []plan.Criterion{plan.Fastest}, first[0].wins)
}
