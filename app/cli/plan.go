package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/app/takeaway"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// planFlags are the flags of plan as typed.
type planFlags struct {
	questionFlags
	png, ics, pdf string
	json, batch   bool
}

func (f *planFlags) declare(fs *pflag.FlagSet) {
	f.questionFlags.declare(fs)
	fs.StringVar(&f.png, "png", "", "")
	fs.StringVar(&f.ics, "ics", "", "")
	fs.StringVar(&f.pdf, "pdf", "", "")
	fs.BoolVar(&f.json, "json", false, "")
	fs.BoolVar(&f.batch, "batch", false, "")
}

func runPlan(ctx context.Context, c *call) error {
	var f planFlags
	args, err := c.parse(f.declare)
	if err != nil {
		return err
	}
	if f.batch {
		if len(args) != 0 {
			return arguments(wantNothing)
		}
		return c.batch(ctx)
	}
	if len(args) != 2 {
		return arguments(wantTwoPlaces)
	}
	n, q, err := c.asked(ctx, &f.questionFlags, args)
	if err != nil {
		return err
	}
	res, err := n.plan(ctx, f.algorithm, q)
	if err != nil && !errors.Is(err, plan.ErrNoRoute) {
		return err
	}
	if f.json {
		if e := json.NewEncoder(c.Stdout).Encode(n.answer(args[0], args[1], q, res)); e != nil {
			return e
		}
	} else if err == nil {
		c.show(n, res)
	}
	if err != nil {
		return err
	}
	return c.takeAway(ctx, &f, n, res.Itineraries[0])
}

// takeAway writes the files that were asked for.
func (c *call) takeAway(ctx context.Context, f *planFlags, n *network, it plan.Itinerary) error {
	j := takeaway.Journey{Itinerary: it, TT: n.tt, Zone: n.zone, Made: c.Now()}
	for _, x := range []struct {
		path  string
		write func(w io.Writer) error
	}{
		{f.png, func(w io.Writer) error { return c.Picture(ctx, w, n.tt, it, c.tr.Lang()) }},
		{f.ics, func(w io.Writer) error { return j.Calendar(w, c.tr) }},
		{f.pdf, func(w io.Writer) error { return j.Page(w, c.tr) }},
	} {
		if x.path == "" {
			continue
		}
		if err := writeFile(x.path, func(f *os.File) error { return x.write(f) }); err != nil {
			return err
		}
	}
	return nil
}

// asked loads the network and resolves the question about two places.
func (c *call) asked(ctx context.Context, f *questionFlags, args []string) (*network, plan.Query, error) {
	n, err := c.network(ctx)
	if err != nil {
		return nil, plan.Query{}, err
	}
	a, err := f.ask(args[0], args[1])
	if err != nil {
		return nil, plan.Query{}, err
	}
	q, err := a.query(c, n)
	return n, q, err
}

func (n *network) plan(ctx context.Context, algorithm string, q plan.Query) (plan.Result, error) {
	res, err := n.engine.Plan(ctx, algorithm, q, nil)
	return res, algorithmError(algorithm, err)
}

// algorithmError names the flag where the error is that of an unknown algorithm.
func algorithmError(algorithm string, err error) error {
	if errors.Is(err, model.ErrNotFound) {
		return badValue("--algorithm", algorithm, wantAlgorithm)
	}
	return err
}

// show prints the answer as text.
func (c *call) show(n *network, res plan.Result) {
	for _, it := range res.Itineraries {
		c.showItinerary(n, it)
	}
	if n.tt.Info().Demo {
		c.print(c.tr.T(keyDemo))
	}
}

// showItinerary prints its totals, and a line for every leg.
func (c *call) showItinerary(n *network, it plan.Itinerary) {
	c.print(c.tr.T(keyTotal, i18n.A{
		"depart": c.tr.Moment(it.Depart), "arrive": c.tr.Moment(it.Arrive),
		"duration": it.Duration(), "fare": it.Fare, "n": it.Changes,
	}))
	for _, l := range it.Legs {
		key := keyLeg
		if l.Walk {
			key = keyWalk
		}
		from, to := n.placeOf(l.From), n.placeOf(l.To)
		c.print(c.tr.T(key, i18n.A{
			"mode": l.Mode, "number": l.Number, "from": from.Station, "to": to.Station,
			"depart": c.tr.Moment(l.Depart), "arrive": c.tr.Moment(l.Arrive), "fare": l.Fare,
		}))
	}
}
