package network

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tongtu/app/i18n"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// tripTabs are the views of a route's trips, of which one is in front.
type tripTabs struct {
	chooser *widgets.Segmented
	table   *timetable
	aside   *chart // beside the timetable, where there is room
	sheet   *sheet
	chart   *chart
	fares   *fares
	impact  *impactList
	views   []fyne.CanvasObject // by RouteTab
	tools   []fyne.CanvasObject // beside the chooser, by RouteTab; nil: none
	root    *fyne.Container
}

func newTripTabs(tr *i18n.Catalogue, s *RouteState, h routeHooks) *tripTabs {
	v := &tripTabs{table: newTimetable(tr, s, h.table), aside: newChart(tr, h.chart), sheet: newSheet(tr, h.sheet), chart: newChart(tr, h.chart), fares: newFares(tr, h.fares), impact: newImpactList(tr)}
	v.chooser = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyTabTimetable)}, widgets.Segment{Label: tr.T(keyTabSheet)},
		widgets.Segment{Label: tr.T(keyTabChart)}, widgets.Segment{Label: tr.T(keyTabFares)}, widgets.Segment{Label: tr.T(keyTabImpact)})
	v.chooser.OnChanged = func(i int) { h.tab(RouteTab(i)) }
	v.views = []fyne.CanvasObject{container.New(beside{}, v.table.root, v.aside.root), v.sheet.root, v.chart.root, v.fares.root, v.impact.root}
	v.tools = []fyne.CanvasObject{v.table.tools, nil, v.chart.tools, nil, nil}
	head := container.NewHBox(v.chooser, layout.NewSpacer(), v.table.tools, v.chart.tools)
	v.root = container.NewBorder(margins(0, look.Gap, head), nil, nil, nil, container.NewStack(v.views...))
	return v
}

// show draws the view in front; the others are drawn when they come there.
func (v *tripTabs) show(s *RouteState, problems []Problem, edit bool) {
	v.chooser.SetSelected(int(s.Tab()))
	changed := false
	for i, o := range v.views {
		changed = present(o, RouteTab(i) == s.Tab()) || changed
		if v.tools[i] != nil {
			present(v.tools[i], RouteTab(i) == s.Tab())
		}
	}
	if changed {
		v.root.Refresh() // what was hidden was not laid out
	}
	switch s.Tab() {
	case TabSheet:
		v.sheet.show(s, problems, edit)
	case TabChart:
		v.chart.show(s, problems, edit)
	case TabFares:
		v.fares.show(s, problems, edit)
	case TabImpact:
		v.impact.show(s)
	default:
		v.table.show(s, problems, edit)
		v.aside.show(s, problems, edit)
	}
}

// follow lets the chart beside the timetable choose what the grid did.
func (v *tripTabs) follow(s *RouteState) { v.aside.chart.Select(s.ChartSelected(v.aside.lines)) }

// commit takes over what is still being typed in a grid.
func (v *tripTabs) commit() {
	v.table.grid.Commit()
	v.sheet.grid.Commit()
	v.fares.grid.Commit()
}

// locate gives the keyboard to the first thing that is wrong in the view in front.
func (v *tripTabs) locate(s *RouteState, problems []Problem, focus func(fyne.Focusable)) {
	if s.Tab() != TabFares {
		v.table.locate(s, problems)
		return
	}
	for field, to := range map[string]fyne.Focusable{"classes": v.fares.classes.text, "fee": v.fares.fee.text} {
		if _, ok := find(problems, s.TripField(field)); ok {
			focus(to)
			return
		}
	}
	v.fares.locate(s, problems)
}

// beside puts the second object to the right of the first where both have room,
// and hides it elsewhere.
type beside struct{}

// besideFrom is the width from which there is room for both.
const besideFrom = 1150

// Layout implements fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := objects[0], objects[1]
	left.Move(fyne.NewPos(0, 0))
	if present(right, size.Width >= besideFrom); !right.Visible() {
		left.Resize(size)
		return
	}
	w := (size.Width - sideGap) * .58
	left.Resize(fyne.NewSize(w, size.Height))
	right.Move(fyne.NewPos(w+sideGap, 0))
	right.Resize(fyne.NewSize(size.Width-w-sideGap, size.Height))
}

// MinSize implements fyne.Layout.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
