package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongtu/data/model"
	"tongtu/resources"
)

// city is a row of cities.csv: the city and its weight in the gravity model.
type city struct {
	model.City
	weight float64
}

// station is a row of stations.csv or airports.csv.
type station struct {
	model.Station
	city     int  // index into tables.cities
	terminal bool // trains begin and end here
}

// airport is a row of airports.csv.
type airport struct {
	station
	tier int
	rail int // the railway station at the terminal, index into tables.stations; -1 without
}

// airline is a row of airlines.csv.
type airline struct {
	model.Operator
	first   int             // its flights are numbered from here
	bases   map[int]float64 // airport index -> share
	lowCost bool
}

// stop is one station of a line.
type stop struct {
	station int
	km      int
}

// line is a line of corridors.csv, its stations in order.
type line struct {
	name  string
	class lineClass
	stops []stop
}

// tables is everything the embedded files say, sorted by identifier.
type tables struct {
	cities    []city
	stations  []station
	airports  []airport
	airlines  []airline
	lines     []line
	operators []model.Operator
	railways  map[string]model.OperatorID // first two digits of a city -> operator of its trains
}

func loadTables() (*tables, error) {
	t := &tables{railways: map[string]model.OperatorID{}}
	for _, load := range []func() error{t.loadCities, t.loadStations, t.loadLines, t.loadOperators, t.loadAirports, t.loadAirlines} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tables) loadCities() error {
	err := readTable("cities.csv", resources.Cities, func(r *row) {
		t.cities = append(t.cities, city{
			City: model.City{
				ID: model.CityID(r.text("id")), Name: r.text("name"), Pinyin: r.text("pinyin"), English: r.text("english"),
				Aliases: r.list("aliases"), Province: r.text("province"), Pos: r.pos(), Rank: uint8(r.number("rank")),
			},
			weight: r.number("weight"),
		})
	})
	slices.SortFunc(t.cities, func(a, b city) int { return cmp.Compare(a.ID, b.ID) })
	return err
}

func (t *tables) city(r *row) int {
	id := model.CityID(r.text("city"))
	i, ok := slices.BinarySearchFunc(t.cities, id, func(c city, id model.CityID) int { return cmp.Compare(c.ID, id) })
	if !ok {
		r.fail("city", fmt.Errorf("%q: %w", id, model.ErrNotFound))
	}
	return i
}

func (t *tables) station(r *row, mode model.Mode) station {
	i := t.city(r)
	s := model.Station{
		ID: model.StationID(r.text("id")), Name: r.text("name"), Pinyin: r.text("pinyin"), English: r.text("english"), Pos: r.pos(), Mode: mode,
	}
	if r.err == nil {
		s.City = t.cities[i].ID
	}
	return station{Station: s, city: i}
}

func (t *tables) loadStations() error {
	err := readTable("stations.csv", resources.Stations, func(r *row) {
		mode, ok := model.ParseMode(r.text("mode"))
		if !ok {
			r.fail("mode", fmt.Errorf("%q: %w", r.text("mode"), model.ErrNotFound))
		}
		s := t.station(r, mode)
		s.terminal = r.text("terminal") != ""
		t.stations = append(t.stations, s)
	})
	slices.SortFunc(t.stations, func(a, b station) int { return cmp.Compare(a.ID, b.ID) })
	return err
}

func (t *tables) stationsByName() map[string]int {
	m := make(map[string]int, len(t.stations))
	for i, s := range t.stations {
		m[s.Name] = i
	}
	return m
}

func (t *tables) loadLines() error {
	byName := t.stationsByName()
	return readTable("corridors.csv", resources.Corridors, func(r *row) {
		name, km := r.text("line"), int(r.number("km"))
		class, ok := parseLineClass(r.text("class"))
		if !ok {
			r.fail("class", fmt.Errorf("%q: %w", r.text("class"), model.ErrNotFound))
		}
		s, ok := byName[r.text("station")]
		if !ok {
			r.fail("station", fmt.Errorf("%q: %w", r.text("station"), model.ErrNotFound))
		}
		if len(t.lines) == 0 || t.lines[len(t.lines)-1].name != name {
			t.lines = append(t.lines, line{name: name, class: class})
		}
		l := &t.lines[len(t.lines)-1]
		if n := len(l.stops); n > 0 && l.stops[n-1].km >= km {
			r.fail("km", fmt.Errorf("%d does not grow", km))
		}
		l.stops = append(l.stops, stop{station: s, km: km})
	})
}

func (t *tables) loadOperators() error {
	return readTable("operators.csv", resources.Operators, func(r *row) {
		o := model.Operator{ID: model.OperatorID(r.text("id")), Name: r.text("name"), URL: r.text("url")}
		for _, p := range r.list("provinces") {
			t.railways[p] = o.ID
		}
		t.operators = append(t.operators, o)
	})
}

func (t *tables) loadAirports() error {
	byName := t.stationsByName()
	err := readTable("airports.csv", resources.Airports, func(r *row) {
		a := airport{station: t.station(r, model.Air), tier: int(r.number("tier")), rail: -1}
		a.Code = string(a.ID)
		if name := r.text("station"); name != "" {
			i, ok := byName[name]
			if !ok {
				r.fail("station", fmt.Errorf("%q: %w", name, model.ErrNotFound))
			}
			a.rail = i
		}
		t.airports = append(t.airports, a)
	})
	slices.SortFunc(t.airports, func(a, b airport) int { return cmp.Compare(a.ID, b.ID) })
	return err
}

func (t *tables) loadAirlines() error {
	index := make(map[string]int, len(t.airports))
	for i, a := range t.airports {
		index[string(a.ID)] = i
	}
	return readTable("airlines.csv", resources.Airlines, func(r *row) {
		a := airline{
			Operator: model.Operator{ID: model.OperatorID(r.text("id")), Name: r.text("name"), URL: r.text("url")},
			first:    int(r.number("first")), bases: map[int]float64{}, lowCost: r.text("lowcost") != "",
		}
		for _, base := range r.list("bases") {
			code, share, _ := strings.Cut(base, ":")
			i, ok := index[code]
			if !ok {
				r.fail("bases", fmt.Errorf("%q: %w", code, model.ErrNotFound))
			}
			v, err := strconv.ParseFloat(share, 64)
			if err != nil {
				r.fail("bases", err)
			}
			a.bases[i] = v
		}
		t.airlines = append(t.airlines, a)
		t.operators = append(t.operators, a.Operator)
	})
}
