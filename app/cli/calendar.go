package cli

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
)

// maxDays bounds a calendar.
const maxDays = 31

// calendarAnswer is the JSON of `calendar --json`.
type calendarAnswer struct {
	Query answerQuery    `json:"query"`
	Cells []calendarCell `json:"cells"`
}

// calendarCell is a day or an hour; without a journey nothing stands in it.
type calendarCell struct {
	From     string           `json:"from"`
	Until    string           `json:"until"` // the last second of departure
	Cheapest *answerItinerary `json:"cheapest,omitempty"`
	Fastest  *answerItinerary `json:"fastest,omitempty"`
}

// runCalendar answers with the cheapest and the shortest journey of every day, or
// of every hour of the days around one.
func runCalendar(ctx context.Context, c *call) error {
	var f planFlags
	var hours bool
	days := maxDays
	args, err := c.parse(func(fs *pflag.FlagSet) {
		f.declare(fs)
		fs.IntVar(&days, "days", maxDays, "")
		fs.BoolVar(&hours, "hours", false, "")
	})
	if err != nil {
		return err
	}
	if len(args) != 2 {
		return arguments(wantTwoPlaces)
	}
	if days < 1 || days > maxDays {
		return badValue("--days", strconv.Itoa(days), wantDays)
	}
	n, q, err := c.asked(ctx, &f.questionFlags, args)
	if err != nil {
		return err
	}
	windows := engine.Days(q.At.Date(), days)
	if hours {
		windows = engine.Hours(q.At.Date()-3, 7)
	}
	cells, err := n.engine.Calendar(ctx, q, windows)
	if err != nil {
		return err
	}
	if f.json {
		err = json.NewEncoder(c.Stdout).Encode(n.calendarAnswer(args, q, cells))
	} else {
		c.showCalendar(cells)
	}
	for _, x := range cells {
		if x.Fastest != nil || err != nil {
			return err
		}
	}
	return plan.ErrNoRoute
}

func (n *network) calendarAnswer(args []string, q plan.Query, cells []engine.Cell) calendarAnswer {
	a := calendarAnswer{Query: n.query(args[0], args[1], q)}
	for _, x := range cells {
		a.Cells = append(a.Cells, calendarCell{
			From: n.rfc3339(x.From), Until: n.rfc3339(x.From.Add(x.Length)),
			Cheapest: n.perhaps(x.Cheapest), Fastest: n.perhaps(x.Fastest),
		})
	}
	return a
}

// perhaps is the JSON of a journey that may not exist.
func (n *network) perhaps(it *plan.Itinerary) *answerItinerary {
	if it == nil {
		return nil
	}
	out := n.itinerary(*it)
	return &out
}

func (c *call) showCalendar(cells []engine.Cell) {
	for _, x := range cells {
		when := c.tr.Date(x.From.Date())
		if x.Length < model.Day-1 {
			when = c.tr.Moment(x.From)
		}
		if x.Fastest == nil {
			c.print(c.tr.T(keyCellEmpty, i18n.A{"when": when}))
			continue
		}
		a := i18n.A{"when": when, "fare": model.UnknownFen, "cheap": "–", "duration": x.Fastest.Duration(), "fast": c.tr.ClockAt(x.Fastest.Depart)}
		if x.Cheapest != nil {
			a["fare"], a["cheap"] = x.Cheapest.Fare, c.tr.ClockAt(x.Cheapest.Depart)
		}
		c.print(c.tr.T(keyCell, a))
	}
}
