package pareto

import "tongtu/engine/timetable"

// kept are the labels that became ready in one stage. For the next one, which
// runs the other way, they are exact bounds: a ride that ends at a stop is of use
// only if one of them completes the journey within the limits.
type kept struct {
	at      []bag // by Stop
	touched []timetable.Stop
}

// reset forgets all labels and makes room for n stops.
func (k *kept) reset(n int) {
	for _, s := range k.touched {
		k.at[s] = k.at[s][:0]
	}
	k.touched = k.touched[:0]
	for len(k.at) < n {
		k.at = append(k.at, nil)
	}
}

func (k *kept) add(stop timetable.Stop, e *entry) {
	if len(k.at[stop]) == 0 {
		k.touched = append(k.touched, stop)
	}
	k.at[stop] = append(k.at[stop], *e)
}

// completes reports whether a journey that ends its ride with l can be completed
// with a label of the stage before.
func (c *scan) completes(l *label) bool {
	if c.before == nil {
		return true
	}
	b := c.before.at[l.stop]
	for i := range b {
		if e := &b[i]; l.time <= -e.time && l.cost+e.cost <= c.maxFare && l.rides+e.rides <= c.maxRides && int(l.via+e.via) >= len(c.vias) {
			b[0], b[i] = b[i], b[0]
			return true
		}
	}
	return false
}
