// Package modeltest makes random networks for tests of whatever keeps, writes or
// reads one, and compares networks.
package modeltest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"tongtu/data/model"
)

// awkward are texts that a careless writer or reader would change.
var awkward = []string{"\u5317\u4eac", "São Paulo", "a,b", `say "hi"`, " padded ", "no break", "'quoted'", `back\slash`, "semi;colon", "#1", "=1+1",
	"-", "\ufeffbom", "0012", "1e5", "\u200fאב", "\U00020bb7", `"`, `\e`, ";"}

// Random makes a small sound network with everything the model can say.
func Random(r *rand.Rand) model.Network {
	g := gen{r}
	n := model.Network{ChangeTable: model.DefaultChangeTable()}
	n.Info = model.Info{Name: g.maybe(g.text), Zone: g.maybe(func() string { return "Europe/Berlin" }),
		Currency: g.maybe(func() string { return "EUR" }), Demo: g.one(2), Source: g.maybe(g.text)}
	if g.one(3) {
		n.ChangeTable.Same[model.Air] = model.Second(r.IntN(9000))
		n.ChangeTable.Other[model.Rail][model.Coach] = 0
	}
	for i := range 1 + r.IntN(4) {
		c := model.City{ID: model.CityID(g.id("c", i)), Name: g.name(), Pinyin: g.maybe(g.text), English: g.maybe(g.text), Province: g.maybe(g.text),
			Pos: g.pos(), Rank: uint8(r.IntN(4))}
		for range r.IntN(3) {
			c.Aliases = append(c.Aliases, g.text())
		}
		n.Cities = append(n.Cities, c)
		for k := range r.IntN(3) {
			n.Stations = append(n.Stations, model.Station{ID: model.StationID(g.id("s", i*10+k)), City: c.ID, Name: g.name(), Pinyin: g.maybe(g.text),
				English: g.maybe(g.text), Code: g.maybe(g.text), Pos: g.pos(), Zone: model.ZoneID(g.maybe(g.text)), Mode: g.mode()})
		}
	}
	for i := range r.IntN(3) {
		n.Operators = append(n.Operators, model.Operator{ID: model.OperatorID(g.id("o", i)), Name: g.name(), URL: g.maybe(func() string { return "https://example.org/?a=1,2" })})
	}
	for i := range 1 + r.IntN(3) {
		n.Calendars = append(n.Calendars, g.calendar(i))
	}
	for i := range r.IntN(4) {
		mode := g.mode()
		kinds := map[model.Mode][]int{model.Rail: {0, 2, 101}, model.Air: {0, 1100}, model.Coach: {0, 200}, model.Ferry: {0, 4, 1000}, model.Local: {0, 1, 3, 900, 99999}}[mode]
		rt := model.Route{ID: model.RouteID(g.id("r", i)), Number: g.name(), Name: g.maybe(g.text), Mode: mode, Type: kinds[r.IntN(len(kinds))]}
		if g.one(2) && len(n.Operators) > 0 {
			rt.Operator = n.Operators[r.IntN(len(n.Operators))].ID
		}
		n.Routes = append(n.Routes, rt)
		for k := range 1 + r.IntN(3) {
			if len(n.Stations) > 0 {
				n.Trips = append(n.Trips, g.trip(n, rt.ID, i*10+k))
			}
		}
	}
	g.shapes(&n)
	g.fares(&n)
	g.changes(&n)
	slices.SortFunc(n.Cities, func(a, b model.City) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Stations, func(a, b model.Station) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Operators, func(a, b model.Operator) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Routes, func(a, b model.Route) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Trips, func(a, b model.Trip) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Calendars, func(a, b model.Calendar) int { return cmp.Compare(a.ID, b.ID) })
	return n
}

type gen struct{ *rand.Rand }

func (g gen) one(in int) bool { return g.IntN(in) == 0 }

func (g gen) text() string { return awkward[g.IntN(len(awkward))] }

// name is a text that is not blank.
func (g gen) name() string { return fmt.Sprint(g.text(), g.IntN(100)) }

func (g gen) maybe(f func() string) string {
	if g.one(2) {
		return ""
	}
	return f()
}

// id is unlike every other id of its kind.
func (g gen) id(kind string, i int) string {
	if g.one(3) {
		return fmt.Sprintf("%sé %s,%d", g.text(), kind, i)
	}
	return fmt.Sprint(kind, i)
}

func (g gen) pos() model.LonLat {
	if g.one(5) {
		return model.LonLat{}
	}
	return model.LonLat{Lon: g.Float64()*360 - 180, Lat: g.Float64()*180 - 90}
}

