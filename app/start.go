package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

// startName is the screen before all others.
const startName screen.Name = "start"

// startDeps is what the start screen needs.
type startDeps struct {
	shell *Shell
	open  func(ctx context.Context, how openHow, report func(progress)) (*core, error)
	ready func(*core)
	quit  func()
	path  string // the data file
	now   func() time.Time
}

// start opens the data file behind a progress bar and offers a way on when it
// cannot. It implements screen.Screen.
type start struct {
	startDeps
	state startState
	box   *fyne.Container // of the last Build
}

func newStart(d startDeps) *start { return &start{startDeps: d} }

// Name implements screen.Screen.
func (s *start) Name() screen.Name { return startName }

// Needs implements screen.Screen.
func (s *start) Needs() model.Permission { return model.PermPlan }

// Enter implements screen.Screen: it begins to open.
func (s *start) Enter(g *task.Group, _ any) { s.begin(g, openHow{}) }

// begin opens the file; what ends with an error offers choices.
func (s *start) begin(g *task.Group, how openHow) {
	s.state = startState{}
	s.draw()
	task.LatestProgress(g, "open",
		func(ctx context.Context, report func(progress)) (*core, error) { return s.try(ctx, how, report) },
		func(p progress) { s.state = s.state.advanced(p); s.draw() },
		func(c *core, err error) {
			if err != nil {
				_, known := s.shell.Tr().Describe(err)
				s.shell.logError(err, known)
				s.state = s.state.failed(err)
				s.draw()
				return
			}
			s.ready(c)
		})
}

// restorable is why the data file cannot be used, with the backup that can.
type restorable struct {
	error
	backup data.KeptBackup
}

// Unwrap is the reason.
func (r *restorable) Unwrap() error { return r.error }

// try opens the data file, after putting a backup in its place if that is how.
// After an error that a backup helps with, it looks for the newest good one.
func (s *start) try(ctx context.Context, how openHow, report func(progress)) (c *core, err error) {
	if how.restore != "" {
		_, err = data.Restore(ctx, s.path, how.restore, s.now())
	}
	if err == nil {
		c, err = s.open(ctx, how, report)
	}
	if errors.Is(err, data.ErrDamaged) || errors.Is(err, data.ErrMissing) {
		if b, ok, e := data.NewestGood(ctx, s.path); e == nil && ok {
			err = &restorable{err, b}
		}
	}
	return c, err
}

// choose takes one of the ways on.
func (s *start) choose(c startChoice) {
	switch c {
	case chooseQuit:
		s.quit()
	case chooseSetAside:
		s.askSetAside()
	default:
		how := openHow{readOnly: c == chooseReadOnly, anew: c == chooseAnew, acceptLoss: c == chooseAcceptLoss}
		if b, ok := s.state.backup(); ok && c == chooseRestore {
			how.restore = b.Path
		}
		s.begin(s.shell.Visit(), how)
	}
}

// askSetAside renames a damaged file, so that the next attempt makes a new one.
// Nothing is deleted.
func (s *start) askSetAside() {
	tr := s.shell.Tr()
	kept := fmt.Sprintf("%s.damaged-%s", s.path, s.now().Format("20060102-150405"))
	s.shell.Confirm(tr.T(keySetAsideTitle), tr.T(keySetAsideBody, i18n.A{"path": s.path, "kept": kept}), tr.T(keySetAside), func() {
		if _, err := data.SetAside(s.path, s.now()); err != nil {
			s.shell.Report(err)
			return
		}
		s.begin(s.shell.Visit(), openHow{anew: true})
	})
}

// Build implements screen.Screen.
func (s *start) Build() fyne.CanvasObject {
	s.box = container.NewVBox()
	s.draw()
	return container.NewStack(canvas.NewRectangle(look.Color(theme.ColorNameBackground)), container.NewCenter(s.box))
}

// startWidth is the width of the text and the progress bar.
const startWidth = 520

// draw shows the state.
func (s *start) draw() {
	if s.box == nil {
		return
	}
	t := s.state.text(s.shell.Tr(), s.path)
	icon := canvas.NewImageFromResource(look.AppIcon())
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(96))
	title := widget.NewLabel(t.title)
	title.TextStyle, title.SizeName, title.Alignment = fyne.TextStyle{Bold: true}, look.SizeTitle, fyne.TextAlignCenter
	body := widget.NewLabel(t.body)
	body.Wrapping, body.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	s.box.Objects = []fyne.CanvasObject{icon, space(startWidth), title}
	if s.state.err == nil {
		s.box.Add(progressBar(s.state.at.share))
	}
	s.box.Add(body)
	if len(t.choices) > 0 {
		s.box.Add(space(0))
		s.box.Add(s.buttons(t.choices))
	}
	s.box.Refresh()
}

// barHeight is how thick the progress bar is.
const barHeight = 8

// progressBar is a bar of which share is done.
func progressBar(share float64) fyne.CanvasObject {
	rail := canvas.NewRectangle(look.Color(theme.ColorNameButton))
	done := canvas.NewRectangle(look.Color(theme.ColorNamePrimary))
	rail.CornerRadius, done.CornerRadius = barHeight/2, barHeight/2
	return container.New(shareLayout(share), rail, done)
}

// shareLayout gives its second object this share of the first one's width.
type shareLayout float32

func (l shareLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, barHeight))
	o[1].Resize(fyne.NewSize(s.Width*fyne.Min(fyne.Max(float32(l), 0), 1), barHeight))
}

func (shareLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, barHeight) }

func (s *start) buttons(choices []startChoice) fyne.CanvasObject {
	row := container.New(layout.NewCustomPaddedHBoxLayout(look.Gap), layout.NewSpacer())
	for i, c := range choices {
		b := widget.NewButton(s.shell.Tr().T(choiceKeys[c]), func() { s.choose(c) })
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		row.Add(b)
	}
	row.Add(layout.NewSpacer())
	return row
}
