package network

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tongtu/app/drafts"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/widgets/mapview"
)

// Places is where the screens read cities and stations; *data.Store is one.
type Places interface {
	Cities(ctx context.Context) ([]model.City, error)
	Stations(ctx context.Context) ([]model.Station, error)
}

// Journal tells whether the store takes edits and which Undo would take back and
// Redo do again;
// *data.Store is one.
type Journal interface {
	ReadOnly() bool
	LastEdit() (data.Command, bool)
	NextRedo() (data.Command, bool)
}

// CityStore is what the cities screen reads.
type CityStore interface {
	Places
	Journal
	ChangeRecords(ctx context.Context) ([]model.ChangeRecord, error)
	ChangeTable(ctx context.Context) (model.ChangeTable, error)
	Calls(ctx context.Context) (map[model.StationID]int, error)
	CityUse(ctx context.Context, ids ...model.CityID) (data.Use, error)
}

// CityEditor is what the cities screen changes; *data.Editor is one.
type CityEditor interface {
	PutCityDetail(ctx context.Context, d data.CityDetail) (model.City, error)
	PatchCities(ctx context.Context, p data.CityPatch, ids ...model.CityID) error
	MergeCities(ctx context.Context, into model.CityID, others ...model.CityID) error
	DeleteCity(ctx context.Context, ids ...model.CityID) error
	Undo(ctx context.Context) (data.Command, error)
	Redo(ctx context.Context) (data.Command, error)
	Fixer
}

// CityDeps is what the cities screen needs.
type CityDeps struct {
	Shell  screen.Shell
	Store  CityStore
	Editor CityEditor
	Map    func() *mapview.Map // a new map, with its land
	Checks *Inspector          // shared with the other screens
	Now    func() time.Time
	Drafts *drafts.Store // where unsaved work survives; nil: nowhere
}

// Cities is the screen that edits cities. Create it with NewCities.
type Cities struct {
	CityDeps
	state  CityState
	found  inspection
	view   *cityView
	group  *task.Group
	ask    model.CityID // to be opened once the store is read
	keeper *keeper
}

var (
	_ screen.Screen     = (*Cities)(nil)
	_ screen.Dirty      = (*Cities)(nil)
	_ screen.Shortcuts  = (*Cities)(nil)
	_ screen.Searchable = (*Cities)(nil)
	_ screen.Watcher    = (*Cities)(nil)
)

// The slots of background work.
const (
	slotLoad = "load"
	slotEdit = "edit"
)

// NewCities returns the screen.
func NewCities(d CityDeps) *Cities {
	c := &Cities{CityDeps: d, found: inspection{inspector: d.Checks}}
	c.keeper = &keeper{drafts: d.Drafts, kind: drafts.City, shell: d.Shell, now: d.Now, state: &c.state}
	return c
}

// Name implements screen.Screen.
func (c *Cities) Name() screen.Name { return screen.Cities }

// Needs implements screen.Screen.
func (c *Cities) Needs() model.Permission { return model.PermEdit }

// Build implements screen.Screen.
func (c *Cities) Build() fyne.CanvasObject {
	panel := c.found.build(c.Shell.Tr(), findingsHooks{locate: c.locate, fix: c.fix})
	c.view = newCityView(c.Shell.Tr(), c.Map(), panel, cityHooks{
		takeLeft: c.takeLeft, dropLeft: c.dropLeft,
		bar:    barHooks{save: c.save, revert: c.revert, remove: c.remove, undo: c.undo, redo: c.redo, history: func() { openHistory(c.Shell) }, signIn: c.signIn},
		add:    func() { c.unless(func() { c.state.New(); c.show(); c.view.startNew() }) },
		search: func(text string) { c.state.Search(text); c.view.table.show(&c.state) },
		open:   func(row int) { c.openRow(row) },
		openMap: func(id model.CityID) {
			c.unless(func() { c.state.Open(id) })
		},
		set:   func(f CityField, text string) { c.state.Set(f, text); c.show() },
		place: func(at model.LonLat) { c.state.Place(at); c.show() },
		stations: stationHooks{
			set:     func(row int, f StationField, text string) { c.state.SetStation(row, f, text); c.show() },
			setMode: func(row int, m model.Mode) { c.state.SetStationMode(row, m); c.show() },
			insert:  func(row int) { c.state.AddStation(row); c.show() },
			remove:  func(row int) { c.state.RemoveStation(row); c.show() },
		},
		rank: func(rank int) { c.state.SetRank(rank); c.show() },
		read: func(r Reading, syllable string) { c.state.Read(r, syllable); c.show() },
		changes: changeHooks{
			set:     func(row int, f ChangeField, text string) { c.state.SetChange(row, f, text); c.show() },
			choose:  func(row int, f ChangeField, id model.StationID) { c.state.ChooseStation(row, f, id); c.show() },
			forbid:  func(row int, on bool) { c.state.Forbid(row, on); c.show() },
			insert:  func(row int) { c.state.AddChange(row); c.show() },
			remove:  func(row int) { c.state.RemoveChange(row); c.show() },
			suggest: c.state.SuggestStations,
		},
		several: severalHooks{
			check:    func(row int) { c.state.Check(row); c.show() },
			checkAll: func(on bool) { c.state.CheckAll(on); c.show() },
			plan:     func(p Several) { c.state.PlanSeveral(p); c.show() },
			patch:    c.patch, merge: c.merge, remove: c.removeSeveral,
		},
	})
	c.show()
	return c.view.root
}

