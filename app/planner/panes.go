package planner

import (
	"fyne.io/fyne/v2"
)

// The widths of wireframe 2, and below which width the map becomes a tab.
const (
	queryWide   = 320
	resultsWide = 400
	narrowBelow = 1100
	tabsTall    = 52
)

// panes arranges query, results and map side by side; in a narrow window
// results and map share the rest under a switch.
type panes struct {
	query, results, mapping, tabs, rule, rule2 fyne.CanvasObject
	showMap                                    func() bool // which tab is open
}

func (p *panes) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.mapping, p.results, p.tabs, p.query, p.rule, p.rule2}
}

func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(queryWide+320, 320) }

func (p *panes) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	show := func(o fyne.CanvasObject, on bool) {
		if o.Visible() == on {
			return
		}
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	narrow := s.Width < narrowBelow
	show(p.tabs, narrow)
	show(p.rule2, !narrow)
	show(p.results, !narrow || !p.showMap())
	show(p.mapping, !narrow || p.showMap())
	put(p.query, 0, 0, queryWide, s.Height)
	put(p.rule, queryWide, 0, 1, s.Height)
	x := float32(queryWide + 1)
	if narrow {
		put(p.tabs, x, 0, s.Width-x, tabsTall)
		put(p.results, x, tabsTall, s.Width-x, s.Height-tabsTall)
		put(p.mapping, x, tabsTall, s.Width-x, s.Height-tabsTall)
		return
	}
	put(p.results, x, 0, resultsWide, s.Height)
	put(p.rule2, x+resultsWide, 0, 1, s.Height)
	x += resultsWide + 1
	put(p.mapping, x, 0, s.Width-x, s.Height)
}
