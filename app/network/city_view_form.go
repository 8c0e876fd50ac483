package network

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

// readingsLine offers the readings of the polyphones in a name.
type readingsLine struct {
	tr   *i18n.Catalogue
	read func(r Reading, syllable string)
	now  []Reading
	root *fyne.Container
}

func newReadingsLine(tr *i18n.Catalogue, read func(r Reading, syllable string)) *readingsLine {
	return &readingsLine{tr: tr, read: read, root: container.New(layout.NewRowWrapLayout())}
}

// show reports whether it takes more or less room than before.
func (l *readingsLine) show(list []Reading, edit bool) bool {
	if !edit {
		list = nil
	}
	if sameReadings(list, l.now) {
		return false
	}
	l.now = list
	l.root.RemoveAll()
	for _, r := range list {
		l.root.Add(container.NewCenter(label(l.tr.T(keyReadingOf, i18n.A{"char": r.Char}), look.SizeCaption)))
		for _, syllable := range append([]string{r.Used}, r.Other...) {
			b := widget.NewButton(syllable, func() { l.read(r, syllable) })
			b.Importance = widget.LowImportance
			if syllable == r.Now {
				b.Importance = widget.HighImportance
			}
			l.root.Add(b)
		}
	}
	present(l.root, len(list) > 0)
	l.root.Refresh()
	return true
}

func sameReadings(a, b []Reading) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Char != b[i].Char || a[i].Now != b[i].Now || a[i].syllable != b[i].syllable {
			return false
		}
	}
	return true
}

// nudge moves the city in the form by so many steps of a thousandth of a degree.
func (v *cityView) nudge(h cityHooks) func(east, north float64) {
	const step = 0.001
	return func(east, north float64) {
		if v.drawn.placed {
			h.place(model.LonLat{Lon: v.drawn.at.Lon + east*step, Lat: v.drawn.at.Lat + north*step})
		}
	}
}

// nudgeButtons are the way to move a city a little without a mouse.
func nudgeButtons(tr *i18n.Catalogue, move func(east, north float64)) *fyne.Container {
	row := container.NewHBox(container.NewCenter(label(tr.T(keyCityNudge), look.SizeCaption)))
	for _, d := range []struct {
		icon        fyne.Resource
		east, north float64
	}{{theme.NavigateBackIcon(), -1, 0}, {theme.NavigateNextIcon(), 1, 0}, {theme.MoveUpIcon(), 0, 1}, {theme.MoveDownIcon(), 0, -1}} {
		b := widget.NewButtonWithIcon("", d.icon, func() { move(d.east, d.north) })
		b.Importance = widget.LowImportance
		row.Add(b)
	}
	return row
}