// Enter implements screen.Screen. It understands screen.EditCity.
func (c *Cities) Enter(g *task.Group, args any) {
	c.group, c.keeper.group = g, g
	c.state.SetRights(Rights{Edit: c.Shell.Session().Can(model.PermEdit), ReadOnly: c.Store.ReadOnly()})
	c.state.SetBusy(false)
	if a, ok := args.(screen.EditCity); ok {
		c.ask = a.ID
	}
	c.show()
	c.load()
}

// Unsaved implements screen.Dirty.
func (c *Cities) Unsaved() bool { return c.state.Dirty() }

// Discard implements screen.Dirty.
func (c *Cities) Discard() { c.keeper.giveUp() }

// FocusSearch implements screen.Searchable.
func (c *Cities) FocusSearch() { c.view.table.list.FocusSearch() }

// NetworkChanged implements screen.Watcher.
func (c *Cities) NetworkChanged() {
	if c.group != nil && !c.state.Busy() {
		c.load()
	}
}

// Shortcuts implements screen.Shortcuts.
func (c *Cities) Shortcuts() map[fyne.Shortcut]func() {
	return editKeys(c.save, func() { c.view.table.add.Tapped(nil) }, c.undo, c.redo)
}

// editKeys are the keys of both screens.
func editKeys(save, add, undo, redo func()) map[fyne.Shortcut]func() {
	ctrl := func(k fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl}
	}
	return map[fyne.Shortcut]func(){ctrl(fyne.KeyS): save, ctrl(fyne.KeyN): add, &fyne.ShortcutUndo{}: undo, &fyne.ShortcutRedo{}: redo}
}

func (c *Cities) show() {
	if c.view != nil {
		c.view.show(&c.state)
		c.found.allow(c.state.Actions(), c.state.Busy())
	}
	c.keeper.keep()
}

// load reads the store again.
func (c *Cities) load() {
	task.Latest(c.group, slotLoad, c.read, func(d CityData, err error) {
		if err != nil {
			c.Shell.Report(err)
			return
		}
		c.state.Load(d)
		c.Shell.Report(d.LeftErr)
		if c.ask != "" {
			c.state.Open(c.ask)
			c.ask = ""
		}
		c.show()
	})
	c.found.look(c.group, c.Shell)
}

func (c *Cities) read(ctx context.Context) (d CityData, err error) {
	if d.Cities, err = c.Store.Cities(ctx); err != nil {
		return d, fmt.Errorf("network: read cities: %w", err)
	}
	if d.Stations, err = c.Store.Stations(ctx); err != nil {
		return d, fmt.Errorf("network: read stations: %w", err)
	}
	if d.Changes, err = c.Store.ChangeRecords(ctx); err != nil {
		return d, fmt.Errorf("network: read change times: %w", err)
	}
	if d.Table, err = c.Store.ChangeTable(ctx); err != nil {
		return d, fmt.Errorf("network: read change table: %w", err)
	}
	if d.Calls, err = c.Store.Calls(ctx); err != nil {
		return d, fmt.Errorf("network: read calls: %w", err)
	}
	d.Index = place.New(d.Cities, d.Stations)
	d.Last, d.Redo = journalEnds(c.Store)
	d.Left, d.LeftErr = c.left(d.Cities)
	return d, nil
}

// journalEnds is what Undo would take back, and whether Redo has anything to do.
func journalEnds(j Journal) (last *data.Command, redo bool) {
	if cmd, ok := j.LastEdit(); ok {
		last = &cmd
	}
	_, redo = j.NextRedo()
	return last, redo
}

// openHistory leads to everything that was done.
func openHistory(s screen.Shell) { s.Open(screen.Route{Name: screen.History}) }
