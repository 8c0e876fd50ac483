package table

import (
	"tongtu/data/feed"
	"tongtu/data/model"
)

// headway is the time between the services that are made for an edge.
const headway = model.Hour

// maxMade bounds the trips that are made for the edges of one table.
const maxMade = 1_000_000

// speeds in kilometres an hour, for edges with a length but no time.
var speeds = [model.NumModes]int64{model.Rail: 100, model.Air: 700, model.Coach: 70, model.Ferry: 30, model.Local: 30}

// edge is one row of a list of edges.
type edge struct {
	hop
	line   int
	mode   model.Mode
	number string
	runs   model.CalendarID
}

// edges reads a list of edges and makes services for them.
func (b *builder) edges(t *feed.Table) {
	col := func(f string) feed.Column { return b.column(t, f) }
	from, to := b.end(t, "from"), b.end(t, "to")
	mode, number, km, price, duration, currency, runs := col("mode"), col("number"), col("km"), col("price"), col("duration"), col("currency"), col("runs")
	var list []edge
	seen := make(map[[2]model.StationID]bool)
	directed := false
	for t.Next() {
		e := edge{line: t.Line}
		var ok bool
		if e.mode, ok = b.mode(t, mode); !ok {
			continue
		}
		if e.number, ok = b.optional(t, number); !ok {
			continue
		}
		if e.hop, ok = b.edgeHop(t, from, to, km, price, duration, e.mode); !ok || !b.money(t, currency) {
			continue
		}
		if e.runs, ok = b.calendar(t, runs); !ok {
			continue
		}
		key := [2]model.StationID{e.from, e.to}
		if seen[key] {
			t.Bad(to.name, feed.CodeDuplicateKey, string(e.from)+" - "+string(e.to))
			continue
		}
		seen[key] = true
		directed = directed || seen[[2]model.StationID{e.to, e.from}]
		list = append(list, e)
	}
	if len(list) == 0 && len(b.prob.Errs()) == 0 {
		b.prob.Refuse(feed.Error{File: t.File, Code: feed.CodeNoRows})
	}
	if len(list) > maxMade/2/int(model.Day/headway) {
		b.prob.Refuse(feed.Error{File: t.File, Line: list[len(list)-1].line, Code: feed.CodeTooManyRows})
		return
	}
	if len(list) > 0 {
		b.prob.Note(feed.SeverityInfo, feed.Error{File: t.File, Code: feed.CodeServicesMade, Value: headway.String()})
	}
	for _, e := range list {
		b.serve(e)
		if !directed {
			e.from, e.to = e.to, e.from
			b.serve(e)
		}
	}
}

func (b *builder) edgeHop(t *feed.Table, from, to end, km, price, duration feed.Column, m model.Mode) (h hop, ok bool) {
	if h.km, ok = b.length(t, km); !ok {
		return h, false
	}
	if h.price, ok = b.price(t, price); !ok {
		return h, false
	}
	switch cell := t.Get(duration); {
	case len(cell) > 0:
		if h.arr, ok = parseDuration(cell); !ok {
			t.Bad(duration, feed.CodeTime, string(cell))
			return h, false
		}
	case h.km > 0:
		h.arr = max(model.Second(int64(h.km)*3600/(speeds[m]*1000)), model.Minute)
		t.Note(feed.SeverityInfo, km, feed.CodeTimeEstimated, string(t.Get(km)))
	default:
		h.arr = headway
		t.Note(feed.SeverityInfo, from.name, feed.CodeTimeEstimated, string(t.Get(from.name)))
	}
	if h.arr+model.Day > model.MaxClock {
		t.Bad(km, feed.CodeRange, string(t.Get(km)))
		return h, false
	}
	if h.from, ok = b.station(t, from, m); !ok {
		return h, false
	}
	if h.to, ok = b.station(t, to, m); !ok {
		return h, false
	}
	if h.from == h.to {
		t.Bad(to.name, feed.CodeSelfLoop, string(t.Get(to.name)))
		return h, false
	}
	return h, true
}

// serve makes the services of an edge in its direction.
func (b *builder) serve(e edge) {
	number := e.number
	if number == "" {
		number = string(e.from) + "-" + string(e.to)
	}
	number = cut(number)
	route := b.route("", number, e.mode, "")
	for at := model.Second(0); at < model.Day; at += headway {
		trip := model.Trip{ID: b.tripID(number + " " + at.String()[:len("00:00")]), Route: route, Calendar: e.runs}
		first := model.Call{Station: e.from, Arr: at, Dep: at}
		last := model.Call{Station: e.to, Arr: at + e.arr, Dep: at + e.arr, Dist: e.km}
		if e.price.Known() {
			trip.Classes = []model.Class{""}
			first.Fares, last.Fares = []model.Fen{0}, []model.Fen{e.price}
		}
		trip.Calls = []model.Call{first, last}
		b.trips[trip.ID] = len(b.net.Trips)
		b.net.Trips = append(b.net.Trips, trip)
	}
}

// cut leaves room for a time behind a number made of two names.
func cut(s string) string {
	if r := []rune(s); len(r) > model.MaxName-20 {
		return string(r[:model.MaxName-20])
	}
	return s
}
