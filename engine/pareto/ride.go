package pareto

import "tongtu/engine/timetable"

// ride follows a run from a departure at time at, and leaves a label at every
// later call.
func (c *scan) ride(e *entry, stop timetable.Stop, d *timetable.Departure, day, at int32) {
	l := label{cost: e.cost, rides: e.rides, depart: e.depart, prev: e.label, trip: d.Trip, day: day, board: d.Call}
	if e.first {
		l.depart = at - e.depart
		if l.depart > c.latest {
			return
		}
		if !c.depart {
			l.depart = 0
		}
	}
	if c.rides {
		if l.rides++; l.rides > c.maxRides {
			return
		}
	}
	l.via = c.passed(e.via, stop)
	off, end := c.view.Calls(d.Trip)
	b := off + int32(d.Call)
	if !c.promising(c.outlookAt(d.Trip, b), &l) {
		return
	}
	flat := c.fare && c.flat(d.Trip)
	value := l.cost
	if flat {
		value -= c.view.FareAt(b)
	}
	x := boarding{value: value, depart: l.depart, rides: l.rides, label: l.prev, call: d.Call, via: l.via}
	if !c.aboard(c.m.run(d.Trip, day), d.Trip, x, flat || !c.fare) {
		return
	}
	if flat {
		value += c.tt.Fee(d.Trip)
	}
	for a := b + 1; a < end; a++ {
		l.time = day*daySeconds + c.view.ArrAt(a)
		if l.time > c.deadline {
			break
		}
		l.stop = c.view.StopAt(a)
		l.via = c.passed(l.via, l.stop)
		if !c.m.open[l.stop] || !c.view.MayAlight(a) {
			continue
		}
		l.alight = int16(a - off)
		switch {
		case flat:
			l.cost = c.clamp(value + c.view.FareAt(a))
		case c.fare:
			from, to := c.forward(d.Call, l.alight, end-off)
			l.cost = c.clamp(value + c.tt.LegCost(d.Trip, from, to, c.classes))
		}
		c.arrive(&l)
	}
}

// arrive files the end of a ride, and the journey if it ends there.
func (c *scan) arrive(l *label) {
	c.relaxed++
	m := c.m
	if !c.completes(l) {
		return
	}
	if e := c.dst.at[l.stop]; e >= 0 && int(l.via) == len(c.vias) {
		c.finish(l, c.dst.list[e].walk)
	}
	i := int32(len(m.labels))
	x := entry{cost: l.cost, time: l.time, depart: l.depart, rides: l.rides, label: i, via: l.via}
	m.labels = append(m.labels, *l)
	bag := &m.alight[l.stop]
	if c.covered(*bag, &x) || c.expires(&x, c.tt.CityOf(l.stop), l.time) < l.time {
		m.labels = m.labels[:i]
		return
	}
	m.touch(l.stop)
	c.insert(bag, &x)
	c.rec.Improve(int32(l.stop), int32(l.trip), int(l.board), int(l.alight), l.time, l.cost)
	m.calendar.push(event{kind: alightEvent, stop: l.stop, time: l.time, label: i})
}

// forward turns call positions of the view into those of the trip itself.
func (c *scan) forward(board, alight int16, calls int32) (from, to int) {
	if c.view.Backward() {
		return int(calls) - 1 - int(alight), int(calls) - 1 - int(board)
	}
	return int(board), int(alight)
}
