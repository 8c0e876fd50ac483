// Package rulestest has a network nothing can be said against, and a fault to
// seed into it for every rule.
package rulestest

import (
	"slices"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// A Fault is one thing made wrong in the clean network, and the one finding
// that must come of it.
type Fault struct {
	Name     string
	Seed     func(n *model.Network)
	Severity rules.Severity
	Code     rules.Code
	Where    string
	Fixable  bool
	Also     []rules.Code // what it cannot be without
}

// More adds a trip of the route over the same calls, h hours later.
func More(n *model.Network, id model.TripID, of int, h model.Second) *model.Trip {
	t := n.Trips[of]
	t.ID, t.Calls = id, slices.Clone(t.Calls)
	for i := range t.Calls {
		t.Calls[i].Arr += h * model.Hour
		t.Calls[i].Dep += h * model.Hour
	}
	n.Trips = append(n.Trips, t)
	return &n.Trips[len(n.Trips)-1]
}

// Faults has at least one for every rule.
func Faults() []Fault { return slices.Clone(faults) }

var faults = []Fault{
	{"reference to no city", func(n *model.Network) { n.Stations[2].City = "no" }, rules.Error, rules.UnknownRef, "stations/SJP/city", false,
		[]rules.Code{rules.CityWithoutStation}},
	{"reference to no route", func(n *model.Network) { More(n, "x", 0, 1).Route = "no" }, rules.Error, rules.UnknownRef, "trips/x/route", false, nil},
	{"reference to no calendar", func(n *model.Network) { More(n, "x", 0, 1).Calendar = "no" }, rules.Error, rules.UnknownRef, "trips/x/calendar", false, nil},
	{"reference to no station", func(n *model.Network) { More(n, "x", 0, 1).Calls[1].Station = "no" }, rules.Error, rules.UnknownRef, "trips/x/calls[1].station", false, nil},
	{"reference to no operator", func(n *model.Network) { n.Routes[0].Operator = "no" }, rules.Warning, rules.UnknownRef, "routes/g1/operator", false, nil},
	{"change at no station", func(n *model.Network) {
		n.Changes = append(n.Changes, model.ChangeRecord{From: "no", To: "BXP", Time: 60})
	}, rules.Error, rules.UnknownRef, "changes/no,BXP/from", false, nil},
	{"fares of no route", func(n *model.Network) { n.FareTables = append(n.FareTables, model.FareTable{Route: "no"}) }, rules.Error, rules.UnknownRef, "fares/no/route", false, nil},
	{"fares of no zone", func(n *model.Network) {
		n.FareTables[0].Rules = append(n.FareTables[0].Rules, model.FareRule{From: "z9", To: "z1", Price: 1})
	}, rules.Warning, rules.UnknownRef, "fares/g1/rules[1].from", false, nil},
	{"one identifier twice", func(n *model.Network) { n.Cities = append(n.Cities, n.Cities[0]) }, rules.Error, rules.Duplicate, "cities/bj/id", false, nil},
	{"one change twice", func(n *model.Network) { n.Changes = append(n.Changes, n.Changes[0]) }, rules.Warning, rules.Duplicate, "changes/EAY,XIY/id", false, nil},
	{"no name", func(n *model.Network) { n.Routes[0].Number = "" }, rules.Error, rules.Required, "routes/g1/number", false, nil},
	{"off the earth", func(n *model.Network) { n.Cities[0].Pos.Lat = 91 }, rules.Error, rules.Range, "cities/bj/lat", false, []rules.Code{rules.StationFar}},
	{"control characters", func(n *model.Network) { n.Cities[0].English = "Bei\x01jing" }, rules.Error, rules.Text, "cities/bj/english", false, nil},
	{"name without end", func(n *model.Network) { n.Cities[0].English = string(slices.Repeat([]byte("x"), 121)) }, rules.Error, rules.TooLong, "cities/bj/english", false, nil},
	{"one call", func(n *model.Network) { t := More(n, "x", 0, 1); t.Calls = t.Calls[:1] }, rules.Error, rules.TooShort, "trips/x/calls", false, nil},
	{"arrives before it left", func(n *model.Network) { More(n, "x", 0, 1).Calls[2].Arr = 10 * model.Hour }, rules.Error, rules.Order, "trips/x/calls[2].arr", false, nil},
	{"leaves before it arrived", func(n *model.Network) { More(n, "x", 0, 1).Calls[1].Dep -= model.Hour }, rules.Error, rules.Order, "trips/x/calls[1].dep", false, nil},
	{"fares fall", func(n *model.Network) { More(n, "x", 0, 1).Calls[2].Fares = []model.Fen{100} }, rules.Error, rules.Order, "trips/x/calls[2].fares", false,
		[]rules.Code{rules.PriceOdd}},
	{"fares without class", func(n *model.Network) { More(n, "x", 0, 1).Calls[1].Fares = []model.Fen{1, 2} }, rules.Error, rules.Mismatch, "trips/x/calls[1].fares", false, nil},
	{"a price below nothing", func(n *model.Network) { n.FareTables[0].Rules[0].Price = -1 }, rules.Error, rules.Range, "fares/g1/rules[0].price", false, nil},
	{"a change below nothing", func(n *model.Network) { n.Changes[0].Time = -1 }, rules.Error, rules.Range, "changes/EAY,XIY/time", false, nil},
	{"a table below nothing", func(n *model.Network) { n.ChangeTable.Same[model.Air] = -1 }, rules.Error, rules.Range, "change-table/same[air]", false, nil},
	{"calendar that never runs", func(n *model.Network) {
		n.Calendars = append(n.Calendars, model.Calendar{ID: "never"})
		More(n, "x", 0, 1).Calendar = "never"
	}, rules.Warning, rules.Never, "calendars/never/days", false, nil},

	{"city without station", func(n *model.Network) {
		n.Cities = append(n.Cities, model.City{ID: "yl", Name: "榆林", Pinyin: "yu lin", Pos: model.LonLat{Lon: 109.7, Lat: 38.3}})
	}, rules.Warning, rules.CityWithoutStation, "cities/yl/stations", false, nil},
	{"isolated city", func(n *model.Network) { n.Trips[0].Calls = slices.Delete(slices.Clone(n.Trips[0].Calls), 1, 2) }, rules.Warning, rules.CityIsolated, "cities/sj", false,
		[]rules.Code{rules.StationUnused}},
	{"namesakes in one province", func(n *model.Network) {
		n.Cities = append(n.Cities, model.City{ID: "xa2", Name: "西安", Pinyin: "xi an", Province: "陕西", Pos: model.LonLat{Lon: 108, Lat: 35}})
		n.Stations = append(n.Stations, model.Station{ID: "s", City: "xa2", Name: "某站", Pinyin: "mou zhan", Pos: model.LonLat{Lon: 108, Lat: 35}})
		More(n, "x", 0, 1).Calls[1].Station = "s"
		n.Trips[2].Calls[1].Arr, n.Trips[2].Calls[1].Dep, n.Trips[2].Calls[1].Dist = 13*model.Hour-30*model.Minute, 13*model.Hour-20*model.Minute, 1_100_000
	}, rules.Warning, rules.CityNamesake, "cities/xa2/name", false, nil},
	{"two cities in one place", func(n *model.Network) { n.Cities[1].Pos = n.Cities[0].Pos; n.Cities[1].Pos.Lon += 0.001 }, rules.Warning, rules.CitySamePlace, "cities/sj/lon", false,
		[]rules.Code{rules.StationFar}},
	{"alias of another city", func(n *model.Network) { n.Cities[0].Aliases = []string{"西安"} }, rules.Warning, rules.AliasTaken, "cities/bj/aliases[0]", false, nil},
	{"alias that says nothing", func(n *model.Network) { n.Cities[0].Aliases = []string{"京城", "Beijing"} }, rules.Info, rules.AliasIdle, "cities/bj/aliases[1]", true, nil},
	{"spaces round a name", func(n *model.Network) { n.Stations[0].Name = " 北京西\u3000" }, rules.Info, rules.Spaces, "stations/BXP/name", true, nil},
	{"spaces in an alias", func(n *model.Network) { n.Cities[0].Aliases = []string{"京  城 "} }, rules.Info, rules.Spaces, "cities/bj/aliases[0]", true, nil},
	{"no pinyin", func(n *model.Network) { n.Cities[0].Pinyin = "" }, rules.Info, rules.PinyinMissing, "cities/bj/pinyin", true, nil},
	{"polyphone misread", func(n *model.Network) { n.Cities[0].Name, n.Cities[0].Pinyin = "重庆", "zhong qing" }, rules.Warning, rules.PinyinDoubt, "cities/bj/pinyin", true, nil},
	{"pinyin of another name", func(n *model.Network) { n.Stations[0].Pinyin = "nan jing" }, rules.Warning, rules.PinyinWrong, "stations/BXP/pinyin", true, nil},
	{"in the gulf of Guinea", func(n *model.Network) { n.Stations[2].Pos = model.LonLat{} }, rules.Warning, rules.NullIsland, "stations/SJP/lon", false, nil},
	{"station far from its city", func(n *model.Network) {
		n.Stations = append(n.Stations, model.Station{ID: "s", City: "xa", Name: "某站", Pinyin: "mou zhan", Pos: model.LonLat{Lon: 34.3, Lat: 88.9}})
	}, rules.Warning, rules.StationFar, "stations/s/lon", false, []rules.Code{rules.StationUnused}},
	{"longitude for latitude", func(n *model.Network) {
		n.Cities[1].Pos = model.LonLat{Lon: 38.01, Lat: 70}
		n.Stations[2].Pos = model.LonLat{Lon: 70, Lat: 38.01}
		n.Trips[0].Calls = slices.Delete(slices.Clone(n.Trips[0].Calls), 1, 2)
	}, rules.Warning, rules.StationFar, "stations/SJP/lon", true, []rules.Code{rules.CityIsolated, rules.StationUnused}},
	{"station without trips", func(n *model.Network) {
		n.Stations = append(n.Stations, model.Station{ID: "s", City: "xa", Name: "某站", Pinyin: "mou zhan", Pos: n.Cities[2].Pos})
	}, rules.Info, rules.StationUnused, "stations/s", false, nil},
	{"two stations of one name", func(n *model.Network) {
		n.Stations[1].Name, n.Stations[1].Pinyin, n.Stations[1].ID = "北京西", "bei jing xi", "BXP2"
		n.Trips[1].Calls[0].Station = "BXP2"
	}, rules.Info, rules.StationNamesake, "stations/BXP2/name", false, nil},
	{"one code twice", func(n *model.Network) { n.Stations[3].Code = "BXP" }, rules.Warning, rules.CodeTaken, "stations/EAY/code", false, nil},
	{"route without trips", func(n *model.Network) {
		n.Routes = append(n.Routes, model.Route{ID: "r", Number: "G3", Operator: "cr"})
	}, rules.Warning, rules.RouteEmpty, "routes/r", true, nil},
	{"one number twice", func(n *model.Network) { n.Routes[1].Number, n.Routes[1].Operator = "G1", "cr" }, rules.Info, rules.NumberTaken, "routes/g1/number", false, nil},
	{"calendar nobody uses", func(n *model.Network) {
		n.Calendars = append(n.Calendars, model.Calendar{ID: "k", Days: model.EveryDay, From: 1, To: 9})
	}, rules.Info, rules.CalendarUnused, "calendars/k", true, nil},
	{"added date that runs anyway", func(n *model.Network) { n.Calendars[0].Added = []model.Date{n.Calendars[0].From} }, rules.Info, rules.IdleDate, "calendars/daily/added[0]", true, nil},
	{"removed date that never ran", func(n *model.Network) { n.Calendars[0].Removed = []model.Date{1} }, rules.Info, rules.IdleDate, "calendars/daily/removed[0]", true, nil},
	{"too fast", func(n *model.Network) { n.Trips[0].Calls[1].Dep += 100 * model.Minute }, rules.Warning, rules.TooFast, "trips/g1a/calls[2].arr", false, nil},
	{"too slow", func(n *model.Network) {
		More(n, "x", 0, 1).Calls[2].Arr += 80 * model.Hour
		n.Trips[2].Calls[2].Dep += 80 * model.Hour
	}, rules.Info, rules.TooSlow, "trips/x/calls[2].arr", false, nil},
	{"stands for hours", func(n *model.Network) {
		t := More(n, "x", 0, 1)
		t.Calls[1].Dep += 4 * model.Hour
		t.Calls[2].Arr += 4 * model.Hour
		t.Calls[2].Dep += 4 * model.Hour
	}, rules.Info, rules.LongDwell, "trips/x/calls[1].dep", false, nil},
	{"one station twice in a row", func(n *model.Network) {
		t := &n.Trips[0]
		again := t.Calls[1]
		again.Arr = again.Dep
		t.Calls = slices.Insert(slices.Clone(t.Calls), 2, again)
	}, rules.Warning, rules.CallTwice, "trips/g1a/calls[2].station", true, nil},
	{"nobody may board", func(n *model.Network) {
		t := More(n, "x", 1, 1)
		t.Calls[0].NoBoard = true
	}, rules.Warning, rules.Unridable, "trips/x", false, nil},
	{"one trip twice", func(n *model.Network) { More(n, "x", 0, 0) }, rules.Warning, rules.TripTwice, "trips/x", true, nil},
	{"flight to a railway station", func(n *model.Network) { n.Stations[1].Mode = model.Rail }, rules.Info, rules.WrongMode, "trips/ca1a/calls[0].station", false, nil},
	{"kilometres fall", func(n *model.Network) { More(n, "x", 0, 1).Calls[2].Dist = 280_000 }, rules.Warning, rules.DistanceBack, "trips/x/calls[2].dist", false, nil},
	{"shorter than straight", func(n *model.Network) { More(n, "x", 0, 1).Calls[2].Dist = 600_000 }, rules.Warning, rules.DistanceShort, "trips/x/calls[2].dist", false, nil},
	{"no price", func(n *model.Network) {
		t := More(n, "x", 1, 1)
		t.Calls[1].Fares = []model.Fen{model.UnknownFen}
	}, rules.Info, rules.PriceMissing, "trips/x/fares", false, nil},
	{"yuan for fen", func(n *model.Network) { More(n, "x", 1, 1).Calls[1].Fares = []model.Fen{9_000_000} }, rules.Info, rules.PriceOdd, "trips/x/fares", false, nil},
	{"fares do not rise", func(n *model.Network) { More(n, "x", 0, 1).Calls[2].Fares = []model.Fen{13000} }, rules.Info, rules.FareFlat, "trips/x/calls[2].fares", false, nil},
	{"one fare rule twice", func(n *model.Network) { r := n.FareTables[0].Rules; n.FareTables[0].Rules = append(r, r[0]) }, rules.Info, rules.FareRuleTwice, "fares/g1/rules[1]", true, nil},
	{"change faster than a train", func(n *model.Network) { n.Changes[0].Time = 5 * model.Minute }, rules.Warning, rules.ChangeTooFast, "changes/EAY,XIY/time", false, nil},
	{"change of a night", func(n *model.Network) { n.Changes[0].Time = 9 * model.Hour }, rules.Info, rules.ChangeLong, "changes/EAY,XIY/time", false, nil},
	{"change one way", func(n *model.Network) { n.Changes = n.Changes[:1] }, rules.Info, rules.ChangeOneWay, "changes/EAY,XIY/to", true, nil},
}
