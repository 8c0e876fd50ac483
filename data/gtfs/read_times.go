package gtfs

import (
	"math"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// callRow is one row of stop_times.txt.
type callRow struct {
	dist           float64 // shape_dist_traveled as given; negative: none
	fare           model.Fen
	fares          []model.Fen
	trip, stop     int32
	seq, line      int32
	arr, dep       model.Second // feed.NoTime: to be interpolated
	noBoard, noAlt bool
}

const (
	noFare model.Fen = -2 // the cell is empty, unlike an explicit model.UnknownFen
)

// timesReader holds the columns of stop_times.txt.
type timesReader struct {
	*feed.Table
	trip, arr, dep, stop, seq, pickup, dropOff, dist, fare, fares feed.Column

	lastID   []byte // of the previous row, which mostly has the same trip
	lastTrip int32
}

// readStopTimes reads the calls and puts them into their trips.
func (im *importer) readStopTimes() {
	t := im.tables["stop_times.txt"]
	r := timesReader{Table: t, trip: t.Column("trip_id"), arr: t.Column("arrival_time"), dep: t.Column("departure_time"),
		stop: t.Column("stop_id"), seq: t.Column("stop_sequence"), pickup: t.Column("pickup_type"), dropOff: t.Column("drop_off_type"),
		dist: t.Column("shape_dist_traveled"), fare: t.Column("tongtu_fare"), fares: t.Column("tongtu_fares"), lastTrip: feed.Broken}
	// Few rows are shorter than 24 bytes, so this rarely has to grow.
	rows := make([]callRow, 0, min(t.Size()/24, feed.MaxRows))
	for t.Next() {
		trip, ok := im.tripOf(&r)
		if !ok {
			continue
		}
		c := callRow{trip: trip, line: int32(t.Line)}
		if !im.readCall(&r, &c) {
			im.trips[trip].broken = true
			continue
		}
		rows = append(rows, c)
	}
	t.Release()
	im.buildTrips(t, rows, r.fare.Present() || r.fares.Present())
}

func (im *importer) tripOf(r *timesReader) (int32, bool) {
	b := r.Get(r.trip)
	if r.lastTrip != feed.Broken && string(b) == string(r.lastID) {
		return r.lastTrip, true
	}
	i, ok := im.resolve(r.Table, r.trip, im.tripRef)
	r.lastTrip = i
	r.lastID = append(r.lastID[:0], b...)
	return i, ok
}

// readCall reads one row apart from its trip.
func (im *importer) readCall(r *timesReader, c *callRow) bool {
	stop, ok := im.resolve(r.Table, r.stop, im.stopRef)
	if !ok {
		return false
	}
	if im.stops[stop].kind != platform {
		r.Bad(r.stop, feed.CodeStopTimeLocation, string(r.Get(r.stop)))
		return false
	}
	c.stop = stop
	seq, ok := feed.ParseInt(r.Get(r.seq))
	if !ok || seq < 0 {
		r.Bad(r.seq, feed.CodeInteger, string(r.Get(r.seq)))
		return false
	}
	c.seq = int32(seq)
	if c.arr, ok = r.Time(r.arr); !ok {
		return false
	}
	if c.dep, ok = r.Time(r.dep); !ok {
		return false
	}
	if c.arr != feed.NoTime && c.dep != feed.NoTime && c.dep < c.arr {
		r.Bad(r.dep, feed.CodeRangeOrder, string(r.Get(r.dep)))
		return false
	}
	if c.noBoard, ok = none(r.Table, r.pickup); !ok {
		return false
	}
	if c.noAlt, ok = none(r.Table, r.dropOff); !ok {
		return false
	}
	return r.distance(c) && r.money(c)
}

// none reads a pickup or drop-off type: 1 is none; 2 and 3, by arrangement,
// count as possible.
func none(t *feed.Table, c feed.Column) (bool, bool) {
	b := t.Get(c)
	if len(b) == 0 || len(b) == 1 && b[0] == '0' {
		return false, true
	}
	n, ok := t.Enum(c, 3)
	return n == 1, ok
}

func (r *timesReader) distance(c *callRow) bool {
	c.dist = -1
	b := r.Get(r.dist)
	if len(b) == 0 {
		return true
	}
	f, ok := feed.ParseFloat(b)
	if !ok {
		r.Bad(r.dist, feed.CodeFloat, string(b))
		return false
	}
	if f < 0 || f > math.MaxInt32 {
		r.Bad(r.dist, feed.CodeRange, string(b))
		return false
	}
	c.dist = f
	return true
}

// money reads the cumulative fares: one for the unnamed class or a list.
func (r *timesReader) money(c *callRow) bool {
	c.fare = noFare
	if b := r.Get(r.fare); len(b) > 0 {
		var ok bool
		if c.fare, ok = parseFare(b); !ok {
			r.Bad(r.fare, feed.CodeAmount, string(b))
			return false
		}
	}
	if b := r.Get(r.fares); len(b) > 0 {
		for _, item := range feed.SplitList[string](string(b)) {
			f, ok := parseFare([]byte(item))
			if !ok {
				r.Bad(r.fares, feed.CodeAmount, string(b))
				return false
			}
			c.fares = append(c.fares, f)
		}
	}
	return true
}

// parseFare reads an amount or "-", which says that the fare is unknown.
func parseFare(b []byte) (model.Fen, bool) {
	if len(b) == 1 && b[0] == '-' {
		return model.UnknownFen, true
	}
	return feed.ParseMoney(b)
}
