package network

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

// slotKeep writes the draft to disk.
const slotKeep = "keep"

// keepDelay is how long a change may wait for the next one before it is written.
const keepDelay = 400 * time.Millisecond

// LeftRoute is unsaved work that an earlier run of the program left behind.
type LeftRoute struct {
	Name   string
	At     time.Time
	Since  Since
	draft  drafts.Draft
	kept   KeptRoute
	stored data.RouteDetail
	found  bool
}

// left reads the newest draft that was left behind, nil when there is none.
func (r *Routes) left() (*LeftRoute, error) {
	all, err := r.Drafts.Left(drafts.Route)
	for _, d := range all {
		kept, e := ReadKept(d.Body)
		if e != nil {
			err = errors.Join(err, e)
			continue
		}
		l := &LeftRoute{Name: d.Name, At: d.At, draft: d, kept: kept}
		if kept.ID() != "" {
			l.stored, e = r.Store.Route(kept.ID())
			l.found = e == nil
			if e != nil && !errors.Is(e, model.ErrNotFound) {
				return nil, errors.Join(err, e)
			}
		}
		l.Since = kept.Since(l.stored, l.found)
		return l, err
	}
	return nil, err
}

// keep writes the draft to disk soon after it changed, and gives the file up
// when there is nothing unsaved any more.
func (r *Routes) keep() {
	if r.Drafts == nil || r.group == nil || r.kept == r.state.Version() || r.group.Busy(slotKeep) {
		return
	}
	if !r.state.Dirty() {
		r.write()
		return
	}
	r.group.After(slotKeep, keepDelay, r.write)
}

// write puts what is unsaved now on disk, or gives the file up.
func (r *Routes) write() {
	version, turn := r.state.Version(), r.Drafts.Turn()
	work := func() error { return r.Drafts.Drop(turn, drafts.Route) }
	if r.state.Dirty() {
		d := drafts.Draft{Kind: drafts.Route, Name: r.state.Form().Number, At: r.Now()}
		var err error
		if d.Body, err = r.state.Kept(); err != nil {
			r.Shell.Report(err)
			return
		}
		work = func() error { return r.Drafts.Keep(turn, d) }
	}
	task.Latest(r.group, slotKeep, func(context.Context) (struct{}, error) { return struct{}{}, work() },
		func(_ struct{}, err error) {
			r.Shell.Report(err)
			r.kept = version
			r.keep()
		})
}

// giveUp forgets the unsaved work, on disk as well. It waits for the disk: the
// program may end the next moment.
func (r *Routes) giveUp() {
	r.state.Revert()
	r.Shell.Report(r.Drafts.Drop(r.Drafts.Turn(), drafts.Route))
	r.kept = r.state.Version()
}

// restore opens the work that was left, after asking when that would lose other.
func (r *Routes) restore() {
	l := r.state.Left()
	if l == nil {
		return
	}
	r.unless(func() {
		r.state.Restore(l.kept, l.stored, l.found)
		r.write() // before the file it came from goes
		r.forgetLeft(l)
	})
}

// dropLeft gives the work up that was left, after asking.
func (r *Routes) dropLeft() {
	if l := r.state.Left(); l != nil {
		tr := r.Shell.Tr()
		a := i18n.A{"name": leftName(tr, l)}
		r.Shell.Confirm(tr.T(keyLeftDrop, a), tr.T(keyLeftDropBody, a), tr.T(keyDiscardYes), func() { r.forgetLeft(l) })
	}
}

// forgetLeft removes the file of work that was left, and looks for more.
func (r *Routes) forgetLeft(l *LeftRoute) {
	r.state.SetLeft(nil)
	r.show()
	task.Latest(r.group, "left", func(context.Context) (*LeftRoute, error) {
		if err := r.Drafts.Discard(l.draft); err != nil {
			return nil, err
		}
		return r.left()
	}, func(next *LeftRoute, err error) {
		r.Shell.Report(err)
		r.state.SetLeft(next)
		r.show()
	})
}

// Left is unsaved work of an earlier run, nil when there is none.
func (s *RouteState) Left() *LeftRoute { return s.data.Left }

// SetLeft says what unsaved work of an earlier run there is.
func (s *RouteState) SetLeft(l *LeftRoute) { s.data.Left = l }

func leftName(tr *i18n.Catalogue, l *LeftRoute) string {
	if l.Name == "" {
		return tr.T(keyUnnamed)
	}
	return l.Name
}

// offer is the line that offers unsaved work of an earlier run.
type offer struct {
	tr    *i18n.Catalogue
	text  *widget.Label
	take  *widget.Button
	drop  *widget.Button
	root  *fyne.Container
	shown *LeftRoute
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
func (o *offer) show(l *LeftRoute) bool {
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
