package trainchart_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/widgets/look"
	"tongtu/widgets/trainchart"
)

// board is the owner of a chart under test: it keeps the times and a log.
type board struct {
	t     *testing.T
	chart *trainchart.Chart
	win   fyne.Window
	stops []trainchart.Stop
	lines []trainchart.Line
	log   []string
}

// newBoard shows two runs over three stops:
//
//	A 08:00        09:00
//	B 08:30 08:35  09:30 09:35
//	C       09:00        10:00
func newBoard(t *testing.T, v look.Variant) *board {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(v, 1))
	b := &board{t: t, chart: trainchart.New(), stops: []trainchart.Stop{{Label: "Alpha", At: 0}, {Label: "Bravo", At: 100}, {Label: "Charlie", At: 200}}}
	for i := range 2 {
		at := 8*3600 + i*3600
		b.lines = append(b.lines, trainchart.Line{Label: fmt.Sprint("G", i+1), Points: []trainchart.Point{
			{Stop: 0, Part: trainchart.Departure, At: at}, {Stop: 1, Part: trainchart.Arrival, At: at + 1800},
			{Stop: 1, Part: trainchart.Departure, At: at + 2100}, {Stop: 2, Part: trainchart.Arrival, At: at + 3600},
		}})
	}
	b.chart.OnSelect = func(line, point int) { b.log = append(b.log, fmt.Sprintf("select %d.%d", line, point)) }
	b.chart.OnMove = func(m trainchart.Move) {
		b.log = append(b.log, fmt.Sprintf("move %d.%d to %02d:%02d %d #%d", m.Line, m.Point, m.To/3600, m.To%3600/60, m.Scope, m.Gesture))
		b.lines[m.Line].Points[m.Point].At = m.To
		b.show()
	}
	b.win = test.NewTempWindow(t, b.chart)
	b.win.SetPadded(false)
	b.win.Resize(fyne.NewSize(640, 320))
	b.show()
	return b
}

func (b *board) show() { b.chart.Set(b.stops, b.lines) }

// at is where a time is at a stop: the chart fits what it shows.
func (b *board) at(stop int, clock float32) fyne.Position {
	const first, last = 8*60 - 10, 10*60 + 10 // ten minutes of room
	left, top := float32(91), float32(25.2+10)
	return fyne.NewPos(left+(640-left-10)*(clock-first)/(last-first), top+(320-top-10)*float32(stop)/2)
}

// drag presses at a place and drags to another in small steps.
func (b *board) drag(from, to fyne.Position, m fyne.KeyModifier) {
	b.chart.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary, Modifier: m})
	const steps = 4
	by := fyne.NewDelta((to.X-from.X)/steps, (to.Y-from.Y)/steps)
	for i := range steps {
		at := from.AddXY(by.DX*float32(i+1), by.DY*float32(i+1))
		b.chart.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: by})
	}
	b.chart.DragEnd()
	b.chart.MouseUp(&desktop.MouseEvent{})
}

func (b *board) last() string { return b.log[len(b.log)-1] }

func TestATimeIsDragged(t *testing.T) {
	b := newBoard(t, look.Light)
	b.drag(b.at(1, 8*60+35), b.at(1, 8*60+45), 0)
	require.Equal(t, "select 0.2", b.log[0])
	require.Equal(t, "move 0.2 to 08:45 0 #1", b.last())
	require.Same(t, b.chart, b.win.Canvas().Focused(), "the keys go on")
	b.drag(b.at(2, 9*60).AddXY(3, 4), b.at(2, 9*60+15).AddXY(3, 4), fyne.KeyModifierShift)
	require.Equal(t, "move 0.3 to 09:15 1 #2", b.last(), "taken beside its middle it does not jump")
	b.drag(b.at(0, 9*60), b.at(0, 8*60+50), fyne.KeyModifierShift|fyne.KeyModifierControl)
	require.Equal(t, "move 1.0 to 08:50 2 #3", b.last())
}

func TestALineIsChosenWhereItPasses(t *testing.T) {
	b := newBoard(t, look.Light)
	between := b.at(0, 9*60)
	between.X = (between.X + b.at(1, 9*60+30).X) / 2
	between.Y = (between.Y + b.at(1, 0).Y) / 2
	b.drag(between.AddXY(-8, -8), between.AddXY(-8, -8), 0)
	require.Equal(t, "select 1.0", b.log[0], "the nearer end")
	b.log = nil
	b.drag(fyne.NewPos(600, 40), fyne.NewPos(560, 40), 0)
	require.Empty(t, b.log, "the ground moves what is in view only")
	b.drag(b.at(2, 10*60).AddXY(-40, 0), b.at(2, 10*60).AddXY(-40, 0), 0)
	require.Equal(t, []string{"select 1.3"}, b.log)
}

