package mapview

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"

	"tongtu/widgets/mapview/geo"
)

// label is a text that wants a place beside its anchor.
type label struct {
	id     FeatureID
	text   string
	anchor geo.World
	rank   int
	must   bool    // of a selected thing: never dropped, bold
	radius float64 // of the dot it stands beside
	w, h   float64 // of the text, in pixels
	spread uint32  // order among equals
}

// placed is a label with its place. x and y are of the text's top left corner,
// in pixels from its anchor, so that panning changes nothing.
type placed struct {
	label
	x, y   float64
	side   int
	leader bool // far from its dot: joined by a line
}

// rect is a rectangle in pixels.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) overlaps(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

// box is where the text is when its anchor is at p. Fonts leave room above and
// below, of which labels may share a little.
func (l placed) box(p geo.Pixel) rect {
	return rect{p.X + l.x - 1, p.Y + l.y + 1, p.X + l.x + l.w + 1, p.Y + l.y + l.h - 1}
}

// placement gives labels their places at one scale, the whole world at once: a
// label is where it is however the map is panned. It keeps its memory between
// runs; the zero value is ready.
type placement struct {
	scale float64
	prev  map[FeatureID]placed // the places at the scale before
	taken boxes                // labels and circles
	dots  boxes                // better left free
	route cells                // the highlighted lines
	grey  cells                // the other ones, better left free
	found map[FeatureID]bool
	order []label
}

// obstacles is what labels keep away from.
type obstacles struct {
	lines   [][]geo.World // highlighted lines
	greys   [][]geo.World // alternatives, covered when there is no better place
	circles []geo.World   // of stops and selected places
	dots    []dot         // covered when there is no better place
}

// halfLine is half the width of a highlighted line with its casing.
const halfLine = 5

// maxRouteCells bounds the work for a long line on a large scale.
const maxRouteCells = 20000

// run finds the places of labels at a scale. It is greedy: what must be shown
// first, then by rank, then what had a label in prev.
func (l *placement) run(labels []label, scale float64, o obstacles, prev map[FeatureID]placed) []placed {
	l.scale, l.prev = scale, prev
	l.reset()
	l.occupy(o)
	l.order = append(l.order[:0], labels...)
	slices.SortStableFunc(l.order, l.compare)
	var out []placed
	for _, x := range l.order {
		if x.text == "" || x.id != "" && l.found[x.id] {
			continue
		}
		if p, ok := l.one(x); ok {
			l.taken.add(p.box(l.at(x.anchor)))
			l.found[x.id] = true
			out = append(out, p)
		}
	}
	return out
}

func (l *placement) reset() {
	if l.found == nil {
		l.found, l.taken.cells, l.dots.cells, l.route = map[FeatureID]bool{}, map[cell][]int32{}, map[cell][]int32{}, cells{}
		l.grey = cells{}
	}
	clear(l.found)
	clear(l.route)
	clear(l.grey)
	l.taken.clear()
	l.dots.clear()
}

// at is a position in pixels of the whole world.
func (l *placement) at(w geo.World) geo.Pixel { return geo.Pixel{X: w.X * l.scale, Y: w.Y * l.scale} }

func (l *placement) compare(a, b label) int {
	if a.must != b.must {
		return first(a.must)
	}
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	_, before := l.prev[a.id]
	_, other := l.prev[b.id]
	if before != other {
		return first(before)
	}
	return cmp.Compare(a.spread, b.spread)
}

// first orders what is before what is not.
func first(is bool) int {
	if is {
		return -1
	}
	return 1
}

// spreadOf orders equals by chance, the same in every picture: lists of places
// are sorted by region, and the first region must not get all the labels.
func spreadOf(id FeatureID) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return h.Sum32()
}

