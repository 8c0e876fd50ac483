package planner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// The columns of a course: times, the rail with its dots, words.
const (
	courseTime = 62 // at the normal text size
	courseGap  = 12
	courseBody = 20
	courseDot  = 12
)

func courseRail() float32 { return scaled(courseTime) + courseGap }
func courseText() float32 { return courseRail() + courseBody }

// courseView draws a journey as a timeline. open tells of which rides the calls
// between are shown, toggle changes that.
func courseView(steps []step, open map[int]bool, toggle func(ride int)) *fyne.Container {
	var rows []fyne.CanvasObject
	ride := -1
	for _, s := range steps {
		switch s.kind {
		case stepBoard, stepAlight:
			rows = append(rows, callRow(s))
		case stepRide:
			ride++
			n := ride
			rows = append(rows, rideRow(s, open[n], func() { toggle(n) }))
			if open[n] {
				for _, p := range s.passing {
					rows = append(rows, passingRow(s.mode, p))
				}
			}
		default:
			rows = append(rows, changeRow(s))
		}
	}
	return column(0, rows...)
}

// courseRow places the parts of one row; nil parts are left out.
type courseRow struct {
	rail    fyne.CanvasObject // the line, over the part of the height given
	from    float32           // where the rail starts and ends, of the height
	to      float32
	dot     fyne.CanvasObject
	dotSide float32
	time    fyne.CanvasObject
	body    fyne.CanvasObject
	tall    float32
}

func (r *courseRow) object() *fyne.Container {
	c := container.New(r)
	for _, o := range []fyne.CanvasObject{r.rail, r.dot, r.time, r.body} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

func (r *courseRow) MinSize([]fyne.CanvasObject) fyne.Size {
	m := r.body.MinSize()
	return fyne.NewSize(courseText()+m.Width, fyne.Max(r.tall, m.Height))
}

func (r *courseRow) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	if r.rail != nil {
		r.rail.Move(fyne.NewPos(courseRail()-barThick/2, s.Height*r.from))
		r.rail.Resize(fyne.NewSize(barThick, s.Height*(r.to-r.from)+1)) // rows join without a gap at any scale
	}
	if r.dot != nil {
		r.dot.Resize(fyne.NewSquareSize(r.dotSide))
		r.dot.Move(fyne.NewPos(courseRail()-r.dotSide/2, (s.Height-r.dotSide)/2))
	}
	if r.time != nil {
		m := r.time.MinSize()
		r.time.Resize(fyne.NewSize(scaled(courseTime), m.Height))
		r.time.Move(fyne.NewPos(0, (s.Height-m.Height)/2))
	}
	m := r.body.MinSize()
	r.body.Resize(fyne.NewSize(s.Width-courseText(), m.Height))
	r.body.Move(fyne.NewPos(courseText(), (s.Height-m.Height)/2))
}

// ring is a dot with the sheet's colour inside.
func ring(m model.Mode, width float32) *canvas.Circle {
	c := canvas.NewCircle(widgets.Raised())
	c.StrokeColor, c.StrokeWidth = look.Color(modeColors[m]), width
	return c
}

func callRow(s step) fyne.CanvasObject {
	times := []*canvas.Text{strong(inked(s.time, look.SizeBody, theme.ColorNameForeground))}
	if s.days != "" {
		times = append(times, inked(s.days, look.SizeCaption, look.ColorMuted))
	}
	r := courseRow{
		rail: strip(s.mode, true), from: .5, to: 1, dot: ring(s.mode, 3), dotSide: courseDot, tall: 28,
		time: newLine(3, times, nil),
		body: newLine(0, []*canvas.Text{strong(inked(s.name, look.SizeBody, theme.ColorNameForeground))}, nil),
	}
	if s.kind == stepAlight {
		r.from, r.to = 0, .5
	}
	return r.object()
}

func rideRow(s step, open bool, toggle func()) fyne.CanvasObject {
	number := strong(inked(s.name, look.SizeBody, modeInks[s.mode]))
	head := container.NewBorder(nil, nil, icon(look.IconIn(modeIcons[s.mode], modeColors[s.mode]), 18), nil,
		newLine(6, []*canvas.Text{number}, []*canvas.Text{inked(s.price, look.SizeBody, theme.ColorNameForeground)}))
	text := newLine(0, []*canvas.Text{caption(s.text)}, nil)
	body := column(0, head, text)
	if s.passingText != "" {
		arrow := theme.MenuDropDownIcon()
		if open {
			arrow = theme.MenuDropUpIcon()
		}
		body.Objects[1] = container.NewBorder(nil, nil, nil, widgets.NewLink(s.passingText, arrow, toggle), container.New(layout.NewVBoxLayout(), layout.NewSpacer(), text, layout.NewSpacer()))
	}
	return (&courseRow{rail: strip(s.mode, true), to: 1, body: padded(6, 6, 0, body), tall: 48}).object()
}

func passingRow(m model.Mode, p passing) fyne.CanvasObject {
	times := []*canvas.Text{caption(p.time)}
	if p.days != "" {
		times = append(times, caption(p.days))
	}
	return (&courseRow{
		rail: strip(m, true), to: 1, dot: ring(m, 2), dotSide: 8, tall: 24,
		time: newLine(3, times, nil), body: newLine(0, []*canvas.Text{caption(p.name)}, nil),
	}).object()
}

func changeRow(s step) fyne.CanvasObject {
	name := look.IconChange
	if s.kind == stepWalk {
		name = look.IconWalk
	}
	sheet := canvas.NewRectangle(widgets.Sunken())
	sheet.CornerRadius = 6
	words := container.NewBorder(nil, nil, icon(look.IconIn(name, look.ColorMuted), 16), nil,
		newLine(0, []*canvas.Text{inked(s.text, look.SizeBody, look.ColorMuted)}, nil))
	return (&courseRow{body: padded(4, 4, 0, container.NewStack(sheet, padded(5, 5, 8, words))), tall: 36}).object()
}
