package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"tongtu/app/account"
	"tongtu/app/planner"
	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// A scene is one state of the program worth a picture. play brings a new
// program into it; c is the sample network, open.
type scene struct {
	name string
	play func(st *studio, c *core) error
}

// scenes lists all pictures.
func scenes() []scene {
	return []scene{
		{"start", playStart},
		{"start-locked", playLocked},
		{"planner", guest(screen.Route{Name: screen.Planner})},
		{"planner-result", guest(asking(beijing, guangzhou, plan.Fastest, 0))},
		{"planner-nothing", guest(asking(beijing, lhasa, plan.Fastest, model.ModesOf(model.Ferry)))},
		{"cities", guest(screen.Route{Name: screen.Cities})},
		{"city", member(screen.Route{Name: screen.Cities, Args: screen.EditCity{ID: beijing}})},
		{"routes", guest(screen.Route{Name: screen.Routes})},
		{"route", playRoute},
		{"history", playHistory},
		{"start-damaged", playDamaged},
		{"sign-in", guest(screen.Route{Name: screen.Account})},
		{"sign-in-phone", guest(screen.Route{Name: screen.Account, Args: screen.SignIn{By: screen.ByText}})},
		{"sign-in-admin", guest(screen.Route{Name: screen.Account, Args: screen.SignIn{By: screen.ByAdmin}})},
		{"people", admin(screen.Route{Name: screen.People})},
		{"flow", guest(screen.Route{Name: screen.Flow, Args: account.ShowFlow{Fault: wechat.FaultReplay}})},
		{"account", member(screen.Route{Name: screen.Account})},
	}
}

// Cities of the sample network that pictures are of.
const (
	beijing   = "1101"
	guangzhou = "4401"
	lhasa     = "5401" // no ship goes there
)

// shotMoment is when the journeys of the pictures start.
func shotMoment() model.Moment { return model.MomentOf(shotTime()) }

// asking is the planner with a question being answered; no modes are all.
func asking(from, to string, by plan.Criterion, modes model.ModeSet) screen.Route {
	return screen.Route{Name: screen.Planner, Args: planner.Args{
		From: "id:" + from, To: "id:" + to, At: shotMoment(), By: by, Modes: modes, Run: true,
	}}
}

// guest is a scene of one screen with nobody signed in.
func guest(to screen.Route) func(*studio, *core) error {
	return func(st *studio, c *core) error { return st.show(c, to) }
}

// member is a scene of one screen with somebody signed in.
func member(to screen.Route) func(*studio, *core) error {
	return func(st *studio, c *core) error { return st.showAs(c, st.member, to) }
}

// admin is a scene of one screen with an administrator.
func admin(to screen.Route) func(*studio, *core) error {
	return func(st *studio, c *core) error { return st.showAs(c, st.admin, to) }
}

// playRoute is the editor of a line of several calls.
func playRoute(st *studio, c *core) error {
	n, err := c.store.Network(st.ctx)
	if err != nil {
		return err
	}
	longest := slices.MaxFunc(n.Trips, func(a, b model.Trip) int { return cmp.Compare(callsShown(a), callsShown(b)) })
	return member(screen.Route{Name: screen.Routes, Args: screen.EditRoute{ID: longest.Route}})(st, c)
}

// playHistory is the list of edits after some, the last of them undone.
func playHistory(st *studio, c *core) error {
	ctx := auth.WithSession(st.ctx, st.member)
	for _, id := range []model.CityID{beijing, guangzhou, lhasa} {
		city, err := c.store.City(id)
		if err != nil {
			return err
		}
		stations, err := c.store.StationsOf(id)
		if err != nil {
			return err
		}
		city.Aliases = append(city.Aliases, string(id))
		if _, err := c.editor.PutCity(ctx, city, stations); err != nil {
			return err
		}
	}
	if err := c.editor.DeleteCity(ctx, lhasa); err != nil {
		return err
	}
	if _, err := c.editor.Undo(ctx); err != nil {
		return err
	}
	return member(screen.Route{Name: screen.History})(st, c)
}

// playDamaged is a start on a damaged file of which there is a good backup.
func playDamaged(st *studio, _ *core) error {
	st.opening(func(context.Context, func(progress)) error {
		return &restorable{data.ErrDamaged, data.KeptBackup{At: shotTime().Add(-time.Hour)}}
	})
	st.settle()
	return nil
}

// callsShown prefers trains whose table just fills the screen.
func callsShown(t model.Trip) int {
	if n := len(t.Calls); n <= 8 {
		return n
	}
	return 0
}

// show opens a screen of the running program and waits until it stands still.
func (st *studio) show(c *core, to screen.Route) error {
	st.ready(c)
	st.open(to)
	return st.ctx.Err()
}

// showAs is show with somebody signed in.
func (st *studio) showAs(c *core, who auth.Session, to screen.Route) error {
	if err := st.show(c, screen.Route{Name: screen.Planner}); err != nil {
		return err
	}
	st.shell.SetSession(auth.Change{To: who, Reason: auth.SignedIn})
	st.open(to)
	return st.ctx.Err()
}

// open leads to a screen and waits until it stands still.
func (st *studio) open(to screen.Route) {
	st.settle()
	st.shell.Open(to)
	st.settle()
}

// signIn signs the first demonstration person in, as the sign-in panel does.
func signIn(ctx context.Context, c *core) (auth.Session, error) {
	challenge, err := c.auth.Begin(ctx, wechat.ProviderName)
	if err != nil {
		return auth.Session{}, err
	}
	name := c.wechat.Users()[0].Name
	phone, ok := c.wechat.Phone(name)
	if !ok {
		return auth.Session{}, fmt.Errorf("phone of %s: %w", name, model.ErrNotFound)
	}
	if err := errors.Join(phone.Scan(challenge.QR()), phone.Allow(challenge.QR())); err != nil {
		return auth.Session{}, err
	}
	code, err := challenge.Wait(ctx)
	if err != nil {
		return auth.Session{}, err
	}
	return c.auth.SignIn(ctx, wechat.ProviderName, code)
}

// playStart is a first start, half way.
func playStart(st *studio, _ *core) error {
	shown := make(chan struct{})
	st.opening(func(ctx context.Context, report func(progress)) error {
		report(progress{stage: stageSample, share: 0.3})
		close(shown)
		<-ctx.Done()
		return ctx.Err()
	})
	<-shown
	st.queue.Drain()
	return nil
}

// playLocked is a start while another program has the data file.
func playLocked(st *studio, _ *core) error {
	t := shotTime() // whose start is told in this machine's own time
	since := time.Date(t.Year(), t.Month(), t.Day(), 7, 16, 0, 0, time.Local)
	st.opening(func(context.Context, func(progress)) error {
		return &data.LockedError{Path: st.o.DataPath, Holder: data.Holder{PID: 4711, Host: "desk", Since: since}}
	})
	st.settle()
	return nil
}

// opening shows the start screen with another way to open.
func (st *studio) opening(open func(context.Context, func(progress)) error) {
	st.shell.Add(newStart(startDeps{
		shell: st.shell, path: st.o.DataPath, now: st.o.Now, ready: func(*core) {}, quit: func() {},
		open: func(ctx context.Context, _ openHow, report func(progress)) (*core, error) {
			return nil, open(ctx, report)
		},
	}))
	st.shell.Open(screen.Route{Name: startName})
}
