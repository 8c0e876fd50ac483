package network

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/place"
)

// Lines is where the routes screen reads; *data.Store is one.
type Lines interface {
	Routes(ctx context.Context) ([]model.Route, error)
	Route(id model.RouteID) (data.RouteDetail, error)
	Operators(ctx context.Context) ([]model.Operator, error)
	Calendars(ctx context.Context) ([]model.Calendar, error)
	Network(ctx context.Context) (model.Network, error)
}

// RouteStore is all the routes screen reads.
type RouteStore interface {
	Places
	Lines
	Journal
}

// RouteEditor is what the routes screen changes; *data.Editor is one.
type RouteEditor interface {
	PutRoute(ctx context.Context, d data.RouteDetail) error
	DeleteRoute(ctx context.Context, id model.RouteID) error
	Fixer
	Undo(ctx context.Context) (data.Command, error)
	Redo(ctx context.Context) (data.Command, error)
}

// RouteDeps is what the routes screen needs.
type RouteDeps struct {
	Shell  screen.Shell
	Store  RouteStore
	Editor RouteEditor
	Now    func() time.Time // where a new calendar begins
	Drafts *drafts.Store    // where unsaved work survives; nil: nowhere
	Checks *Inspector       // shared with the other screens
}

// Routes is the screen that edits routes and their timetables. Create it with
// NewRoutes.
type Routes struct {
	RouteDeps
	state  RouteState
	found  inspection
	view   *routeView
	group  *task.Group
	ask    model.RouteID // to be opened once the store is read
	keeper *keeper
}

var (
	_ screen.Screen     = (*Routes)(nil)
	_ screen.Dirty      = (*Routes)(nil)
	_ screen.Shortcuts  = (*Routes)(nil)
	_ screen.Searchable = (*Routes)(nil)
	_ screen.Watcher    = (*Routes)(nil)
)

// slotOpen reads one route; the newest asked for wins.
const slotOpen = "open"

// NewRoutes returns the screen.
func NewRoutes(d RouteDeps) *Routes {
	r := &Routes{RouteDeps: d, found: inspection{inspector: d.Checks}}
	r.keeper = &keeper{drafts: d.Drafts, kind: drafts.Route, shell: d.Shell, now: d.Now, state: &r.state}
	return r
}

// Name implements screen.Screen.
func (r *Routes) Name() screen.Name { return screen.Routes }

// Needs implements screen.Screen.
func (r *Routes) Needs() model.Permission { return model.PermEdit }

// Build implements screen.Screen.
func (r *Routes) Build() fyne.CanvasObject {
	s := &r.state
	// change makes a hook that changes the state and draws it.
	change := func(f func()) func() { return func() { f(); r.show() } }
	panel := r.found.build(r.Shell.Tr(), findingsHooks{locate: r.locateFinding, fix: r.fixFindings})
	r.view = newRouteView(r.Shell.Tr(), s, panel, routeHooks{
		bar:     barHooks{save: r.save, revert: r.revert, remove: r.remove, undo: r.undo, redo: r.redo, history: func() { openHistory(r.Shell) }, signIn: r.signIn},
		add:     func() { r.unless(func() { s.New(); r.show(); r.view.startNew() }) },
		search:  func(text string) { s.Search(text); r.view.showList(s) },
		open:    r.openRow,
		set:     func(f RouteField, text string) { s.Set(f, text); r.show() },
		setMode: func(m model.Mode) { s.SetMode(m); r.show() },
		trips: tripHooks{
			pick:      func(i int) { r.view.tabs.commit(); s.SelectTrip(i); r.show() },
			add:       func() { r.view.tabs.commit(); s.AddTrip(); r.show() },
			duplicate: func() { r.view.tabs.commit(); s.DuplicateTrip(); r.show() },
			remove:    change(func() { s.DeleteTrip() }),
			shift: func(text string) error {
				r.view.tabs.commit()
				defer r.show()
				return s.ShiftTrip(text)
			},
		},
		calendar: calendarHooks{
			choose: func(c CalendarForm) { s.ChooseCalendar(c); r.show() },
			own:    change(s.OwnCalendar),
			change: func(f func(*CalendarForm)) { s.SetCalendar(f); r.show() },
			day:    func(d model.Date) { s.ToggleDay(d); r.show() },
			first:  func(d model.Date) { s.SetFirstDay(d); r.show() },
			last:   func(d model.Date) { s.SetLastDay(d); r.show() },
			week:   func(i int) { s.ToggleWeekday(i); r.show() },
			kind: func(d model.Date) DayKind {
				c, _ := s.TripCalendar()
				return c.Kind(d)
			},
			today: r.Now,
		},
		table: timetableHooks{
			set:     func(row, col int, text string) { s.SetCell(row, col, text); r.show() },
			station: func(row int, id model.StationID) { s.ChooseStation(row, id); r.show() },
			paste:   func(row, col int, block [][]string) { r.pasted(s.Paste(row, col, block)) },
			insert:  func(row int) { s.AddCall(row); r.show() },
			remove:  func(row int) { s.RemoveCall(row); r.show() },
			move:    func(row, to int) { s.MoveCall(row, to); r.show() },
			cursor:  func(row, col int) { s.Select(row, col); r.view.tabs.follow(s) },
			reverse: change(s.Reverse),
		},
		sheet: sheetHooks{
			set:    func(row, col int, text string) { s.SetSheet(row, col, text); r.show() },
			paste:  func(row, col int, block [][]string) { r.pasted(s.PasteSheet(row, col, block)) },
			cursor: func(row, col int) { s.SelectSheet(row, col); r.show() },
			insert: func(int) { s.AddTrip(); r.show() },
			remove: func(int) { s.DeleteTrip(); r.show() },
			move:   func(row, to int) { s.MoveTrip(row, to); r.show() },
			fill:   r.fill,
		},
		chart: chartHooks{
			choose: func(l ChartLine, p ChartPoint) { s.SelectPoint(l, p); r.show() },
			move: func(l ChartLine, p ChartPoint, to model.Second, scope Scope, gesture string) {
				s.MoveTime(l.Trip, p.Row, p.Field, to, scope, gesture)
				r.show()
			},
		},
		fares: fareHooks{
			classes: func(text string) { s.SetClasses(text); r.show() },
			fee:     func(text string) { s.SetFee(text); r.show() },
			class:   func(i int) { r.view.tabs.commit(); s.SetPairClass(i); r.show() },
			set:     func(from, to int, text string) { s.SetPair(from, to, text); r.show() },
			paste:   func(row, col int, block [][]string) { r.pasted(s.PastePairs(row, col, block)) },
			fill:    change(s.FillPairs),
			clear:   change(s.ClearPairs),
		},
		impact:  impactHooks{find: r.findImpact, cancel: r.cancelImpact, list: func() { s.SetTab(TabImpact); r.show() }},
		finding: findingHooks{next: func(by int) { s.NextFinding(by); r.show() }, locate: r.locateDoubt, fix: r.fixDoubt},
		restore: r.restore, dropLeft: r.dropLeft,
		tab: func(t RouteTab) { r.view.tabs.commit(); s.SetTab(t); r.show() },
	})
	r.show()
	return r.view.root
}

