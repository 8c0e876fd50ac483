package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	pagePad   = 8
	pageWeeks = 6
	pageDays  = 7 * pageWeeks
)

// pageGrid is the sizes of a month's page; they follow the text size.
type pageGrid struct{ day, week, head, names, foot float32 }

func newPageGrid() pageGrid {
	return pageGrid{day: scaled(38), week: scaled(32), head: scaled(36), names: scaled(24), foot: scaled(40)}
}

// top is where the days begin, bottom where they end.
func (g pageGrid) top() float32    { return pagePad + g.head + g.names }
func (g pageGrid) bottom() float32 { return g.top() + pageWeeks*g.week }

// datePage shows one month to pick a day from.
type datePage struct {
	widget.BaseWidget
	words       DateWords
	today       func() time.Time
	pick        func(time.Time)
	first, last time.Time // span; zero: none
	at          time.Time // the day the keys move; decides the month shown
	chosen      time.Time // zero: none
	hover       int       // cell under the pointer, -1 none
	back, on    *iconTap
	quick       [2]*Chip
	mark        func(time.Time) DayMark // days are marked; nil: one is chosen
	weekday     func(i int)             // the name of one was picked; nil: nothing
}

func newDatePage(words DateWords, today func() time.Time, pick func(time.Time)) *datePage {
	p := &datePage{words: words, today: today, pick: pick, hover: -1, at: today()}
	p.back = newIconTap(theme.NavigateBackIcon(), func() { p.turn(-1) })
	p.on = newIconTap(theme.NavigateNextIcon(), func() { p.turn(1) })
	p.quick[0] = NewChip(words.Today, nil, func() { p.take(p.today()) })
	p.quick[1] = NewChip(words.Tomorrow, nil, func() { p.take(p.today().AddDate(0, 0, 1)) })
	p.ExtendBaseWidget(p)
	return p
}

// show opens the month of d, chosen or only suggested.
func (p *datePage) show(d time.Time, chosen bool) {
	p.at, p.chosen, p.hover = d, time.Time{}, -1
	if chosen {
		p.chosen = d
	}
	p.Refresh()
}

func (p *datePage) turn(months int) {
	start := time.Date(p.at.Year(), p.at.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := start.AddDate(0, 1, -1).Day()
	p.at = start.AddDate(0, 0, min(p.at.Day(), last)-1)
	p.Refresh()
}

// day is the date of a cell of the grid, whose first column is Monday.
func (p *datePage) day(cell int) time.Time {
	start := time.Date(p.at.Year(), p.at.Month(), 1, 0, 0, 0, 0, time.UTC)
	return start.AddDate(0, 0, cell-(int(start.Weekday())+6)%7)
}

func (p *datePage) offered(d time.Time) bool {
	return (p.first.IsZero() || !d.Before(p.first)) && (p.last.IsZero() || !d.After(p.last))
}

func (p *datePage) take(d time.Time) {
	if p.offered(d) {
		p.pick(d)
	}
}

func (p *datePage) cellAt(pos fyne.Position) int {
	g := newPageGrid()
	x, y := pos.X-pagePad, pos.Y-g.top()
	if x < 0 || y < 0 || x >= 7*g.day || y >= pageWeeks*g.week {
		return -1
	}
	return int(y/g.week)*7 + int(x/g.day)
}

// key handles the calendar's keys; false leaves the key to the field.
func (p *datePage) key(k fyne.KeyName) bool {
	move := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7}
	switch k {
	case fyne.KeyPageUp:
		p.turn(-1)
	case fyne.KeyPageDown:
		p.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take(p.at)
	default:
		days, ok := move[k]
		if !ok {
			return false
		}
		p.at = p.at.AddDate(0, 0, days)
		p.Refresh()
	}
	return true
}

// Tapped takes the day under the pointer.
func (p *datePage) Tapped(e *fyne.PointEvent) {
	if i := p.cellAt(e.Position); i >= 0 {
		p.take(p.day(i))
		return
	}
	g := newPageGrid()
	x, y := e.Position.X-pagePad, e.Position.Y-g.top()
	if p.weekday != nil && y >= -g.names && y < 0 && x >= 0 && x < 7*g.day {
		p.weekday(int(x / g.day))
	}
}

// MouseIn marks the day under the pointer.
func (p *datePage) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved marks the day under the pointer.
func (p *datePage) MouseMoved(e *desktop.MouseEvent) { p.hoverOn(p.cellAt(e.Position)) }

// MouseOut ends the mark.
func (p *datePage) MouseOut() { p.hoverOn(-1) }

func (p *datePage) hoverOn(cell int) {
	if cell != p.hover {
		p.hover = cell
		p.Refresh()
	}
}

// CreateRenderer is for Fyne.
func (p *datePage) CreateRenderer() fyne.WidgetRenderer {
	r := &datePageRenderer{p: p, title: canvas.NewText("", nil)}
	r.title.TextStyle.Bold = true
	for i := range r.names {
		r.names[i] = canvas.NewText(p.words.Weekdays[i], nil)
		r.names[i].Alignment = fyne.TextAlignCenter
	}
	for i := range r.days {
		r.marks[i] = canvas.NewRectangle(nil)
		r.days[i] = canvas.NewText("", nil)
		r.days[i].Alignment = fyne.TextAlignCenter
	}
	r.Refresh()
	return r
}

