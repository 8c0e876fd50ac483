package app

import (
	"context"
	"errors"

	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
)

const (
	keyLeftTitle i18n.Key = "timetable.left.start"
	keyLeftBody  i18n.Key = "timetable.left.start.body" // {name} {at}
	keyLeftOpen  i18n.Key = "timetable.left.start.open"
)

// offerLeft says at the start that an earlier run left unsaved work behind, and
// leads to the screen where it can be taken up again.
func (p *Program) offerLeft() {
	task.Latest(p.sweeper, "left", func(context.Context) (newest drafts.Draft, err error) {
		for _, k := range drafts.Kinds() {
			left, e := p.drafts.Left(k)
			err = errors.Join(err, e)
			if len(left) > 0 && left[0].At.After(newest.At) {
				newest = left[0]
			}
		}
		return newest, err
	}, func(d drafts.Draft, err error) {
		p.note(err)
		if d.Kind == "" {
			return
		}
		tr, to := p.look.tr, screen.Routes
		if d.Kind == drafts.City {
			to = screen.Cities
		}
		a := i18n.A{"name": d.Name, "at": d.At.Local().Format("2006-01-02 15:04")}
		p.shell.Confirm(tr.T(keyLeftTitle), tr.T(keyLeftBody, a), tr.T(keyLeftOpen), func() {
			p.shell.Open(screen.Route{Name: to})
		})
	})
}
