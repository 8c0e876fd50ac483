package table

import (
	"slices"
	"strings"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// builder makes a network of rows.
type builder struct {
	o            Options
	prob         feed.Problems
	decimalComma bool // 48,85 is a number: cells are not separated by commas

	net       model.Network
	cities    map[model.CityID]int // into net.Cities
	stations  map[model.StationID]int
	byName    map[string]model.StationID // places that a row only names
	routes    map[model.RouteID]int
	trips     map[model.TripID]int
	operators map[model.OperatorID]bool
	calendars map[string]model.CalendarID // by the text of the cell
	unplaced  map[model.StationID]bool
	currency  string
}

func newBuilder(o Options) *builder {
	b := &builder{o: o, prob: feed.Problems{LeaveOut: o.LeaveOut}, cities: make(map[model.CityID]int),
		stations: make(map[model.StationID]int), byName: make(map[string]model.StationID), routes: make(map[model.RouteID]int),
		trips: make(map[model.TripID]int), operators: make(map[model.OperatorID]bool), calendars: make(map[string]model.CalendarID),
		unplaced: make(map[model.StationID]bool)}
	b.net.ChangeTable = model.DefaultChangeTable()
	return b
}

// column finds the column of a field.
func (b *builder) column(t *feed.Table, field string) feed.Column {
	if name, ok := b.o.Columns[field]; ok {
		return t.Column(strings.ToLower(strings.TrimSpace(name)))
	}
	return t.Column(words().columns[field]...)
}

// end is one end of a row: the columns that tell the place.
type end struct{ name, id, city, cityID, lat, lon feed.Column }

func (b *builder) end(t *feed.Table, side string) end {
	c := func(field string) feed.Column { return b.column(t, side+field) }
	return end{name: c(""), id: c("_id"), city: c("_city"), cityID: c("_city_id"), lat: c("_lat"), lon: c("_lon")}
}

// station finds or makes the station that an end of the row names.
func (b *builder) station(t *feed.Table, e end, mode model.Mode) (model.StationID, bool) {
	id := model.StationID(unguarded(string(t.Get(e.id))))
	if _, known := b.stations[id]; id != "" && known {
		return id, true
	}
	name, ok := b.name(t, e.name)
	if !ok {
		return "", false
	}
	if id == "" {
		if known, ok := b.byName[name]; ok {
			return known, true
		}
	}
	st := model.Station{ID: id, Name: name, Mode: mode}
	city := model.City{Name: name}
	if len(t.Get(e.city)) > 0 {
		if city.Name, ok = b.name(t, e.city); !ok {
			return "", false
		}
	}
	city.ID = model.CityID(unguarded(string(t.Get(e.cityID))))
	switch placed, ok := b.position(t, e.lat, e.lon, &st.Pos); {
	case !ok:
		return "", false
	case placed:
		city.Pos = st.Pos
	default:
		b.locate(t, e.name, &st, &city)
	}
	b.add(st, city)
	if id == "" {
		b.byName[name] = b.net.Stations[len(b.net.Stations)-1].ID
	}
	return b.net.Stations[len(b.net.Stations)-1].ID, true
}

// locate takes what is known about the name of a place.
func (b *builder) locate(t *feed.Table, c feed.Column, st *model.Station, city *model.City) {
	if b.o.Places != nil {
		if p, ok := b.o.Places(city.Name); ok {
			own := *st
			*city = p.City
			if *st = p.Station; st.ID == "" {
				*st = own
				st.Pos, st.Pinyin, st.English = p.City.Pos, p.City.Pinyin, p.City.English
			} else if own.ID != "" {
				st.ID = own.ID
			}
			return
		}
	}
	t.Note(feed.SeverityWarning, c, feed.CodeUnplaced, city.Name)
	if st.ID == "" {
		st.ID = model.StationID(st.Name)
	}
	b.unplaced[st.ID] = true
}

// add puts a station and, if it is new, its city into the network.
func (b *builder) add(st model.Station, city model.City) {
	if city.ID == "" {
		city.ID = model.CityID(city.Name)
	}
	if st.ID == "" {
		st.ID = model.StationID(st.Name)
	}
	if _, known := b.cities[city.ID]; !known {
		b.cities[city.ID] = len(b.net.Cities)
		b.net.Cities = append(b.net.Cities, city)
	}
	st.City = city.ID
	b.stations[st.ID] = len(b.net.Stations)
	b.net.Stations = append(b.net.Stations, st)
}

// position reads coordinates that may be absent.
func (b *builder) position(t *feed.Table, lat, lon feed.Column, to *model.LonLat) (placed, ok bool) {
	if len(t.Get(lat)) == 0 && len(t.Get(lon)) == 0 {
		return false, true
	}
	for _, x := range []struct {
		c     feed.Column
		to    *float64
		bound float64
	}{{lat, &to.Lat, 90}, {lon, &to.Lon, 180}} {
		cell := t.Get(x.c)
		f, ok := parseDegrees(cell, b.decimalComma)
		switch {
		case !ok && len(cell) == 0:
			t.Bad(x.c, feed.CodeStopPosition, "")
			return false, false
		case !ok:
			t.Bad(x.c, feed.CodeFloat, string(cell))
			return false, false
		case f < -x.bound || f > x.bound:
			t.Bad(x.c, feed.CodeRange, string(cell))
			return false, false
		}
		*x.to = f
	}
	return true, true
}

// mode reads the cell of a mode; without one it is rail.
func (b *builder) mode(t *feed.Table, c feed.Column) (model.Mode, bool) {
	cell := strings.ToLower(narrow(t.Get(c)))
	if cell == "" {
		return model.Rail, true
	}
	m, ok := words().modes[cell]
	if !ok {
		t.Bad(c, feed.CodeEnum, cell)
	}
	return m, ok
}

// optional reads a name that may be absent.
func (b *builder) optional(t *feed.Table, c feed.Column) (string, bool) {
	if len(t.Get(c)) == 0 {
		return "", true
	}
	return b.name(t, c)
}

// route finds or makes the route of a number and mode.
func (b *builder) route(id model.RouteID, number string, m model.Mode, operator string) model.RouteID {
	if id == "" {
		id = model.RouteID(number)
		if i, ok := b.routes[id]; ok && b.net.Routes[i].Mode != m {
			id = model.RouteID(number + " " + m.String())
		}
	}
	if _, ok := b.routes[id]; ok {
		return id
	}
	if op := model.OperatorID(operator); op != "" && !b.operators[op] {
		b.operators[op] = true
		b.net.Operators = append(b.net.Operators, model.Operator{ID: op, Name: operator})
	}
	b.routes[id] = len(b.net.Routes)
	b.net.Routes = append(b.net.Routes, model.Route{ID: id, Number: number, Mode: m, Operator: model.OperatorID(operator)})
	return id
}

// daily is the id of the calendar of services that do not say when they run.
const daily = "daily"

// calendar finds or makes the calendar of a cell.
func (b *builder) calendar(t *feed.Table, c feed.Column) (model.CalendarID, bool) {
	text := unguarded(string(t.Get(c)))
	if id, ok := b.calendars[text]; ok {
		return id, true
	}
	cal := model.Calendar{ID: daily, Days: model.EveryDay, From: b.o.From, To: b.o.To}
	if text != "" {
		var ok bool
		if cal, ok = parseRuns(text); !ok {
			t.Bad(c, feed.CodeDate, text)
			return "", false
		}
		slices.Sort(cal.Added)
		slices.Sort(cal.Removed)
		cal.ID = model.CalendarID(text)
		if len(text) > model.MaxName {
			cal.ID = model.CalendarID(text[:model.MaxName-8] + "#" + itoa(len(b.calendars)+1))
		}
	}
	b.calendars[text] = cal.ID
	b.net.Calendars = append(b.net.Calendars, cal)
	return cal.ID, true
}

// finish puts the places nobody knows between their neighbours and sorts.
func (b *builder) finish(source string) model.Network {
	b.placeBetween()
	b.net.Info.Source = source
	b.net.Info.Currency = b.currency
	return b.net.Sorted()
}

// placeBetween gives each place without a position the middle of the stations
// one hop away that have one; two rounds reach a little further.
func (b *builder) placeBetween() {
	for range 2 {
		if len(b.unplaced) == 0 {
			return
		}
		sums := make(map[model.StationID][3]float64)
		see := func(at, neighbour model.StationID) {
			if p := b.net.Stations[b.stations[neighbour]].Pos; b.unplaced[at] && !b.unplaced[neighbour] {
				s := sums[at]
				sums[at] = [3]float64{s[0] + p.Lon, s[1] + p.Lat, s[2] + 1}
			}
		}
		for _, t := range b.net.Trips {
			for i := 1; i < len(t.Calls); i++ {
				see(t.Calls[i].Station, t.Calls[i-1].Station)
				see(t.Calls[i-1].Station, t.Calls[i].Station)
			}
		}
		for id, s := range sums {
			st := &b.net.Stations[b.stations[id]]
			st.Pos = model.LonLat{Lon: s[0] / s[2], Lat: s[1] / s[2]}
			b.net.Cities[b.cities[st.City]].Pos = st.Pos
			delete(b.unplaced, id)
		}
	}
}
