package account

import (
	"image"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tongtu/app/i18n"
	"tongtu/widgets/look"
)

// The width of an exported picture, and its pixels for one of the screen's.
const (
	flowPaper float32 = 960
	flowScale float32 = 2
)

// drawFlow draws the whole recording without a window, in the theme in force,
// with the verdict and the proof below it.
func drawFlow(s *flowState, w flowWords) image.Image {
	var names []string
	for _, l := range lanes {
		names = append(names, w.lane(l))
	}
	p := newFlowPicture(names, w.tr.T(keyBoundary))
	for _, m := range s.msgs {
		p.arrows = append(p.arrows, w.arrow(m))
	}
	title := w.tr.T(keyFlowLive)
	box := container.NewVBox()
	p.at = len(p.arrows)
	if o := s.outcome; o != nil && !s.live {
		title = w.tr.T(faultKeys[o.Fault][1])
		box.Add(caption(w.tr.T(keyExpected, i18n.A{"verdict": w.verdict(o.Expected)}), look.SizeBody))
		box.Add(caption(w.tr.T(keyActual, i18n.A{"verdict": w.verdict(o.Actual)}), look.SizeBody))
	}
	box.Add(caption(w.proofLine(s.msgs), look.SizeBody))
	pad := look.PaddingCard
	page := container.NewStack(canvas.NewRectangle(look.Color(theme.ColorNameBackground)),
		container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), container.NewVBox(
			heading(title, look.SizeTitle), container.New(column{width: flowPaper}, p), box)))
	c := software.NewCanvas() // in the theme in force; software.Render would set one for the whole program
	c.SetPadded(false)
	c.SetContent(page)
	c.SetScale(flowScale)
	return c.Capture()
}
