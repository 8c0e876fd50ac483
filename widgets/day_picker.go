package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// DayMark says how a day of a DayPicker is marked.
type DayMark uint8

// The marks.
const (
	DayOff     DayMark = iota
	DayOn              // by a rule
	DayAdded           // singly, beside the rule
	DayRemoved         // singly, in spite of the rule
)

// DayPickerWords are the texts of a DayPicker in the person's language.
type DayPickerWords struct {
	DateWords          // Today and Tomorrow are not used
	First, Last string // make a day the first, the last one
}

// DayPicker is a button that opens a calendar in which days are marked one by
// one: a click or Enter on a day, a click on the name of a weekday or its number
// 1 … 7. The arrow keys, PageUp and PageDown move; [ and ] make the day the first
// or the last one; Esc closes.
//
// The picker owns no days: it asks for their marks and reports what the user
// wants by its hooks, after which Refresh shows the new marks.
type DayPicker struct {
	Chip

	OnDay     func(day time.Time) // a day was picked
	OnWeekday func(i int)         // the name of a weekday was; Monday is 0
	OnFirst   func(day time.Time)
	OnLast    func(day time.Time)

	page *datePage
	drop *popover
}

// NewDayPicker makes the button; mark tells how a day, midnight UTC, is marked.
func NewDayPicker(label string, words DayPickerWords, today func() time.Time, mark func(day time.Time) DayMark) *DayPicker {
	p := &DayPicker{}
	p.label, p.icon = label, theme.CalendarIcon()
	p.press, p.redraw = p.Toggle, p.Refresh
	p.ExtendBaseWidget(p)
	p.page = newDatePage(words.DateWords, func() time.Time { return dayOf(today()) }, func(d time.Time) { p.tell(p.OnDay, d) })
	p.page.mark = mark
	p.page.weekday = p.tellWeekday
	p.page.quick[0] = NewChip(words.First, nil, func() { p.tell(p.OnFirst, p.page.at) })
	p.page.quick[1] = NewChip(words.Last, nil, func() { p.tell(p.OnLast, p.page.at) })
	p.drop = newPopover(p, p.page, p)
	return p
}

// Open reports whether the calendar is shown.
func (p *DayPicker) Open() bool { return p.drop.open() }

// Toggle opens or closes the calendar.
func (p *DayPicker) Toggle() {
	if p.drop.open() {
		p.drop.hide()
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	p.page.show(p.page.at, false)
	p.drop.show()
}

// ShowMonth opens the calendar, when it opens, at the month of a day.
func (p *DayPicker) ShowMonth(day time.Time) { p.page.at = dayOf(day) }

func (p *DayPicker) tell(hook func(time.Time), day time.Time) {
	p.page.at = day
	if hook != nil {
		hook(day)
	}
	p.page.Refresh()
}

func (p *DayPicker) tellWeekday(i int) {
	if p.OnWeekday != nil {
		p.OnWeekday(i)
	}
	p.page.Refresh()
}

// TypedKey moves in the open calendar, or opens it.
func (p *DayPicker) TypedKey(k *fyne.KeyEvent) {
	switch {
	case !p.drop.open():
		p.Chip.TypedKey(k)
	case k.Name == fyne.KeyEscape, k.Name == fyne.KeyTab:
		p.drop.hide()
	case k.Name == fyne.KeySpace:
		p.page.take(p.page.at)
	default:
		p.page.key(k.Name)
	}
}

// TypedRune handles the keys that are signs.
func (p *DayPicker) TypedRune(r rune) {
	switch {
	case !p.drop.open():
	case r == '[':
		p.tell(p.OnFirst, p.page.at)
	case r == ']':
		p.tell(p.OnLast, p.page.at)
	case r >= '1' && r <= '7':
		p.tellWeekday(int(r - '1'))
	}
}

// TypedShortcut goes on to the window.
func (p *DayPicker) TypedShortcut(s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(p).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
