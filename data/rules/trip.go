package rules

import (
	"fmt"
	"slices"

	"tongtu/data/model"
)

// limits are the speeds of a mode, in km/h from stop to stop as the crow flies,
// and how long its vehicles stand at a stop.
type limits struct {
	fastest, slowest int
	dwell            model.Second
}

var limitsOf = [model.NumModes]limits{
	model.Rail:  {fastest: 350, slowest: 10, dwell: 3 * model.Hour}, // CR400 in service
	model.Air:   {fastest: 1050, slowest: 100, dwell: 12 * model.Hour},
	model.Coach: {fastest: 120, slowest: 5, dwell: 2 * model.Hour},
	model.Ferry: {fastest: 100, slowest: 3, dwell: 12 * model.Hour},
	model.Local: {fastest: 150, slowest: 3, dwell: model.Hour},
}

const (
	rounding     = model.Minute // timetables are in minutes: a hop may be that much longer
	slowLeast    = 20_000.0     // metres below which a slow hop is a local matter
	slowLeastFor = model.Hour
	kmSlack      = 2_000.0 // metres by which kilometres may fall short of the straight line
	kmShare      = 0.9     // and the share of it that they reach at least
)

func (c *check) trip(v *model.Trip) {
	c.fields(v.Validate())
	c.refers(Error, "route", string(v.Route), c.routes[v.Route] != nil)
	c.refers(Error, "calendar", string(v.Calendar), c.calendars[v.Calendar] != nil)
	for i, call := range v.Calls {
		if c.stations[call.Station] == nil {
			c.refers(Error, fmt.Sprintf("calls[%d].station", i), string(call.Station), false)
		}
	}
	c.tripTwice(v)
	c.ridable(v)
	mode, ok := c.modeOf(v)
	for i := range v.Calls {
		if i > 0 {
			c.hop(v, i, mode, ok)
		}
		if dwell := v.Calls[i].Dep - v.Calls[i].Arr; ok && i > 0 && i < len(v.Calls)-1 && dwell > limitsOf[mode].dwell {
			c.add(Finding{Severity: Info, Code: LongDwell, Field: fmt.Sprintf("calls[%d].dep", i), Value: dwell, Limit: limitsOf[mode].dwell})
		}
	}
	if ok && mode == model.Air {
		c.airports(v)
	}
	c.prices(v)
}

// tripTwice reports a trip that an earlier one already is.
func (c *check) tripTwice(v *model.Trip) {
	for _, u := range c.others(c.of, likeness(v)) {
		w := c.trips[model.TripID(u.ID)]
		if u.compare(c.of) < 0 && twins(v, w) {
			c.add(Finding{Severity: Warning, Code: TripTwice, With: u, Fix: Fix{Action: DropTrip, Value: u.ID}})
			return
		}
	}
}

// twins are trips that run the same way on the same days.
func twins(a, b *model.Trip) bool {
	return a.Route == b.Route && a.Calendar == b.Calendar && len(a.Calls) > 1 &&
		slices.EqualFunc(a.Calls, b.Calls, func(x, y model.Call) bool { return x.Station == y.Station && x.Arr == y.Arr && x.Dep == y.Dep })
}

// ridable reports a trip on which nobody can board and get off again.
func (c *check) ridable(v *model.Trip) {
	board := slices.IndexFunc(v.Calls, func(x model.Call) bool { return !x.NoBoard })
	if len(v.Calls) < 2 || board >= 0 && slices.ContainsFunc(v.Calls[board+1:], func(x model.Call) bool { return !x.NoAlight }) {
		return
	}
	c.add(Finding{Severity: Warning, Code: Unridable})
}

// hop looks at the way from call i-1 to call i.
func (c *check) hop(v *model.Trip, i int, mode model.Mode, known bool) {
	a, b := v.Calls[i-1], v.Calls[i]
	at := func(name string) string { return fmt.Sprintf("calls[%d].%s", i, name) }
	if a.Station == b.Station && a.Station != "" {
		f := Finding{Severity: Warning, Code: CallTwice, Field: at("station"), With: Thing{Station, string(a.Station)}}
		if len(v.Calls) > 2 {
			f.Fix = Fix{Action: JoinCalls, Field: f.Field, Value: string(a.Station)}
		}
		c.add(f)
		return
	}
	from, to := c.stations[a.Station], c.stations[b.Station]
	if from == nil || to == nil || null(from.Pos) || null(to.Pos) {
		return
	}
	straight := from.Pos.Metres(to.Pos)
	c.kilometres(v, i, straight)
	c.fareOnHop(v, i, straight)
	if !known || b.Arr < a.Dep {
		return
	}
	l, took := limitsOf[mode], b.Arr-a.Dep
	if speed := kmh(straight, took+rounding); speed > l.fastest {
		c.add(Finding{Severity: Warning, Code: TooFast, Field: at("arr"), With: Thing{Station, string(a.Station)}, Value: speed, Limit: l.fastest})
	}
	if speed := kmh(straight, took); straight > slowLeast && took > slowLeastFor && speed < l.slowest {
		c.add(Finding{Severity: Info, Code: TooSlow, Field: at("arr"), With: Thing{Station, string(a.Station)}, Value: speed, Limit: l.slowest})
	}
}

// kmh of no time at all is what the shortest time the table knows would give.
func kmh(metres float64, s model.Second) int { return int(metres * 3.6 / float64(max(s, 1))) }

// kilometres holds the distance along the route against the straight line.
func (c *check) kilometres(v *model.Trip, i int, straight float64) {
	a, b := v.Calls[i-1].Dist, v.Calls[i].Dist
	field := fmt.Sprintf("calls[%d].dist", i)
	switch {
	case b == 0 && (i == 1 || a == 0): // not given
	case b < a:
		c.add(Finding{Severity: Warning, Code: DistanceBack, Field: field, Value: int(b / 1000), Limit: int(a / 1000)})
	case (i == 1 || a > 0) && float64(b-a) < straight*kmShare-kmSlack:
		c.add(Finding{Severity: Warning, Code: DistanceShort, Field: field, Value: int((b - a) / 1000), Limit: int(straight / 1000)})
	}
}

// airports reports a flight to where mostly something else stops.
func (c *check) airports(v *model.Trip) {
	for i, call := range v.Calls {
		if s := c.stations[call.Station]; s != nil && s.Mode != model.Air {
			c.add(Finding{Severity: Info, Code: WrongMode, Field: fmt.Sprintf("calls[%d].station", i), With: Thing{Station, string(s.ID)}})
			return
		}
	}
}
