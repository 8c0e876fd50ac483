package table

import (
	"math"
	"strconv"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// serviceColumns are the columns of a table of services.
type serviceColumns struct {
	from, to                                         end
	mode, number, dep, arr, duration, price, km, fee feed.Column
	currency, class, operator, trip, route, runs     feed.Column
}

// hop is one row, read.
type hop struct {
	from, to model.StationID
	dep, arr model.Second
	price    model.Fen
	km       model.Metre
}

// services reads a table of services.
func (b *builder) services(t *feed.Table) {
	col := func(f string) feed.Column { return b.column(t, f) }
	c := serviceColumns{from: b.end(t, "from"), to: b.end(t, "to"), mode: col("mode"), number: col("number"), dep: col("dep"), arr: col("arr"),
		duration: col("duration"), price: col("price"), km: col("km"), fee: col("fee"), currency: col("currency"), class: col("class"),
		operator: col("operator"), trip: col("trip"), route: col("route"), runs: col("runs")}
	rows := make(map[string]bool)
	for t.Next() {
		m, ok := b.mode(t, c.mode)
		if !ok {
			continue
		}
		h, ok := b.hop(t, c, m)
		if !ok {
			continue
		}
		id := model.TripID(unguarded(string(t.Get(c.trip))))
		if i, known := b.trips[id]; known && id != "" {
			b.extend(t, c, &b.net.Trips[i], h)
			continue
		}
		if id == "" {
			key := string(t.Get(c.number)) + "\x00" + string(h.from) + "\x00" + string(h.to) + "\x00" + h.dep.String()
			if rows[key] {
				t.Bad(c.number, feed.CodeDuplicateKey, string(t.Get(c.number)))
				continue
			}
			rows[key] = true
		}
		b.start(t, c, id, m, h)
	}
	if len(b.net.Trips) == 0 && len(b.prob.Errs()) == 0 {
		b.prob.Refuse(feed.Error{File: t.File, Code: feed.CodeNoRows})
	}
}

// start makes a trip of its first row.
func (b *builder) start(t *feed.Table, c serviceColumns, id model.TripID, m model.Mode, h hop) {
	number, ok := b.optional(t, c.number)
	if !ok {
		return
	}
	operator, ok := b.optional(t, c.operator)
	if !ok {
		return
	}
	class, ok := b.optional(t, c.class)
	if !ok {
		return
	}
	cal, ok := b.calendar(t, c.runs)
	if !ok {
		return
	}
	trip := model.Trip{Calendar: cal}
	if cell := t.Get(c.fee); len(cell) > 0 {
		if trip.Fee, ok = parsePrice(cell, b.decimalComma); !ok {
			t.Bad(c.fee, feed.CodeAmount, string(cell))
			return
		}
	}
	if number == "" {
		number = string(h.from) + "-" + string(h.to)
	}
	if trip.ID = id; id == "" {
		trip.ID = b.tripID(number)
	}
	trip.Route = b.route(model.RouteID(unguarded(string(t.Get(c.route)))), number, m, operator)
	first := model.Call{Station: h.from, Arr: h.dep, Dep: h.dep}
	last := model.Call{Station: h.to, Arr: h.arr, Dep: h.arr, Dist: h.km}
	if h.price.Known() || class != "" {
		trip.Classes = []model.Class{model.Class(class)}
		first.Fares, last.Fares = []model.Fen{0}, []model.Fen{h.price}
	}
	trip.Calls = []model.Call{first, last}
	b.trips[trip.ID] = len(b.net.Trips)
	b.net.Trips = append(b.net.Trips, trip)
}

// tripID is the number, with a count behind when it is taken.
func (b *builder) tripID(number string) model.TripID {
	id := model.TripID(number)
	for i := 2; ; i++ {
		if _, taken := b.trips[id]; !taken {
			return id
		}
		id = model.TripID(number + " #" + itoa(i))
	}
}

func itoa(i int) string { return strconv.Itoa(i) }

// extend adds a row to the trip it continues.
func (b *builder) extend(t *feed.Table, c serviceColumns, trip *model.Trip, h hop) {
	last := &trip.Calls[len(trip.Calls)-1]
	if h.from != last.Station {
		t.Bad(c.from.name, feed.CodeTripGap, string(trip.ID))
		return
	}
	for h.dep < last.Arr && h.dep+model.Day <= model.MaxClock {
		h.dep, h.arr = h.dep+model.Day, h.arr+model.Day
	}
	if h.dep < last.Arr || h.arr > model.MaxClock {
		t.Bad(c.dep, feed.CodeBackwards, h.dep.String())
		return
	}
	last.Dep = h.dep
	next := model.Call{Station: h.to, Arr: h.arr, Dep: h.arr}
	if h.km > 0 && last.Dist <= math.MaxInt32-h.km {
		next.Dist = last.Dist + h.km
	}
	if len(trip.Classes) > 0 {
		next.Fares = []model.Fen{model.UnknownFen}
		if f := last.Fares[0]; h.price.Known() && f.Known() {
			next.Fares[0] = f + h.price
		}
	}
	trip.Calls = append(trip.Calls, next)
}

// hop reads the cells that every row has of its own.
func (b *builder) hop(t *feed.Table, c serviceColumns, m model.Mode) (h hop, ok bool) {
	if h.dep, ok = b.clock(t, c.dep); !ok {
		return h, false
	}
	if h.arr, ok = b.arrival(t, c, h.dep); !ok {
		return h, false
	}
	if h.price, ok = b.price(t, c.price); !ok {
		return h, false
	}
	if h.km, ok = b.length(t, c.km); !ok {
		return h, false
	}
	if !b.money(t, c.currency) {
		return h, false
	}
	if h.from, ok = b.station(t, c.from, m); !ok {
		return h, false
	}
	if h.to, ok = b.station(t, c.to, m); !ok {
		return h, false
	}
	if h.from == h.to && len(t.Get(c.trip)) == 0 { // a trip may stand at a station and call twice
		t.Bad(c.to.name, feed.CodeSelfLoop, string(t.Get(c.to.name)))
		return h, false
	}
	return h, true
}

func (b *builder) clock(t *feed.Table, c feed.Column) (model.Second, bool) {
	cell := t.Get(c)
	if len(cell) == 0 {
		t.Bad(c, feed.CodeMissingField, "")
		return 0, false
	}
	at, ok := parseClock(cell)
	if !ok {
		t.Bad(c, feed.CodeTime, string(cell))
	}
	return at, ok
}

// arrival reads when a service arrives: by its clock, on the next day if that
// is before the departure, or by how long it takes; both must agree.
func (b *builder) arrival(t *feed.Table, c serviceColumns, dep model.Second) (model.Second, bool) {
	takes := model.Second(0)
	if cell := t.Get(c.duration); len(cell) > 0 {
		var ok bool
		if takes, ok = parseDuration(cell); !ok {
			t.Bad(c.duration, feed.CodeTime, string(cell))
			return 0, false
		}
	}
	if takes > 0 && len(t.Get(c.arr)) == 0 {
		return dep + takes, dep+takes <= model.MaxClock
	}
	arr, ok := b.clock(t, c.arr)
	if !ok {
		return 0, false
	}
	if takes > 0 {
		if (dep+takes-arr)%model.Day != 0 || dep+takes > model.MaxClock {
			t.Bad(c.duration, feed.CodeDuration, string(t.Get(c.duration)))
			return 0, false
		}
		return dep + takes, true
	}
	switch {
	case arr == dep && len(t.Get(c.trip)) == 0: // no time, or a day? Hops of one trip may take no whole minute
		t.Bad(c.arr, feed.CodeRangeOrder, string(t.Get(c.arr)))
		return 0, false
	case arr < dep:
		arr += model.Day * ((dep - arr + model.Day) / model.Day)
		t.Note(feed.SeverityInfo, c.arr, feed.CodeNextDay, string(t.Get(c.arr)))
	}
	return arr, arr <= model.MaxClock
}

// price reads an amount; none is an unknown fare.
func (b *builder) price(t *feed.Table, c feed.Column) (model.Fen, bool) {
	cell := t.Get(c)
	if narrow(cell) == "" {
		return model.UnknownFen, true
	}
	f, ok := parsePrice(cell, b.decimalComma)
	if !ok {
		t.Bad(c, feed.CodeAmount, string(cell))
	}
	return f, ok
}

// length reads kilometres.
func (b *builder) length(t *feed.Table, c feed.Column) (model.Metre, bool) {
	cell := t.Get(c)
	if len(cell) == 0 {
		return 0, true
	}
	s, ok := plainNumber(narrow(cell), b.decimalComma)
	n, okNumber := feed.ParseDecimal([]byte(s), 3)
	if !ok || !okNumber || n > math.MaxInt32 {
		t.Bad(c, feed.CodeFloat, string(cell))
		return 0, false
	}
	return model.Metre(n), true
}

// money reads the currency, of which a network has one.
func (b *builder) money(t *feed.Table, c feed.Column) bool {
	cell := string(t.Get(c))
	switch {
	case cell == "" || cell == b.currency:
		return true
	case !feed.CurrencyCode(cell):
		t.Bad(c, feed.CodeCurrency, cell)
		return false
	case b.currency != "":
		t.Bad(c, feed.CodeCurrencyMixed, cell)
		return false
	}
	b.currency = cell
	return true
}
