package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Item is one entry of a drop-down list.
type Item struct {
	ID     string
	Label  string // what the field shows once chosen
	Detail string // small print beside it
}

// Complete is a text field with a list of what the text may mean. Typing opens
// the list; ↓ ↑ move in it, Enter or Tab takes the marked item (the first when
// none is marked), Esc closes it. The keyboard stays in the field throughout.
//
// Setters fire no hooks; only what the user does fires them.
type Complete struct {
	widget.BaseWidget

	// OnChosen is called when the user takes an item, and with ok false when
	// the user's typing gives up the item taken before.
	OnChosen func(item Item, ok bool)
	// OnChanged is called when the user changes the text.
	OnChanged func(text string)
	// OnSubmitted is called on Enter while no list is open.
	OnSubmitted func()

	filter func(text string) []Item
	entry  *completeEntry
	list   *completeList
	drop   *popover
	chosen Item
	has    bool
	silent bool
}

// NewComplete makes a field that offers what filter returns for its text, in
// that order. Filter runs at each keystroke: keep it under a frame.
func NewComplete(filter func(text string) []Item) *Complete {
	c := &Complete{filter: filter}
	c.ExtendBaseWidget(c)
	c.entry = newCompleteEntry(c)
	c.list = newCompleteList(c.take)
	c.drop = newPopover(c, c.list, c.entry, nil)
	return c
}

// SetPlaceHolder sets the grey text of the empty field.
func (c *Complete) SetPlaceHolder(text string) { c.entry.SetPlaceHolder(text) }

// SetIcon puts an icon before the text.
func (c *Complete) SetIcon(r fyne.Resource) { c.entry.SetIcon(r) }

// Text is what the field shows.
func (c *Complete) Text() string { return c.entry.Text }

// SetText shows text without choosing an item.
func (c *Complete) SetText(text string) {
	c.chosen, c.has = Item{}, false
	c.setText(text)
}

// Chosen is the item the field stands for, if any.
func (c *Complete) Chosen() (Item, bool) { return c.chosen, c.has }

// SetChosen shows item as chosen.
func (c *Complete) SetChosen(item Item) {
	c.chosen, c.has = item, true
	c.setText(item.Label)
}

// Focus moves the keyboard into the field.
func (c *Complete) Focus() {
	if cv := fyne.CurrentApp().Driver().CanvasForObject(c); cv != nil {
		cv.Focus(c.entry)
	}
}

// Input is the part of c that takes the keyboard.
func (c *Complete) Input() fyne.Focusable { return c.entry }

// ListOpen reports whether the drop-down is shown.
func (c *Complete) ListOpen() bool { return c.drop.open() }

// Listed is what the open list offers, best first.
func (c *Complete) Listed() []Item {
	if !c.drop.open() {
		return nil
	}
	return c.list.items
}

func (c *Complete) setText(text string) {
	c.silent = true
	c.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // drops a selection the new text may be too short for
	c.entry.SetText(text)
	c.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	c.silent = false
	c.entry.tidy()
	c.drop.hide()
}

// typed follows a change of the text by the user.
func (c *Complete) typed(text string) {
	c.entry.tidy()
	if c.silent {
		return
	}
	had := c.has
	c.chosen, c.has = Item{}, false
	if had && c.OnChosen != nil {
		c.OnChosen(Item{}, false)
	}
	if c.OnChanged != nil {
		c.OnChanged(text)
	}
	c.offer()
}

// offer opens the list for the current text, or closes it when nothing fits.
func (c *Complete) offer() {
	var items []Item
	if c.entry.Text != "" && c.filter != nil {
		items = c.filter(c.entry.Text)
	}
	if len(items) == 0 {
		c.drop.hide()
		return
	}
	c.list.set(items)
	c.drop.show()
}

func (c *Complete) take(i int) {
	if i < 0 || i >= len(c.list.items) {
		return
	}
	item := c.list.items[i]
	c.SetChosen(item)
	if c.OnChosen != nil {
		c.OnChosen(item, true)
	}
}

// clear empties the field by the user's wish.
func (c *Complete) clear() {
	c.entry.SetText("")
	c.drop.hide()
	c.Focus()
}

// key handles the list's keys; false leaves the key to the text.
func (c *Complete) key(k fyne.KeyName) bool {
	open := c.drop.open()
	switch k {
	case fyne.KeyDown:
		if open {
			c.list.mark(c.list.marked + 1)
		} else {
			c.offer()
		}
	case fyne.KeyUp:
		if !open {
			return false
		}
		c.list.mark(c.list.marked - 1)
	case fyne.KeyEscape:
		c.drop.hide()
	case fyne.KeyReturn, fyne.KeyEnter:
		if open {
			c.take(max(c.list.marked, 0))
		} else if c.OnSubmitted != nil {
			c.OnSubmitted()
		}
	case fyne.KeyTab:
		if open {
			c.take(max(c.list.marked, 0))
		}
		return false
	default:
		return false
	}
	return true
}

// CreateRenderer is for Fyne.
func (c *Complete) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.entry) }

// completeEntry is the text part: an Entry that asks its owner about keys first.
type completeEntry struct {
	widget.Entry
	owner *Complete
	wipe  *iconTap
	fresh bool // focus came with the click under way
}

func newCompleteEntry(owner *Complete) *completeEntry {
	e := &completeEntry{owner: owner}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.wipe = newIconTap(theme.CancelIcon(), owner.clear)
	e.wipe.Hide()
	e.ActionItem = e.wipe
	e.OnChanged = owner.typed
	e.ExtendBaseWidget(e)
	return e
}

// tidy shows the clear button only while there is something to clear.
func (e *completeEntry) tidy() {
	if (e.Text != "") != e.wipe.Visible() {
		if e.Text != "" {
			e.wipe.Show()
		} else {
			e.wipe.Hide()
		}
	}
}

// AcceptsTab takes the tab key while the list is open, to choose by it.
func (e *completeEntry) AcceptsTab() bool { return e.owner.drop.open() }

// FocusGained selects the text, so that typing replaces it.
func (e *completeEntry) FocusGained() {
	e.Entry.FocusGained()
	e.fresh = true
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Tapped puts the cursor, or selects everything when the tap brought the focus.
func (e *completeEntry) Tapped(ev *fyne.PointEvent) {
	e.Entry.Tapped(ev)
	if e.fresh {
		e.fresh = false
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// TypedRune ends the selection of a fresh focus like any text.
func (e *completeEntry) TypedRune(r rune) {
	e.fresh = false
	e.Entry.TypedRune(r)
}

// TypedKey lets the list have its keys before the text.
func (e *completeEntry) TypedKey(k *fyne.KeyEvent) {
	e.fresh = false
	if e.owner.key(k.Name) {
		return
	}
	if k.Name == fyne.KeyTab {
		if c := fyne.CurrentApp().Driver().CanvasForObject(e.owner); c != nil {
			c.FocusNext()
		}
		return
	}
	e.Entry.TypedKey(k)
}
