package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// DateWords are the texts of a DateField in the person's language.
type DateWords struct {
	Title           func(year int, month time.Month) string // over the month's page
	Weekdays        [7]string                               // short, Monday first
	Today, Tomorrow string
}

// DateField is an entry for a civil day with arrows to the day before and after
// and a calendar to pick from. It takes what ParseDay takes and shows the ISO
// form when left. ↑ ↓ move by a day, F4 opens the calendar, where the arrow
// keys, PageUp and PageDown move and Enter takes the day.
//
// Setters fire no hooks. Days are midnight UTC.
type DateField struct {
	widget.BaseWidget

	// OnChanged is called with the text as the user changes it.
	OnChanged func(text string)
	// OnSubmitted is called on Enter while no calendar is open.
	OnSubmitted func()

	today      func() time.Time
	entry      *fieldEntry
	page       *datePage
	drop       *popover
	prev, next *iconTap
}

// NewDateField makes an empty field; today tells the present day.
func NewDateField(words DateWords, today func() time.Time) *DateField {
	f := &DateField{today: func() time.Time { return dayOf(today()) }}
	f.ExtendBaseWidget(f)
	f.entry = newFieldEntry()
	f.entry.OnChanged = f.entry.quiet(f.changed)
	f.entry.key = f.key
	f.entry.focus = func(gained bool) {
		if !gained {
			f.tidy()
		}
	}
	f.entry.ActionItem = newIconTap(theme.CalendarIcon(), f.Toggle)
	f.prev = newIconTap(theme.NavigateBackIcon(), func() { f.step(-1) })
	f.next = newIconTap(theme.NavigateNextIcon(), func() { f.step(1) })
	f.page = newDatePage(words, f.today, f.pick)
	f.drop = newPopover(f.entry, f.page, f.entry)
	return f
}

// SetSpan limits what the calendar offers; zero times mean no limit.
func (f *DateField) SetSpan(first, last time.Time) {
	f.page.first, f.page.last = first, last
	f.page.Refresh()
}

// Text is what the field shows.
func (f *DateField) Text() string { return f.entry.Text }

// SetText shows text, tidied when it is a day.
func (f *DateField) SetText(text string) {
	if d, ok := ParseDay(text, f.today()); ok {
		text = FormatDay(d)
	}
	f.entry.put(text)
}

// Day is the day shown.
func (f *DateField) Day() (time.Time, bool) { return ParseDay(f.entry.Text, f.today()) }

// SetDay shows d.
func (f *DateField) SetDay(d time.Time) { f.entry.put(FormatDay(d)) }

// Focus moves the keyboard into the field.
func (f *DateField) Focus() { f.entry.focusOn() }

// Input is the part of f that takes the keyboard.
func (f *DateField) Input() fyne.Focusable { return f.entry }

// CalendarOpen reports whether the calendar is shown.
func (f *DateField) CalendarOpen() bool { return f.drop.open() }

// Toggle opens or closes the calendar.
func (f *DateField) Toggle() {
	if f.drop.open() {
		f.drop.hide()
		return
	}
	f.Focus()
	d, ok := f.Day()
	if !ok {
		d = f.today()
	}
	f.page.show(d, ok)
	f.drop.show()
}

func (f *DateField) changed(text string) {
	if f.OnChanged != nil {
		f.OnChanged(text)
	}
}

func (f *DateField) tidy() {
	if d, ok := f.Day(); ok && FormatDay(d) != f.entry.Text {
		f.entry.put(FormatDay(d))
		f.changed(f.entry.Text)
	}
}

func (f *DateField) step(days int) {
	d, ok := f.Day()
	if !ok {
		d, days = f.today(), 0
	}
	f.pick(d.AddDate(0, 0, days))
}

func (f *DateField) pick(d time.Time) {
	f.drop.hide()
	f.entry.put(FormatDay(d))
	f.changed(f.entry.Text)
}

func (f *DateField) key(k fyne.KeyName) bool {
	if f.drop.open() && f.page.key(k) {
		return true
	}
	switch k {
	case fyne.KeyUp:
		f.step(1)
	case fyne.KeyDown:
		f.step(-1)
	case fyne.KeyF4:
		f.Toggle()
	case fyne.KeyEscape:
		f.drop.hide()
	case fyne.KeyReturn, fyne.KeyEnter:
		f.tidy()
		if f.OnSubmitted != nil {
			f.OnSubmitted()
		}
	default:
		return false
	}
	return true
}

// CreateRenderer is for Fyne.
func (f *DateField) CreateRenderer() fyne.WidgetRenderer { return &dateRenderer{f} }

type dateRenderer struct{ f *DateField }

func (r *dateRenderer) Layout(s fyne.Size) {
	side := fyne.NewSize(iconTarget, s.Height)
	r.f.prev.Resize(side)
	r.f.entry.Move(fyne.NewPos(iconTarget, 0))
	r.f.entry.Resize(fyne.NewSize(s.Width-2*iconTarget, s.Height))
	r.f.next.Resize(side)
	r.f.next.Move(fyne.NewPos(s.Width-iconTarget, 0))
}

func (r *dateRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText("0000-00-00", theme.TextSize(), fyne.TextStyle{})
	return fyne.NewSize(text.Width+3*iconTarget+24, r.f.entry.MinSize().Height)
}

func (r *dateRenderer) Refresh() {
	r.f.entry.Refresh()
	r.f.prev.Refresh()
	r.f.next.Refresh()
}

func (r *dateRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.prev, r.f.entry, r.f.next}
}

func (r *dateRenderer) Destroy() {}