// Enter implements screen.Screen. It understands screen.EditRoute.
func (r *Routes) Enter(g *task.Group, args any) {
	r.group = g
	r.keeper.group = g
	r.state.SetRights(Rights{Edit: r.Shell.Session().Can(model.PermEdit), ReadOnly: r.Store.ReadOnly()})
	r.state.SetBusy(false)
	if a, ok := args.(screen.EditRoute); ok {
		r.ask = a.ID
	}
	r.show()
	r.load()
}

// Unsaved implements screen.Dirty.
func (r *Routes) Unsaved() bool { return r.state.Dirty() }

// Discard implements screen.Dirty.
func (r *Routes) Discard() { r.keeper.giveUp() }

// FocusSearch implements screen.Searchable.
func (r *Routes) FocusSearch() { r.view.list.FocusSearch() }

// NetworkChanged implements screen.Watcher.
func (r *Routes) NetworkChanged() {
	if r.group != nil && !r.state.Busy() {
		r.load()
	}
}

// Shortcuts implements screen.Shortcuts.
func (r *Routes) Shortcuts() map[fyne.Shortcut]func() {
	return editKeys(r.save, func() { r.view.add.Tapped(nil) }, r.undo, r.redo)
}

// pasted shows a pasted block, and says when not all of it found a place.
func (r *Routes) pasted(left int) {
	r.show()
	if left > 0 {
		r.Shell.Toast(r.Shell.Tr().T(keyPasteLeft, i18n.A{"n": left}))
	}
}

// fill adds trips by frequency.
func (r *Routes) fill(f Frequency) *Problem {
	r.view.tabs.commit()
	n, problem := r.state.FillFrequency(f)
	r.show()
	if problem == nil {
		r.Shell.Toast(r.Shell.Tr().T(keyFilled, i18n.A{"n": n}))
	}
	return problem
}

func (r *Routes) show() {
	if r.view != nil {
		r.view.show(&r.state)
		r.found.allow(r.state.Actions(), r.state.Busy())
	}
	r.keeper.keep()
}

// load reads the store again, and the open route with it unless it has unsaved
// changes.
func (r *Routes) load() {
	task.Latest(r.group, slotLoad, r.read, func(d RouteData, err error) {
		if err != nil {
			r.Shell.Report(err)
			return
		}
		r.loaded(d)
	})
	r.found.look(r.group, r.Shell)
}

func (r *Routes) loaded(d RouteData) {
	r.state.Load(d)
	r.Shell.Report(d.LeftErr)
	id := r.ask
	if id == "" && !r.state.Dirty() {
		id = r.state.ID()
	}
	r.ask = ""
	r.show()
	if id != "" {
		r.open(id)
	}
}

func (r *Routes) read(ctx context.Context) (d RouteData, err error) {
	fail := func(what string, err error) (RouteData, error) {
		return d, fmt.Errorf("network: read %s: %w", what, err)
	}
	cities, err := r.Store.Cities(ctx)
	if err != nil {
		return fail("cities", err)
	}
	stations, err := r.Store.Stations(ctx)
	if err != nil {
		return fail("stations", err)
	}
	routes, err := r.Store.Routes(ctx)
	if err != nil {
		return fail("routes", err)
	}
	if d.Operators, err = r.Store.Operators(ctx); err != nil {
		return fail("operators", err)
	}
	if d.Calendars, err = r.Store.Calendars(ctx); err != nil {
		return fail("calendars", err)
	}
	d.Index = NewRouteIndex(routes, d.Operators)
	d.Stops = NewStops(cities, stations, place.New(cities, stations))
	d.Last, d.Redo = journalEnds(r.Store)
	d.Left, d.LeftErr = r.left()
	d.Today = model.MomentOf(r.Now()).Date()
	return d, nil
}

// open shows a stored route.
func (r *Routes) open(id model.RouteID) {
	task.Latest(r.group, slotOpen, func(context.Context) (data.RouteDetail, error) { return r.Store.Route(id) },
		func(d data.RouteDetail, err error) {
			switch {
			case err != nil:
				r.state.Deleted(id)
				r.fail(err)
			case !r.state.Dirty() || r.state.ID() != id:
				r.state.Show(d)
				r.seek()
			}
			r.show()
		})
}
