package app

import (
	"context"

	"fyne.io/fyne/v2"

	"tongtu/app/account"
	"tongtu/app/drafts"
	"tongtu/app/history"
	"tongtu/app/network"
	"tongtu/app/planner"
	"tongtu/app/screen"
	"tongtu/auth/wechat"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/widgets/mapview"
)

// screens makes the screens of the program, in the order of their tabs.
func (p *Program) screens(c *core) []screen.Screen {
	newMap := func() *mapview.Map {
		m := mapview.New(c.land)
		m.Post = p.o.MapPost
		return m
	}
	var kept *drafts.Store // nil: somebody else's are not ours to touch
	if !c.store.ReadOnly() {
		kept = drafts.Open(drafts.Beside(p.o.DataPath), p.o.Now())
	}
	p.drafts = kept
	checks := network.NewInspector(c.store)
	return []screen.Screen{
		planner.New(planner.Deps{
			Shell: p.shell, Router: c.engine, Prefs: p.o.Prefs, Land: c.land, Now: p.o.Now, Post: p.o.MapPost,
			Asked: p.searched,
		}),
		network.NewCities(network.CityDeps{Shell: p.shell, Store: c.store, Editor: c.editor, Map: newMap, Checks: checks, Now: p.o.Now, Drafts: kept}),
		network.NewRoutes(network.RouteDeps{Shell: p.shell, Store: c.store, Editor: c.editor, Now: p.o.Now, Drafts: kept, Checks: checks}),
		history.New(history.Deps{Shell: p.shell, Store: c.store, Editor: c.editor, Zone: p.o.Now().Location()}),
		account.New(account.Deps{
			Shell: p.shell, Sessions: c.auth, Phones: c.wechat, Texts: c.phone, Admins: c.auth, Visits: c.auth,
			Data: p.accountData, Map: p.quietMap, Now: p.o.Now, Copy: p.o.App.Clipboard().SetContent,
		}),
		account.NewPeople(account.PeopleDeps{
			Shell: p.shell, Accounts: c.auth, Audit: c.auth, Copy: p.o.App.Clipboard().SetContent, Save: p.save,
		}),
		account.NewFlow(account.FlowDeps{
			Shell: p.shell, Lab: wechat.NewLab(1), Feed: c.feed, Copy: p.o.App.Clipboard().SetContent, Save: p.save,
		}),
	}
}

// accountData is what the sign-in panel tells about the network in use.
func (p *Program) accountData() account.Data {
	tt := p.core.engine.Timetable()
	n := tt.Counts()
	return account.Data{Info: tt.Info(), Cities: n.Cities, Trips: n.Trips}
}

// quietMap is the network in use with a journey of this morning, to stand behind
// the sign-in panel.
func (p *Program) quietMap() fyne.CanvasObject {
	tt := p.core.engine.Timetable()
	morning := model.MomentOf(p.o.Now()).Date().At(8 * model.Hour)
	pic := planner.Quiet(p.shell.Tr(), tt, func(from, to plan.Place, modes model.ModeSet) (plan.Itinerary, bool) {
		res, err := p.core.engine.Plan(context.Background(), "", plan.Query{From: from, To: to, At: morning, Modes: modes}, nil)
		if err != nil {
			return plan.Itinerary{}, false
		}
		return res.Itineraries[0], true
	})
	pic.Land = p.core.land
	q := mapview.NewQuiet(pic)
	q.Still = p.o.MapPost == nil
	return q
}
