package plantest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// journeyLimit bounds the brute force; larger cases are drawn anew.
const journeyLimit = 20_000

// Run holds p to the suite on the given number of random networks from seed on.
func Run(t *testing.T, p plan.Planner, seed uint64, networks int) {
	t.Helper()
	checked, found := 0, 0
	for i := range uint64(networks) {
		r := rand.New(rand.NewPCG(seed, i))
		n := Random(r)
		tt, err := timetable.New(t.Context(), n)
		if err != nil {
			t.Fatalf("seed %d network %d: %v", seed, i, err)
		}
		for range 4 {
			q := RandomQuery(r, n)
			ok, some := one(t, p, n, tt, q)
			if t.Failed() {
				t.Fatalf("seed %d network %d", seed, i)
			}
			if ok {
				checked++
			}
			if some {
				found++
			}
		}
	}
	if checked < networks || found*5 < checked {
		t.Fatalf("the suite checked too little: %d queries, %d with an answer", checked, found)
	}
	t.Logf("%d networks, %d queries checked, %d with an answer", networks, checked, found)
}

func one(t *testing.T, p plan.Planner, n model.Network, tt *timetable.Timetable, q plan.Query) (checked, found bool) {
	t.Helper()
	got, err := p.Plan(t.Context(), tt, q, nil)
	if errors.Is(err, plan.ErrSamePlace) {
		return false, false
	}
	rec := trace.NewRecorder(1 << 16)
	traced, tracedErr := p.Plan(t.Context(), tt, q, rec)
	if !reflect.DeepEqual(got.Itineraries, traced.Itineraries) || !errors.Is(tracedErr, err) {
		t.Errorf("traced answer differs from untraced")
	}
	if rec.Trace().Len() == 0 {
		t.Errorf("nothing recorded")
	}
	want, found, ok := Brute(n, q, journeyLimit)
	if !ok {
		return false, false
	}
	switch {
	case !found && !errors.Is(err, plan.ErrNoRoute):
		t.Errorf("got %v, %v; want no connection", got.Itineraries, err)
	case found && err != nil:
		t.Errorf("by %v from %v to %v at %v modes %b: got %v; want %s", q.By, q.From, q.To, q.At.Clock(), q.Modes, err, Text(want))
	case found && !same(got.Itineraries[0], want):
		t.Errorf("by %v from %v to %v at %v\n got %s\nwant %s", q.By, q.From, q.To, q.At.Clock(), Text(got.Itineraries[0]), Text(want))
	}
	return true, found
}

// same compares itineraries; the far ends of walks from or to a city are free.
func same(a, b plan.Itinerary) bool {
	if a.Depart != b.Depart || a.Arrive != b.Arrive || a.Fare != b.Fare || a.Changes != b.Changes || len(a.Legs) != len(b.Legs) {
		return false
	}
	for i := range a.Legs {
		x, y := a.Legs[i], b.Legs[i]
		if x.Walk && i == 0 {
			x.From, y.From = "", ""
		}
		if x.Walk && i == len(a.Legs)-1 {
			x.To, y.To = "", ""
		}
		if x.Fare == y.Fare {
			x.Class, y.Class = "", "" // equal prices of two classes
		}
		if x != y {
			return false
		}
	}
	return true
}

// Text renders an itinerary for failures.
func Text(it plan.Itinerary) string {
	s := fmt.Sprintf("%v–%v fare %d changes %d:", it.Depart.In(time.UTC), it.Arrive.In(time.UTC), it.Fare, it.Changes)
	for _, l := range it.Legs {
		s += fmt.Sprintf(" [%s day %v %s %v→%s %v fare %d]", l.Trip, l.Day, l.From, l.Depart.Clock(), l.To, l.Arrive.Clock(), l.Fare)
	}
	return s
}

// Cancelled checks that p stops when its context ends.
func Cancelled(t *testing.T, p plan.Planner, tt *timetable.Timetable, q plan.Query) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Plan(ctx, tt, q, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
