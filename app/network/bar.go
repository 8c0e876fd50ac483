package network

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// barHooks is what the buttons above a form do.
type barHooks struct{ save, revert, remove, undo, redo, history, signIn func() }

// barState is what the bar above a form shows.
type barState struct {
	title   string
	hint    string // what to do, while nothing is open
	actions Actions
	dirty   bool
	busy    bool
	wrong   int // problems that are shown
	last    *data.Command
	undo    string // what undo says instead: a step of the draft comes first
}

// bar is the line above a form: what is open, whether it is saved, and the
// buttons.
type bar struct {
	tr      *i18n.Catalogue
	title   *widgets.FieldLine
	status  *widgets.FieldLine
	undo    *widget.Button
	redo    *widget.Button
	history *widget.Button
	revert  *widget.Button
	remove  *widget.Button
	save    *widget.Button
	signIn  *widget.Button
	buttons *fyne.Container
	notice  *fyne.Container
	root    fyne.CanvasObject
}

func newBar(tr *i18n.Catalogue, h barHooks) *bar {
	b := &bar{
		tr:      tr,
		title:   heading("", look.SizeTitle),
		status:  caption(""),
		undo:    widget.NewButtonWithIcon(tr.T(keyUndoNothing), theme.ContentUndoIcon(), h.undo),
		redo:    widget.NewButtonWithIcon("", theme.ContentRedoIcon(), h.redo),
		history: widget.NewButtonWithIcon(tr.T(keyHistory), theme.HistoryIcon(), h.history),
		revert:  widget.NewButton(tr.T(keyRevert), h.revert),
		remove:  widget.NewButtonWithIcon(tr.T(keyDelete), theme.DeleteIcon(), h.remove),
		save:    widget.NewButtonWithIcon(tr.T(keySave), theme.DocumentSaveIcon(), h.save),
		signIn:  widget.NewButtonWithIcon(tr.T(keySignIn), theme.LoginIcon(), h.signIn),
		notice:  container.NewStack(),
	}
	for _, quiet := range []*widget.Button{b.undo, b.redo, b.history, b.revert, b.remove} {
		quiet.Importance = widget.LowImportance
	}
	b.save.Importance, b.signIn.Importance = widget.HighImportance, widget.HighImportance
	b.buttons = container.New(layout.NewCustomPaddedHBoxLayout(look.GapInner), b.undo, b.redo, b.history, b.remove, b.revert, b.save, b.signIn)
	title := container.NewVBox(layout.NewSpacer(), b.title, layout.NewSpacer())
	row := container.New(side{shares: []float32{1, 0}}, title, container.NewCenter(b.buttons))
	b.notice.Hide()
	b.root = container.NewVBox(container.New(layout.NewCustomPaddedVBoxLayout(0), row, b.status), b.notice)
	return b
}

func (b *bar) show(s barState) {
	b.title.Say(s.title, theme.ColorNameForeground)
	b.showStatus(s)
	label := b.tr.T(keyUndoNothing)
	switch {
	case s.undo != "":
		label = s.undo
	case s.last != nil:
		label = widgets.Elide(b.tr.T(keyUndo, i18n.A{"edit": b.tr.Edit(*s.last)}), theme.TextSize(), fyne.TextStyle{}, 240)
	}
	changed := b.undo.Text != label
	if changed {
		b.undo.SetText(label)
	}
	enable(b.undo, s.actions.Undo)
	enable(b.redo, s.actions.Redo)
	enable(b.revert, s.actions.Revert)
	enable(b.remove, s.actions.Delete)
	enable(b.save, s.actions.Save)
	changed = present(b.signIn, s.actions.SignIn) || changed
	for _, o := range []fyne.CanvasObject{b.undo, b.redo, b.revert, b.remove, b.save} {
		changed = present(o, !s.actions.SignIn) || changed
	}
	if changed {
		b.root.Refresh() // a container does not lay out again when its parts change size
	}
}

func (b *bar) showStatus(s barState) {
	text, colour := s.hint, look.ColorMuted
	switch {
	case s.busy:
		text = b.tr.T(keySaving)
	case s.wrong > 0:
		text, colour = b.tr.T(keyProblems, i18n.A{"n": s.wrong}), look.ColorDanger
	case s.dirty:
		text, colour = b.tr.T(keyUnsaved), look.ColorWarn
	}
	b.status.Say(text, colour)
}

// fail shows why an edit was refused, with the way on; "" takes it away.
func (b *bar) fail(text, way string, do func()) {
	defer b.root.Refresh()
	b.notice.RemoveAll()
	if text == "" {
		b.notice.Hide()
		return
	}
	label := widget.NewLabel(text)
	label.Wrapping, label.Importance = fyne.TextWrapWord, widget.DangerImportance
	edge := canvas.NewRectangle(look.Color(look.ColorDanger))
	edge.SetMinSize(fyne.NewSize(look.GapInner, 0))
	back := canvas.NewRectangle(look.Color(look.ColorSurface))
	back.CornerRadius = look.RadiusCard / 2
	var button fyne.CanvasObject
	if way != "" {
		button = container.NewCenter(widget.NewButton(way, do))
	}
	b.notice.Add(container.NewStack(back, container.NewBorder(nil, nil, edge, button, label)))
	b.notice.Show()
}

func enable(b *widget.Button, on bool) {
	switch {
	case on && b.Disabled():
		b.Enable()
	case !on && !b.Disabled():
		b.Disable()
	}
}

// present shows or hides o, and reports whether that was a change.
func present(o fyne.CanvasObject, on bool) bool {
	switch {
	case on == o.Visible():
		return false
	case on:
		o.Show()
	default:
		o.Hide()
	}
	return true
}

// showFailure shows why an edit was refused, with its way on.
func showFailure(b *bar, tr *i18n.Catalogue, f Failure, signIn, reload func()) {
	switch f.Way {
	case WaySignIn:
		b.fail(tr.T(f.Key, f.Args), tr.T(keySignIn), signIn)
	case WayReload:
		b.fail(tr.T(f.Key, f.Args), tr.T(keyReload), reload)
	default:
		b.fail(tr.T(f.Key, f.Args), "", nil)
	}
}
