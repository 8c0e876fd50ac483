package gtfs

import (
	"math"

	"tongtu/data/model"
)

// callRow is one row of stop_times.txt.
type callRow struct {
	dist           float64 // shape_dist_traveled as given; negative: none
	fare           model.Fen
	fares          []model.Fen
	trip, stop     int32
	seq, line      int32
	arr, dep       model.Second // noTime: to be interpolated
	noBoard, noAlt bool
}

const (
	noTime model.Second = -1
	noFare model.Fen    = -2 // the cell is empty, unlike an explicit model.UnknownFen
)

// timesReader holds the columns of stop_times.txt.
type timesReader struct {
	*table
	trip, arr, dep, stop, seq, pickup, dropOff, dist, fare, fares column

	lastID   []byte // of the previous row, which mostly has the same trip
	lastTrip int32
}

// readStopTimes reads the calls and puts them into their trips.
func (im *importer) readStopTimes() {
	t := im.tables["stop_times.txt"]
	r := timesReader{table: t, trip: t.column("trip_id"), arr: t.column("arrival_time"), dep: t.column("departure_time"),
		stop: t.column("stop_id"), seq: t.column("stop_sequence"), pickup: t.column("pickup_type"), dropOff: t.column("drop_off_type"),
		dist: t.column("shape_dist_traveled"), fare: t.column("tongtu_fare"), fares: t.column("tongtu_fares"), lastTrip: broken}
	// Few rows are shorter than 24 bytes, so this rarely has to grow.
	rows := make([]callRow, 0, min(len(t.data)/24, MaxRows))
	for t.next() {
		trip, ok := im.tripOf(&r)
		if !ok {
			continue
		}
		c := callRow{trip: trip, line: int32(t.line)}
		if !im.readCall(&r, &c) {
			im.trips[trip].broken = true
			continue
		}
		rows = append(rows, c)
	}
	im.buildTrips(t, rows, r.fare.present() || r.fares.present())
}

func (im *importer) tripOf(r *timesReader) (int32, bool) {
	b := r.get(r.trip)
	if r.lastTrip != broken && string(b) == string(r.lastID) {
		return r.lastTrip, true
	}
	i, ok := im.resolve(r.table, r.trip, im.tripRef)
	r.lastTrip = i
	r.lastID = append(r.lastID[:0], b...)
	return i, ok
}

// readCall reads one row apart from its trip.
func (im *importer) readCall(r *timesReader, c *callRow) bool {
	stop, ok := im.resolve(r.table, r.stop, im.stopRef)
	if !ok {
		return false
	}
	if im.stops[stop].kind != platform {
		r.bad(r.stop, CodeStopTimeLocation, string(r.get(r.stop)))
		return false
	}
	c.stop = stop
	seq, ok := parseInt(r.get(r.seq))
	if !ok || seq < 0 {
		r.bad(r.seq, CodeInteger, string(r.get(r.seq)))
		return false
	}
	c.seq = int32(seq)
	if c.arr, ok = r.time(r.arr); !ok {
		return false
	}
	if c.dep, ok = r.time(r.dep); !ok {
		return false
	}
	if c.arr != noTime && c.dep != noTime && c.dep < c.arr {
		r.bad(r.dep, CodeRangeOrder, string(r.get(r.dep)))
		return false
	}
	if c.noBoard, ok = r.none(r.pickup); !ok {
		return false
	}
	if c.noAlt, ok = r.none(r.dropOff); !ok {
		return false
	}
	return r.distance(c) && r.money(c)
}

// time reads a time that may be missing.
func (t *table) time(c column) (model.Second, bool) {
	b := t.get(c)
	if len(b) == 0 {
		return noTime, true
	}
	at, ok := parseTime(b)
	if !ok {
		t.bad(c, CodeTime, string(b))
	}
	return at, ok
}

// none reads a pickup or drop-off type: 1 is none; 2 and 3, by arrangement,
// count as possible.
func (t *table) none(c column) (bool, bool) {
	b := t.get(c)
	if len(b) == 0 || len(b) == 1 && b[0] == '0' {
		return false, true
	}
	n, ok := t.enum(c, 3)
	return n == 1, ok
}

func (r *timesReader) distance(c *callRow) bool {
	c.dist = -1
	b := r.get(r.dist)
	if len(b) == 0 {
		return true
	}
	f, ok := parseFloat(b)
	if !ok {
		r.bad(r.dist, CodeFloat, string(b))
		return false
	}
	if f < 0 || f > math.MaxInt32 {
		r.bad(r.dist, CodeRange, string(b))
		return false
	}
	c.dist = f
	return true
}

// money reads the cumulative fares: one for the unnamed class or a list.
func (r *timesReader) money(c *callRow) bool {
	c.fare = noFare
	if b := r.get(r.fare); len(b) > 0 {
		var ok bool
		if c.fare, ok = parseFare(b); !ok {
			r.bad(r.fare, CodeAmount, string(b))
			return false
		}
	}
	if b := r.get(r.fares); len(b) > 0 {
		for _, item := range splitList[string](string(b)) {
			f, ok := parseFare([]byte(item))
			if !ok {
				r.bad(r.fares, CodeAmount, string(b))
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
	return parseMoney(b)
}
