package planner

import (
	"tongtu/app/i18n"
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
