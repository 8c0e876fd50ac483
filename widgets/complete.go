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
	entry  *fieldEntry
	wipe   *iconTap
	list   *completeList
	drop   *popover
	chosen Item
	has    bool
}

// NewComplete makes a field that offers what filter returns for its text, in
// that order. Filter runs at each keystroke: keep it under a frame.
func NewComplete(filter func(text string) []Item) *Complete {
	c := &Complete{filter: filter}
	c.ExtendBaseWidget(c)
	c.entry = newFieldEntry()
	c.wipe = newIconTap(theme.CancelIcon(), c.clear)
	c.wipe.Hide()
	c.entry.ActionItem = c.wipe
	c.entry.OnChanged = func(text string) { c.tidy(); c.entry.quiet(c.typed)(text) }
	c.entry.key = c.key
	c.entry.tabbed = func() bool { return c.drop.open() }
	c.entry.whole = func() bool { return c.has }
	c.list = newCompleteList(c.take)
	c.drop = newPopover(c, c.list, c.entry)
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
func (c *Complete) Focus() { c.entry.focusOn() }

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
	c.entry.put(text)
	c.drop.hide()
}

// typed follows a change of the text by the user.
func (c *Complete) typed(text string) {
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

// tidy shows the clear button only while there is something to clear.
func (c *Complete) tidy() {
	if c.entry.Text != "" {
		c.wipe.Show()
	} else {
		c.wipe.Hide()
	}
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
		if cv := fyne.CurrentApp().Driver().CanvasForObject(c); cv != nil {
			cv.FocusNext()
		}
	default:
		return false
	}
	return true
}

// CreateRenderer is for Fyne.
func (c *Complete) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.entry) }
