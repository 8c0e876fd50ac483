package table

import (
	"fmt"
	"io"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// header names the columns that Write writes, by the fields Read knows.
var header = []string{"mode", "number", "from", "to", "dep", "arr", "price", "trip", "route", "operator", "class", "fee", "km", "runs",
	"from_id", "from_city", "from_city_id", "from_lat", "from_lon", "to_id", "to_city", "to_city_id", "to_lat", "to_lon"}

// Write writes the services of n as a table, a row for each hop, for
// spreadsheets and for Read. What is the same for a whole trip is in its first
// row, what is the same for a station in the first row that names it; Lost
// tells what has no place in the table.
func Write(w io.Writer, n model.Network) error {
	n = n.Sorted()
	out := tableWriter{stations: model.Index(n.Stations, func(s model.Station) model.StationID { return s.ID }),
		cities: model.Index(n.Cities, func(c model.City) model.CityID { return c.ID }),
		routes: model.Index(n.Routes, func(r model.Route) model.RouteID { return r.ID }),
		runs:   make(map[model.CalendarID]string), operators: model.Index(n.Operators, func(o model.Operator) model.OperatorID { return o.ID }),
		told: make(map[model.StationID]bool)}
	for _, c := range n.Calendars {
		out.runs[c.ID] = formatRuns(c)
	}
	out.Row(header...)
	for _, t := range n.Trips {
		priced := true
		for i := 1; i < len(t.Calls); i++ {
			price := hopPrice(t.Calls[i-1], t.Calls[i])
			// Behind a gap the sum from the first call would be another one.
			if priced = priced && price.Known(); !priced {
				price = model.UnknownFen
			}
			out.hop(n, t, i, price)
		}
		if len(out.Buf) > 1<<20 {
			if _, err := w.Write(out.Buf); err != nil {
				return fmt.Errorf("writing the table: %w", err)
			}
			out.Buf = out.Buf[:0]
		}
	}
	if _, err := w.Write(out.Buf); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

type tableWriter struct {
	feed.Sheet
	stations  map[model.StationID]int
	cities    map[model.CityID]int
	routes    map[model.RouteID]int
	operators map[model.OperatorID]int
	runs      map[model.CalendarID]string
	told      map[model.StationID]bool
}

// hop writes the row of the hop that ends at call i of t.
func (w *tableWriter) hop(n model.Network, t model.Trip, i int, price model.Fen) {
	from, to := t.Calls[i-1], t.Calls[i]
	r := n.Routes[w.routes[t.Route]]
	w.Text(r.Mode.String())
	w.safe(r.Number)
	w.safe(n.Stations[w.stations[from.Station]].Name)
	w.safe(n.Stations[w.stations[to.Station]].Name)
	w.Clock(from.Dep)
	w.Clock(to.Arr)
	w.amount(price)
	w.safe(string(t.ID))
	if i == 1 {
		w.safe(string(r.ID))
		w.safe(w.operator(n, r.Operator))
		w.safe(className(t))
		if t.Fee == 0 {
			w.Text("")
		} else {
			w.amount(t.Fee)
		}
	} else {
		w.blank(4)
	}
	if d := to.Dist - from.Dist; to.Dist > 0 && d > 0 {
		w.Decimal(int64(d), 3)
	} else {
		w.Text("")
	}
	if i == 1 {
		w.safe(w.runs[t.Calendar])
	} else {
		w.Text("")
	}
	w.station(n, from.Station)
	w.station(n, to.Station)
	w.End()
}

// hopPrice is what the first class pays for one hop.
func hopPrice(from, to model.Call) model.Fen {
	if len(from.Fares) == 0 || len(to.Fares) == 0 || !from.Fares[0].Known() || !to.Fares[0].Known() {
		return model.UnknownFen
	}
	return to.Fares[0] - from.Fares[0]
}

func className(t model.Trip) string {
	if len(t.Classes) == 0 {
		return ""
	}
	return string(t.Classes[0])
}

func (w *tableWriter) operator(n model.Network, id model.OperatorID) string {
	if i, ok := w.operators[id]; ok {
		return n.Operators[i].Name
	}
	return string(id)
}

// station writes the five cells that tell a station, the last four only once.
func (w *tableWriter) station(n model.Network, id model.StationID) {
	w.safe(string(id))
	if w.told[id] {
		w.blank(4)
		return
	}
	w.told[id] = true
	s := n.Stations[w.stations[id]]
	c := n.Cities[w.cities[s.City]]
	w.safe(c.Name)
	w.safe(string(c.ID))
	w.Degrees(s.Pos.Lat)
	w.Degrees(s.Pos.Lon)
}

func (w *tableWriter) blank(n int) {
	for range n {
		w.Text("")
	}
}

// safe writes a text that no spreadsheet takes for a formula.
func (w *tableWriter) safe(s string) { w.Text(guarded(s)) }

// amount writes money; what is unknown stays empty.
func (w *tableWriter) amount(f model.Fen) {
	if !f.Known() {
		w.Text("")
		return
	}
	w.Decimal(int64(f), 2)
}

// Lost counts what n has and the table of services has not, by kind. Nothing is
// listed that is 0.
func Lost(n model.Network) map[string]int {
	lost := make(map[string]int)
	served := make(map[model.StationID]bool)
	for _, t := range n.Trips {
		if len(t.Classes) > 1 {
			lost["classes"] += len(t.Classes) - 1
		}
		for _, c := range t.Calls {
			served[c.Station] = true
			if c.NoBoard || c.NoAlight {
				lost["stops"]++
			}
		}
	}
	for _, s := range n.Stations {
		if !served[s.ID] {
			lost["stations"]++
		}
	}
	for _, t := range n.FareTables {
		lost["fares"] += len(t.Rules)
	}
	lost["changes"] += len(n.Changes)
	lost["shapes"] += len(n.Shapes)
	for k, v := range lost {
		if v == 0 {
			delete(lost, k)
		}
	}
	return lost
}
