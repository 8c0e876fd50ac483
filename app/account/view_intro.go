package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets/look"
)

// introGround is how opaque the part's ground is, of 255.
const introGround = 215

// intro is the left part: what the program is, what data it holds, and the way
// past signing in.
type intro struct {
	obj  fyne.CanvasObject
	data words
}

// newIntro makes the part; without a way past signing in for those who signed in.
func newIntro(tr *i18n.Catalogue, why i18n.Key, guest func()) *intro {
	v := &intro{data: newWords("", look.SizeCaption, look.ColorMuted)}
	box := container.NewVBox(
		heading(tr.T(keyProduct), look.SizeDisplay),
		flush(newWords(tr.T(keyTagline), look.SizeStrong, theme.ColorNameForeground)),
		gap(look.Gap),
		flush(newWords(tr.T(why), look.SizeBody, look.ColorMuted)),
	)
	if guest != nil {
		b := widget.NewButtonWithIcon(tr.T(keyGuest), theme.NavigateNextIcon(), guest)
		b.IconPlacement = widget.ButtonIconTrailingText
		box.Add(gap(look.Gap))
		box.Add(container.NewHBox(b))
	}
	box.Add(gap(look.PaddingCard))
	box.Add(flush(v.data))
	// What lies behind shines through, but not so much that it disturbs reading.
	ground := look.Color(look.ColorSurface)
	ground.A = introGround
	back := canvas.NewRectangle(ground)
	back.CornerRadius = look.RadiusCard
	padded := container.New(layout.NewCustomPaddedLayout(look.PaddingCard, look.PaddingCard, look.PaddingCard, look.PaddingCard), box)
	v.obj = container.New(column{width: introWidth}, container.NewVBox(layout.NewSpacer(), container.NewStack(back, padded), layout.NewSpacer()))
	return v
}

func (v *intro) show(data string) { v.data.show(data, look.ColorMuted) }
