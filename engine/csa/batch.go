package csa

import (
	"math/bits"

	"tongtu/engine/timetable"
)

// batchWords is how many words of connections a scan filters at once.
const batchWords = 4

// batch is where a scan stands.
type batch struct {
	*timetable.Connections
	view     *timetable.View
	back     bool
	ready    []int32 // of the direction
	slot     int
	midnight int32
	words    [batchWords]uint64 // connections that passed the filter
	at, next sifted
	last     int32 // when the connections looked at so far have left
}

// sifted are those of the connections from first to end that can be boarded.
type sifted struct {
	first, end int32
	passed     []int32
}

// now is when the connections of the slot leave.
func (b *batch) now() int32 { return b.midnight + b.Slots[b.slot].Tod }

// slotOf is that of a connection, not before the slot at hand.
func (b *batch) slotOf(i int32) int {
	k := b.slot
	for i >= b.Slots[k+1].First {
		k++
	}
	return k
}

// take goes through the connections from first on, at most a batch, and returns
// where to go on: after them, or at the slot at hand if a stop became ready for a
// connection that was not looked at for that. Where changing takes no time, a ride
// without duration can make another departure of the same slot possible. The batch
// after them is sifted before, so that memory has time to bring what it needs.
func (s *scan) take(b *batch, first, end int32) int32 {
	if b.at, b.next = b.next, b.at; b.at.first != first || b.at.end < 0 {
		s.sift(b, &b.at, first, end)
	}
	if until := b.at.end; until < end {
		s.sift(b, &b.next, until, end)
	} else {
		b.next.end = -1
	}
	if s.catch(b, b.at.passed, b.last) {
		b.next.end = -1
		return b.Slots[b.slot].First
	}
	return b.at.end
}

// sift lists those of a batch of connections from first on, before end, that can be
// boarded, as if they all left at once. It writes every position and moves on only
// after those that stay, because a branch would be mispredicted.
func (s *scan) sift(b *batch, x *sifted, first, end int32) {
	begin := first / wordBits
	x.first, x.end = first, min((begin+batchWords)*wordBits, end)
	leave := b.midnight + b.Slots[b.slotOf(first)].Tod
	b.last = b.midnight + b.Slots[b.slotOf(x.end-1)].Tod
	s.waits.until(min(b.last, s.best))
	words := b.words[:(x.end+wordBits-1)/wordBits-begin]
	filter(words, &b.Hops, begin, s.waits.over, s.open)
	words[0] &= ^uint64(0) << (first % wordBits)
	if x.passed == nil {
		x.passed = make([]int32, batchWords*wordBits)
	}
	list := x.passed[:batchWords*wordBits]
	n, now, ready := 0, b.now(), b.ready
	for k, word := range words {
		for ; word != 0; word &= word - 1 {
			i := (begin+int32(k))*wordBits + int32(bits.TrailingZeros64(word))
			h := b.Hops.At(i)
			done := s.done[h.To]
			list[n%len(list)] = i
			// Both differences are negative: ready by then, done after the arrival.
			n += int(uint32((ready[h.From]-b.last-1)&(leave+b.Rides[i].Time-done)) >> 31)
			s.open.removeIf(h.To, done <= now)
		}
	}
	x.passed = list[:n]
	b.view.Fetch(x.passed)
}

// catch follows those connections that can be boarded, up to the first that makes
// a stop ready by last: then it reports true.
func (s *scan) catch(b *batch, passed []int32, last int32) (again bool) {
	for _, i := range passed {
		for i >= b.Slots[b.slot+1].First {
			b.slot++
		}
		now, h, r := b.now(), b.Hops.At(i), b.Rides[i]
		if now > s.best {
			return false
		}
		arr := now + r.Time
		if b.ready[h.From] > now || arr >= s.done[h.To] || !s.running[b.Group[i]] {
			continue
		}
		soonest := noTime
		if !b.back {
			soonest = s.follow(r.At, arr)
		} else if -now >= s.ahead.alight[h.From] {
			soonest = s.followBack(r.At, arr)
		}
		if soonest <= last {
			return true
		}
	}
	return false
}