type datePageRenderer struct {
	p     *datePage
	title *canvas.Text
	names [7]*canvas.Text
	marks [pageDays]*canvas.Rectangle
	days  [pageDays]*canvas.Text
}

func (r *datePageRenderer) Layout(fyne.Size) {
	g := newPageGrid()
	centred(r.title, pagePad+8, g.head)
	r.title.Move(r.title.Position().AddXY(0, pagePad))
	for i, b := range []*iconTap{r.p.on, r.p.back} {
		b.Resize(fyne.NewSquareSize(iconTarget))
		b.Move(fyne.NewPos(pagePad+7*g.day-float32(i+1)*(iconTarget+4), pagePad+(g.head-iconTarget)/2))
	}
	for i, t := range r.names {
		t.Resize(fyne.NewSize(g.day, g.names))
		t.Move(fyne.NewPos(pagePad+float32(i)*g.day, pagePad+g.head))
	}
	for i, t := range r.days {
		at := fyne.NewPos(pagePad+float32(i%7)*g.day, g.top()+float32(i/7)*g.week)
		t.Resize(fyne.NewSize(g.day, g.week))
		t.Move(at)
		r.marks[i].Resize(fyne.NewSize(g.day-4, g.week-2))
		r.marks[i].Move(at.AddXY(2, 1))
	}
	x := float32(pagePad)
	for _, c := range r.p.quick {
		c.Resize(c.MinSize())
		c.Move(fyne.NewPos(x, g.bottom()+(g.foot-c.MinSize().Height)/2+2))
		x += c.MinSize().Width + 8
	}
}

func (r *datePageRenderer) MinSize() fyne.Size {
	g := newPageGrid()
	return fyne.NewSize(7*g.day+2*pagePad, g.bottom()+g.foot+pagePad)
}

func (r *datePageRenderer) Refresh() {
	p := r.p
	r.title.Text = p.words.Title(p.at.Year(), p.at.Month())
	r.title.TextSize, r.title.Color = theme.TextSize(), themed(theme.ColorNameForeground)
	r.title.Refresh()
	for _, t := range r.names {
		t.TextSize, t.Color = theme.CaptionTextSize(), themed(theme.ColorNamePlaceHolder)
		t.Refresh()
	}
	for i := range r.days {
		r.paintDay(i)
	}
	p.quick[0].SetEnabled(p.offered(p.today()))
	p.quick[1].SetEnabled(p.offered(p.today().AddDate(0, 0, 1)))
	r.Layout(p.Size())
}

func (r *datePageRenderer) paintDay(i int) {
	p, d := r.p, r.p.day(i)
	t, m := r.days[i], r.marks[i]
	t.Text = strconv.Itoa(d.Day())
	t.TextSize, t.Color, t.TextStyle = theme.TextSize(), themed(theme.ColorNameForeground), fyne.TextStyle{}
	m.CornerRadius, m.StrokeWidth, m.FillColor, m.StrokeColor = radius, 0, nil, nil
	if d.Month() != p.at.Month() {
		t.Color = themed(theme.ColorNamePlaceHolder)
	}
	if d.Equal(p.today()) {
		t.TextStyle.Bold = true
		t.Color = themed(theme.ColorNamePrimary)
	}
	switch {
	case !p.offered(d):
		t.Color = themed(theme.ColorNameDisabled)
	case d.Equal(p.chosen):
		m.FillColor, t.Color = themed(theme.ColorNamePrimary), themed(theme.ColorNameForegroundOnPrimary)
	case p.mark != nil:
		paintMark(p.mark(d), t, m)
	}
	if i == p.hover && p.offered(d) && m.FillColor == nil {
		m.FillColor = themed(theme.ColorNameHover)
	}
	if d.Equal(p.at) && !d.Equal(p.chosen) {
		m.StrokeWidth, m.StrokeColor = 2, themed(theme.ColorNamePrimary)
	}
	t.Refresh()
	m.Refresh()
}

// paintMark shows how a day is marked; a sign says it as well as the colour.
func paintMark(mark DayMark, t *canvas.Text, m *canvas.Rectangle) {
	switch mark {
	case DayOn:
		m.FillColor = faded(themed(theme.ColorNamePrimary), .22)
	case DayAdded:
		m.FillColor, t.Color = themed(theme.ColorNamePrimary), themed(theme.ColorNameForegroundOnPrimary)
		t.Text += "+"
	case DayRemoved:
		m.StrokeWidth, m.StrokeColor = 1, themed(theme.ColorNameError)
		t.Color = themed(theme.ColorNameError)
		t.Text += "×"
	}
}

func (r *datePageRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.title, r.p.back, r.p.on, r.p.quick[0], r.p.quick[1]}
	for _, t := range r.names {
		out = append(out, t)
	}
	for i := range r.days {
		out = append(out, r.marks[i], r.days[i])
	}
	return out
}

func (r *datePageRenderer) Destroy() {}
