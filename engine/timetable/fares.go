package timetable

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"tongtu/data/model"
)

// UnknownCost is what an unknown fare adds to a search's cost. A sum of costs
// thus orders first by the number of legs of unknown fare, then by the known
// part: an unknown fare never beats a known one, and the order survives
// appending the same leg to two journeys.
const UnknownCost int64 = 1 << 40

// ClassSet says which fare classes a query allows; nil allows all.
type ClassSet []bool

const anyZone = int32(0) // zone 0 matches everything

// fareIndex prices legs.
type fareIndex struct {
	t        *Timetable
	classes  []model.Class
	classIdx map[model.Class]int32
	zoneOf   []int32 // by station
	calendar []int32 // by trip

	lists   [][]int32   // the different lists of classes of cumulative fares
	listOf  []int32     // by trip: which
	paid    []model.Fen // by call and class of the trip's list, of trips that are priced from here
	tables  []fareTable
	tableOf []int32 // by route: index into tables, or -1
	general int32   // table of every route, or -1
}

// fareTable holds rules sorted by zone pair, then class and price.
type fareTable struct {
	keys      []uint64 // distinct zone pairs, ascending
	start     []int32  // prices of keys[i] are prices[start[i]:start[i+1]]
	prices    []classPrice
	wildcards bool
}

type classPrice struct {
	class int32
	price int64
}

func (f *fareIndex) compile(t *Timetable) error {
	f.t, f.classIdx = t, map[model.Class]int32{}
	zones := map[model.ZoneID]int32{"": anyZone}
	f.zoneOf = make([]int32, len(t.net.Stations))
	for i, s := range t.net.Stations {
		f.zoneOf[i] = f.zone(zones, s.Zone)
		if s.Zone == "" {
			f.zoneOf[i] = -1 // matches only rules without a zone
		}
	}
	if err := f.compileTrips(t); err != nil {
		return err
	}
	f.general = -1
	f.tableOf = make([]int32, len(t.net.Routes))
	for i := range f.tableOf {
		f.tableOf[i] = -1
	}
	for _, ft := range t.net.FareTables {
		at := int32(len(f.tables))
		if ft.Route == "" {
			f.general = at
		} else if r, ok := t.routeByID(ft.Route); ok {
			f.tableOf[r] = at
		} else {
			return fmt.Errorf("fares of route %q: %w", ft.Route, ErrNetwork)
		}
		f.tables = append(f.tables, f.table(zones, ft.Rules))
	}
	return nil
}

func (f *fareIndex) compileTrips(t *Timetable) error {
	f.calendar, f.listOf = make([]int32, len(t.net.Trips)), make([]int32, len(t.net.Trips))
	lists := map[string]int32{}
	var classes []int32
	var key []byte
	for i := range t.net.Trips {
		tr := &t.net.Trips[i]
		cal, ok := t.days.index[tr.Calendar]
		if !ok {
			return fmt.Errorf("trip %q: calendar %q: %w", tr.ID, tr.Calendar, ErrNetwork)
		}
		f.calendar[i] = cal
		classes, key = classes[:0], key[:0]
		for _, c := range tr.Classes {
			k := f.class(c)
			classes, key = append(classes, k), binary.AppendVarint(key, int64(k))
		}
		list, ok := lists[string(key)]
		if !ok {
			list = int32(len(f.lists))
			lists[string(key)] = list
			f.lists = append(f.lists, slices.Clone(classes))
		}
		f.listOf[i] = list
	}
	return nil
}

// keep copies the cumulative fares of a trip, unless none is known.
func (f *fareIndex) keep(i Trip) {
	tr := &f.t.net.Trips[i]
	if !slices.ContainsFunc(tr.Calls, func(c model.Call) bool { return len(c.Fares) > 0 }) {
		return
	}
	f.t.trips[i].paid = int32(len(f.paid))
	for _, c := range tr.Calls {
		if len(c.Fares) > 0 {
			f.paid = append(f.paid, c.Fares...)
			continue
		}
		for range tr.Classes {
			f.paid = append(f.paid, model.UnknownFen)
		}
	}
}

func (t *Timetable) tripCalendar(i Trip) int32 { return t.fares.calendar[i] }

func (f *fareIndex) zone(zones map[model.ZoneID]int32, z model.ZoneID) int32 {
	i, ok := zones[z]
	if !ok {
		i = int32(len(zones))
		zones[z] = i
	}
	return i
}

func (f *fareIndex) class(c model.Class) int32 {
	i, ok := f.classIdx[c]
	if !ok {
		i = int32(len(f.classes))
		f.classIdx[c] = i
		f.classes = append(f.classes, c)
	}
	return i
}

func pairKey(from, to int32) uint64 { return uint64(uint32(from))<<32 | uint64(uint32(to)) }

func (f *fareIndex) table(zones map[model.ZoneID]int32, rules []model.FareRule) fareTable {
	type row struct {
		key uint64
		classPrice
	}
	rows := make([]row, len(rules))
	var ft fareTable
	for i, r := range rules {
		rows[i] = row{pairKey(f.zone(zones, r.From), f.zone(zones, r.To)), classPrice{f.class(r.Class), int64(r.Price)}}
		ft.wildcards = ft.wildcards || r.From == "" || r.To == ""
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.class, b.class), cmp.Compare(a.price, b.price))
	})
	for i, r := range rows {
		if i == 0 || r.key != rows[i-1].key {
			ft.keys = append(ft.keys, r.key)
			ft.start = append(ft.start, int32(len(ft.prices)))
		}
		ft.prices = append(ft.prices, r.classPrice)
	}
	ft.start = append(ft.start, int32(len(ft.prices)))
	return ft
}

// Classes returns the set of the named classes; nil names allow all.
func (t *Timetable) Classes(names []model.Class) ClassSet {
	if len(names) == 0 {
		return nil
	}
	set := make(ClassSet, len(t.fares.classes))
	for _, n := range names {
		if i, ok := t.fares.classIdx[n]; ok {
			set[i] = true
		}
	}
	return set
}

// HasClass reports whether any fare of the network is of class c.
func (t *Timetable) HasClass(c model.Class) bool { _, ok := t.fares.classIdx[c]; return ok }
