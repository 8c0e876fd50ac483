package pareto

import (
	"math"
	"slices"

	"tongtu/engine/timetable"
)

// goal is a finished journey. What the front is not over is as good as can be,
// so that it never hinders dominating.
type goal struct {
	time   int32 // of arriving at the place asked for
	cost   int64
	rides  int32
	depart int32
	label  int32
}

// rule says what a journey found does to the limits of the search.
type rule uint8

const (
	keepLimits rule = iota
	fareLimit       // no dearer journeys any more
	ridesLimit      // no journeys of more rides any more
	ridesBelow      // only journeys of fewer rides
)

// finish considers a journey that ends with label l, after a walk.
func (c *scan) finish(l *label, walk int32) {
	g := goal{l.time + walk, l.cost, l.rides, l.depart, int32(len(c.m.labels))}
	switch {
	case g.time > c.deadline || g.time < c.earliest || l.rides > c.maxRides:
		return
	case l.cost > c.maxFare:
		c.parked = min(c.parked, l.cost)
		return
	case c.maxDuration > 0 && g.time-l.depart > c.maxDuration:
		return
	}
	m := c.m
	m.labels = append(m.labels, *l)
	if !c.accept(g) {
		m.labels = m.labels[:g.label]
		return
	}
	c.rec.Improve(int32(l.stop), int32(l.trip), int(l.board), int(l.alight), l.time, l.cost)
	switch c.rule {
	case fareLimit:
		c.maxFare = l.cost
	case ridesLimit:
		c.maxRides = l.rides
	case ridesBelow:
		c.maxRides = l.rides - 1
	}
}

// accept puts g into the front; without one, the last journey found is the best.
func (c *scan) accept(g goal) bool {
	m := c.m
	if !c.front {
		if len(m.goals) > 0 && c.ties && g.cost == m.goals[0].cost && m.compareRides(g.label, m.goals[0].label) >= 0 {
			return false
		}
		m.goals = append(m.goals[:0], g)
		return true
	}
	if !c.overFare {
		g.cost = math.MinInt64
	}
	if !c.overRides {
		g.rides = math.MinInt32
	}
	if !c.overDepart {
		g.depart = math.MaxInt32
	}
	for _, o := range m.goals {
		if o.dominates(&g) {
			return false
		}
	}
	m.goals = slices.DeleteFunc(m.goals, func(o goal) bool {
		return g.dominates(&o) || c.rule == fareLimit && o.cost > g.cost || c.rule == ridesLimit && o.rides > g.rides
	})
	m.goals = append(m.goals, g)
	c.version++
	m.rebuild()
	return true
}

func (g *goal) dominates(o *goal) bool {
	return g.time <= o.time && g.cost <= o.cost && g.rides <= o.rides && g.depart >= o.depart
}

// expires returns the latest time at which a journey with e's values, then at
// city, can still add to the front: for each number of rides left, until a
// journey found is as good as the best it might become. A time not before enough
// is as good as any.
func (c *scan) expires(e *entry, city timetable.City, enough int32) int32 {
	left := c.left.time[int(e.via)*c.cities+int(city)]
	if left >= never {
		return idle
	}
	latest := c.deadline - left
	begun := !c.depart || !e.first
	if c.maxDuration > 0 && begun {
		latest = min(latest, e.depart+c.maxDuration-left)
	}
	if e.first && c.latest < never {
		walk := e.depart
		latest = min(latest, c.latest+walk)
	}
	h := hope{depart: e.depart, left: left, need: e.time}
	if !begun {
		return latest // the front is also over departure, which is still open
	}
	if !c.fare && !c.rides {
		return c.until(&h, latest)
	}
	best, last := idle, noLimit
	k := 1
	if !c.rides {
		k = maxLeft // only the row for any number of rides
	}
	for ; k <= maxLeft; k++ {
		if c.rides {
			if h.rides = e.rides + int32(k); h.rides > c.maxRides {
				break
			}
		}
		row := c.left.fare[(k-1)*c.cities+int(city)]
		if row >= last {
			continue // as dear with a ride less, or no way
		}
		last = row
		if c.fare {
			if h.cost = c.clamp(e.cost + row); h.cost > c.maxFare {
				c.parked = min(c.parked, h.cost)
				continue
			}
		}
		if best = max(best, c.until(&h, latest)); best >= enough {
			break
		}
	}
	return best
}

// clamp makes all unknown fares alike where the answer does.
func (c *scan) clamp(cost int64) int64 {
	if c.alike {
		return min(cost, timetable.UnknownCost)
	}
	return cost
}
