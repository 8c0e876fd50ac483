package graph

import (
	"cmp"
	"math"
	"slices"
)

// bond joins two nodes not yet contracted; both ends keep one.
type bond struct {
	to   Node
	w    int32
	mid  Node   // the node a shortcut goes over, or None
	info uint32 // number of the graph's arcs it stands for, times 4, and directions
}

// The directions of a bond, from the node that keeps it.
const (
	ahead  = 1
	back   = 2
	both   = ahead | back
	arcOne = 4 // one arc in info
)

// turned is info seen from the other end.
func turned(info uint32) uint32 { return info&^both | info&ahead<<1 | info&back>>1 }

// bonds are the bonds of all nodes of g: one per neighbour and direction, or
// one for both directions if they weigh the same.
func bonds(g *Graph) [][]bond {
	g.reverse()
	adj := make([][]bond, g.Nodes())
	pool := make([]bond, 0, 2*len(g.out))
	for v := range adj {
		begin := len(pool)
		for _, h := range g.out[g.first[v]:g.first[v+1]] {
			pool = append(pool, bond{h.to, int32(h.w), None, arcOne | ahead})
		}
		for _, h := range g.in[g.rfirst[v]:g.rfirst[v+1]] {
			pool = append(pool, bond{h.to, int32(h.w), None, arcOne | back})
		}
		list := pool[begin:]
		slices.SortFunc(list, func(a, b bond) int {
			return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.info, b.info), cmp.Compare(a.w, b.w))
		})
		kept := list[:0]
		for _, b := range list {
			last := len(kept) - 1
			switch {
			case b.to == Node(v): // a self loop is on no shortest path
			case last >= 0 && kept[last].to == b.to && kept[last].info&b.info&both != 0: // parallel, not lighter
			case last >= 0 && kept[last].to == b.to && kept[last].w == b.w:
				kept[last].info |= b.info
			default:
				kept = append(kept, b)
			}
		}
		pool = pool[:begin+len(kept)]
		adj[v] = kept[:len(kept):len(kept)]
	}
	return adj
}

// shortcut is a bond to be added, from one neighbour of mid to another.
type shortcut struct {
	from Node
	bond
}

// worker is the memory of one goroutine of a contraction.
type worker struct {
	c     *contraction
	heap  packedHeap
	near  []nearby
	stamp uint32
	last  []int64 // of the bonds of the node to be contracted, see lastSteps
	cuts  []shortcut
}

// nearby is what a witness search knows of a node; stamped as in label.
type nearby struct {
	dist  uint32
	stamp uint32
	goal  uint32 // the stamp of the search that still has it for a goal
	over  uint32 // the length of the way to be replaced
}

// cost is what contracting a node would do.
type cost struct{ added, removed, arcsAdded, arcsRemoved int }

// contract finds the shortcuts that keep the distances between the neighbours
// of v without it. They are left in w.cuts if keep is set. limit bounds each
// witness search: to stop early only adds shortcuts that were not needed.
func (w *worker) contract(v Node, limit int, keep bool) (sum cost, err error) {
	list := w.c.adj[v]
	for _, b := range list {
		sum.removed++
		sum.arcsRemoved += int(b.info >> 2)
	}
	w.lastSteps(v)
	for i, in := range list {
		if in.info&back == 0 {
			continue
		}
		goals, last := list, w.last
		if w.c.symmetric {
			goals, last = list[i+1:], last[i+1:]
		}
		w.witnesses(v, in, goals, last, limit)
		for _, out := range goals {
			if out.info&ahead == 0 || out.to == in.to {
				continue
			}
			over := int64(in.w) + int64(out.w)
			if x := &w.near[out.to]; x.stamp == w.stamp && int64(x.dist) <= over {
				continue
			}
			if over > math.MaxInt32 {
				return sum, ErrRange
			}
			sum.added++
			arcs := in.info>>2 + out.info>>2
			sum.arcsAdded += int(arcs)
			if !keep {
				continue
			}
			info := min(arcs, 1<<29)*arcOne | ahead
			if w.c.symmetric {
				info |= back
			}
			w.cuts = append(w.cuts, shortcut{in.to, bond{out.to, int32(over), v, info}})
		}
	}
	return sum, nil
}

// lastSteps notes for each neighbour of v the shortest way into it from
// elsewhere. A witness search need not come closer than that to its goals.
func (w *worker) lastSteps(v Node) {
	w.last = w.last[:0]
	for _, out := range w.c.adj[v] {
		step := int64(math.MaxInt64)
		if out.info&ahead != 0 {
			for _, b := range w.c.adj[out.to] {
				if b.info&back != 0 && int64(b.w) < step && b.to != v && !w.c.chosen.has(b.to) {
					step = int64(b.w)
				}
			}
		}
		w.last = append(w.last, step)
	}
}

// witnesses searches from the beginning of in for ways to the goals that are
// not longer than the one over v, without v and without nodes contracted in the
// same round, as those may rely on v. last is lastSteps of the goals.
func (w *worker) witnesses(v Node, in bond, goals []bond, last []int64, limit int) {
	w.stamp++
	if w.stamp == 0 {
		clear(w.near)
		w.stamp = 1
	}
	stamp, near := w.stamp, w.near
	near[in.to].dist, near[in.to].stamp = 0, stamp
	radius, left := int64(-1), 0
	for i, out := range goals {
		over := int64(in.w) + int64(out.w)
		if out.info&ahead == 0 || out.to == in.to || over < last[i] || over > math.MaxInt32 {
			continue // no goal, or none that can be reached
		}
		radius = max(radius, over-last[i])
		x := &near[out.to]
		if x.goal != stamp {
			x.goal, x.over = stamp, uint32(over)
			left++
		}
	}
	w.heap.reset()
	w.heap.push(0, int32(in.to))
	for settled := 0; settled < limit && left > 0 && w.heap.n > 0; settled++ {
		dist, u := w.heap.pop()
		if dist > near[u].dist {
			settled--
			continue
		}
		for _, b := range w.c.adj[u] {
			to := int64(dist) + int64(b.w)
			if b.info&ahead == 0 || b.to == v || to > math.MaxInt32 {
				continue
			}
			x := &near[b.to]
			goal := x.goal == stamp
			if to > radius && !goal || x.stamp == stamp && int64(x.dist) <= to || w.c.chosen.has(b.to) {
				continue
			}
			x.dist, x.stamp = uint32(to), stamp
			if goal && x.dist <= x.over {
				x.goal = 0
				left--
			}
			if to <= radius {
				w.heap.push(uint32(to), int32(b.to))
			}
		}
	}
}
