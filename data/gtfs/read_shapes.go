package gtfs

import (
	"cmp"
	"math"
	"slices"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// shapePoint is one row of shapes.txt.
type shapePoint struct {
	shape int32 // into net.Shapes
	seq   int32
	at    model.LonLat
}

// readShapes reads the lines that trips follow on the map. A shape with a broken
// row is left out whole.
func (im *importer) readShapes() {
	im.shapes = make(feed.Refs)
	t := im.tables["shapes.txt"]
	if t == nil {
		return
	}
	id, seq, lat, lon := t.Column("shape_id"), t.Column("shape_pt_sequence"), t.Column("shape_pt_lat"), t.Column("shape_pt_lon")
	var points []shapePoint
	for t.Next() {
		name := t.Get(id)
		i, known := im.shapes[string(name)]
		if !known {
			s, ok := t.ID(id, im.shapes)
			if !ok {
				continue
			}
			i = int32(len(im.net.Shapes))
			im.shapes[s] = i
			im.net.Shapes = append(im.net.Shapes, model.Shape{ID: model.ShapeID(s)})
		}
		n, ok := feed.ParseInt(t.Get(seq))
		if !ok || n < 0 || n > math.MaxInt32 {
			t.Bad(seq, feed.CodeInteger, string(t.Get(seq)))
			im.shapes[string(name)] = feed.Broken
			continue
		}
		p, ok := t.Position(lat, lon)
		if !ok {
			im.shapes[string(name)] = feed.Broken
			continue
		}
		if i != feed.Broken {
			points = append(points, shapePoint{i, int32(n), p})
		}
	}
	slices.SortStableFunc(points, func(a, b shapePoint) int { return cmp.Or(cmp.Compare(a.shape, b.shape), cmp.Compare(a.seq, b.seq)) })
	for _, p := range points {
		s := &im.net.Shapes[p.shape]
		s.Points = append(s.Points, p.at)
	}
}

// settleShapes keeps the shapes that trips follow and that are lines.
func (im *importer) settleShapes() {
	used := make(map[model.ShapeID]bool)
	for _, t := range im.net.Trips {
		used[t.Shape] = true
	}
	im.net.Shapes = slices.DeleteFunc(im.net.Shapes, func(s model.Shape) bool {
		if i := im.shapes[string(s.ID)]; i == feed.Broken || len(s.Points) < 2 && !im.own {
			used[s.ID] = false
			return true
		}
		return !used[s.ID] && !im.own
	})
	if len(im.net.Shapes) == 0 {
		im.net.Shapes = nil
	}
	if im.own {
		return
	}
	kept := make(map[model.ShapeID]bool, len(im.net.Shapes))
	for _, s := range im.net.Shapes {
		kept[s.ID] = true
	}
	for i := range im.net.Trips {
		if t := &im.net.Trips[i]; !kept[t.Shape] {
			t.Shape = ""
		}
	}
}
