package cli

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// planFlags are the flags of plan as typed.
type planFlags struct {
	questionFlags
	png         string
	json, batch bool
}

func (f *planFlags) declare(fs *pflag.FlagSet) {
	f.questionFlags.declare(fs)
	fs.StringVar(&f.png, "png", "", "")
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
	if err == nil && f.png != "" {
		err = c.picture(ctx, f.png, n, res.Itineraries[0])
	}
	return err
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

// picture writes the map of it to a file, or leaves what was there.
func (c *call) picture(ctx context.Context, path string, n *network, it plan.Itinerary) error {
	return writeFile(path, func(w *os.File) error { return c.Picture(ctx, w, n.tt, it, c.tr.Lang()) })
}

// show prints the answer as text.
func (c *call) show(n *network, res plan.Result) {
	for _, it := range res.Itineraries {
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
	if n.tt.Info().Demo {
		c.print(c.tr.T(keyDemo))
	}
}
