// Package trainchart has a time–distance chart (运行图): stops from top to bottom
// as far apart as they are along the way, time from left to right, and a line for
// each run from stop to stop. It knows runs, stops and seconds and nothing of
// what they stand for.
//
// A time is changed by dragging its point: alone, with Shift together with every
// later time of its line, with Ctrl-Shift with every earlier one. The same
// without a mouse: the arrow keys choose a line and a point, and ← → move it by a
// minute, with the same modifiers; a click chooses too. The empty ground is
// dragged to look elsewhere, the wheel and + − zoom.
package trainchart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Stop is a horizontal of the chart.
type Stop struct {
	Label string
	At    float64 // along the way, never falling
}

// Part says which of the two times at a stop is meant.
type Part uint8

// The parts.
const (
	Arrival Part = iota
	Departure
)

// Point is a time of a line, in seconds after midnight; past 24 hours it is the
// next day.
type Point struct {
	Stop  int // position in the stops
	Part  Part
	At    int
	Wrong bool // marked as a mistake
}

// Line is one run; its points are in order of its stops.
type Line struct {
	Label  string
	Points []Point
}

// Scope says which times of a line go along when one is moved.
type Scope uint8

// The scopes.
const (
	One     Scope = iota // that time alone
	Later                // and every later one
	Earlier              // and every earlier one
)

// Move is a wish of the user: a point of a line is to be at another time. The
// moves of one drag, or of one run of key presses, are of the same gesture.
type Move struct {
	Line, Point int
	To          int
	Scope       Scope
	Gesture     int
}

// Chart is the widget. It owns no times: it shows Set and reports what the user
// wants by its hooks, which the owner answers with Set. Setters fire no hooks.
type Chart struct {
	widget.BaseWidget

	OnSelect func(line, point int)
	OnMove   func(m Move)

	stops       []Stop
	lines       []Line
	line, point int // selected
	readOnly    bool

	from, to  float64 // seconds at the left and right edge
	fitted    bool    // the edges were chosen
	gesture   int
	keyed     Move // the last move by keys, whose gesture goes on
	modifiers fyne.KeyModifier
	held      hold
	focused   bool
	cursor    desktop.Cursor
}

// hold is what the pointer has taken hold of.
type hold struct {
	on    bool
	point bool    // a point of the selected line; else the ground
	grip  float64 // seconds between the point and where it was taken
	scope Scope
}

// New makes an empty chart.
func New() *Chart {
	c := &Chart{}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows lines over stops. What is in view stays, unless nothing of it would
// be seen.
func (c *Chart) Set(stops []Stop, lines []Line) {
	c.stops, c.lines = stops, lines
	c.clampSelection()
	if first, last, ok := c.span(); ok && (!c.fitted || last < c.from || first > c.to) {
		c.Fit()
		return
	}
	c.Refresh()
}

// SetReadOnly forbids moving times, or allows it.
func (c *Chart) SetReadOnly(on bool) { c.readOnly = on }

// Select chooses a point of a line.
func (c *Chart) Select(line, point int) {
	if line == c.line && point == c.point {
		return
	}
	c.line, c.point = line, point
	c.clampSelection()
	c.Refresh()
}

// Selected is the chosen point.
func (c *Chart) Selected() (line, point int) { return c.line, c.point }

func (c *Chart) clampSelection() {
	c.line = max(0, min(c.line, len(c.lines)-1))
	c.point = max(0, min(c.point, len(c.points())-1))
}

// points are those of the selected line.
func (c *Chart) points() []Point {
	if c.line >= len(c.lines) {
		return nil
	}
	return c.lines[c.line].Points
}

// choose is the user choosing a point.
func (c *Chart) choose(line, point int) {
	if line != c.line || point != c.point {
		c.keyed = Move{}
	}
	c.Select(line, point)
	if c.OnSelect != nil {
		c.OnSelect(c.line, c.point)
	}
}

// move is the user moving the chosen point.
func (c *Chart) move(to int, scope Scope, gesture int) {
	if c.OnMove != nil && !c.readOnly && c.point < len(c.points()) && to != c.points()[c.point].At {
		c.OnMove(Move{Line: c.line, Point: c.point, To: to, Scope: scope, Gesture: gesture})
	}
}
