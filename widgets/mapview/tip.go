package mapview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tip names the place under the pointer when it has no label.
type tip struct {
	panel *canvas.Rectangle
	text  *canvas.Text
}

const tipPadding = 6

func newTip() *tip {
	t := &tip{panel: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Black)}
	t.panel.CornerRadius, t.panel.StrokeWidth = 4, 1
	t.panel.Hidden, t.text.Hidden = true, true
	return t
}

// showTip shows or hides the tip.
func (r *renderer) showTip() {
	m, t := r.m, r.tip
	name := m.data.label(m.hover)
	for _, p := range r.visible {
		if p.id == m.hover {
			name = ""
		}
	}
	t.panel.Hidden, t.text.Hidden = name == "", name == ""
	if name == "" {
		return
	}
	it, ok := m.data.hits.find(m.hover)
	if !ok {
		return
	}
	key := textKey{name, m.lettering().caption, false}
	size := m.names.measure(key)
	full := size.AddWidthHeight(2*tipPadding, tipPadding)
	at := pos(m.view.ToPixel(it.at))
	p := fyne.NewPos(min(at.X+12, r.size.Width-full.Width), max(at.Y-full.Height-8, 0))
	s := m.data.scene.style
	t.panel.FillColor, t.panel.StrokeColor = s.ground, s.place
	t.panel.Move(p)
	t.panel.Resize(full)
	write(t.text, key, size, p.AddXY(tipPadding, tipPadding/2), s.text)
}
