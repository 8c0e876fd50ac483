package csa

import (
	"math/bits"

	"tongtu/engine/timetable"
)

// batchWords is how many words of connections a scan filters at once.
const batchWords = 8

// batch is where a scan stands.
type batch struct {
	*timetable.Connections
	view     *timetable.View
	back     bool
	ready    []int32 // of the direction
	slot     int
	midnight int32
	words    [batchWords]uint64 // connections that passed the filter
	passed   [batchWords * wordBits]int32
	touched  int32
}

// now is when the connections of the slot leave.
func (b *batch) now() int32 { return b.midnight + b.Slots[b.slot].Tod }

// last is when the connection before end leaves.
func (b *batch) last(end int32) int32 {
	k := b.slot
	for b.Slots[k+1].First < end {
		k++
	}
	return b.midnight + b.Slots[k].Tod
}

// take goes through the connections from first to end, at most a batch, and returns
// where to go on: at end, or at the slot at hand if a stop became ready for one of
// them that was not looked at for that. Where changing takes no time, a ride without
// duration can make another departure of the same slot possible.
func (s *scan) take(b *batch, first, end int32) int32 {
	last := b.last(end)
	s.waits.until(min(last, s.best))
	words := b.words[:(end+wordBits-1)/wordBits-first/wordBits]
	filter(words, &b.Hops, first/wordBits, s.waits.over, s.open)
	words[0] &= ^uint64(0) << (first % wordBits)
	if s.catch(b, s.sift(b, words, first&^(wordBits-1), last), last) {
		return b.Slots[b.slot].First
	}
	return end
}

// sift lists those of the connections in words that can be boarded, as if they all
// left at once; words[0] begins at connection first. It writes every position and
// moves on only after those that stay, because a branch would be mispredicted.
// Then it looks at what following them needs, so that the waits for memory overlap.
func (s *scan) sift(b *batch, words []uint64, first, last int32) []int32 {
	n, now, ready := 0, b.now(), b.ready
	for _, word := range words {
		for ; word != 0; word &= word - 1 {
			i := first + int32(bits.TrailingZeros64(word))
			h := b.Hops.At(i)
			done := s.done[h.To]
			b.passed[n%len(b.passed)] = i
			// Both differences are negative: ready by then, done after the arrival.
			n += int(uint32((ready[h.From]-last-1)&(now+b.Rides[i].Time-done)) >> 31)
			s.open.removeIf(h.To, done <= now)
		}
		first += wordBits
	}
	passed := b.passed[:n]
	for _, i := range passed {
		b.touched += int32(b.view.StopAt(b.Rides[i].At+1)) + b.Group[i]
	}
	return passed
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
