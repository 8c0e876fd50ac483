package costs

import "tongtu/engine/timetable"

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
