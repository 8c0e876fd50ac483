package graph

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// contraction takes nodes out of a graph, least important first. It goes in
// rounds: all nodes that matter less than each of their neighbours are
// contracted at once, which several goroutines can share, and which gives the
// same result however many there are.
type contraction struct {
	adj       [][]bond    // once a node is contracted, its links to more important ones
	symmetric bool        // every bond leads both ways
	order     []Node      // contracted so far
	level     []int32     // longest chain of contracted neighbours below a node
	price     []uint64    // importance, and a number to break ties
	lowest    [2][]uint64 // scratch of choose
	alive     []Node
	chosen    bitset // in this round
	workers   []*worker
}

// bitset is a set of nodes.
type bitset []uint64

func (b bitset) has(v Node) bool { return b[v>>6]>>(uint(v)&63)&1 != 0 }
func (b bitset) flip(v Node)     { b[v>>6] ^= 1 << (uint(v) & 63) }

func newContraction(g *Graph) *contraction {
	n := g.Nodes()
	c := &contraction{
		adj: bonds(g), symmetric: true,
		order: make([]Node, 0, n), level: make([]int32, n), price: make([]uint64, n),
		lowest: [2][]uint64{make([]uint64, n), make([]uint64, n)},
		alive:  make([]Node, n), chosen: make(bitset, n/64+1),
	}
	for v, list := range c.adj {
		c.alive[v] = Node(v)
		for _, b := range list {
			c.symmetric = c.symmetric && b.info&both == both
		}
	}
	for range min(runtime.GOMAXPROCS(0), 16) {
		c.workers = append(c.workers, &worker{c: c, near: make([]nearby, n)})
	}
	return c
}

// run contracts all nodes.
func (c *contraction) run(ctx context.Context) error {
	stale := append([]Node(nil), c.alive...)
	touched := make(bitset, len(c.chosen))
	for len(c.alive) > 0 {
		if err := c.share(ctx, len(stale), func(w *worker, i int) error { return c.weigh(w, stale[i]) }); err != nil {
			return err
		}
		picks, err := c.choose(ctx)
		if err != nil {
			return err
		}
		cuts, err := c.cut(ctx, picks)
		if err != nil {
			return err
		}
		stale = c.apply(picks, cuts, touched, stale[:0])
	}
	return nil
}

// share calls f for 0 … n-1 from all workers, in blocks.
func (c *contraction) share(ctx context.Context, n int, f func(w *worker, i int) error) error {
	const block = 16 // of a dense graph this may already take milliseconds
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, len(c.workers))
	work := func(k int) {
		for errs[k] == nil {
			lo := int(next.Add(block)) - block
			if lo >= n {
				return
			}
			if errs[k] = ctx.Err(); errs[k] != nil {
				return
			}
			for i := lo; i < min(lo+block, n); i++ {
				if err := f(c.workers[k], i); err != nil {
					errs[k] = err
					return
				}
			}
		}
	}
	for k := range c.workers[1:min(len(c.workers), 1+(n-1)/block)] {
		wg.Go(func() { work(k + 1) })
	}
	work(0)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Bounds of the witness searches, in nodes settled: more is hardly better.
const (
	weighLimit = 50
	cutLimit   = 200
)

// hub is how many bonds make a node wait without being weighed, which takes
// the square of them.
const hub = 1000

// weigh puts a price on v: how many shortcuts it would leave for every bond it
// takes away, in bonds and in arcs of the graph, and how high it is already, so
// that the graph gets thinner everywhere. The factors were found by trying.
func (c *contraction) weigh(w *worker, v Node) error {
	if len(c.adj[v]) > hub {
		c.price[v] = math.MaxUint32<<32 | uint64(uint32(v)*2654435761)
		return nil
	}
	sum, err := w.contract(v, weighLimit, false)
	if err != nil {
		return err
	}
	p := 500 * uint64(c.level[v])
	if sum.removed > 0 {
		p += 2000*uint64(sum.added)/uint64(sum.removed) + 1000*uint64(sum.arcsAdded)/uint64(sum.arcsRemoved)
	}
	// The number makes prices differ; scrambled, neighbours of equal price are
	// not contracted in rows.
	c.price[v] = min(p, math.MaxUint32)<<32 | uint64(uint32(v)*2654435761)
	return nil
}

// choose returns the nodes to contract together, and marks them: those cheaper
// than all within three bonds. One bond would be enough to contract them at the
// same time, but to keep more distance gives nearly the order of one at a time,
// with half the links to look at per query.
func (c *contraction) choose(ctx context.Context) ([]Node, error) {
	low, passes := c.price, 3
	for _, v := range c.alive {
		if len(c.adj[v]) > hub { // all its neighbours are within two bonds
			passes = 1
			break
		}
	}
	for i := range passes {
		next := c.lowest[i%2]
		err := c.share(ctx, len(c.alive), func(_ *worker, i int) error {
			v := c.alive[i]
			p := low[v]
			for _, b := range c.adj[v] {
				p = min(p, low[b.to])
			}
			next[v] = p
			return nil
		})
		if err != nil {
			return nil, err
		}
		low = next
	}
	var picks []Node
	rest := c.alive[:0]
	for _, v := range c.alive {
		if low[v] == c.price[v] {
			picks = append(picks, v)
			c.chosen.flip(v)
		} else {
			rest = append(rest, v)
		}
	}
	c.alive = rest
	return picks, nil
}

// cut returns the shortcuts each of the picks needs.
func (c *contraction) cut(ctx context.Context, picks []Node) ([][]shortcut, error) {
	cuts := make([][]shortcut, len(picks))
	for _, w := range c.workers {
		w.cuts = nil
	}
	err := c.share(ctx, len(picks), func(w *worker, i int) error {
		begin := len(w.cuts)
		_, err := w.contract(picks[i], cutLimit, true)
		cuts[i] = w.cuts[begin:len(w.cuts):len(w.cuts)]
		return err
	})
	return cuts, err
}

// apply takes the picks out, puts the shortcuts in and returns the neighbours,
// whose price is out of date now.
func (c *contraction) apply(picks []Node, cuts [][]shortcut, touched bitset, stale []Node) []Node {
	for _, v := range picks {
		for _, b := range c.adj[v] {
			c.level[b.to] = max(c.level[b.to], c.level[v]+1)
			if !touched.has(b.to) {
				touched.flip(b.to)
				stale = append(stale, b.to)
			}
		}
	}
	for _, v := range stale {
		touched.flip(v)
		kept := c.adj[v][:0]
		for _, b := range c.adj[v] {
			if !c.chosen.has(b.to) {
				kept = append(kept, b)
			}
		}
		c.adj[v] = kept
	}
	for _, list := range cuts {
		for _, s := range list {
			c.join(s.from, s.bond)
			c.join(s.to, bond{s.from, s.w, s.mid, turned(s.info)})
		}
	}
	for _, v := range picks {
		c.chosen.flip(v)
	}
	c.order = append(c.order, picks...)
	return stale
}

// join adds b to the bonds of v unless it has one as light in the same
// directions, and takes away those b makes useless.
func (c *contraction) join(v Node, b bond) {
	list := c.adj[v]
	for i := 0; i < len(list); {
		old := &list[i]
		if old.to == b.to {
			if old.w <= b.w {
				b.info &^= old.info & both
			} else {
				old.info &^= b.info & both
			}
			if b.info&both == 0 {
				return
			}
			if old.info&both == 0 {
				*old = list[len(list)-1]
				list = list[:len(list)-1]
				continue
			}
		}
		i++
	}
	c.adj[v] = append(list, b)
}
