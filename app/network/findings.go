package network

import (
	"context"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data/rules"
)

// Fixer applies the remedies of findings; *data.Editor is one.
type Fixer interface {
	Apply(ctx context.Context, code rules.Code, fixes ...rules.Fix) (int, error)
}

// slotLook looks for what is wrong with the network.
const slotLook = "look"

// inspection is the findings panel of a screen with what it needs: the state
// outlives the widgets.
type inspection struct {
	inspector *Inspector // nil: the screen has no panel
	state     FindingsState
	panel     *findingsPanel
	sought    *Located // to be shown once what it is about is open
}

// build makes the panel anew.
func (x *inspection) build(tr *i18n.Catalogue, h findingsHooks) *findingsPanel {
	x.panel = newFindingsPanel(tr, &x.state, h)
	return x.panel
}

// look brings the findings up to date in the background.
func (x *inspection) look(g *task.Group, s screen.Shell) {
	if x.inspector == nil {
		return
	}
	task.Latest(g, slotLook, x.inspector.Look, func(r Report, err error) {
		if err != nil {
			s.Report(err)
			return
		}
		x.state.Load(r)
		x.show()
	})
}

// allow says whether fixes may be applied now.
func (x *inspection) allow(a Actions, busy bool) {
	x.state.Allow(!a.SignIn && !a.ReadOnly)
	x.state.SetBusy(busy)
	x.show()
}

func (x *inspection) show() {
	if x.panel != nil {
		x.panel.show()
	}
}
