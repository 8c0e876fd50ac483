package network

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets/look"
)

// offer is the line that offers unsaved work of an earlier run.
type offer struct {
	tr    *i18n.Catalogue
	text  *widget.Label
	take  *widget.Button
	drop  *widget.Button
	root  *fyne.Container
	shown *Left
}

func newOffer(tr *i18n.Catalogue, take, drop func()) *offer {
	o := &offer{tr: tr, text: widget.NewLabel("")}
	o.text.Wrapping = fyne.TextWrapWord
	o.take = widget.NewButtonWithIcon(tr.T(keyLeftRestore), theme.DocumentCreateIcon(), take)
	o.drop = widget.NewButton(tr.T(keyLeftDiscard), drop)
	edge := canvas.NewRectangle(look.Color(look.ColorWarn))
	edge.SetMinSize(fyne.NewSize(look.GapInner, 0))
	back := canvas.NewRectangle(look.Color(look.ColorSurface))
	back.CornerRadius = look.RadiusCard / 2
	o.root = container.NewStack(back, container.NewBorder(nil, nil, edge, container.NewCenter(container.NewHBox(o.take, o.drop)), o.text))
	o.root.Hide()
	return o
}

// show reports whether the line came or went.
func (o *offer) show(l *Left) bool {
	if l == o.shown {
		return false
	}
	o.shown = l
	if l != nil {
		key := map[Since]i18n.Key{SinceSame: keyLeft, SinceChanged: keyLeftChanged, SinceGone: keyLeftGone}[l.Since]
		o.text.SetText(o.tr.T(key, i18n.A{"name": leftName(o.tr, l), "at": l.At.Local().Format("2006-01-02 15:04")}))
	}
	present(o.root, l != nil)
	return true
}
