package pareto

import (
	"cmp"
	"slices"
)

// step is a point of a staircase: from this fare on, a journey found arrives
// that early.
type step struct {
	cost int64
	time int32
}

// rebuild makes the staircases of the front anew: row r has the journeys of at
// most r rides.
func (m *memory) rebuild() {
	slices.SortStableFunc(m.goals, func(a, b goal) int { return cmp.Compare(a.cost, b.cost) })
	most := int32(0)
	for i := range m.goals {
		most = max(most, m.goals[i].rides)
	}
	for len(m.steps) <= int(most) {
		m.steps = append(m.steps, nil)
	}
	m.rows = most + 1
	for r := range m.rows {
		row, best := m.steps[r][:0], never
		for i := range m.goals {
			if g := &m.goals[i]; g.rides <= r && g.time < best {
				best = g.time
				row = append(row, step{g.cost, g.time})
			}
		}
		m.steps[r] = row
	}
}

// hope is what a label may become with some number of rides left.
type hope struct {
	cost   int64 // least fare at the end
	rides  int32
	depart int32
	left   int32 // least time left
	need   int32 // an earlier time is of no use
}

// until shortens latest to the time at which h can still add to the front: when
// it may arrive before every journey found that is as good in all else.
func (c *scan) until(h *hope, latest int32) int32 {
	m := c.m
	if !c.front || len(m.goals) == 0 {
		return latest
	}
	if c.overDepart {
		return c.untilAmong(h, latest)
	}
	row := m.steps[min(h.rides, m.rows-1)]
	lo, hi := 0, len(row)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); row[mid].cost <= h.cost {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > 0 {
		latest = min(latest, row[lo-1].time-h.left-1+c.slack)
	}
	return latest
}

// untilAmong is until where the front is also over departure. The journey that
// ruled out the label before often does so again.
func (c *scan) untilAmong(h *hope, latest int32) int32 {
	goals := c.m.goals
	if c.hint < len(goals) {
		if g := &goals[c.hint]; g.as(h) && g.time-h.left-1 < h.need {
			return idle
		}
	}
	for i := range goals {
		g := &goals[i]
		if g.cost > h.cost {
			break // they are in order of fare
		}
		if g.as(h) && g.time-h.left-1 < latest {
			if latest = g.time - h.left - 1; latest < h.need {
				c.hint = i
				return idle
			}
		}
	}
	return latest
}

// as reports whether g is as good as h in all but time.
func (g *goal) as(h *hope) bool {
	return g.rides <= h.rides && g.cost <= h.cost && g.depart >= h.depart
}
