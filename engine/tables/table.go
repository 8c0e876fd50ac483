package tables

import (
	"slices"
	"unsafe"

	"tongtu/data/model"
	"tongtu/engine/timetable"
)

// table holds the answers of one day.
type table struct {
	tt     *timetable.Timetable
	day    model.Date
	until  int32   // journeys that arrive later are not in it
	blocks []block // by destination
}

// block holds the answers to one destination.
type block struct {
	first  []int32 // by origin: its entries are first[c] to first[c+1]; nil: not computed
	depart []int32 // of an entry; rises within an origin
	ride   []int32 // of an entry: its first node
	nodes  []node
}

// find returns the first node of the journey from c that begins at or after
// time at, -1 if there is none.
func (b *block) find(c timetable.City, at int32) int32 {
	from, to := b.first[c], b.first[c+1]
	i, _ := slices.BinarySearch(b.depart[from:to], at)
	if from+int32(i) == to {
		return -1
	}
	return b.ride[from+int32(i)]
}

// size is the memory of b.
func (b *block) size() int64 {
	return int64(len(b.first)+len(b.depart)+len(b.ride))*4 + int64(len(b.nodes))*int64(unsafe.Sizeof(node{}))
}

// block packs what was found for the destination at hand: the departures of the
// day and the first after it, and the rides that these need.
func (s *scan) block() block {
	b := block{first: make([]int32, len(s.origin)+1)}
	n := 0
	for _, list := range s.origin {
		n += len(list)
	}
	b.depart, b.ride = make([]int32, 0, n), make([]int32, 0, n)
	s.kept = append(s.kept[:0], make([]int32, len(s.nodes))...)
	for c, list := range s.origin {
		for i := len(list) - 1; i >= 0; i-- {
			e := &list[i]
			if e.at < 0 {
				continue
			}
			b.depart, b.ride = append(b.depart, e.at), append(b.ride, e.node)
			s.kept[e.node] = 1
			if e.at >= daySeconds {
				break
			}
		}
		b.first[c+1] = int32(len(b.depart))
	}
	// What comes next was found before.
	count := int32(0)
	for i := len(s.nodes) - 1; i >= 0; i-- {
		if s.kept[i] > 0 {
			count++
			if next := s.nodes[i].next; next >= 0 {
				s.kept[next] = 1
			}
		}
	}
	b.nodes = make([]node, 0, count)
	for i, x := range s.nodes {
		if s.kept[i] == 0 {
			continue
		}
		if x.next >= 0 {
			x.next = s.kept[x.next] - 1
		}
		b.nodes = append(b.nodes, x)
		s.kept[i] = int32(len(b.nodes))
	}
	for i, x := range b.ride {
		b.ride[i] = s.kept[x] - 1
	}
	b.depart, b.ride = slices.Clip(b.depart), slices.Clip(b.ride)
	return b
}