func (g gen) mode() model.Mode { return model.Mode(g.IntN(model.NumModes)) }

func (g gen) calendar(i int) model.Calendar {
	c := model.Calendar{ID: model.CalendarID(g.id("w", i))}
	day := model.NewDate(2026, 11, 1)
	if !g.one(3) {
		c.Days = model.Weekdays(g.IntN(128))
		c.From = day + model.Date(g.IntN(100))
		c.To = c.From + model.Date(g.IntN(100))
	}
	for d := range model.Date(20) {
		switch g.IntN(12) {
		case 0:
			c.Added = append(c.Added, day+d)
		case 1:
			c.Removed = append(c.Removed, day+d)
		case 2:
			c.Added, c.Removed = append(c.Added, day+d), append(c.Removed, day+d)
		}
	}
	return c
}

func (g gen) trip(n model.Network, route model.RouteID, i int) model.Trip {
	t := model.Trip{ID: model.TripID(g.id("t", i)), Route: route, Calendar: n.Calendars[g.IntN(len(n.Calendars))].ID}
	switch g.IntN(4) {
	case 0:
		t.Classes = []model.Class{""}
	case 1:
		t.Classes = []model.Class{"second", "first;class"}
	case 2:
		t.Classes = []model.Class{"", "second", `odd\`}
	}
	if g.one(3) {
		t.Fee = model.Fen(g.IntN(10000))
	}
	at := model.Second(g.IntN(86400))
	last := make([]model.Fen, len(t.Classes))
	for k := range 2 + g.IntN(4) {
		c := model.Call{Station: n.Stations[g.IntN(len(n.Stations))].ID, NoBoard: g.one(6), NoAlight: g.one(6)}
		at += model.Second(g.IntN(7200))
		c.Arr = at
		at += model.Second(g.IntN(2) * g.IntN(40000))
		c.Dep = at
		if g.one(2) {
			c.Dist = model.Metre(k*50000 + g.IntN(50000))
		}
		if len(t.Classes) > 0 && !g.one(4) {
			for x := range t.Classes {
				if g.one(5) {
					c.Fares = append(c.Fares, model.UnknownFen)
					continue
				}
				last[x] += model.Fen(g.IntN(20000))
				c.Fares = append(c.Fares, last[x])
			}
		}
		t.Calls = append(t.Calls, c)
	}
	return t
}

func (g gen) shapes(n *model.Network) {
	for i := range n.Trips {
		if !g.one(3) {
			continue
		}
		s := model.Shape{ID: model.ShapeID(g.id("sh", i))}
		for range 2 + g.IntN(4) {
			s.Points = append(s.Points, g.pos())
		}
		n.Shapes = append(n.Shapes, s)
		n.Trips[i].Shape = s.ID
	}
	slices.SortFunc(n.Shapes, func(a, b model.Shape) int { return cmp.Compare(a.ID, b.ID) })
}

func (g gen) fares(n *model.Network) {
	if g.one(2) {
		return
	}
	routes := []model.RouteID{""}
	for _, r := range n.Routes {
		routes = append(routes, r.ID)
	}
	slices.Sort(routes)
	for _, r := range routes {
		f := model.FareTable{Route: r}
		for i := range 1 + g.IntN(4) {
			f.Rules = append(f.Rules, model.FareRule{From: model.ZoneID(fmt.Sprint("z", i)), To: model.ZoneID(g.maybe(g.text)),
				Class: model.Class(g.maybe(g.text)), Price: model.Fen(g.IntN(100000))})
		}
		n.FareTables = append(n.FareTables, f)
	}
}

func (g gen) changes(n *model.Network) {
	for i, from := range n.Stations {
		if !g.one(2) {
			continue
		}
		rec := model.ChangeRecord{From: from.ID, To: n.Stations[(i+1)%len(n.Stations)].ID, Time: model.Second(g.IntN(5000))}
		if g.one(3) {
			rec.Time, rec.Forbidden = 0, true
		}
		if g.one(3) && len(n.Routes) > 0 {
			rec.FromRoute = n.Routes[g.IntN(len(n.Routes))].ID
		}
		if g.one(3) && len(n.Trips) > 0 {
			rec.ToTrip = n.Trips[g.IntN(len(n.Trips))].ID
		}
		n.Changes = append(n.Changes, rec)
	}
	slices.SortFunc(n.Changes, func(a, b model.ChangeRecord) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
}
