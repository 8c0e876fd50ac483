package app

import (
	"context"

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
	task.Latest(p.sweeper, "left", func(context.Context) ([]drafts.Draft, error) { return p.drafts.Left(drafts.Route) },
		func(left []drafts.Draft, err error) {
			p.note(err)
			if len(left) == 0 {
				return
			}
			tr, d := p.look.tr, left[0]
			a := i18n.A{"name": d.Name, "at": d.At.Local().Format("2006-01-02 15:04")}
			p.shell.Confirm(tr.T(keyLeftTitle), tr.T(keyLeftBody, a), tr.T(keyLeftOpen), func() {
				p.shell.Open(screen.Route{Name: screen.Routes})
			})
		})
}
