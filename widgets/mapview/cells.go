package mapview

import "math"

// cell is a square of a grid.
type cell [2]int32

func cellOf(x, y, size float64) cell {
	return cell{int32(math.Floor(x / size)), int32(math.Floor(y / size))}
}

// The widths of squares in pixels: smallCell of cells, boxCell, about the size of
// a label, of boxes.
const (
	smallCell = 6
	boxCell   = 64
)

// cells is a set of points, known to the square they are in.
type cells map[cell]struct{}

func (s cells) add(x, y float64) { s[cellOf(x, y, smallCell)] = struct{}{} }

// hit says whether a square that r touches has a point.
func (s cells) hit(r rect) bool {
	if len(s) == 0 {
		return false
	}
	lo, hi := cellOf(r.x0, r.y0, smallCell), cellOf(r.x1, r.y1, smallCell)
	for x := lo[0]; x <= hi[0]; x++ {
		for y := lo[1]; y <= hi[1]; y++ {
			if _, ok := s[cell{x, y}]; ok {
				return true
			}
		}
	}
	return false
}

// boxes is a set of rectangles that answers quickly whether one overlaps.
type boxes struct {
	all   []rect
	cells map[cell][]int32
}

// clear empties the set and keeps its memory.
func (b *boxes) clear() {
	b.all = b.all[:0]
	for c, is := range b.cells {
		if len(is) == 0 {
			delete(b.cells, c) // not used the last time
			continue
		}
		b.cells[c] = is[:0]
	}
}

func (b *boxes) add(r rect) {
	i := int32(len(b.all))
	b.all = append(b.all, r)
	lo, hi := cellOf(r.x0, r.y0, boxCell), cellOf(r.x1, r.y1, boxCell)
	for x := lo[0]; x <= hi[0]; x++ {
		for y := lo[1]; y <= hi[1]; y++ {
			b.cells[cell{x, y}] = append(b.cells[cell{x, y}], i)
		}
	}
}

// hit says whether r overlaps one of the rectangles.
func (b *boxes) hit(r rect) bool {
	lo, hi := cellOf(r.x0, r.y0, boxCell), cellOf(r.x1, r.y1, boxCell)
	for x := lo[0]; x <= hi[0]; x++ {
		for y := lo[1]; y <= hi[1]; y++ {
			for _, i := range b.cells[cell{x, y}] {
				if b.all[i].overlaps(r) {
					return true
				}
			}
		}
	}
	return false
}
