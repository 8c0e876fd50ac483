package rules_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/data/rules/rulestest"
)

// world makes random networks out of a few names, so that they collide.
type world struct{ *rand.Rand }

func pick[T any](w world, list ...T) T { return list[w.IntN(len(list))] }

// name is one of n identifiers, sometimes one that nobody has.
func name[K ~string](w world, prefix string, n int) K {
	if w.IntN(40) == 0 {
		return K(prefix + "no")
	}
	return K(fmt.Sprint(prefix, w.IntN(n)))
}

func (w world) pos() model.LonLat {
	if w.IntN(20) == 0 {
		return model.LonLat{}
	}
	return model.LonLat{Lon: 110 + float64(w.IntN(40))/20, Lat: 30 + float64(w.IntN(40))/20}
}

func (w world) word() string { return pick(w, "长沙", "重庆", "西安", "厦门 ", "Paris", "") }

func (w world) pinyin() string {
	return pick(w, "", "chang sha", "zhong qing", "xi an", "xia men", "paris")
}

func (w world) zone() model.ZoneID { return pick[model.ZoneID](w, "", "a", "b", "c") }

func (w world) city(id model.CityID) model.City {
	c := model.City{ID: id, Name: w.word(), Pinyin: w.pinyin(), Province: pick(w, "湖南", "湖北"), Pos: w.pos()}
	for range w.IntN(3) {
		c.Aliases = append(c.Aliases, w.word())
	}
	return c
}

func (w world) station(id model.StationID) model.Station {
	return model.Station{ID: id, City: name[model.CityID](w, "c", 8), Name: w.word(), Pinyin: w.pinyin(), Code: pick(w, "", "A", "B", "C"),
		Pos: w.pos(), Zone: w.zone(), Mode: model.Mode(w.IntN(model.NumModes))}
}

func (w world) route(id model.RouteID) model.Route {
	return model.Route{ID: id, Number: pick(w, "G1", "G2", "", "G3 "), Operator: name[model.OperatorID](w, "o", 3), Mode: model.Mode(w.IntN(model.NumModes + 1))}
}

func (w world) trip(id model.TripID) model.Trip {
	t := model.Trip{ID: id, Route: name[model.RouteID](w, "r", 5), Calendar: name[model.CalendarID](w, "k", 4)}
	if w.IntN(2) == 0 {
		t.Classes = []model.Class{"second"}
	}
	at := model.Second(w.IntN(3)) * model.Hour
	for range w.IntN(4) {
		c := model.Call{Station: name[model.StationID](w, "s", 10), Arr: at, Dep: at + model.Second(w.IntN(2))*model.Hour,
			NoBoard: w.IntN(5) == 0, NoAlight: w.IntN(5) == 0, Dist: model.Metre(w.IntN(3) * 100_000)}
		if w.IntN(2) == 0 {
			c.Fares = []model.Fen{model.Fen(w.IntN(4) - 1)}
		}
		t.Calls = append(t.Calls, c)
		at += model.Second(w.IntN(4)) * 20 * model.Minute
	}
	return t
}

func (w world) calendar(id model.CalendarID) model.Calendar {
	c := model.Calendar{ID: id, Days: model.Weekdays(w.IntN(128)), From: 100, To: model.Date(95 + w.IntN(20))}
	if w.IntN(2) == 0 {
		c.Added, c.Removed = []model.Date{model.Date(98 + w.IntN(9))}, []model.Date{model.Date(98 + w.IntN(9))}
	}
	return c
}

func (w world) fares(r model.RouteID) model.FareTable {
	t := model.FareTable{Route: r}
	for range 1 + w.IntN(4) {
		t.Rules = append(t.Rules, model.FareRule{From: w.zone(), To: w.zone(), Price: model.Fen(w.IntN(4) - 1)})
	}
	return t
}

func (w world) change() model.ChangeRecord {
	r := model.ChangeRecord{From: name[model.StationID](w, "s", 10), To: name[model.StationID](w, "s", 10), Time: model.Second(w.IntN(12)-1) * model.Hour, Forbidden: w.IntN(8) == 0}
	if w.IntN(3) == 0 {
		r.FromRoute, r.ToTrip = name[model.RouteID](w, "r", 5), name[model.TripID](w, "t", 20)
	}
	return r
}

