package network

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
	"tongtu/widgets/trainchart"
)

// chartHooks is what a person can do on the chart.
type chartHooks struct {
	choose func(l ChartLine, p ChartPoint)
	move   func(l ChartLine, p ChartPoint, to model.Second, scope Scope, gesture string)
}

// chart is the time–distance chart of the trips of a route.
type chart struct {
	tr    *i18n.Catalogue
	chart *trainchart.Chart
	lines []ChartLine
	route model.RouteID // what the chart was fitted to
	foot  *widgets.FieldLine
	tools *fyne.Container // for the line above the chart
	root  fyne.CanvasObject
}

func newChart(tr *i18n.Catalogue, h chartHooks) *chart {
	c := &chart{tr: tr, chart: trainchart.New(), foot: caption(tr.T(keyChartHint))}
	c.chart.OnSelect = func(line, point int) {
		if l, p, ok := c.point(line, point); ok {
			h.choose(l, p)
		}
	}
	scopes := map[trainchart.Scope]Scope{trainchart.One: ScopeOne, trainchart.Later: ScopeLater, trainchart.Earlier: ScopeEarlier}
	c.chart.OnMove = func(m trainchart.Move) {
		if l, p, ok := c.point(m.Line, m.Point); ok {
			h.move(l, p, model.Second(m.To), scopes[m.Scope], fmt.Sprintf("%p %d", c, m.Gesture))
		}
	}
	button := func(icon fyne.Resource, do func()) *widget.Button {
		b := widget.NewButtonWithIcon("", icon, do)
		b.Importance = widget.LowImportance
		return b
	}
	c.tools = container.NewHBox(
		button(theme.ZoomInIcon(), func() { c.chart.Zoom(1/1.5, .5) }),
		button(theme.ZoomOutIcon(), func() { c.chart.Zoom(1.5, .5) }),
		button(theme.ZoomFitIcon(), c.chart.Fit))
	c.root = container.NewBorder(nil, margins(look.GapInner, 0, c.foot), nil, nil, framed(c.chart))
	return c
}

func (c *chart) point(line, point int) (l ChartLine, p ChartPoint, ok bool) {
	if line < 0 || line >= len(c.lines) || point < 0 || point >= len(c.lines[line].Points) {
		return l, p, false
	}
	return c.lines[line], c.lines[line].Points[point], true
}

func (c *chart) show(s *RouteState, problems []Problem, edit bool) {
	c.lines = s.ChartLines()
	wrong := map[string]bool{}
	for _, p := range problems {
		wrong[p.Field] = true
	}
	var stops []trainchart.Stop
	for _, st := range s.ChartStops() {
		stops = append(stops, trainchart.Stop{Label: st.Name, At: float64(st.At)})
	}
	lines := make([]trainchart.Line, len(c.lines))
	for i, l := range c.lines {
		lines[i].Label = s.Form().Number
		for _, p := range l.Points {
			part := trainchart.Departure
			if p.Field == CallArr {
				part = trainchart.Arrival
			}
			lines[i].Points = append(lines[i].Points, trainchart.Point{Stop: p.Stop, Part: part, At: int(p.At), Wrong: wrong[s.ChartField(l, p)]})
		}
	}
	c.chart.SetReadOnly(!edit)
	c.chart.Set(stops, lines)
	if c.route != s.ID() {
		c.route = s.ID()
		c.chart.Fit()
	}
	c.chart.Select(s.ChartSelected(c.lines))
}
