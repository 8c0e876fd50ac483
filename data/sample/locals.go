package sample

import "math/rand/v2"

// runLocals runs the trains that call everywhere along a line, so that no station is left out.
func (w *world) runLocals(rng *rand.Rand) {
	for i := range w.lines {
		l := &w.lines[i]
		if !l.class.rail() {
			continue
		}
		for _, part := range w.parts(l) {
			p := w.graph.along(l, part[0], part[1])
			kind, n := w.local(p)
			for k := range n {
				w.runPair(p, kind, styleAll, slot{k, n}, rng)
			}
		}
	}
}

// parts cuts a line into stretches that one local train covers, at stations where trains begin if possible.
func (w *world) parts(l *line) [][2]int {
	longest := 330
	if !l.class.highSpeed() {
		longest = 420
	}
	var out [][2]int
	for i := 0; i < len(l.stops)-1; {
		end := i + 1
		for j := i + 1; j < len(l.stops) && l.stops[j].km-l.stops[i].km <= longest; j++ {
			if w.stations[l.stops[j].station].terminal || !w.stations[l.stops[end].station].terminal {
				end = j
			}
		}
		out = append(out, [2]int{i, end})
		i = end
	}
	return out
}

// local tells the kind of the local trains of a stretch and how many run a day and direction.
func (w *world) local(p *path) (trainKind, int) {
	weight := 0.0
	for _, s := range p.nodes {
		weight += w.cities[w.stations[s].city].weight
	}
	class := p.hops[0].class
	if !class.highSpeed() {
		if class == rail80 || weight < 100 {
			return kindLocal, 1
		}
		return kindLocal, 2
	}
	n := min(2+int(weight/350), 7)
	if p.length() < 25 { // a link between stations of one town
		n = 1
	}
	switch {
	case p.length() <= 210:
		return kindC, n
	case p.fastShare() > 0.5:
		return kindG, n
	}
	return kindD, n
}
