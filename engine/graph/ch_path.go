package graph

import "slices"

// ride is the use of a link in one of its directions.
type ride struct {
	place int32 // that keeps the link
	link  int32
	up    bool // away from place
}

// AppendPath appends the nodes of the last query's path, both ends included,
// and returns path unchanged if there is none.
func (s *HierarchySearch) AppendPath(path []Node) []Node {
	if s.from == None || s.meet < 0 {
		return path
	}
	path = append(path, s.from)
	s.rides = s.rides[:0]
	s.climb(0)
	slices.Reverse(s.rides)
	s.climb(1)
	// The last of todo is the next to be unpacked.
	slices.Reverse(s.rides)
	for todo := s.rides; len(todo) > 0; {
		r := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		to, mid := s.h.links[r.link].to, s.h.mids[r.link].down
		if r.up {
			mid = s.h.mids[r.link].up
		}
		switch {
		case mid >= 0 && r.up: // place → mid → to
			todo = append(todo, s.h.ride(mid, to, true), s.h.ride(mid, r.place, false))
		case mid >= 0: // to → mid → place
			todo = append(todo, s.h.ride(mid, r.place, true), s.h.ride(mid, to, false))
		case r.up:
			path = append(path, s.h.node[to])
		default:
			path = append(path, s.h.node[r.place])
		}
		s.rides = todo
	}
	return path
}

// climb appends the links that one of the searches took, from where it met the
// other down to where it began. A place is settled after the one it was
// reached from, so going back once through those settled finds them all.
func (s *HierarchySearch) climb(side int) {
	at, dist := s.meet, s.half[side]
	up := s.ends[side].up
	for i := len(up) - 1; i >= 0; i-- {
		u := up[i]
		for k := s.h.first[u.place]; k < s.h.first[u.place+1]; k++ {
			l := &s.h.links[k]
			if l.to != at {
				continue
			}
			if w := l.weight(side); w != blocked && u.dist+w == dist {
				s.rides = append(s.rides, ride{u.place, k, side == 0})
				at, dist = u.place, u.dist
			}
			break // a place has one link to another
		}
	}
}

// weight is that of the link away from its place for side 0, towards it for 1.
func (l *link) weight(side int) uint32 {
	if side == 0 {
		return l.up
	}
	return l.down
}

// ride is the link kept at place that leads to the other.
func (h *Hierarchy) ride(place, to int32, up bool) ride {
	k := h.first[place]
	for h.links[k].to != to {
		k++
	}
	return ride{place, k, up}
}
