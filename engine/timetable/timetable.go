// Package timetable compiles a model.Network into an immutable, dense form that
// algorithms read without locks.
//
// The unit of search is the Stop: one mode's part of one station, so that the
// change time between two stops is a plain number. Trips that a change record
// names (by trip or route) get stops of their own at the stations concerned;
// thus records that apply to single trips cost nothing elsewhere.
//
// Two Views hold the calls: Forward, and Backward, which is the same timetable
// with time and direction negated, so that one search code answers both
// "earliest arrival" and "latest departure".
package timetable

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"tongtu/data/model"
)

// The dense indexes of a timetable.
type (
	// Stop is a station's part for one mode (and group of specially treated trips).
	Stop int32
	// Trip is a position in the network's trips, ordered by id.
	Trip int32
	// Station is a position in the network's stations.
	Station int32
	// City is a position in the network's cities.
	City int32
)

// ErrNetwork is returned for a network with broken references.
var ErrNetwork = errors.New("network is inconsistent")

// Link is a pair of cities with a direct hop.
type Link struct {
	A, B  model.CityID // A < B
	Mode  model.Mode
	Trips int // trips that make the hop, either way
}

// Counts is the size of a timetable.
type Counts struct{ Cities, Stations, Routes, Trips, Calls int }

// Timetable is read-only after New. Share it freely between goroutines.
type Timetable struct {
	net     model.Network // once compiled, without what release drops
	trips   []tripInfo
	cityIdx map[model.CityID]City
	statIdx map[model.StationID]Station

	cityOfStation  []City
	stationsOfCity [][]Station
	stops          []stopInfo
	stopsOfStation [][]Stop
	firstOfCity    []Stop // and an end mark
	routeOfTrip    []int32
	calls          int

	days  calendars
	fares fareIndex

	Forward, Backward View
	hops              HopGraph

	records map[stationPair][]model.ChangeRecord
	table   model.ChangeTable
	farTime int32 // see FarTime

	allWalks           []Walk // between cities
	walksFrom, walksTo map[Station][]Walk

	linksOnce sync.Once
	links     []Link
	graphOnce sync.Once
	graph     *CityGraph

	bounds boundsCache
}

// tripInfo is what is kept of a trip beside its calls, which are in the views.
type tripInfo struct {
	id    model.TripID
	fee   int64 // per boarding
	shape int32 // -1: none
	paid  int32 // where its cumulative fares begin in fareIndex.paid; -1: not there
}

type stopInfo struct {
	station Station
	city    City
	mode    model.Mode
	route   int32 // of a group a record names by route, else -1
	trip    Trip  // of a group a record names by trip, else -1
}

type stationPair struct{ from, to Station }

// New compiles n, which must be sorted by id and must not be changed
// afterwards. It reports a broken reference, and what the rules of the model
// refuse and no search could bear, as ErrNetwork.
func New(ctx context.Context, n model.Network) (*Timetable, error) {
	t := &Timetable{net: n, table: n.ChangeTable}
	if t.table == (model.ChangeTable{}) {
		t.table = model.DefaultChangeTable()
	}
	t.farTime = farTime(&t.table)
	if err := t.check(); err != nil {
		return nil, err
	}
	if err := t.index(); err != nil {
		return nil, err
	}
	if err := t.days.compile(n.Calendars); err != nil {
		return nil, err
	}
	if err := t.compileStops(); err != nil {
		return nil, err
	}
	if err := t.fares.compile(t); err != nil {
		return nil, err
	}
	t.compileFlatFares()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	wg.Go(func() { t.Backward.compile(t, true) })
	t.Forward.compile(t, false)
	t.compileHops()
	t.compileWalks()
	wg.Wait()
	t.shareChanges()
	for k := range t.bounds.kept {
		t.bounds.kept[k] = make([]atomic.Pointer[Bounds], len(n.Cities))
	}
	t.release()
	return t, ctx.Err()
}

// release drops what was compiled into a smaller form; calls are half of a network.
func (t *Timetable) release() { t.net.Trips, t.net.FareTables = nil, nil }

func (t *Timetable) index() error {
	n := &t.net
	t.cityIdx = make(map[model.CityID]City, len(n.Cities))
	for i := range n.Cities {
		t.cityIdx[n.Cities[i].ID] = City(i)
	}
	t.statIdx = make(map[model.StationID]Station, len(n.Stations))
	t.cityOfStation = make([]City, len(n.Stations))
	t.stationsOfCity = make([][]Station, len(n.Cities))
	for i := range n.Stations {
		s := &n.Stations[i]
		c, ok := t.cityIdx[s.City]
		if !ok {
			return fmt.Errorf("station %q: city %q: %w", s.ID, s.City, ErrNetwork)
		}
		t.statIdx[s.ID] = Station(i)
		t.cityOfStation[i] = c
		t.stationsOfCity[c] = append(t.stationsOfCity[c], Station(i))
	}
	if err := t.indexTrips(); err != nil {
		return err
	}
	t.records = make(map[stationPair][]model.ChangeRecord, len(n.Changes))
	for _, r := range n.Changes {
		from, ok1 := t.statIdx[r.From]
		to, ok2 := t.statIdx[r.To]
		if !ok1 || !ok2 {
			return fmt.Errorf("change %q→%q: %w", r.From, r.To, ErrNetwork)
		}
		p := stationPair{from, to}
		t.records[p] = append(t.records[p], r)
	}
	return nil
}

func (t *Timetable) indexTrips() error {
	n := &t.net
	routes := make(map[model.RouteID]int32, len(n.Routes))
	for i := range n.Routes {
		routes[n.Routes[i].ID] = int32(i)
	}
	shapes := make(map[model.ShapeID]int32, len(n.Shapes))
	for i := range n.Shapes {
		shapes[n.Shapes[i].ID] = int32(i)
	}
	t.trips, t.routeOfTrip = make([]tripInfo, len(n.Trips)), make([]int32, len(n.Trips))
	for i := range n.Trips {
		tr := &n.Trips[i]
		r, ok := routes[tr.Route]
		if !ok {
			return fmt.Errorf("trip %q: route %q: %w", tr.ID, tr.Route, ErrNetwork)
		}
		if len(tr.Calls) > math.MaxInt16 {
			return fmt.Errorf("trip %q: %d calls: %w", tr.ID, len(tr.Calls), ErrNetwork)
		}
		shape, ok := shapes[tr.Shape]
		if !ok {
			shape = -1
		}
		t.trips[i] = tripInfo{id: tr.ID, fee: int64(tr.Fee), shape: shape, paid: -1}
		t.routeOfTrip[i] = r
		t.calls += len(tr.Calls)
	}
	return nil
}

func farTime(table *model.ChangeTable) int32 {
	far := table.Other[0][0]
	for _, row := range table.Other {
		far = min(far, slices.Min(row[:]))
	}
	return int32(far)
}
