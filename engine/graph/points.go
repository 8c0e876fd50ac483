package graph

import "math"

// Point is where a node lies: X and Y in a plane, or degrees of longitude and
// latitude.
type Point struct{ X, Y float64 }

// Metric is a distance between points that obeys the triangle inequality.
type Metric func(a, b Point) float64

// Plane is the straight line.
func Plane(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// GreatCircle is the shortest way on the sphere, in metres, for X = longitude
// and Y = latitude in degrees.
func GreatCircle(a, b Point) float64 {
	const radius, degree = 6_371_008.8, math.Pi / 180
	sinY := math.Sin((b.Y - a.Y) * degree / 2)
	sinX := math.Sin((b.X - a.X) * degree / 2)
	h := sinY*sinY + math.Cos(a.Y*degree)*math.Cos(b.Y*degree)*sinX*sinX
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}

// Points bounds distances by the metric between nodes, at the pace of the
// arc that covers most ground for its weight: a potential for A* that needs
// nothing but coordinates. It is immutable.
type Points struct {
	at     []Point
	metric Metric
	pace   float64 // weight per unit of the metric, at least
}

// NewPoints calibrates a bound on g, whose node v lies at at[v]. The slice is kept.
func NewPoints(g *Graph, at []Point, metric Metric) (*Points, error) {
	if len(at) != g.Nodes() {
		return nil, ErrPoints
	}
	for _, p := range at {
		if math.IsNaN(p.X-p.X) || math.IsNaN(p.Y-p.Y) { // ∞ - ∞ is no number either
			return nil, ErrPoints
		}
	}
	pace := math.Inf(1)
	for v := range g.Nodes() {
		for a, end := g.first[v], g.first[v+1]; a < end; a++ {
			if d := metric(at[v], at[g.out[a].to]); d > 0 {
				pace = min(pace, max(0, float64(g.out[a].w))/d)
			}
		}
	}
	if math.IsInf(pace, 1) {
		pace = 0 // no arc leads anywhere else
	}
	// Rounding errors of the metric must not lift a bound above a distance.
	return &Points{at: at, metric: metric, pace: pace * (1 - 1e-9)}, nil
}

// Bound implements Potential. Rounding down whole keeps it consistent, as
// weights are whole.
func (p *Points) Bound(v, to Node) Dist {
	return Dist(p.pace * p.metric(p.at[v], p.at[to]))
}
