package cli

import (
	"context"
	"encoding/json"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine"
)

// throughAnswer is the JSON of `through --json`: what passing a place costs.
type throughAnswer struct {
	Query   answerQuery     `json:"query"`
	Through string          `json:"through"`
	Best    answerItinerary `json:"best"`
	Passing answerItinerary `json:"passing"`
	Later   model.Second    `json:"later_s"`
	Sooner  model.Second    `json:"sooner_s"`
	Dearer  *model.Fen      `json:"dearer_fen,omitempty"`
	Changes int             `json:"more_changes"`
	Apart   int             `json:"apart"` // the first leg in which they differ
}

// runThrough answers why the best journey does not pass a place.
func runThrough(ctx context.Context, c *call) error {
	var f planFlags
	args, err := c.parse(f.declare)
	if err != nil {
		return err
	}
	if len(args) != 3 {
		return arguments(wantThreePlaces)
	}
	n, q, err := c.asked(ctx, &f.questionFlags, args)
	if err != nil {
		return err
	}
	p, err := n.place(args[2])
	if err != nil {
		return err
	}
	d, err := n.engine.Through(ctx, q, p)
	if err != nil {
		return err
	}
	if f.json {
		return json.NewEncoder(c.Stdout).Encode(throughAnswer{
			Query: n.query(args[0], args[1], q), Through: args[2], Best: n.itinerary(d.Best), Passing: n.itinerary(d.Through),
			Later: d.Later, Sooner: d.Sooner, Dearer: d.Dearer, Changes: d.Changes, Apart: d.Apart,
		})
	}
	c.showThrough(n, args[2], d)
	return nil
}

func (c *call) showThrough(n *network, place string, d engine.Detour) {
	c.showItinerary(n, d.Best)
	dearer := "–"
	if d.Dearer != nil {
		dearer = c.signed(int64(*d.Dearer), c.tr.Money(max(*d.Dearer, -*d.Dearer)))
	}
	c.print(c.tr.T(keyThrough, i18n.A{
		"place": place, "later": c.signed(int64(d.Later), c.tr.Duration(max(d.Later, -d.Later))), "dearer": dearer,
		"changes": c.signed(int64(d.Changes), c.tr.Number(max(d.Changes, -d.Changes))),
	}))
	c.showItinerary(n, d.Through)
}

// signed puts a sign before the words of an amount.
func (c *call) signed(n int64, words string) string {
	if n < 0 {
		return "−" + words
	}
	return "+" + words
}
