package cli

import (
	"context"
	"encoding/json"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// reachAnswer is the JSON of `reach --json`. Absent fields are unknown, or were
// not asked for.
type reachAnswer struct {
	Query  reachQuery  `json:"query"`
	Cities []reachCity `json:"cities"`
	Stats  answerStats `json:"stats"`
}

type reachQuery struct {
	From   string       `json:"from"`
	Depart string       `json:"depart"`
	Within model.Second `json:"within_s"`
	Budget *model.Fen   `json:"budget_fen,omitempty"`
}

type reachCity struct {
	City     string     `json:"city"`
	ID       string     `json:"id"`
	Station  string     `json:"station"` // where the last ride ends
	Arrive   string     `json:"arrive"`
	Duration int64      `json:"duration_s"` // from the moment asked about
	Fare     *model.Fen `json:"fare_fen,omitempty"`
	Changes  int        `json:"changes"`
	Leg      answerLeg  `json:"leg"`
	Before   *int       `json:"before,omitempty"` // position in cities; absent: the origin
}

// reachFlags are the flags of reach as typed.
type reachFlags struct {
	depart, within, budget, minChange string
	modes                             []string
	json                              bool
}

func (f *reachFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&f.depart, fieldDepart, "", "")
	fs.StringVar(&f.within, "within", "", "")
	fs.StringVar(&f.budget, "budget", "", "")
	fs.StringSliceVar(&f.modes, "mode", nil, "")
	fs.StringVar(&f.minChange, "min-change", "", "")
	fs.BoolVar(&f.json, "json", false, "")
}

// query resolves the names and checks the values.
func (f *reachFlags) query(c *call, n *network, from string) (q plan.ReachQuery, err error) {
	if q.From, err = n.place(from); err != nil {
		return q, err
	}
	q.At = c.now(n.zone)
	if f.depart != "" {
		if q.At, err = parseMoment("--depart", f.depart, q.At, n.zone); err != nil {
			return q, err
		}
	}
	q.Within = plan.DefaultHorizon
	if f.within != "" {
		if q.Within, err = parseDuration("--within", f.within); err != nil {
			return q, err
		}
		if q.Within == 0 || q.Within > maxHorizon {
			return q, badValue("--within", f.within, wantDuration)
		}
	}
	if f.budget != "" {
		most, err := parseYuan("--budget", f.budget)
		if err != nil {
			return q, err
		}
		q.MaxFare = &most
	}
	if f.minChange != "" {
		d, err := parseDuration("--min-change", f.minChange)
		if err != nil {
			return q, err
		}
		q.MinChange = &d
	}
	q.Modes, err = parseModes("--mode", f.modes)
	return q, err
}

// runReach answers with every city within time, money, or both.
func runReach(ctx context.Context, c *call) error {
	var f reachFlags
	args, err := c.parse(f.declare)
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return arguments(wantOnePlace)
	}
	n, err := c.network(ctx)
	if err != nil {
		return err
	}
	q, err := f.query(c, n, args[0])
	if err != nil {
		return err
	}
	r, err := n.engine.Reach(ctx, q, nil)
	if err != nil {
		return err
	}
	if f.json {
		err = json.NewEncoder(c.Stdout).Encode(n.reachAnswer(args[0], q, r))
	} else {
		c.showReach(n, r)
	}
	if err == nil && len(r.Cities) == 0 {
		return plan.ErrNoRoute
	}
	return err
}

func (n *network) reachAnswer(from string, q plan.ReachQuery, r plan.Reach) reachAnswer {
	a := reachAnswer{
		Query:  reachQuery{From: from, Depart: n.rfc3339(q.At), Within: q.Within, Budget: q.MaxFare},
		Cities: make([]reachCity, len(r.Cities)), Stats: n.stats(r.Stats),
	}
	for i := range r.Cities {
		x := &r.Cities[i]
		city, _ := n.tt.City(x.City)
		a.Cities[i] = reachCity{
			City: city.Name, ID: string(x.City), Station: n.placeOf(x.Station).Station,
			Arrive: n.rfc3339(x.Arrive), Duration: int64(x.Arrive - q.At), Fare: known(x.Fare), Changes: x.Changes,
			Leg: n.leg(x.Leg),
		}
		if x.Before >= 0 {
			a.Cities[i].Before = &x.Before
		}
	}
	return a
}

// showReach prints a line for every city.
func (c *call) showReach(n *network, r plan.Reach) {
	for _, x := range r.Cities {
		city, _ := n.tt.City(x.City)
		c.print(c.tr.T(keyReached, i18n.A{"city": city.Name, "arrive": c.tr.Moment(x.Arrive), "fare": x.Fare, "n": x.Changes}))
	}
	if n.tt.Info().Demo {
		c.print(c.tr.T(keyDemo))
	}
}
