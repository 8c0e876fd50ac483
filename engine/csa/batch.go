package csa

import (
	"math/bits"

	"tongtu/engine/timetable"
)

// A stage has batchWords words of connections, and quietWords where that many hold
// fewer than quiet worth picking.
const (
	batchWords = 4
	quietWords = 16
	quiet      = 2
)

// batch is where a scan stands. While the connections of one stage are followed, those
// of the next are sifted and those of the one after that are picked, so that memory has
// time to bring what they need.
type batch struct {
	*timetable.Connections
	first           int32 // the connection to go on with
	slot            int   // of the connection looked at
	midnight        int32
	words           [quietWords]uint64 // connections that passed the filter
	few             bool               // were picked last
	at, next, later stage
}

// stage are connections from first to end, and which of them may be of use.
type stage struct {
	first, end int32 // end is negative if they are not known
	slot       int   // of the last
	leave      int32 // when the first leave
	last       int32 // when the last leave
	list       []int32
}

// now is when the connections of the slot leave.
func (b *batch) now() int32 { return b.midnight + b.Slots[b.slot].Tod }

// forget lets the stages be picked again.
func (b *batch) forget() { b.at.end, b.next.end, b.later.end = -1, -1, -1 }

// slotOf is that of connection i, not before slot k.
func (b *batch) slotOf(i int32, k int) int {
	for i >= b.Slots[k+1].First {
		k++
	}
	return k
}

// take goes through the connections from first on, before end, at most a stage, and
// moves on: behind them, or to the slot at hand if a stop became ready for a connection
// that was not looked at for that. Where changing takes no time, a ride without duration
// can make another departure of the same slot possible.
func (x *side) take(end int32) {
	x.at, x.next, x.later = x.next, x.later, x.at
	if x.at.end < 0 {
		x.pick(&x.at, x.first, end, x.slot)
		x.sift(&x.at)
		x.next.end = -1
	}
	last := &x.at
	if x.at.end < end {
		if last = &x.next; x.next.end < 0 {
			x.pick(&x.next, x.at.end, end, x.at.slot)
		}
		x.sift(&x.next)
		if x.later.end = -1; x.next.end < end {
			x.pick(&x.later, x.next.end, end, x.next.slot)
		}
	}
	switch soonest := x.catch(x.at.list, last.last); {
	case soonest <= last.last:
		x.first = x.Slots[x.slot].First
		x.forget()
	case soonest <= x.later.last:
		x.first, x.later.end = x.at.end, -1
	default:
		x.first = x.at.end
	}
}

// pick lists those of some connections from first on, before end, that lead from a stop
// that is ready to one that is not done with.
func (x *side) pick(b *stage, first, end int32, slot int) {
	begin, size := first/wordBits, int32(batchWords)
	if x.few {
		size = quietWords
	}
	b.first, b.end = first, min((begin+size)*wordBits, first+x.pace.stage, end)
	slot = x.slotOf(first, slot)
	b.leave = x.midnight + x.Slots[slot].Tod
	b.slot = x.slotOf(b.end-1, slot)
	b.last = x.midnight + x.Slots[b.slot].Tod
	x.waits.until(min(b.last, x.best))
	words := x.words[:(b.end+wordBits-1)/wordBits-begin]
	filter(words, &x.Hops, begin, x.waits.over, x.open)
	words[0] &= ^uint64(0) << (first % wordBits)
	words[len(words)-1] &= ^uint64(0) >> (-b.end & (wordBits - 1))
	if b.list == nil {
		b.list = make([]int32, quietWords*wordBits)
	}
	list, n := b.list[:quietWords*wordBits], 0
	for k, word := range words {
		for ; word != 0; word &= word - 1 {
			list[n%len(list)] = (begin+int32(k))*wordBits + int32(bits.TrailingZeros64(word))
			n++
		}
	}
	b.list = list[:n]
	x.few = n*batchWords*wordBits < quiet*int(b.end-b.first)
	x.view.FetchRides(b.list)
}

// sift leaves those of a stage that can be boarded, as if they all left at once. It
// writes every position and moves on only after those that stay, because a branch would
// be mispredicted.
func (x *side) sift(b *stage) {
	n, now, ready, all := 0, x.now(), x.ready, x.done
	for _, i := range b.list {
		h := x.Hops.At(i)
		done := all[h.To]
		b.list[n] = i
		// Both differences are negative: ready by then, done after the arrival.
		n += int(uint32((ready[h.From]-b.last-1)&(b.leave+x.Rides[i].Time-done)) >> 31)
		x.open.removeIf(h.To, done <= now)
	}
	b.list = b.list[:n]
	x.view.Fetch(b.list)
}

// catch follows those connections that can be boarded, up to the first that makes a stop
// ready by last. It returns when a stop becomes ready, the first of them.
func (x *side) catch(passed []int32, last int32) (soonest int32) {
	soonest = noTime
	for _, i := range passed {
		x.slot = x.slotOf(i, x.slot)
		now, h, r := x.now(), x.Hops.At(i), x.Rides[i]
		if now > x.best {
			break
		}
		arr := now + r.Time
		if x.ready[h.From] > now || arr >= x.done[h.To] || !x.running[x.Group[i]] || x.useless(h.From, now) {
			continue
		}
		if soonest = min(soonest, x.follow(r.At, arr)); soonest <= last {
			break
		}
	}
	return soonest
}
