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
	depart, by, minChange, horizon, algorithm, png string
	modes, classes                                 []string
	json, batch                                    bool
}

func (f *planFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&f.depart, "depart", "", "")
	fs.StringVar(&f.by, "by", plan.Fastest.String(), "")
	fs.StringSliceVar(&f.modes, "mode", nil, "")
	fs.StringSliceVar(&f.classes, "class", nil, "")
	fs.StringVar(&f.minChange, "min-change", "", "")
	fs.StringVar(&f.horizon, "horizon", "", "")
	fs.StringVar(&f.algorithm, "algorithm", "", "")
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
	n, err := c.network(ctx)
	if err != nil {
		return err
	}
	q, err := f.query(c, n, args[0], args[1])
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

func (f *planFlags) query(c *call, n *network, from, to string) (q plan.Query, err error) {
	if q.From, err = n.place(from); err != nil {
		return q, err
	}
	if q.To, err = n.place(to); err != nil {
		return q, err
	}
	q.At = c.now(n.zone)
	if f.depart != "" {
		if q.At, err = parseMoment("--depart", f.depart, q.At, n.zone); err != nil {
			return q, err
		}
	}
	var ok bool
	if q.By, ok = plan.ParseCriterion(f.by); !ok {
		return q, badValue("--by", f.by, wantCriterion)
	}
	if q.Modes, err = parseModes("--mode", f.modes); err != nil {
		return q, err
	}
	for _, name := range f.classes {
		if !n.tt.HasClass(model.Class(name)) {
			return q, badValue("--class", name, wantClass)
		}
		q.Classes = append(q.Classes, model.Class(name))
	}
	if f.minChange != "" {
		d, err := parseDuration("--min-change", f.minChange)
		if err != nil {
			return q, err
		}
		q.MinChange = &d
	}
	if f.horizon != "" {
		if q.Horizon, err = parseDuration("--horizon", f.horizon); err != nil {
			return q, err
		}
		if q.Horizon == 0 || q.Horizon > maxHorizon {
			return q, badValue("--horizon", f.horizon, wantDuration)
		}
	}
	return q, nil
}

// maxHorizon bounds how far ahead a journey may arrive.
const maxHorizon = 30 * model.Day

func (n *network) plan(ctx context.Context, algorithm string, q plan.Query) (plan.Result, error) {
	res, err := n.engine.Plan(ctx, algorithm, q, nil)
	if errors.Is(err, model.ErrNotFound) {
		return res, badValue("--algorithm", algorithm, wantAlgorithm)
	}
	return res, err
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
