package plantest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
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
	RunShaped(t, p, seed, networks, func(*plan.Query) {})
}

// RunShaped is Run for a planner that answers few kinds of question: shape turns
// a random one into such.
func RunShaped(t *testing.T, p plan.Planner, seed uint64, networks int, shape func(q *plan.Query)) {
	t.Helper()
	checked, found := 0, 0
	for i := range uint64(networks) {
		r := rand.New(rand.NewPCG(seed, i))
		n := Random(r)
		tt, err := timetable.New(t.Context(), n)
		if err != nil {
			t.Fatalf("seed %d network %d: %v", seed, i, err)
		}
		for k := range 8 {
			q := RandomQuery(r, n)
			if k%2 == 1 {
				Complicate(r, n, &q)
			}
			shape(&q)
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
	if checked*2 < networks || found*5 < checked {
		t.Fatalf("the suite checked too little: %d queries, %d with an answer", checked, found)
	}
	t.Logf("%d networks, %d queries checked, %d with an answer", networks, checked, found)
}

func one(t *testing.T, p plan.Planner, n model.Network, tt *timetable.Timetable, q plan.Query) (checked, found bool) {
	t.Helper()
	if !p.Info().Exact(&q) {
		if _, err := p.Plan(t.Context(), tt, q, nil); !errors.Is(err, plan.ErrUnsupported) {
			t.Errorf("got %v for a question it is not exact for; want %v", err, plan.ErrUnsupported)
		}
		return false, false
	}
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
	want, ok := Brute(n, q, journeyLimit)
	if !ok {
		return false, false
	}
	found = len(want) > 0
	switch {
	case !found && !errors.Is(err, plan.ErrNoRoute):
		t.Errorf("%s: got %v, %v; want no connection", Question(q), got.Itineraries, err)
	case found && err != nil:
		t.Errorf("%s: got %v; want %s", Question(q), err, texts(want))
	case found && q.By == plan.Best:
		if g, w := points(q, got.Itineraries), points(q, want); !slices.Equal(g, w) {
			t.Errorf("%s\n got %s\nwant %s", Question(q), texts(got.Itineraries), texts(want))
		}
		for _, it := range got.Itineraries {
			if err := Valid(n, q, it); err != nil {
				t.Errorf("%s: %s: %v", Question(q), Text(it), err)
			}
		}
	case found && !same(got.Itineraries[0], want[0]):
		t.Errorf("%s\n got %s\nwant %s", Question(q), Text(got.Itineraries[0]), Text(want[0]))
	}
	return true, found
}

// point is what a Pareto set is over; one representative counts.
type point struct {
	depart, arrive model.Moment
	fare           model.Fen
	changes        int
}

func points(q plan.Query, its []plan.Itinerary) (out []point) {
	for _, it := range its {
		p := point{it.Depart, it.Arrive, it.Fare, it.Changes}
		switch {
		case q.Window > 0:
		case q.Arrive:
			p.arrive = 0
		default:
			p.depart = 0
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b point) int {
		return cmp.Or(cmp.Compare(a.arrive, b.arrive), cmp.Compare(a.depart, b.depart), cmp.Compare(a.fare, b.fare), cmp.Compare(a.changes, b.changes))
	})
	return out
}

func texts(its []plan.Itinerary) (s string) {
	for _, it := range its {
		s += "\n  " + Text(it)
	}
	return s
}

// Question renders a query for failures.
func Question(q plan.Query) string {
	s := fmt.Sprintf("by %v from %v to %v at day %v %v arrive %v window %v horizon %v modes %b classes %q via %v avoid %+v",
		q.By, q.From, q.To, q.At.Date(), q.At.Clock(), q.Arrive, q.Window, q.Horizon, q.Modes, q.Classes, q.Via, q.Avoid)
	if q.MinChange != nil {
		s += fmt.Sprintf(" min-change %v", *q.MinChange)
	}
	if q.MaxChanges != nil {
		s += fmt.Sprintf(" max-changes %d", *q.MaxChanges)
	}
	if q.MaxFare != nil {
		s += fmt.Sprintf(" max-fare %d", *q.MaxFare)
	}
	return s + fmt.Sprintf(" max-duration %v", q.MaxDuration)
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
