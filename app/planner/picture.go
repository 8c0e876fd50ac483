package planner

import (
	"cmp"
	"slices"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/widgets/mapview"
)

// Picture is one journey on the map as the screen draws it, for export. The
// caller adds land, size and palette.
func Picture(tr *i18n.Catalogue, tt *timetable.Timetable, it plan.Itinerary) mapview.Picture {
	r := prepare(tt)
	d := words{tr: tr, tt: tt}.drawing(offers{{it: it}}, 0, r.ranks)
	return mapview.Picture{Network: r.backdrop, Places: d.places, Paths: d.paths, Bounds: d.bounds}
}

// Quiet is the network with one journey across it, to be looked past: one by rail
// if there is such. ask finds a journey between two places by some modes, if there
// is one.
func Quiet(tr *i18n.Catalogue, tt *timetable.Timetable, ask func(from, to plan.Place, modes model.ModeSet) (plan.Itinerary, bool)) mapview.Picture {
	p := mapview.Picture{Network: backdrop(tt), Bounds: extent(tt)}
	ways := first(across(tt), tries)
	for _, modes := range []model.ModeSet{model.ModesOf(model.Rail), 0} {
		for _, w := range ways {
			if it, ok := ask(w.from, w.to, modes); ok {
				p.Paths = []mapview.Path{words{tr: tr, tt: tt}.path(0, it, true)}
				return p
			}
		}
	}
	return p
}

const (
	seats = 40 // among how many cities the ends of a journey across are chosen
	tries = 4  // how many pairs are asked about: somebody waits for the screen
)

// across are pairs of important cities, those far from each other first.
func across(tt *timetable.Timetable) []example {
	cities, trips := slices.Clone(tt.Cities()), traffic(tt)
	slices.SortStableFunc(cities, func(a, b model.City) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(trips[b.ID], trips[a.ID]))
	})
	var out []example
	for rest := first(cities, seats); len(rest) > 1; rest = rest[1:] {
		out = append(out, example{from: plan.Place{City: rest[0].ID}, to: plan.Place{City: rest[farthest(rest)].ID}})
	}
	slices.SortStableFunc(out, func(a, b example) int {
		return cmp.Compare(distance(tt, b.from.City, b.to.City), distance(tt, a.from.City, a.to.City))
	})
	return out
}
