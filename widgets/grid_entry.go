package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// gridEntry is the cursor of a Grid: the one entry, lying over the cell it
// edits. A cell just entered is "fresh": all selected, so that typing replaces
// the text and the arrows move on.
type gridEntry struct {
	widget.Entry
	g       *Grid
	before  string // what Esc restores
	fresh   bool
	focused bool
	silent  bool
	shift   bool
}

func newGridEntry(g *Grid) *gridEntry {
	e := &gridEntry{g: g}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = e.typed
	e.ExtendBaseWidget(e)
	return e
}

// begin starts over with text, all selected.
func (e *gridEntry) begin(text string) {
	e.before, e.fresh = text, true
	if e.Text != text {
		e.silent = true
		dropSelection(&e.Entry)
		e.SetText(text)
		e.silent = false
	}
	e.selectAll()
}

func (e *gridEntry) selectAll() { e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// changed reports whether there is text that the grid was not told yet.
func (e *gridEntry) changed() bool { return e.Text != e.before }

// typed opens the list of suggestions while the user types.
func (e *gridEntry) typed(text string) {
	if e.silent {
		return
	}
	e.fresh = false
	e.g.place()
	e.g.offer(text)
}

// FocusGained selects everything and, for a choice, offers it.
func (e *gridEntry) FocusGained() {
	e.Entry.FocusGained()
	e.focused = true
	if !e.changed() {
		e.begin(e.Text)
	}
	e.g.body.Refresh()
}

// FocusLost reports what was typed.
func (e *gridEntry) FocusLost() {
	e.Entry.FocusLost()
	e.shift, e.focused = false, false
	e.g.Commit()
	e.g.body.Refresh()
}

// AcceptsTab makes Tab move between cells.
func (e *gridEntry) AcceptsTab() bool { return true }

// Tapped goes into the text.
func (e *gridEntry) Tapped(ev *fyne.PointEvent) {
	fresh := e.fresh
	e.Entry.Tapped(ev)
	e.fresh = false
	if fresh {
		e.offerChoice()
	}
}

func (e *gridEntry) offerChoice() {
	if c := e.g.col; c < len(e.g.columns) && e.g.columns[c].Choice {
		e.g.offer("")
	}
}

// KeyDown remembers the shift key.
func (e *gridEntry) KeyDown(k *fyne.KeyEvent) {
	if isShift(k.Name) {
		e.shift = true
	}
	e.Entry.KeyDown(k)
}

// KeyUp forgets the shift key.
func (e *gridEntry) KeyUp(k *fyne.KeyEvent) {
	if isShift(k.Name) {
		e.shift = false
	}
	e.Entry.KeyUp(k)
}

func isShift(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }

// TypedKey moves between cells, or edits the text.
func (e *gridEntry) TypedKey(k *fyne.KeyEvent) {
	if e.listKey(k.Name) || e.moveKey(k.Name) {
		return
	}
	e.fresh = false
	e.Entry.TypedKey(k)
}

// listKey handles the keys of an open list.
func (e *gridEntry) listKey(k fyne.KeyName) bool {
	g := e.g
	if !g.drop.open() {
		return false
	}
	switch k {
	case fyne.KeyDown:
		g.list.mark(g.list.marked + 1)
	case fyne.KeyUp:
		g.list.mark(g.list.marked - 1)
	case fyne.KeyEscape:
		g.drop.hide()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		g.take(max(g.list.marked, 0))
		e.moveKey(k)
	default:
		return false
	}
	return true
}

// moveKey handles the keys of a sheet; false leaves the key to the text.
func (e *gridEntry) moveKey(k fyne.KeyName) bool {
	g := e.g
	back := 1
	if e.shift {
		back = -1
	}
	switch {
	case k == fyne.KeyTab:
		if !g.step(back) {
			e.leave(back)
		}
	case k == fyne.KeyReturn, k == fyne.KeyEnter:
		if g.row+back >= 0 && g.row+back < len(g.cells) {
			g.moveTo(g.row+back, g.col)
		} else {
			g.moveTo(g.row, g.col)
		}
	case k == fyne.KeyDown && !e.fresh && e.suggests() && e.Text != "":
		g.offer(e.Text)
	case k == fyne.KeyDown:
		g.moveTo(g.row+1, g.col)
	case k == fyne.KeyUp:
		g.moveTo(g.row-1, g.col)
	case k == fyne.KeyLeft && e.fresh:
		g.moveTo(g.row, g.col-1)
	case k == fyne.KeyRight && e.fresh:
		g.moveTo(g.row, g.col+1)
	case k == fyne.KeyPageUp, k == fyne.KeyPageDown:
		g.page(k == fyne.KeyPageDown)
	case k == fyne.KeyHome && e.fresh:
		g.moveTo(g.row, 0)
	case k == fyne.KeyEnd && e.fresh:
		g.moveTo(g.row, len(g.columns)-1)
	case k == fyne.KeyInsert:
		g.InsertRow()
	case k == fyne.KeyF2:
		e.fresh = false
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	case k == fyne.KeySpace && e.fresh && g.columns[g.col].Choice:
		e.offerChoice()
	case k == fyne.KeyEscape:
		if e.changed() {
			e.begin(e.before)
		} else {
			e.leave(0)
		}
	default:
		return false
	}
	return true
}

func (e *gridEntry) suggests() bool {
	return e.g.col < len(e.g.columns) && e.g.columns[e.g.col].Suggest != nil
}

// leave hands the keyboard on: to the next control, the previous one, or to none.
func (e *gridEntry) leave(to int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(e.g)
	switch {
	case c == nil:
	case to > 0:
		c.FocusNext()
	case to < 0:
		c.FocusPrevious()
	default:
		c.Unfocus()
	}
}

// TypedRune replaces the text of a fresh cell and goes on in it.
func (e *gridEntry) TypedRune(r rune) {
	if e.g.at(e.g.row, e.g.col).Locked || (r == ' ' && e.fresh && e.g.columns[e.g.col].Choice) {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedShortcut handles the row keys and blocks from the clipboard.
func (e *gridEntry) TypedShortcut(s fyne.Shortcut) {
	g := e.g
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		if s.Clipboard != nil && g.paste(s.Clipboard.Content()) {
			return
		}
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		e.travel(s)
		return
	case *desktop.CustomShortcut:
		if s.Modifier == fyne.KeyModifierAlt && e.rowKey(s.KeyName) {
			return
		}
	}
	if !forwardShortcut(e, s) {
		e.Entry.TypedShortcut(s)
	}
}

func (e *gridEntry) rowKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp:
		e.g.shift(-1)
	case fyne.KeyDown:
		e.g.shift(1)
	case fyne.KeyInsert:
		e.g.insert(e.g.row)
	case fyne.KeyDelete:
		e.g.remove()
	default:
		return false
	}
	return true
}

// travel takes back the text being typed; what was done before is the window's
// to undo.
func (e *gridEntry) travel(s fyne.Shortcut) {
	if e.changed() {
		e.g.drop.hide()
		e.begin(e.before)
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
