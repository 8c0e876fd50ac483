package model

import (
	"cmp"
	"slices"
)

// Sorted returns n with its lists in order: by identifier, change records by
// what they speak of. Lists that are in order already are shared with n.
func (n Network) Sorted() Network {
	n.Cities = sortedBy(n.Cities, func(a, b City) int { return cmp.Compare(a.ID, b.ID) })
	n.Stations = sortedBy(n.Stations, func(a, b Station) int { return cmp.Compare(a.ID, b.ID) })
	n.Operators = sortedBy(n.Operators, func(a, b Operator) int { return cmp.Compare(a.ID, b.ID) })
	n.Routes = sortedBy(n.Routes, func(a, b Route) int { return cmp.Compare(a.ID, b.ID) })
	n.Trips = sortedBy(n.Trips, func(a, b Trip) int { return cmp.Compare(a.ID, b.ID) })
	n.Calendars = sortedBy(n.Calendars, func(a, b Calendar) int { return cmp.Compare(a.ID, b.ID) })
	n.Shapes = sortedBy(n.Shapes, func(a, b Shape) int { return cmp.Compare(a.ID, b.ID) })
	n.FareTables = sortedBy(n.FareTables, func(a, b FareTable) int { return cmp.Compare(a.Route, b.Route) })
	n.Changes = sortedBy(n.Changes, ChangeRecord.Compare)
	return n
}

func sortedBy[T any](list []T, compare func(a, b T) int) []T {
	if slices.IsSortedFunc(list, compare) {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, compare)
	return list
}

// Index tells where in list each identifier is.
func Index[K comparable, V any](list []V, id func(V) K) map[K]int {
	m := make(map[K]int, len(list))
	for i, v := range list {
		m[id(v)] = i
	}
	return m
}

// Compare orders change records by what they speak of; records that speak of
// the same are equal.
func (r ChangeRecord) Compare(s ChangeRecord) int {
	return cmp.Or(cmp.Compare(r.From, s.From), cmp.Compare(r.To, s.To), cmp.Compare(r.FromRoute, s.FromRoute),
		cmp.Compare(r.ToRoute, s.ToRoute), cmp.Compare(r.FromTrip, s.FromTrip), cmp.Compare(r.ToTrip, s.ToTrip))
}

// Compare orders fare rules by zones, class and price.
func (r FareRule) Compare(s FareRule) int {
	return cmp.Or(cmp.Compare(r.From, s.From), cmp.Compare(r.To, s.To), cmp.Compare(r.Class, s.Class), cmp.Compare(r.Price, s.Price))
}
