package geo

// Bounds is a rectangle of the projected world. The zero value is empty.
type Bounds struct {
	Min, Max World
	set      bool
}

// BoundsOf returns the smallest bounds with all coordinates in it.
func BoundsOf(cs ...Coord) Bounds {
	var b Bounds
	for _, c := range cs {
		b = b.Add(Mercator{}.Project(c))
	}
	return b
}

// Empty says whether no point was ever added.
func (b Bounds) Empty() bool { return !b.set }

// Add returns b grown to hold w.
func (b Bounds) Add(w World) Bounds {
	if !b.set {
		return Bounds{Min: w, Max: w, set: true}
	}
	b.Min = World{X: min(b.Min.X, w.X), Y: min(b.Min.Y, w.Y)}
	b.Max = World{X: max(b.Max.X, w.X), Y: max(b.Max.Y, w.Y)}
	return b
}

// Union returns the smallest bounds that hold both.
func (b Bounds) Union(o Bounds) Bounds {
	if !o.set {
		return b
	}
	return b.Add(o.Min).Add(o.Max)
}

// Grow returns b with d world units more on each side.
func (b Bounds) Grow(d float64) Bounds {
	if b.set {
		b.Min, b.Max = World{X: b.Min.X - d, Y: b.Min.Y - d}, World{X: b.Max.X + d, Y: b.Max.Y + d}
	}
	return b
}

// Overlaps says whether b and o share a point.
func (b Bounds) Overlaps(o Bounds) bool {
	return b.set && o.set && b.Min.X <= o.Max.X && o.Min.X <= b.Max.X && b.Min.Y <= o.Max.Y && o.Min.Y <= b.Max.Y
}

// Contains says whether w lies in b.
func (b Bounds) Contains(w World) bool {
	return b.set && b.Min.X <= w.X && w.X <= b.Max.X && b.Min.Y <= w.Y && w.Y <= b.Max.Y
}
