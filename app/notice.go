package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
)

// notice is a strip below the top bar that stays until its cause is gone or it
// is dismissed: something a person must know while working on.
type notice struct {
	kind    noticeKind
	text    string
	action  string // label of the button; empty: none
	do      func()
	dismiss func() // nil: it stays
}

// noticeKind decides colour and icon of a notice.
type noticeKind uint8

const (
	noticeHint noticeKind = iota
	noticeWarning
	noticeError
)

func (n notice) look() (fyne.ThemeColorName, fyne.Resource) {
	switch n.kind {
	case noticeError:
		return theme.ColorNameError, theme.NewErrorThemedResource(theme.ErrorIcon())
	case noticeWarning:
		return theme.ColorNameWarning, theme.NewWarningThemedResource(theme.WarningIcon())
	}
	return theme.ColorNamePrimary, theme.NewPrimaryThemedResource(theme.InfoIcon())
}

// strip draws n.
func (n notice) strip(closeLabel string) fyne.CanvasObject {
	name, icon := n.look()
	edge := canvas.NewRectangle(theme.Color(name))
	edge.SetMinSize(fyne.NewSize(look.GapInner, 0))
	text := widget.NewLabel(n.text)
	text.Wrapping = fyne.TextWrapWord
	var buttons []fyne.CanvasObject
	if n.action != "" {
		buttons = append(buttons, widget.NewButton(n.action, n.do))
	}
	if n.dismiss != nil {
		b := widget.NewButton(closeLabel, n.dismiss)
		b.Importance = widget.LowImportance
		buttons = append(buttons, b)
	}
	row := container.NewBorder(nil, nil,
		container.NewHBox(edge, container.NewCenter(widget.NewIcon(icon))),
		container.NewCenter(container.NewHBox(buttons...)), text)
	return container.NewStack(canvas.NewRectangle(look.Color(look.ColorSurface)),
		container.NewVBox(container.New(layout.NewCustomPaddedLayout(2, 2, 0, look.Gap), row), hairline()))
}

func hairline() fyne.CanvasObject {
	line := canvas.NewRectangle(look.Color(look.ColorHairline))
	line.SetMinSize(fyne.NewSize(0, 1))
	return line
}

// pill is a word in a rounded frame.
func pill(text string, name fyne.ThemeColorName) fyne.CanvasObject {
	c := look.Color(name)
	frame := canvas.NewRectangle(color.Transparent)
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = c, 1, 9
	word := canvas.NewText(text, c)
	word.TextSize, word.TextStyle = look.Size(look.SizeCaption), fyne.TextStyle{Bold: true}
	return container.NewStack(frame, container.New(layout.NewCustomPaddedLayout(1, 1, look.Gap, look.Gap), word))
}
