package sample

import "container/heap"

// hop is one section of line between neighbouring stations, in one direction.
type hop struct {
	to    int
	km    int
	class lineClass
	track int // the other direction's is track^1
}

// graph joins the stations by the sections of every railway line.
type graph struct {
	hops   [][]hop
	tracks int
}

func newGraph(stations int, lines []line) *graph {
	g := &graph{hops: make([][]hop, stations)}
	for _, l := range lines {
		if !l.class.rail() {
			continue
		}
		for i := 1; i < len(l.stops); i++ {
			a, b := l.stops[i-1], l.stops[i]
			g.hops[a.station] = append(g.hops[a.station], hop{b.station, b.km - a.km, l.class, g.tracks})
			g.hops[b.station] = append(g.hops[b.station], hop{a.station, b.km - a.km, l.class, g.tracks + 1})
			g.tracks += 2
		}
	}
	return g
}

// along returns the way over a part of a line, from its stop i to its stop j.
func (g *graph) along(l *line, i, j int) *path {
	p := &path{nodes: []int{l.stops[i].station}, km: []int{0}}
	for k := i + 1; k <= j; k++ {
		km := l.stops[k].km - l.stops[k-1].km
		for _, h := range g.hops[l.stops[k-1].station] {
			if h.to == l.stops[k].station && h.km == km && h.class == l.class {
				p.hops = append(p.hops, h)
				break
			}
		}
		p.nodes = append(p.nodes, l.stops[k].station)
		p.km = append(p.km, p.length()+km)
	}
	return p
}

// network tells how many minutes a hop takes, and whether it may be used at all.
type network func(hop) (minutes float64, ok bool)

// highSpeedNetwork prefers passenger lines; multiple units use fast mixed lines where nothing else leads.
func highSpeedNetwork(h hop) (float64, bool) {
	minutes := float64(h.km) / kindG.speedOf(h.class) * 60
	if h.class == rail160 {
		return 1.3 * minutes, true
	}
	return minutes, h.class.highSpeed()
}

// conventionalNetwork is every mixed line.
func conventionalNetwork(h hop) (float64, bool) {
	return float64(h.km) / kindK.speedOf(h.class) * 60, h.class.rail() && !h.class.highSpeed()
}

// tree holds the fastest ways from one station to all others.
type tree struct {
	from    int
	minutes []float64 // -1 where no way leads
	last    []hop     // the hop that arrives; its to is the station before
}

func (g *graph) tree(from int, net network) *tree {
	t := &tree{from: from, minutes: make([]float64, len(g.hops)), last: make([]hop, len(g.hops))}
	for i := range t.minutes {
		t.minutes[i] = -1
	}
	done := make([]bool, len(g.hops))
	queue := &frontier{{station: from}}
	t.minutes[from] = 0
	for queue.Len() > 0 {
		at := heap.Pop(queue).(frontierItem)
		if done[at.station] {
			continue
		}
		done[at.station] = true
		for _, h := range g.hops[at.station] {
			m, ok := net(h)
			if !ok || done[h.to] {
				continue
			}
			if m += at.minutes; t.minutes[h.to] < 0 || m < t.minutes[h.to] {
				t.minutes[h.to] = m
				t.last[h.to] = hop{at.station, h.km, h.class, h.track}
				heap.Push(queue, frontierItem{m, h.to})
			}
		}
	}
	return t
}

// path is a way over the graph: nodes[i] and nodes[i+1] are joined by hops[i].
type path struct {
	nodes []int
	hops  []hop
	km    []int // from the first node
}

// to returns the way to a station that the tree reaches.
func (t *tree) to(station int) *path {
	var back []hop
	for at := station; at != t.from; at = t.last[at].to {
		back = append(back, hop{at, t.last[at].km, t.last[at].class, t.last[at].track})
	}
	p := &path{nodes: []int{t.from}, km: []int{0}}
	for i := len(back) - 1; i >= 0; i-- {
		p.hops = append(p.hops, back[i])
		p.nodes = append(p.nodes, back[i].to)
		p.km = append(p.km, p.length()+back[i].km)
	}
	return p
}

// reverse returns the way back.
func (p *path) reverse() *path {
	n := len(p.nodes)
	r := &path{nodes: make([]int, n), hops: make([]hop, n-1), km: make([]int, n)}
	for i, s := range p.nodes {
		r.nodes[n-1-i] = s
		r.km[n-1-i] = p.length() - p.km[i]
	}
	for i, h := range p.hops {
		r.hops[n-2-i] = hop{p.nodes[i], h.km, h.class, h.track ^ 1}
	}
	return r
}

func (p *path) length() int { return p.km[len(p.km)-1] }

// fastShare is the part of the way on lines for 300 km/h and more.
func (p *path) fastShare() float64 {
	fast := 0
	for _, h := range p.hops {
		if h.class <= hsr300 {
			fast += h.km
		}
	}
	return float64(fast) / float64(p.length())
}

type frontierItem struct {
	minutes float64
	station int
}

// frontier is the queue of the search: nearest first, then the lower station, so that the result never depends on the heap.
type frontier []frontierItem

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	if f[i].minutes != f[j].minutes {
		return f[i].minutes < f[j].minutes
	}
	return f[i].station < f[j].station
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)   { *f = append(*f, x.(frontierItem)) }
func (f *frontier) Pop() any {
	x := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return x
}
