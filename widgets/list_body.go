package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// listBody is the rows of a ListPanel. A click gives it the keyboard; its keys
// are those of the search field, and what is typed goes there.
type listBody struct {
	widget.List
	p *ListPanel
}

func newListBody(p *ListPanel) *listBody {
	b := &listBody{p: p}
	b.Length = func() int { return p.rows }
	b.CreateItem = func() fyne.CanvasObject {
		if p.head != nil {
			return newTableLine(p)
		}
		return newListLine(p)
	}
	b.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i >= p.rows {
			return
		}
		switch o := o.(type) {
		case *listLine:
			o.show(p.row(i), i == p.opened, i == p.marked)
		case *tableLine:
			o.show(i, p.row(i), i == p.opened, i == p.marked)
		}
	}
	b.HideSeparators = true
	b.OnSelected = func(i widget.ListItemID) {
		b.UnselectAll() // the panel draws the open row itself
		// Fyne looks for the canvas of the embedded List, which none has.
		if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
			c.Focus(b)
		}
		p.open(i)
	}
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey handles the panel's keys.
func (b *listBody) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeySpace {
		if !b.p.check(b.p.marked) {
			b.p.open(b.p.marked)
		}
		return
	}
	b.p.key(k.Name)
}

// TypedRune begins a search.
func (b *listBody) TypedRune(r rune) {
	if r == ' ' {
		return // it opened the marked row
	}
	b.p.FocusSearch()
	b.p.search.TypedRune(r)
}
