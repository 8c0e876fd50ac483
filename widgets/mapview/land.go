package mapview

import (
	"encoding/binary"
	"errors"

	"tongtu/widgets/mapview/geo"
)

// ErrLand says that data is not land in the format of DecodeLand.
var ErrLand = errors.New("not a land file")

const landMagic = "TTL1"

// Land is the land of the background map. It never changes after DecodeLand, so
// several maps may share it.
type Land struct{ rings []ring }

// ring is a closed coast line, projected; holes run the other way round.
type ring struct {
	points []geo.World
	bounds geo.Bounds
}

// DecodeLand reads land: the magic "TTL1", then as unsigned varints the units
// per degree and the number of rings, and for each ring its number of points
// and for each point the signed varints of longitude and latitude, in units, as
// the difference from the point before it, across rings. Rings are closed
// without repeating a point; lakes run the other way round. The bytes are not
// kept.
func DecodeLand(data []byte) (*Land, error) {
	if len(data) < len(landMagic) || string(data[:len(landMagic)]) != landMagic {
		return nil, ErrLand
	}
	d := decoder{data: data[len(landMagic):]}
	unit := float64(d.unsigned())
	rings := d.count()
	if d.failed || unit == 0 {
		return nil, ErrLand
	}
	l := &Land{rings: make([]ring, 0, rings)}
	var lon, lat int64
	for range rings {
		r := ring{points: make([]geo.World, 0, d.count())}
		for range cap(r.points) {
			lon, lat = lon+d.signed(), lat+d.signed()
			w := geo.Mercator{}.Project(geo.Coord{Lon: float64(lon) / unit, Lat: float64(lat) / unit})
			r.points = append(r.points, w)
			r.bounds = r.bounds.Add(w)
		}
		l.rings = append(l.rings, r)
	}
	if d.failed || len(d.data) > 0 {
		return nil, ErrLand
	}
	return l, nil
}

// decoder reads varints; after a failure it gives zeros.
type decoder struct {
	data   []byte
	failed bool
}

func (d *decoder) unsigned() uint64 {
	v, n := binary.Uvarint(d.data)
	d.advance(n)
	return v
}

func (d *decoder) signed() int64 {
	v, n := binary.Varint(d.data)
	d.advance(n)
	return v
}

// count reads a number of things of at least one byte each, so that a damaged
// file cannot ask for more memory than it has bytes.
func (d *decoder) count() int {
	n := d.unsigned()
	if n > uint64(len(d.data)) {
		d.failed = true
		return 0
	}
	return int(n)
}

func (d *decoder) advance(n int) {
	if n <= 0 {
		d.failed, d.data = true, nil
		return
	}
	d.data = d.data[n:]
}
