package rules

import (
	"slices"

	"tongtu/data/model"
)

// difference lists, each once, the things that are not the same in a and b. Of values with
// a revision the revisions tell: the store gives a changed value a new one.
func difference(a, b *values) []Thing {
	var d []Thing
	d = differ(d, City, a.cities, b.cities, func(x, y *model.City) bool {
		return sameRev(x.Rev, y.Rev) || x.ID == y.ID && x.Name == y.Name && x.Pinyin == y.Pinyin && x.English == y.English &&
			x.Province == y.Province && x.Pos == y.Pos && x.Rank == y.Rank && slices.Equal(x.Aliases, y.Aliases)
	})
	d = differ(d, Station, a.stations, b.stations, func(x, y *model.Station) bool { return sameRev(x.Rev, y.Rev) || *x == *y })
	d = differ(d, Operator, a.operators, b.operators, func(x, y *model.Operator) bool { return *x == *y })
	d = differ(d, Route, a.routes, b.routes, func(x, y *model.Route) bool { return sameRev(x.Rev, y.Rev) || *x == *y })
	d = differ(d, Trip, a.trips, b.trips, func(x, y *model.Trip) bool { return sameRev(x.Rev, y.Rev) || sameTrip(x, y) })
	d = differ(d, Calendar, a.calendars, b.calendars, func(x, y *model.Calendar) bool {
		return sameRev(x.Rev, y.Rev) || x.Days == y.Days && x.From == y.From && x.To == y.To &&
			slices.Equal(x.Added, y.Added) && slices.Equal(x.Removed, y.Removed)
	})
	d = differ(d, Fares, a.fares, b.fares, func(x, y *model.FareTable) bool { return slices.Equal(x.Rules, y.Rules) })
	d = differ(d, Change, a.changes, b.changes, func(x, y *model.ChangeRecord) bool { return *x == *y })
	if a.table != b.table {
		d = append(d, Thing{Kind: Table})
	}
	for _, m := range [][2]map[Thing]bool{{a.twice, b.twice}, {b.twice, a.twice}} {
		for t := range m[0] {
			if !m[1][t] && !slices.Contains(d, t) { // with the same first value
				d = append(d, t)
			}
		}
	}
	return d
}

func sameRev(a, b uint64) bool { return a == b && a != 0 }

func sameTrip(x, y *model.Trip) bool {
	return x.Route == y.Route && x.Calendar == y.Calendar && x.Fee == y.Fee && slices.Equal(x.Classes, y.Classes) &&
		slices.EqualFunc(x.Calls, y.Calls, func(a, b model.Call) bool {
			return a.Station == b.Station && a.Arr == b.Arr && a.Dep == b.Dep && a.NoBoard == b.NoBoard &&
				a.NoAlight == b.NoAlight && a.Dist == b.Dist && slices.Equal(a.Fares, b.Fares)
		})
}

func differ[K ~string, V any](d []Thing, kind Kind, a, b map[K]*V, same func(x, y *V) bool) []Thing {
	for k, x := range a {
		if y := b[k]; y == nil || !same(x, y) {
			d = append(d, Thing{kind, string(k)})
		}
	}
	for k := range b {
		if a[k] == nil {
			d = append(d, Thing{kind, string(k)})
		}
	}
	return d
}
