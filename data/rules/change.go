package rules

import "tongtu/data/model"

// Limits of change records.
const (
	footSpeed  = 60      // km/h: by metro from terminal to terminal
	footLeast  = 1_000.0 // metres below which a speed tells nothing
	changeLong = 6 * model.Hour
)

func (c *check) change(r *model.ChangeRecord) {
	from, to := c.stations[r.From], c.stations[r.To]
	for _, ref := range []struct {
		field, value string
		known        bool
	}{
		{"from", string(r.From), from != nil},
		{"to", string(r.To), to != nil},
		{"from-route", string(r.FromRoute), c.routes[r.FromRoute] != nil},
		{"to-route", string(r.ToRoute), c.routes[r.ToRoute] != nil},
		{"from-trip", string(r.FromTrip), c.trips[r.FromTrip] != nil},
		{"to-trip", string(r.ToTrip), c.trips[r.ToTrip] != nil},
	} {
		c.refers(Error, ref.field, ref.value, ref.known)
	}
	for _, end := range []struct{ field, id string }{{"from", string(r.From)}, {"to", string(r.To)}} {
		if end.id == "" {
			c.add(Finding{Code: Required, Field: end.field})
		}
	}
	if r.Time < 0 {
		c.add(Finding{Code: Range, Field: "time", Value: r.Time.String()})
	}
	if r.Forbidden || r.Time < 0 {
		return
	}
	if r.Time > changeLong {
		c.add(Finding{Severity: Info, Code: ChangeLong, Field: "time", Value: r.Time, Limit: changeLong})
	}
	if from == nil || to == nil || r.From == r.To {
		return
	}
	if metres := from.Pos.Metres(to.Pos); metres > footLeast && kmh(metres, r.Time+rounding) > footSpeed {
		c.add(Finding{Severity: Warning, Code: ChangeTooFast, Field: "time", Value: kmh(metres, r.Time+rounding), Limit: footSpeed})
	}
	if back := reverse(*r); c.changes[back.Key()] == nil {
		c.add(Finding{Severity: Info, Code: ChangeOneWay, Field: "to", Fix: Fix{Action: MirrorChange}})
	}
}

// reverse is the record of the way back.
func reverse(r model.ChangeRecord) model.ChangeRecord {
	r.From, r.To = r.To, r.From
	r.FromRoute, r.ToRoute = r.ToRoute, r.FromRoute
	r.FromTrip, r.ToTrip = r.ToTrip, r.FromTrip
	return r
}