// edit changes, adds, repeats or removes one value of one list.
func edit[K ~string, V any](w world, list []V, prefix string, most int, make func(K) V) []V {
	list = slices.Clone(list)
	i := w.IntN(len(list) + 1)
	switch {
	case i < len(list) && w.IntN(4) == 0:
		return slices.Delete(list, i, i+1)
	case i < len(list) && w.IntN(3) > 0:
		list[i] = make(name[K](w, prefix, most))
		return list
	}
	return append(list, make(name[K](w, prefix, most)))
}

func (w world) edit(n model.Network) model.Network {
	switch w.IntN(9) {
	case 0:
		n.Cities = edit(w, n.Cities, "c", 8, w.city)
	case 1:
		n.Stations = edit(w, n.Stations, "s", 10, w.station)
	case 2:
		n.Routes = edit(w, n.Routes, "r", 5, w.route)
	case 3, 4:
		n.Trips = edit(w, n.Trips, "t", 20, w.trip)
	case 5:
		n.Calendars = edit(w, n.Calendars, "k", 4, w.calendar)
	case 6:
		n.FareTables = edit(w, n.FareTables, pick(w, "r", ""), 5, w.fares)
		if w.IntN(2) == 0 {
			n.FareTables = edit(w, n.FareTables, "r", 5, func(model.RouteID) model.FareTable { return w.fares("") })
		}
	case 7:
		n.Changes = edit(w, n.Changes, "", 1, func(string) model.ChangeRecord { return w.change() })
	case 8:
		n.Operators = edit(w, n.Operators, "o", 3, func(id model.OperatorID) model.Operator { return model.Operator{ID: id, Name: w.word()} })
		n.ChangeTable.Same[0] = model.Second(w.IntN(3) - 1)
		if w.IntN(5) == 0 {
			n.Info.Currency = pick(w, "", "EUR")
		}
	}
	return n
}

// TestAnUpdateFindsWhatACheckFinds is the promise of the Checker.
func TestAnUpdateFindsWhatACheckFinds(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	w := world{rand.New(rand.NewPCG(seed, 0))}
	seen := map[rules.Code]bool{}
	for range 12 {
		var n model.Network
		for range 150 {
			n = w.edit(n)
		}
		c := rules.New(n)
		for step := range 60 {
			before := n
			for range 1 + w.IntN(3) {
				n = w.edit(n)
			}
			require.NoError(t, c.Update(t.Context(), n))
			require.Equal(t, lines(rules.Check(n)), lines(c.Findings()), "step %d", step)
			if w.IntN(6) == 0 { // as undo does
				n = before
				require.NoError(t, c.Update(t.Context(), n))
				require.Equal(t, lines(rules.Check(n)), lines(c.Findings()), "step %d, undone", step)
			}
		}
		for _, f := range c.Findings() {
			seen[f.Code] = true
			require.Contains(t, c.Of(f.Of), f)
		}
	}
	require.Greater(t, len(seen), 25, "the networks are too tame: %v", seen)
}

// TestAnUpdateLooksOnlyAtWhatItMust keeps the recomputation small.
func TestAnUpdateLooksOnlyAtWhatItMust(t *testing.T) {
	n := rulestest.Clean()
	for i := range 500 {
		rulestest.More(&n, model.TripID(fmt.Sprint("x", i)), 0, model.Second(1+i%9)).Route = model.RouteID(fmt.Sprint("r", i))
	}
	c := rules.New(n)
	next := copyOf(n)
	next.Trips[7].Calls = slices.Clone(next.Trips[7].Calls)
	next.Trips[7].Calls[0].Dep++
	require.NoError(t, c.Update(t.Context(), next))
	require.Less(t, c.Looked(), 12)
	require.NoError(t, c.Update(t.Context(), copyOf(next)))
	require.Zero(t, c.Looked(), "nothing changed")
}

// lines makes findings that differ easy to see.
func lines(found []rules.Finding) []string {
	out := make([]string, len(found))
	for i, f := range found {
		out[i] = fmt.Sprintf("%+v", f)
	}
	return out
}
