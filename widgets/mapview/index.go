package mapview

import (
	"math"

	"tongtu/widgets/mapview/geo"
)

// index finds the nearest of many points. It never changes once it is made.
type index struct {
	items []indexed
	cells map[cell][]int32
}

type indexed struct {
	id FeatureID
	at geo.World

	from float64 // the zoom from which it can be seen
}

// indexCell is the width of the grid's squares in world units: about a degree.
const indexCell = 1.0 / 360

func newIndex(items []indexed) *index {
	x := &index{items: items, cells: make(map[cell][]int32, len(items))}
	for i, it := range items {
		c := cellOf(it.at.X, it.at.Y, indexCell)
		x.cells[c] = append(x.cells[c], int32(i))
	}
	return x
}

// find returns the item with an ID.
func (x *index) find(id FeatureID) (indexed, bool) {
	for _, it := range x.items {
		if it.id == id {
			return it, true
		}
	}
	return indexed{}, false
}

// nearest returns the item closest to w within reach world units that can be
// seen at zoom. Of items at one distance the last wins: it is drawn on top.
func (x *index) nearest(w geo.World, reach, zoom float64) (indexed, bool) {
	best, at := reach, -1
	try := func(i int32) {
		it := x.items[i]
		if d := math.Hypot(it.at.X-w.X, it.at.Y-w.Y); it.from <= zoom && d <= best && (d < best || int(i) > at) {
			best, at = d, int(i)
		}
	}
	lo := cellOf(w.X-reach, w.Y-reach, indexCell)
	hi := cellOf(w.X+reach, w.Y+reach, indexCell)
	if int(hi[0]-lo[0]+1)*int(hi[1]-lo[1]+1) > len(x.items) {
		for i := range x.items { // the reach spans more squares than there are items
			try(int32(i))
		}
	} else {
		for cx := lo[0]; cx <= hi[0]; cx++ {
			for cy := lo[1]; cy <= hi[1]; cy++ {
				for _, i := range x.cells[cell{cx, cy}] {
					try(i)
				}
			}
		}
	}
	if at < 0 {
		return indexed{}, false
	}
	return x.items[at], true
}
