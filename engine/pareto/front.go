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

// beatenAt returns the earliest arrival of the journeys found that are as good
// as the given values in all else; never if there is none.
func (c *scan) beatenAt(cost int64, rides, depart int32) int32 {
	m := c.m
	if len(m.goals) == 0 {
		return never
	}
	best := never
	for i := range m.goals {
		if g := &m.goals[i]; g.cost <= cost && g.rides <= rides && g.depart >= depart {
			best = min(best, g.time)
		}
	}
	return best
}

// below is how many steps of row a journey of the given fare is not below.
func below(row []step, cost int64) int {
	lo, hi := 0, len(row)
	for lo < hi {
		if mid := (lo + hi) / 2; row[mid].cost <= cost {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
