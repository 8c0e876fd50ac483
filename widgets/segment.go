package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
)

// Segment is one choice of a Segmented; the icon may be nil.
type Segment struct {
	Label string
	Icon  fyne.Resource
}

// Segmented is a row of buttons of which exactly one is down. ← → Home End move
// the choice.
//
// Setters fire no hooks.
type Segmented struct {
	widget.BaseWidget

	// OnChanged is called with the index the user chose.
	OnChanged func(i int)
	// OnSubmitted is called on Enter.
	OnSubmitted func()

	segments []Segment
	selected int
	hovered  int
	focused  bool
	ends     []float32 // right edges of the segments
}

// NewSegmented makes a row with the first segment chosen.
func NewSegmented(segments ...Segment) *Segmented {
	s := &Segmented{segments: segments, hovered: -1}
	s.ExtendBaseWidget(s)
	return s
}

// Selected is the index of the choice.
func (s *Segmented) Selected() int { return s.selected }

// SetSelected makes i the choice; out of range it does nothing.
func (s *Segmented) SetSelected(i int) {
	if i >= 0 && i < len(s.segments) {
		s.selected = i
		s.Refresh()
	}
}

func (s *Segmented) choose(i int) {
	i = min(max(i, 0), len(s.segments)-1)
	if i == s.selected {
		return
	}
	s.SetSelected(i)
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

func (s *Segmented) at(p fyne.Position) int {
	for i, end := range s.ends {
		if p.X < end {
			return i
		}
	}
	return len(s.segments) - 1
}

// Tapped chooses the segment under the pointer.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
	s.choose(s.at(e.Position))
}

// Cursor is the hand over something to click.
func (s *Segmented) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn marks the segment under the pointer.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved marks the segment under the pointer.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position); i != s.hovered {
		s.hovered = i
		s.Refresh()
	}
}

// MouseOut ends the mark.
func (s *Segmented) MouseOut() { s.hovered = -1; s.Refresh() }

// FocusGained shows the focus ring.
func (s *Segmented) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes it away.
func (s *Segmented) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune does nothing.
func (s *Segmented) TypedRune(rune) {}

// TypedKey moves the choice.
func (s *Segmented) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(s.selected - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(s.selected + 1)
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.segments) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.OnSubmitted != nil {
			s.OnSubmitted()
		}
	}
}

// CreateRenderer is for Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentedRenderer{s: s, frame: canvas.NewRectangle(nil), thumb: canvas.NewRectangle(nil), hover: canvas.NewRectangle(nil)}
	for range s.segments {
		r.texts = append(r.texts, canvas.NewText("", nil))
		icon := canvas.NewImageFromResource(nil)
		icon.FillMode = canvas.ImageFillContain
		r.icons = append(r.icons, icon)
	}
	r.Refresh()
	return r
}

const (
	segmentHeight = 36
	segmentInset  = 3
	segmentPad    = 8
)

type segmentedRenderer struct {
	s                   *Segmented
	frame, thumb, hover *canvas.Rectangle
	texts               []*canvas.Text
	icons               []*canvas.Image
}

// Layout gives each segment the room its words need and shares out the rest.
func (r *segmentedRenderer) Layout(size fyne.Size) {
	widths, total := r.widths()
	spare := (size.Width - total) / float32(len(widths))
	r.frame.Resize(size)
	r.s.ends = r.s.ends[:0]
	left := float32(0)
	for i, seg := range r.s.segments {
		wide := widths[i] + spare
		for o, at := range map[*canvas.Rectangle]int{r.thumb: r.s.selected, r.hover: r.s.hovered} {
			if at == i {
				o.Resize(fyne.NewSize(wide-2*segmentInset, size.Height-2*segmentInset))
				o.Move(fyne.NewPos(left+segmentInset, segmentInset))
			}
		}
		t := r.texts[i]
		lead := float32(0)
		if seg.Icon != nil {
			lead = iconSmall() + chipGap
		}
		t.Text = Elide(seg.Label, t.TextSize, t.TextStyle, wide-lead-2*segmentInset)
		x := left + (wide-lead-t.MinSize().Width)/2
		r.icons[i].Resize(fyne.NewSquareSize(iconSmall()))
		r.icons[i].Move(fyne.NewPos(x, (size.Height-iconSmall())/2))
		centred(t, x+lead, size.Height)
		left += wide
		r.s.ends = append(r.s.ends, left)
	}
}

// widths is what each segment needs and their sum. Bold counts, so that
// choosing moves nothing.
func (r *segmentedRenderer) widths() (each []float32, total float32) {
	for i, seg := range r.s.segments {
		w := fyne.MeasureText(seg.Label, r.texts[i].TextSize, fyne.TextStyle{Bold: true}).Width + 2*segmentPad
		if seg.Icon != nil {
			w += iconSmall() + chipGap
		}
		each = append(each, w)
		total += w
	}
	return each, total
}

func (r *segmentedRenderer) MinSize() fyne.Size {
	_, total := r.widths()
	return fyne.NewSize(total, fyne.Max(segmentHeight, r.texts[0].MinSize().Height+2*segmentPad))
}

func (r *segmentedRenderer) Refresh() {
	s := r.s
	r.frame.FillColor, r.frame.CornerRadius = themed(theme.ColorNameButton), radius+segmentInset
	r.frame.StrokeWidth, r.frame.StrokeColor = 0, nil
	if s.focused {
		r.frame.StrokeWidth, r.frame.StrokeColor = 2, themed(theme.ColorNamePrimary)
	}
	r.thumb.FillColor, r.thumb.CornerRadius = Raised(), radius
	r.thumb.StrokeWidth, r.thumb.StrokeColor = 1, themed(look.ColorBorder)
	r.hover.FillColor, r.hover.CornerRadius = themed(theme.ColorNameHover), radius
	r.hover.Hidden = s.hovered < 0 || s.hovered == s.selected
	for i, seg := range s.segments {
		ink := look.ColorMuted
		r.texts[i].TextStyle.Bold = i == s.selected
		if i == s.selected {
			ink = theme.ColorNamePrimary
		}
		r.texts[i].Color, r.texts[i].TextSize = themed(ink), theme.TextSize()
		r.icons[i].Hidden = seg.Icon == nil
		if seg.Icon != nil {
			r.icons[i].Resource = theme.NewColoredResource(seg.Icon, ink)
		}
	}
	r.Layout(s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *segmentedRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.frame, r.hover, r.thumb}
	for i := range r.texts {
		out = append(out, r.icons[i], r.texts[i])
	}
	return out
}

func (r *segmentedRenderer) Destroy() {}