func TestTheKeyboardDoesWhatTheMouseDoes(t *testing.T) {
	b := newBoard(t, look.Light)
	test.TapAt(b.chart, fyne.NewPos(600, 40))
	require.Same(t, b.chart, b.win.Canvas().Focused())
	press := func(k fyne.KeyName) { b.chart.TypedKey(&fyne.KeyEvent{Name: k}) }
	press(fyne.KeyPageDown)
	press(fyne.KeyEnd)
	press(fyne.KeyUp)
	require.Equal(t, "select 1.2", b.last())
	press(fyne.KeyRight)
	press(fyne.KeyRight)
	require.Equal(t, "move 1.2 to 09:37 0 #1", b.last(), "presses in a row are one gesture")
	b.chart.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(fyne.KeyLeft)
	require.Equal(t, "move 1.2 to 09:36 1 #2", b.last())
	b.chart.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShift | fyne.KeyModifierControl})
	require.Equal(t, "move 1.2 to 09:37 2 #3", b.last())
	b.chart.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(fyne.KeyDown)
	press(fyne.KeyUp)
	press(fyne.KeyRight)
	require.Equal(t, "move 1.2 to 09:38 0 #4", b.last(), "another choice ended the gesture")
	press(fyne.KeyEscape)
	require.Nil(t, b.win.Canvas().Focused())
	undone := false
	b.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { undone = true })
	b.chart.TypedShortcut(&fyne.ShortcutUndo{})
	require.True(t, undone, "the window's to do")
}

func TestAReadOnlyChartIsLookedAt(t *testing.T) {
	b := newBoard(t, look.Light)
	b.chart.SetReadOnly(true)
	b.drag(b.at(1, 8*60+35), b.at(1, 8*60+45), 0)
	b.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	require.Equal(t, []string{"select 0.2"}, b.log)
}

func TestSettersFireNoHooks(t *testing.T) {
	b := newBoard(t, look.Light)
	b.chart.Select(1, 3)
	b.chart.Set(b.stops, b.lines[:1])
	line, point := b.chart.Selected()
	require.Equal(t, []int{0, 3}, []int{line, point})
	b.chart.Set(nil, nil)
	b.chart.Zoom(2, .5)
	b.chart.Fit()
	b.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	b.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	require.Equal(t, []string{"select 0.0"}, b.log, "an empty chart has nothing to choose or to move")
}

func TestTheWheelZoomsWhereThePointerIs(t *testing.T) {
	b := newBoard(t, look.Light)
	at := b.at(1, 9*60+30)
	b.chart.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, 50)})
	b.drag(at, at.AddXY(2, 0), 0)
	require.Equal(t, "select 1.1", b.log[0], "the time under the pointer stays there")
}

// words are the texts in sight.
func (b *board) words() (out []string) {
	for _, o := range test.WidgetRenderer(b.chart).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			out = append(out, t.Text)
		}
	}
	return out
}

func TestHoursStopsAndTheChosenTimeAreNamed(t *testing.T) {
	b := newBoard(t, look.Light)
	b.chart.Select(1, 2)
	for _, w := range []string{"08:00", "10:00", "Alpha", "Bravo", "Charlie", "G2 09:35"} {
		require.Contains(t, b.words(), w)
	}
	b.lines[1].Points[3].At = 24*3600 + 600
	b.show()
	b.chart.Fit()
	b.chart.Select(1, 3)
	require.Contains(t, b.words(), "G2 00:10+1")
}

func TestTheChartLooksAsItDid(t *testing.T) {
	for name, v := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, v)
			b.lines[0].Points[3].Wrong = true
			b.show()
			b.chart.Select(1, 2)
			golden(t, name, b.win.Canvas().Capture())
		})
	}
}

// golden compares a picture with testdata/name.png. A picture unlike its master
// is written to testdata/failed; look at it before copying it.
func golden(t *testing.T, name string, got image.Image) {
	t.Helper()
	master, err := os.ReadFile(filepath.Join("testdata", name+".png"))
	if err == nil {
		want, err := png.Decode(bytes.NewReader(master))
		require.NoError(t, err)
		if alike(got, want) {
			return
		}
	}
	path := filepath.Join("testdata", "failed", name+".png")
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	f, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, errors.Join(png.Encode(f, got), f.Close()))
	t.Fatalf("%s differs from its master", path)
}

// alike allows what other processors round otherwise: a pixel in two hundred.
func alike(a, b image.Image) bool {
	if a.Bounds().Size() != b.Bounds().Size() {
		return false
	}
	differ, size := 0, a.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			r, g, u, _ := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y).RGBA()
			s, h, v, _ := b.At(x, y).RGBA()
			if max(r, s)-min(r, s) > 0x1000 || max(g, h)-min(g, h) > 0x1000 || max(u, v)-min(u, v) > 0x1000 {
				differ++
			}
		}
	}
	return differ <= size.X*size.Y/200
}

func TestThePointerShowsWhatCanBeDragged(t *testing.T) {
	b := newBoard(t, look.Light)
	require.Equal(t, desktop.DefaultCursor, b.chart.Cursor(), "before it moved as well")
	over := func(at fyne.Position) desktop.Cursor {
		b.chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		return b.chart.Cursor()
	}
	require.Equal(t, desktop.HResizeCursor, over(b.at(1, 8*60+35)))
	require.Equal(t, desktop.DefaultCursor, over(fyne.NewPos(600, 40)))
	b.chart.SetReadOnly(true)
	require.Equal(t, desktop.PointerCursor, over(b.at(1, 8*60+35)))
}
