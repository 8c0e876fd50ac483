package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// iconTap is a small icon to click inside another control. It takes no focus:
// what it does has a key of its own there.
type iconTap struct {
	widget.BaseWidget
	res     fyne.Resource
	tapped  func()
	hovered bool
}

func newIconTap(res fyne.Resource, tapped func()) *iconTap {
	t := &iconTap{res: res, tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped runs the action.
func (t *iconTap) Tapped(*fyne.PointEvent) { t.tapped() }

// Cursor is the hand over something to click.
func (t *iconTap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows the hover colour.
func (t *iconTap) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved does nothing.
func (t *iconTap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover colour.
func (t *iconTap) MouseOut() { t.hovered = false; t.Refresh() }

// CreateRenderer is for Fyne.
func (t *iconTap) CreateRenderer() fyne.WidgetRenderer {
	r := &iconTapRenderer{t: t, back: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil)}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type iconTapRenderer struct {
	t    *iconTap
	back *canvas.Rectangle
	icon *canvas.Image
}

// iconTarget is above the 24 of WCAG 2.5.8.
const iconTarget = 28

// iconSmall is the side of icons inside controls; it follows the text scale.
func iconSmall() float32 { return theme.IconInlineSize() * .8 }

func (r *iconTapRenderer) Layout(s fyne.Size) {
	side := fyne.Min(iconTarget-4, fyne.Min(s.Width, s.Height))
	r.back.Resize(fyne.NewSquareSize(side))
	r.back.Move(fyne.NewPos((s.Width-side)/2, (s.Height-side)/2))
	r.icon.Resize(fyne.NewSquareSize(iconSmall()))
	r.icon.Move(fyne.NewPos((s.Width-iconSmall())/2, (s.Height-iconSmall())/2))
}

func (r *iconTapRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(iconTarget) }

func (r *iconTapRenderer) Refresh() {
	name := theme.ColorNamePlaceHolder
	r.back.FillColor = nil
	if r.t.hovered {
		name = theme.ColorNameForeground
		r.back.FillColor = themed(theme.ColorNameHover)
	}
	r.back.CornerRadius = radius
	r.icon.Resource = theme.NewColoredResource(r.t.res, name)
	r.back.Refresh()
	r.icon.Refresh()
}

func (r *iconTapRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.icon} }

func (r *iconTapRenderer) Destroy() {}
