package plantest

import (
	"fmt"
	"strings"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

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
	if q.NoFares {
		s += " no-fares"
	}
	return s + fmt.Sprintf(" max-duration %v", q.MaxDuration)
}

// Text renders an itinerary for failures.
func Text(it plan.Itinerary) string {
	s := fmt.Sprintf("%v–%v fare %d changes %d:", it.Depart.In(time.UTC), it.Arrive.In(time.UTC), it.Fare, it.Changes)
	for _, l := range it.Legs {
		s += fmt.Sprintf(" [%s day %v %s %v→%s %v fare %d]", l.Trip, l.Day, l.From, l.Depart.Clock(), l.To, l.Arrive.Clock(), l.Fare)
	}
	return s
}

func texts(its []plan.Itinerary) (s string) {
	for _, it := range its {
		s += "\n  " + Text(it)
	}
	return s
}

// Drawing renders a network for failures: its trips call by call, and what decides
// on changes and fares.
func Drawing(n model.Network) string {
	var out strings.Builder
	for _, s := range n.Stations {
		fmt.Fprintf(&out, "%s in %s zone %q\n", s.ID, s.City, s.Zone)
	}
	for _, r := range n.Routes {
		fmt.Fprintf(&out, "%s %v of %s\n", r.ID, r.Mode, r.Operator)
	}
	for _, c := range n.Calendars {
		fmt.Fprintf(&out, "%s on %07b from %v to %v, also %v, not %v\n", c.ID, c.Days, c.From, c.To, c.Added, c.Removed)
	}
	for _, t := range n.Trips {
		fmt.Fprintf(&out, "%s of %s on %s, classes %q, fee %d:", t.ID, t.Route, t.Calendar, t.Classes, t.Fee)
		for _, c := range t.Calls {
			fmt.Fprintf(&out, " ──%v %s %v", c.Arr, c.Station, c.Dep)
			if c.NoBoard {
				out.WriteString(" no boarding")
			}
			if c.NoAlight {
				out.WriteString(" no alighting")
			}
			if len(c.Fares) > 0 {
				fmt.Fprintf(&out, " %d", c.Fares)
			}
		}
		out.WriteByte('\n')
	}
	for _, t := range n.FareTables {
		fmt.Fprintf(&out, "fares of %q: %+v\n", t.Route, t.Rules)
	}
	for _, c := range n.Changes {
		fmt.Fprintf(&out, "change %+v\n", c)
	}
	fmt.Fprintf(&out, "same-station changes %v", n.ChangeTable.Same)
	return out.String()
}
