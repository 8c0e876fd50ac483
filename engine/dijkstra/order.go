package dijkstra

import "cmp"

// queued is a label in the queue; what mostly decides the order is kept beside
// its index, because looking it up costs a cache miss per comparison.
type queued struct {
	f     int64
	time  int32
	label int32
}

// less is the order in which labels leave the queue: by key, then — where ties
// matter — by trips, then by time. A label never precedes the one it came from.
func (m *memory) less(a, b queued, ties bool) bool {
	if a.f != b.f {
		return a.f < b.f
	}
	if ties {
		x, y := &m.labels[a.label], &m.labels[b.label]
		if x.secondary != y.secondary {
			return x.secondary < y.secondary
		}
		if c := m.compareTrips(x, y); c != 0 {
			return c < 0
		}
	}
	if a.time != b.time {
		return a.time < b.time
	}
	return a.label < b.label
}

func (m *memory) pushLabel(l label, ties bool) {
	x := queued{l.f, l.time, int32(len(m.labels))}
	m.labels = append(m.labels, l)
	h := append(m.heap, x)
	i := len(h) - 1
	for i > 0 {
		p := (i - 1) / 2
		if !m.less(x, h[p], ties) {
			break
		}
		h[i] = h[p]
		i = p
	}
	h[i] = x
	m.heap = h
}

func (m *memory) popLabel(ties bool) int32 {
	h := m.heap
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; len(h) > 0; {
		c := 2*i + 1
		if c+1 < len(h) && m.less(h[c+1], h[c], ties) {
			c++
		}
		if c >= len(h) || !m.less(h[c], x, ties) {
			h[i] = x
			break
		}
		h[i] = h[c]
		i = c
	}
	m.heap = h
	return top.label
}

// compareTrips orders two journeys by their rides from the first on: trip
// identifier, service day, boarding call, alighting call.
func (m *memory) compareTrips(x, y *label) int {
	var bufX, bufY [16]*label
	a, b := m.rides(bufX[:0], x), m.rides(bufY[:0], y)
	for i, j := len(a)-1, len(b)-1; i >= 0 && j >= 0; i, j = i-1, j-1 {
		p, q := a[i], b[j]
		c := cmp.Or(cmp.Compare(p.trip, q.trip), cmp.Compare(p.day, q.day), cmp.Compare(p.board, q.board), cmp.Compare(p.alight, q.alight))
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// rides appends the ride labels of a journey, last first.
func (m *memory) rides(buf []*label, l *label) []*label {
	for {
		if l.trip >= 0 {
			buf = append(buf, l)
		}
		if l.prev < 0 {
			return buf
		}
		l = &m.labels[l.prev]
	}
}
