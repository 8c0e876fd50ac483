package costs

import "tongtu/engine/timetable"

// The operations on rows, by lane and on so many blocks. Their results have a bit
// for every lane.

// underGo tells where a and so much more are less than b.
func underGo(a, b *row, more int32, blocks int) (lanes uint32) {
	for k := range blocks * block {
		if a[k]+more < b[k] {
			lanes |= 1 << k
		}
	}
	return lanes
}

// lowerGo lowers a to b. It tells where b was less.
func lowerGo(a, b *row, blocks int) (lanes uint32) {
	for k := range blocks * block {
		if b[k] < a[k] {
			lanes |= 1 << k
			a[k] = b[k]
		}
	}
	return lanes
}

// shiftGo sets b to a, a lane further. It tells where a is less than worth.
func shiftGo(b, a, worth *row, blocks int) (lanes uint32) {
	last := noCost
	for k := range blocks * block {
		if a[k] < worth[k] {
			lanes |= 1 << k
		}
		b[k], last = last, a[k]
	}
	return lanes
}

// enterGo lowers what is ready behind doors to able, where there is a lane in which
// that is less than both what is ready and worth, and what alighting there is useful
// for to paid. It leaves in changed which doors these are.
func enterGo(changed []int32, doors []door, ready, useful []row, able, paid, worth *row, blocks int) (n int) {
	for i, d := range doors {
		r, u, any := &ready[d.stop], &useful[d.alight], false
		for k := range blocks * block {
			any = any || able[k] < min(r[k], worth[k])
			u[k] = min(u[k], paid[k])
		}
		if any {
			lowerGo(r, able, blocks)
			changed[n] = int32(i)
			n++
		}
	}
	return n
}

// alightGo sets a to paid and so much more. It tells where that is less than both
// useful and worth; where it is less than useful only, useful is lowered to it.
func alightGo(a, paid, useful, worth *row, more int32, blocks int) (lanes uint32) {
	for k := range blocks * block {
		a[k] = paid[k] + more
		switch {
		case a[k] >= useful[k]:
		case a[k] < worth[k]:
			lanes |= 1 << k
		default:
			useful[k] = a[k]
		}
	}
	return lanes
}

// outlookGo finds what one must have paid less than, by rides, to make a journey
// that costs less than less with one ride more than skip, or more rides, which cost
// left.
func outlookGo(most *[lanes + block]int32, less *longRow, left []int32, skip, blocks int) {
	for k := range (blocks + 1) * block {
		most[k] = -noCost
		for i, l := range left {
			most[k] = max(most[k], less[k+skip+i]-l)
		}
	}
}

// What rideGo says about a connection, below its position.
const (
	rideUse  = 1 << iota // alighting at its next call is of use
	rideEnd              // it is of no more use to sit there
	rideBits = iota
)

// rideGo takes those connections of list where somebody sits: those who are ready
// to board do, and pay; the fee is due when they alight. It leaves in list, in its
// order, those where nobody sits and, with what there is to say, those that it says
// something of: their rides will be looked at.
func rideGo(list []int32, conns []conn, _ []timetable.Ride, after, seated []int32, runs, ready, useful []row, less *longRow, blocks int) (n int) {
	for _, i := range list {
		c := &conns[i]
		r := seated[c.slot]
		if r == 0 {
			list[n] = i << rideBits
			n++
			continue
		}
		// The signs of these tell whether any lane is of use at the next call, and
		// whether any can still be of use somewhere.
		var use, hope int32
		paid, joining, useful, left := &runs[r], &ready[c.from], &useful[c.to], after[i]&^ended
		for k := range blocks * block {
			p := min(paid[k], joining[k]) + c.fare
			paid[k] = p
			use |= p + c.fee - useful[k]
			hope |= p + left - less[k]
		}
		said := int32(0)
		if use < 0 && hope < 0 {
			said = rideUse
		}
		if hope >= 0 || after[i]&ended != 0 {
			said |= rideEnd
		}
		list[n] = i<<rideBits | said
		if said != 0 {
			n++
		}
	}
	return n
}
