package tables

import (
	"tongtu/data/model"
	"tongtu/engine/timetable"
)

// table holds the answers of one day.
type table struct {
	tt     *timetable.Timetable
	day    model.Date
	until  int32   // journeys that arrive later are not in it
	blocks []block // by destination
	hubs   *hubs
	legs   *legs // nil where journeys may have other legs than rides
}

// block holds the journeys to one destination. An entry is a journey, which begins
// with its ride and goes on with that of another entry.
type block struct {
	first []int32 // by origin: its entries are first[c] to first[c+1]; nil: not computed
	keys  []key   // of an entry; rise within an origin
	rides []ride  // of an entry
}

// key is of an entry its rides, departure and arrival, in this order.
type key uint64

// ride is the first ride of an entry: where in the call arrays it is boarded, the
// calls from there to where it is left, its service day, and the entry that goes on.
type ride uint64

const (
	laneBits, timeBits                     = 6, 20
	boardBits, callBits, dayBits, nextBits = 24, 12, 6, 22

	depShift  = timeBits
	laneShift = depShift + timeBits

	callShift = boardBits
	dayShift  = callShift + callBits
	nextShift = dayShift + dayBits

	// before is how many service days before the table's a ride may be of.
	before = 1 << (dayBits - 1)
)

func (k key) lane() int32 { return int32(k >> laneShift) } // one less than rides
func (k key) dep() int32  { return int32(k >> depShift & (1<<timeBits - 1)) }
func (k key) arr() int32  { return int32(k & (1<<timeBits - 1)) }

func (r ride) board() int32 { return int32(r & (1<<boardBits - 1)) }
func (r ride) calls() int32 { return int32(r >> callShift & (1<<callBits - 1)) }
func (r ride) day() int32   { return int32(r>>dayShift&(1<<dayBits-1)) - before }
func (r ride) next() int32  { return int32(r>>nextShift) - 1 } // or -1

// keyOf is the key of a journey; ok is false where something is too much for it.
func keyOf(lane, dep, arr int32) (k key, ok bool) {
	return key(lane)<<laneShift | key(dep)<<depShift | key(arr), lane < 1<<laneBits && arr < 1<<timeBits
}

// rideOf is the ride of a node before an entry; ok is false where something is too
// much for it.
func rideOf(n *node, next int32) (r ride, ok bool) {
	calls, day := n.alight-n.board, n.day+before
	ok = n.board < 1<<boardBits && calls < 1<<callBits && day >= 0 && day < 1<<dayBits && next+1 < 1<<nextBits
	return ride(n.board) | ride(calls)<<callShift | ride(day)<<dayShift | ride(next+1)<<nextShift, ok
}

// from are the entries of an origin.
func (b *block) from(c timetable.City) (list []key, at int32) {
	return b.keys[b.first[c]:b.first[c+1]], b.first[c]
}

// seek returns the first entry of a list that has as many rides and begins at or
// after a time, or else the next.
func seek(list []key, lane, at int32) int {
	want := key(lane)<<laneShift | key(at)<<depShift
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); list[mid] < want {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

const entryBytes = 16

// size is the memory of b.
func (b *block) size() int64 { return int64(len(b.first))*4 + int64(len(b.keys))*entryBytes }

// block packs what was found for the destination at hand: the journeys that begin
// within the span, and the rides that these need. It is empty where something
// exceeds what a key holds.
func (s *scan) block() block {
	cities := s.tt.NumCities()
	first := make([]int32, cities+1)
	s.kept = append(s.kept[:0], make([]int32, len(s.nodes))...)
	n := int32(0)
	for c := range cities {
		for _, list := range s.origin[c*s.lanes : (c+1)*s.lanes] {
			for i := len(list) - 1; i >= 0; i-- {
				if list[i].at >= 0 {
					n++
					s.kept[list[i].node] = n
				}
			}
		}
		first[c+1] = n
	}
	// What comes next was found before.
	for i := len(s.nodes) - 1; i >= 0; i-- {
		if next := s.nodes[i].next; s.kept[i] > 0 && next >= 0 && s.kept[next] == 0 {
			n++
			s.kept[next] = n
		}
	}
	b := s.pieces.block(cities, int(n))
	copy(b.first, first)
	for c := range cities {
		at := first[c]
		for lane, list := range s.origin[c*s.lanes : (c+1)*s.lanes] {
			for i := len(list) - 1; i >= 0; i-- {
				if x := &list[i]; x.at >= 0 {
					if !s.enter(&b, at, int32(lane), x.at, x.arr, x.node) {
						return block{}
					}
					at++
				}
			}
		}
	}
	for i, at := range s.kept {
		if at > first[cities] && !s.enter(&b, at-1, 0, 0, 0, int32(i)) {
			return block{}
		}
	}
	return b
}

// enter puts a journey into b.
func (s *scan) enter(b *block, at, lane, dep, arr, i int32) (ok bool) {
	n := &s.nodes[i]
	next := n.next
	if next >= 0 {
		next = s.kept[next] - 1
	}
	var fits bool
	b.keys[at], ok = keyOf(lane, dep, arr)
	b.rides[at], fits = rideOf(n, next)
	return ok && fits
}

// step is a ride of an answer.
type step struct {
	board, calls int32 // position in the call arrays, and calls from there to where it is left
	day          int32 // service day, counted from the table's
}

// step is r as a step of an answer.
func (r ride) step() step { return step{r.board(), r.calls(), r.day()} }
