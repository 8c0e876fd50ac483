package planner

import (
	"fyne.io/fyne/v2"

	"tongtu/widgets/look"
)

// The widths of wireframe 2 at the normal text size, and below which width the
// map becomes a tab.
const (
	queryWide   = 320
	resultsWide = 400
	narrowBelow = 1100
	mostWider   = 2 // larger text widens the panes up to this factor
)

// scaled widens a distance that holds text with the text size.
func scaled(d float32) float32 {
	const normal = 14
	return d * min(max(look.Size(look.SizeBody)/normal, 1), mostWider)
}

// panes arranges query, results and map side by side; in a narrow window
// results and map share the rest under a switch.
type panes struct {
	query, results, mapping, tabs, rule, rule2 fyne.CanvasObject
	showMap                                    func() bool // which tab is open
}

// objects are in the order of the tab key.
func (p *panes) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.query, p.tabs, p.results, p.mapping, p.rule, p.rule2}
}

func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(scaled(queryWide)+320, 320)
}

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
	narrow := s.Width < scaled(narrowBelow)
	query, results := scaled(queryWide), scaled(resultsWide)
	show(p.tabs, narrow)
	show(p.rule2, !narrow)
	show(p.results, !narrow || !p.showMap())
	show(p.mapping, !narrow || p.showMap())
	put(p.query, 0, 0, query, s.Height)
	put(p.rule, query, 0, 1, s.Height)
	x := query + 1
	if narrow {
		tabsTall := p.tabs.MinSize().Height
		put(p.tabs, x, 0, s.Width-x, tabsTall)
		put(p.results, x, tabsTall, s.Width-x, s.Height-tabsTall)
		put(p.mapping, x, tabsTall, s.Width-x, s.Height-tabsTall)
		return
	}
	put(p.results, x, 0, results, s.Height)
	put(p.rule2, x+results, 0, 1, s.Height)
	x += results + 1
	put(p.mapping, x, 0, s.Width-x, s.Height)
}