// occupy marks circles, dots and lines.
func (l *placement) occupy(o obstacles) {
	square := func(w geo.World, half float64) rect {
		p := l.at(w)
		return rect{p.X - half, p.Y - half, p.X + half, p.Y + half}
	}
	for _, w := range o.circles {
		l.taken.add(square(w, 5))
	}
	zoom := math.Log2(l.scale / 256)
	for _, d := range o.dots {
		if d.from <= zoom {
			l.dots.add(square(d.at, 2))
		}
	}
	l.mark(l.route, o.lines)
	l.mark(l.grey, o.greys)
}

// mark puts lines into cells.
func (l *placement) mark(into cells, lines [][]geo.World) {
	total := 0.0
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			total += math.Hypot(line[i].X-line[i-1].X, line[i].Y-line[i-1].Y) * l.scale
		}
	}
	step := max(smallCell, total/maxRouteCells)
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b := l.at(line[i-1]), l.at(line[i])
			n := math.Ceil(math.Hypot(b.X-a.X, b.Y-a.Y)/step) + 1
			for k := 0.0; k <= n; k++ {
				into.add(a.X+(b.X-a.X)*k/n, a.Y+(b.Y-a.Y)*k/n)
			}
		}
	}
}

// one finds the place of one label.
func (l *placement) one(x label) (placed, bool) {
	anchor := l.at(x.anchor)
	if p, ok := l.prev[x.id]; ok && x.id != "" && !p.leader && p.must == x.must {
		// Where it was before, so that zooming does not make labels dance.
		p.label = x
		p.x, p.y = beside(x, p.side, x.radius)
		if l.free(p.box(anchor)) && !l.onRoute(p, anchor) && !l.grey.hit(p.box(anchor)) {
			return p, true
		}
	}
	for tolerant := range 3 { // of covering nothing, dots, grey lines as well
		for side := range sides {
			p := placed{label: x, side: side}
			p.x, p.y = beside(x, side, x.radius)
			if box := p.box(anchor); l.free(box) && !l.onRoute(p, anchor) && (tolerant > 0 || !l.dots.hit(box)) && (tolerant > 1 || !l.grey.hit(box)) {
				return p, true
			}
		}
	}
	if !x.must {
		return placed{}, false
	}
	return l.insist(x, anchor)
}

// insist places a label that must be shown: over a line, or away from its dot.
func (l *placement) insist(x label, anchor geo.Pixel) (placed, bool) {
	for side := range sides {
		p := placed{label: x, side: side}
		p.x, p.y = beside(x, side, x.radius)
		if l.free(p.box(anchor)) {
			return p, true
		}
	}
	for far := 24.0; far < 400; far += 16 {
		for side := range sides {
			p := placed{label: x, side: side, leader: true}
			p.x, p.y = beside(x, side, far)
			if l.free(p.box(anchor)) {
				return p, true
			}
		}
	}
	return placed{}, false
}

// onRoute says whether p would cover a highlighted line. The name of a place
// beside it keeps clear of the line's width, too; a stop on it cannot.
func (l *placement) onRoute(p placed, anchor geo.Pixel) bool {
	box := p.box(anchor)
	if !p.must {
		box = rect{box.x0 - halfLine, box.y0 - halfLine, box.x1 + halfLine, box.y1 + halfLine}
	}
	return l.route.hit(box)
}

func (l *placement) free(r rect) bool { return !l.taken.hit(r) }

// sides are the places around a dot, best first: E, W, N, S, then diagonals.
const sides = 8

// beside returns the corner of a text at one side of its dot, gap pixels away
// from the middle.
func beside(l label, side int, gap float64) (x, y float64) {
	gap += 3
	const up = 2 // the room that fonts leave above and below
	diagonal := gap * 0.7
	switch side {
	case 0:
		return gap, -l.h / 2
	case 1:
		return -gap - l.w, -l.h / 2
	case 2:
		return -l.w / 2, -gap - l.h + up
	case 3:
		return -l.w / 2, gap - up
	case 4:
		return diagonal, -diagonal - l.h + up
	case 5:
		return -diagonal - l.w, -diagonal - l.h + up
	case 6:
		return diagonal, diagonal - up
	default:
		return -diagonal - l.w, diagonal - up
	}
}
