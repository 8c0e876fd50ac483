package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// hooks is what a person can do on the screen.
type hooks struct {
	search             func(text string)
	pick               func(row int)
	undo, redo, travel func()
	signIn             func()
}

// view draws the state: a table of the edits, with the ways back and forth above
// and below it.
type view struct {
	tr     *i18n.Catalogue
	list   *widgets.ListPanel
	undo   *widget.Button
	redo   *widget.Button
	signIn *widget.Button
	travel *widget.Button
	says   *widgets.FieldLine
	foot   *fyne.Container
	root   *fyne.Container
}

// widest keeps the lines of the table readable on a wide window.
const widest = 1100

func newView(tr *i18n.Catalogue, h hooks) *view {
	v := &view{tr: tr, list: widgets.NewListPanel()}
	title := widgets.NewFieldLine(tr.T(keyTitle), look.SizeTitle, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	v.undo = widget.NewButtonWithIcon(tr.T(keyUndo), theme.ContentUndoIcon(), h.undo)
	v.redo = widget.NewButtonWithIcon(tr.T(keyRedo), theme.ContentRedoIcon(), h.redo)
	v.signIn = widget.NewButtonWithIcon(tr.T(keySignIn), theme.LoginIcon(), h.signIn)
	v.signIn.Importance = widget.HighImportance
	v.travel = widget.NewButtonWithIcon("", theme.HistoryIcon(), h.travel)
	v.travel.Importance = widget.HighImportance
	v.says = widgets.NewFieldLine("", theme.SizeNameText, look.ColorMuted, fyne.TextStyle{})
	v.list.SetPlaceHolder(tr.T(keySearch))
	v.list.SetColumns(
		widgets.ListColumn{Title: tr.T(keyWhat), Share: 9},
		widgets.ListColumn{Title: tr.T(keyWho), Share: 3},
		widgets.ListColumn{Title: tr.T(keyWhen), Share: 4},
		widgets.ListColumn{Title: tr.T(keyState), Share: 2},
	)
	v.list.OnSearch, v.list.OnOpen = h.search, h.pick
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(look.Gap), v.undo, v.redo, v.signIn)
	head := container.NewBorder(nil, nil, nil, container.NewCenter(buttons), title)
	v.foot = container.NewBorder(nil, nil, nil, container.NewCenter(v.travel), v.says)
	v.root = container.New(column{}, container.New(layout.NewCustomPaddedLayout(look.Gap, look.Gap, look.Gap, look.Gap),
		container.NewBorder(head, v.foot, nil, nil, v.list)))
	return v
}

// column centres its object and keeps it from growing too wide.
type column struct{}

func (column) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := fyne.Min(s.Width, widest)
	o[0].Resize(fyne.NewSize(w, s.Height))
	o[0].Move(fyne.NewPos((s.Width-w)/2, 0))
}

func (column) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (v *view) show(s *State) {
	rows, a := s.Rows(), s.Actions()
	v.list.SetSearch(s.SearchText())
	v.list.SetRows(len(rows), func(i int) widgets.ListRow {
		e := rows[i]
		state := keyDone
		if e.Undone {
			state = keyTakenBack
		}
		return widgets.ListRow{Cells: []string{e.What, e.Who, e.When, v.tr.T(state)}}
	})
	v.list.SetOpen(s.PickedRow())
	v.list.SetEmpty(v.empty(s))
	v.list.SetCount(v.count(s))
	able(v.undo, a.Undo)
	able(v.redo, a.Redo)
	able(v.travel, a.Go)
	shown(v.undo, !a.SignIn)
	shown(v.redo, !a.SignIn)
	shown(v.signIn, a.SignIn)
	v.showWay(s, a)
	v.root.Refresh()
}

// showWay says what the button below the table does.
func (v *view) showWay(s *State, a Actions) {
	e, ok := s.Picked()
	shown(v.travel, ok && !a.SignIn && !a.ReadOnly)
	switch steps := s.Steps(); {
	case a.ReadOnly:
		v.says.Say(v.tr.T(keyReadOnly), look.ColorMuted)
	case steps < 0:
		v.says.Say(e.What, theme.ColorNameForeground)
		v.travel.SetText(v.tr.T(keyUndoTo, i18n.A{"n": -steps}))
	case steps > 0:
		v.says.Say(e.What, theme.ColorNameForeground)
		v.travel.SetText(v.tr.T(keyRedoTo, i18n.A{"n": steps}))
	case len(s.Rows()) > 0 && !a.SignIn:
		v.says.Say(v.tr.T(keyPick), look.ColorMuted)
	default:
		v.says.Say("", look.ColorMuted)
	}
}

func (v *view) count(s *State) string {
	all, undone := s.Count()
	switch {
	case all == 0:
		return ""
	case undone > 0:
		return v.tr.T(keyCountOf, i18n.A{"n": all, "undone": undone})
	}
	return v.tr.T(keyCount, i18n.A{"n": all})
}

func (v *view) empty(s *State) string {
	all, _ := s.Count()
	switch {
	case !s.Loaded():
		return v.tr.T(keyLoading)
	case all == 0:
		return v.tr.T(keyNothing)
	case len(s.Rows()) == 0:
		return v.tr.T(keyNoHit, i18n.A{"text": s.SearchText()})
	}
	return ""
}

func able(b *widget.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func shown(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
