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
	question
	minChange, horizon, window, maxDuration, maxFare string
	maxChanges                                       int
	algorithm, png                                   string
	json, batch                                      bool
}

func (f *planFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&f.depart, "depart", "", "")
	fs.StringVar(&f.arrive, "arrive", "", "")
	fs.StringVar(&f.by, "by", plan.Fastest.String(), "")
	fs.StringSliceVar(&f.modes, "mode", nil, "")
	fs.StringSliceVar(&f.classes, "class", nil, "")
	fs.StringSliceVar(&f.via, "via", nil, "")
	fs.StringSliceVar(&f.avoid, "avoid", nil, "")
	fs.StringVar(&f.minChange, "min-change", "", "")
	fs.StringVar(&f.horizon, "horizon", "", "")
	fs.StringVar(&f.window, "window", "", "")
	fs.StringVar(&f.maxDuration, "max-duration", "", "")
	fs.StringVar(&f.maxFare, "max-fare", "", "")
	fs.IntVar(&f.maxChanges, "max-changes", -1, "")
	fs.StringVar(&f.algorithm, "algorithm", "", "")
	fs.StringVar(&f.png, "png", "", "")
	fs.BoolVar(&f.json, "json", false, "")
	fs.BoolVar(&f.batch, "batch", false, "")
}

// flagNames are the flags whose fields have another name in a batch.
var flagNames = map[string]string{
	fieldMode: "mode", fieldClass: "class", fieldMinChange: "min-change", fieldHorizon: "horizon", fieldWindow: "window",
	fieldMaxDuration: "max-duration", fieldMaxChanges: "max-changes", fieldMaxFare: "max-fare",
}

func flagName(field string) string {
	if name, ok := flagNames[field]; ok {
		return "--" + name
	}
	return "--" + field
}

// ask turns the flags into a question about from and to.
func (f *planFlags) ask(from, to string) (*question, error) {
	a := f.question
	a.field, a.from, a.to = flagName, from, to
	for _, x := range []struct {
		flag, text string
		value      *model.Second
	}{{"--horizon", f.horizon, &a.horizon}, {"--window", f.window, &a.window}, {"--max-duration", f.maxDuration, &a.maxDuration}} {
		if x.text == "" {
			continue
		}
		d, err := parseDuration(x.flag, x.text)
		if err == nil && d == 0 {
			err = badValue(x.flag, x.text, wantDuration)
		}
		if err != nil {
			return nil, err
		}
		*x.value = d
	}
	if f.minChange != "" {
		d, err := parseDuration("--min-change", f.minChange)
		if err != nil {
			return nil, err
		}
		a.minChange = &d
	}
	if f.maxFare != "" {
		fare, err := parseYuan("--max-fare", f.maxFare)
		if err != nil {
			return nil, err
		}
		a.maxFare = &fare
	}
	if f.maxChanges != -1 {
		a.maxChanges = &f.maxChanges
	}
	return &a, nil
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
	a, err := f.ask(args[0], args[1])
	if err != nil {
		return err
	}
	q, err := a.query(c, n)
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
