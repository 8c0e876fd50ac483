package timetable

import (
	"slices"

	"tongtu/data/model"
)

// LegFare prices a ride of trip i from call board to call alight (positions of
// the Forward view): the cheapest known class of allowed. A pair rule that
// matches wins over the cumulative fare of its class and over the unnamed
// class; ok is false where nothing is known.
func (t *Timetable) LegFare(i Trip, board, alight int, allowed ClassSet) (price model.Fen, class model.Class, ok bool) {
	p, c := t.fares.leg(i, board, alight, allowed)
	if c < 0 {
		return model.UnknownFen, "", false
	}
	return model.Fen(p), t.fares.classes[c], true
}

// LegCost is LegFare as a search cost: fen, or UnknownCost.
func (t *Timetable) LegCost(i Trip, board, alight int, allowed ClassSet) int64 {
	p, c := t.fares.leg(i, board, alight, allowed)
	if c < 0 {
		return UnknownCost
	}
	return p
}

func (f *fareIndex) leg(i Trip, board, alight int, allowed ClassSet) (price int64, class int32) {
	tables := [2]int32{f.tableOf[f.t.routeOfTrip[i]], f.general}
	if tables[0] < 0 && tables[1] < 0 {
		if classes := f.lists[f.listOf[i]]; len(classes) == 1 && f.t.Forward.flat[i] {
			if allowed != nil && !allowed[classes[0]] {
				return 0, -1
			}
			return f.plain(i, board, alight), classes[0]
		}
		return f.difference(i, board, alight, allowed, nil, 0, -1)
	}
	class = -1
	var matched [2][4][]classPrice
	any := false
	off := f.t.Forward.calls[i]
	from := f.zoneOf[f.t.StationOf(f.t.Forward.StopAt(off+int32(board)))]
	to := f.zoneOf[f.t.StationOf(f.t.Forward.StopAt(off+int32(alight)))]
	for k, tb := range tables {
		if tb >= 0 {
			matched[k] = f.tables[tb].match(from, to)
		}
	}
	for _, lists := range matched {
		for _, list := range lists {
			for _, cp := range list {
				any = true
				if allowed != nil && !allowed[cp.class] {
					continue
				}
				if class < 0 || cp.price < price || cp.price == price && cp.class < class {
					price, class = cp.price, cp.class
				}
			}
		}
	}
	if !any {
		return f.difference(i, board, alight, allowed, nil, 0, -1)
	}
	return f.difference(i, board, alight, allowed, &matched, price, class)
}

// plain is the price of a ride of a Flat trip of one class.
func (f *fareIndex) plain(i Trip, board, alight int) int64 {
	v := &f.t.Forward
	off := int(v.calls[i])
	return v.FareAt(int32(off+alight)) - v.FareAt(int32(off+board)) + f.t.Fee(i)
}

// difference improves a price by the cumulative fares of the classes that no
// rule of matched decides.
func (f *fareIndex) difference(i Trip, board, alight int, allowed ClassSet, matched *[2][4][]classPrice, price int64, class int32) (int64, int32) {
	x := &f.t.trips[i]
	if x.paid < 0 {
		return price, class
	}
	classes := f.lists[f.listOf[i]]
	first, n := int(x.paid), len(classes)
	a, b := f.paid[first+board*n:], f.paid[first+alight*n:]
	for k, c := range classes {
		if allowed != nil && !allowed[c] || !a[k].Known() || !b[k].Known() {
			continue
		}
		if matched != nil && (f.classes[c] == "" || inRules(matched, c)) {
			continue
		}
		p := int64(b[k]-a[k]) + x.fee
		if p < 0 {
			continue // past an unknown one they fell: nobody knows
		}
		if class < 0 || p < price || p == price && c < class {
			price, class = p, c
		}
	}
	return price, class
}

func inRules(matched *[2][4][]classPrice, class int32) bool {
	for _, lists := range matched {
		for _, list := range lists {
			for _, cp := range list {
				if cp.class == class {
					return true
				}
			}
		}
	}
	return false
}

// match returns the prices of the rules for a pair of zones, exact and with
// empty fields.
func (ft *fareTable) match(from, to int32) (out [4][]classPrice) {
	if from > 0 && to > 0 {
		out[0] = ft.lookup(pairKey(from, to))
	}
	if !ft.wildcards {
		return out
	}
	if from > 0 {
		out[1] = ft.lookup(pairKey(from, anyZone))
	}
	if to > 0 {
		out[2] = ft.lookup(pairKey(anyZone, to))
	}
	out[3] = ft.lookup(pairKey(anyZone, anyZone))
	return out
}

func (ft *fareTable) lookup(key uint64) []classPrice {
	i, ok := slices.BinarySearch(ft.keys, key)
	if !ok {
		return nil
	}
	return ft.prices[ft.start[i]:ft.start[i+1]]
}
