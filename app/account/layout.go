package account

import (
	"fyne.io/fyne/v2"

	"tongtu/widgets/look"
)

// gapColumns is the distance between the parts of the page.
const gapColumns = 3 * look.Gap

// row puts its objects side by side at their least size, equally high, centred
// in what it gets; what does not fit goes to further rows.
type row struct{ width float32 }

// Layout implements fyne.Layout.
func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	lines := r.lines(objects)
	y := fyne.Max(0, (size.Height-heightOf(lines))/2)
	for _, l := range lines {
		x := fyne.Max(0, (size.Width-l.size.Width)/2)
		for _, o := range l.objects {
			w := o.MinSize().Width
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, l.size.Height))
			x += w + gapColumns
		}
		y += l.size.Height + gapColumns
	}
}

// MinSize implements fyne.Layout: the width of the widest object, and the height
// of the rows at the width last laid out.
func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		widest = fyne.Max(widest, o.MinSize().Width)
	}
	return fyne.NewSize(widest, heightOf(r.lines(objects)))
}

type line struct {
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (r *row) lines(objects []fyne.CanvasObject) []line {
	var out []line
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if n := len(out) - 1; n >= 0 && out[n].size.Width+gapColumns+m.Width <= r.width {
			out[n].objects = append(out[n].objects, o)
			out[n].size.Width += gapColumns + m.Width
			out[n].size.Height = fyne.Max(out[n].size.Height, m.Height)
			continue
		}
		out = append(out, line{[]fyne.CanvasObject{o}, m})
	}
	return out
}

func heightOf(lines []line) float32 {
	h := float32(len(lines)-1) * gapColumns
	for _, l := range lines {
		h += l.size.Height
	}
	return h
}

// column gives its one object a width, more only if it needs it, and at least a
// height. Wrapped text only knows its height once it has a width, so measuring
// resizes first.
type column struct{ width, height float32 }

// Layout implements fyne.Layout.
func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w, h := c.width, c.height
	for _, o := range objects {
		w = fyne.Max(w, o.MinSize().Width)
		if o.Size().Width != w {
			o.Resize(fyne.NewSize(w, o.MinSize().Height))
		}
		h = fyne.Max(h, o.MinSize().Height)
	}
	return fyne.NewSize(w, h)
}
