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

// portrait is the side of the disc with the person's initial.
const portrait float32 = 56

// profileActions are what somebody signed in can do.
type profileActions struct{ plan, signOut, stepUp, stepDown, flow, people func() }

// newProfile is the card of somebody signed in.
func newProfile(tr *i18n.Catalogue, p profile, do profileActions) fyne.CanvasObject {
	disc := canvas.NewCircle(look.Color(theme.ColorNamePrimary))
	initial := canvas.NewText(p.initial, look.Color(theme.ColorNameForegroundOnPrimary))
	initial.TextSize = look.Size(look.SizeDisplay)
	initial.TextStyle.Bold = true
	face := container.New(column{width: portrait, height: portrait}, container.NewStack(disc, container.NewCenter(initial)))

	name := container.NewHBox(heading(p.name, look.SizeTitle))
	if p.demo {
		name.Add(space(look.GapInner))
		name.Add(badge(tr.T(keyDemoMark)))
	}
	box := container.NewVBox(
		container.NewHBox(face, space(look.GapInner), container.NewVBox(layout.NewSpacer(), caption(tr.T(keySignedIn), look.SizeBody), name, layout.NewSpacer())),
		gap(look.Gap),
	)
	for _, r := range p.rows {
		box.Add(hairline())
		value := canvas.NewText(r[1], look.Color(theme.ColorNameForeground))
		value.TextSize = look.Size(look.SizeBody)
		box.Add(container.New(layout.NewCustomPaddedLayout(look.Gap, look.Gap, 0, 0),
			container.NewHBox(caption(r[0], look.SizeBody), layout.NewSpacer(), value)))
	}
	if p.demo {
		box.Add(hairline())
		box.Add(flush(newWords(tr.T(keyDemoNote), look.SizeCaption, look.ColorMuted)))
	}
	out := widget.NewButtonWithIcon(tr.T(keySignOut), theme.LogoutIcon(), do.signOut)
	on := widget.NewButton(tr.T(keyGoPlan), do.plan)
	on.Importance = widget.HighImportance
	other := widget.NewButton(tr.T(keyElevate), do.stepUp)
	if p.admin {
		other = widget.NewButton(tr.T(keyStepDown), do.stepDown)
	}
	box.Add(gap(look.Gap))
	box.Add(container.NewGridWithColumns(3, out, other, on))
	if p.admin {
		box.Add(widget.NewButtonWithIcon(tr.T(keyPeople), theme.AccountIcon(), do.people))
	}
	box.Add(happened(tr, do.flow))
	return card(profileWidth, look.RadiusCard, look.ColorHairline, box)
}
