package pareto

import "tongtu/engine/timetable"

// outlook bounds from below what boarding a trip at a call can lead to. It is
// the same for every label and day, and is worked out when first needed.
type outlook struct {
	bounds int32              // the bounds it was made from, by serial number
	arrive [2]int32           // at the end: by this ride, by further ones; since midnight
	fare   [maxLeft + 1]int64 // to the end, by further rides: none, at most 1, 2, … any
}

// nowhere is the outlook of a call from which nothing is reached.
func nowhere(serial int32) outlook {
	o := outlook{bounds: serial, arrive: [2]int32{never, never}}
	fill(o.fare[:], noLimit)
	return o
}

// outlookAt returns the outlook from call b of trip i.
func (c *scan) outlookAt(i timetable.Trip, b int32) *outlook {
	o := &c.m.outlooks[b]
	if o.bounds == c.left.serial {
		return o
	}
	off, end := c.view.Calls(i)
	if c.fare && !c.flat(i) {
		*o = c.outlookFrom(i, b, off, end)
		return o
	}
	c.m.outlooks[end-1] = nowhere(c.left.serial)
	for at := end - 2; at >= off; at-- {
		next := &c.m.outlooks[at+1]
		x := *next
		hop := int64(0)
		if c.fare {
			hop = c.view.FareAt(at+1) - c.view.FareAt(at)
		}
		for k := range x.fare {
			if x.fare[k] < noLimit {
				x.fare[k] += hop
			}
		}
		if c.fare {
			hop += c.tt.Fee(i)
		}
		c.endAt(&x, at+1, hop)
		c.m.outlooks[at] = x
	}
	return o
}

// outlookFrom is outlookAt where fares are not plain.
func (c *scan) outlookFrom(i timetable.Trip, b, off, end int32) outlook {
	x := nowhere(c.left.serial)
	for a := b + 1; a < end; a++ {
		from, to := c.forward(int16(b-off), int16(a-off), end-off)
		c.endAt(&x, a, c.tt.LegCost(i, from, to, c.classes))
	}
	return x
}

// endAt adds to x that the ride may end at call a for the given fare.
func (c *scan) endAt(x *outlook, a int32, fare int64) {
	stop := c.view.StopAt(a)
	if !c.m.open[stop] || !c.view.MayAlight(a) {
		return
	}
	city := int(c.tt.CityOf(stop))
	arr := c.view.ArrAt(a)
	if e := c.dst.at[stop]; e >= 0 {
		x.arrive[0] = min(x.arrive[0], arr+c.dst.list[e].walk)
		x.fare[0] = min(x.fare[0], fare)
	}
	if left := c.left.time[len(c.vias)*c.cities+city]; left < never {
		x.arrive[1] = min(x.arrive[1], arr+left)
	}
	for k := 1; k <= maxLeft; k++ {
		left := int64(0)
		if c.left.keyed {
			left = c.left.fare[(k-1)*c.cities+city]
		}
		if left < noLimit {
			if !c.fare {
				left = 0
			}
			x.fare[k] = min(x.fare[k], fare+left)
		}
	}
}

// flat reports whether the costs of trip i are differences.
func (c *scan) flat(i timetable.Trip) bool { return c.classes == nil && c.view.Flat(i) }

// promising reports whether label l, aboard a run with outlook o, can still add
// to the front.
func (c *scan) promising(o *outlook, l *label) bool {
	last := noLimit
	midnight := l.day * daySeconds
	for k := range o.fare {
		rides := l.rides
		if c.rides {
			if rides += int32(k); rides > c.maxRides {
				break
			}
		}
		if o.fare[k] >= noLimit || k > 1 && o.fare[k] >= last {
			continue // no way, or as dear with a ride less
		}
		last = o.fare[k]
		cost := int64(0)
		if c.fare {
			if cost = c.clamp(l.cost + last); cost > c.maxFare {
				c.parked = min(c.parked, cost)
				continue
			}
		}
		h := hope{cost, rides, l.depart, o.arrive[min(k, 1)], midnight}
		latest := c.deadline - h.left
		if c.maxDuration > 0 {
			latest = min(latest, l.depart+c.maxDuration-h.left)
		}
		if c.until(&h, latest) < midnight {
			continue
		}
		return true
	}
	return false
}
