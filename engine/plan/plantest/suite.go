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

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// journeyLimit bounds the brute force; larger cases are drawn anew.
const journeyLimit = 20_000

// Run holds p to the suite on the given number of random networks from seed on.
// What it fails on is made small before it is reported.
func Run(t *testing.T, p plan.Planner, seed uint64, networks int) {
	t.Helper()
	RunShaped(t, p, seed, networks, func(*plan.Query) {})
}

// RunShaped is Run for a planner that answers few kinds of question: shape turns
// a random one into such.
func RunShaped(t *testing.T, p plan.Planner, seed uint64, networks int, shape func(q *plan.Query)) {
	t.Helper()
	c := Check(t.Context(), p, seed, networks, shape)
	if c.Failure != "" {
		t.Fatal(c.Failure)
	}
	if c.Checked*2 < networks || c.Found*8 < c.Checked {
		t.Fatalf("the suite checked too little: %d queries, %d with an answer", c.Checked, c.Found)
	}
	t.Logf("%d networks, %d queries checked, %d with an answer", networks, c.Checked, c.Found)
}

// Checks counts what Check did, and describes the first failure, reduced.
type Checks struct {
	Checked, Found int
	Failure        string
	Network        model.Network // the failing case
	Query          plan.Query
}

// Check is RunShaped without a test to fail.
func Check(ctx context.Context, p plan.Planner, seed uint64, networks int, shape func(q *plan.Query)) (c Checks) {
	for i := range uint64(networks) {
		r := rand.New(rand.NewPCG(seed, i))
		n := Random(r)
		for k := range 9 {
			q := RandomQuery(r, n)
			if k%2 == 1 {
				Complicate(r, n, &q)
			}
			if k == 8 {
				Complicate(r, n, &q)
				q.Window = model.Second(1+r.IntN(20)) * model.Hour
			}
			shape(&q)
			v := one(ctx, p, n, q)
			if v.problem != "" {
				c.Network, c.Query = Shrink(ctx, n, q, func(n model.Network, q plan.Query) bool { return one(ctx, p, n, q).problem != "" })
				c.Failure = fmt.Sprintf("seed %d network %d: %s\nreduced: %s\n%s", seed, i, v.problem, one(ctx, p, c.Network, c.Query).problem, Drawing(c.Network))
				return c
			}
			if v.checked {
				c.Checked++
			}
			if v.found {
				c.Found++
			}
		}
	}
	return c
}

// verdict of one query: whether brute force could tell, whether there is an
// answer, and what is wrong.
type verdict struct {
	checked, found bool
	problem        string
}

func wrong(format string, args ...any) verdict { return verdict{problem: fmt.Sprintf(format, args...)} }

func one(ctx context.Context, p plan.Planner, n model.Network, q plan.Query) verdict {
	tt, err := timetable.New(ctx, n)
	if err != nil {
		return wrong("%v", err)
	}
	if !p.Info().Exact(&q) {
		if _, err := p.Plan(ctx, tt, q, nil); !errors.Is(err, plan.ErrUnsupported) {
			return wrong("got %v for a question it is not exact for; want %v", err, plan.ErrUnsupported)
		}
		return verdict{}
	}
	got, err := p.Plan(ctx, tt, q, nil)
	if errors.Is(err, plan.ErrSamePlace) || errors.Is(err, plan.ErrUnknown) || p.Info().Partial && errors.Is(err, plan.ErrUnsupported) {
		return verdict{}
	}
	rec := trace.NewRecorder(1 << 16)
	traced, tracedErr := p.Plan(ctx, tt, q, rec)
	if !reflect.DeepEqual(got.Itineraries, traced.Itineraries) || !errors.Is(tracedErr, err) {
		return wrong("%s: traced answer differs from untraced", Question(q))
	}
	if rec.Trace().Len() == 0 {
		return wrong("%s: nothing recorded", Question(q))
	}
	want, ok := Brute(n, q, journeyLimit)
	if !ok {
		return verdict{}
	}
	return verdict{true, len(want) > 0, difference(n, q, got.Itineraries, err, want)}
}

// difference says what is wrong with an answer, nothing if it is as wanted.
func difference(n model.Network, q plan.Query, got []plan.Itinerary, err error, want []plan.Itinerary) string {
	switch found := len(want) > 0; {
	case !found && !errors.Is(err, plan.ErrNoRoute):
		return fmt.Sprintf("%s: got %v, %v; want no connection", Question(q), got, err)
	case found && err != nil:
		return fmt.Sprintf("%s: got %v; want %s", Question(q), err, texts(want))
	case found && q.By == plan.Best:
		if g, w := Points(q, got), Points(q, want); !slices.Equal(g, w) {
			return fmt.Sprintf("%s\n got %s\nwant %s", Question(q), texts(got), texts(want))
		}
		for _, it := range got {
			if err := Valid(n, q, it); err != nil {
				return fmt.Sprintf("%s: %s: %v", Question(q), Text(it), err)
			}
		}
	case found && !same(got[0], want[0]):
		return fmt.Sprintf("%s\n got %s\nwant %s", Question(q), Text(got[0]), Text(want[0]))
	}
	return ""
}

// Point is what a Pareto set is over; one representative counts.
type Point struct {
	depart, arrive model.Moment
	fare           model.Fen
	changes        int
}

// Points are the values of a Pareto set in an order of their own.
func Points(q plan.Query, its []plan.Itinerary) (out []Point) {
	for _, it := range its {
		p := Point{it.Depart, it.Arrive, it.Fare, it.Changes}
		if q.NoFares {
			p.fare = 0
		}
		switch {
		case q.Window > 0:
		case q.Arrive:
			p.arrive = 0
		default:
			p.depart = 0
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Point) int {
		return cmp.Or(cmp.Compare(a.arrive, b.arrive), cmp.Compare(a.depart, b.depart), cmp.Compare(a.fare, b.fare), cmp.Compare(a.changes, b.changes))
	})
	return out
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
