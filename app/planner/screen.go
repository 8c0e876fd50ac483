package planner

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"tongtu/app/prefs"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/widgets"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
)

// Deps are what the query view needs.
type Deps struct {
	Shell  screen.Shell
	Router Router
	Prefs  *prefs.Store
	Land   *mapview.Land    // background of the map; may be nil
	Now    func() time.Time // the present, for "today" and "now"
	Post   func(func())     // runs on the UI thread, for the map; nil in pictures and tests
	Asked  func(model.Date) // told the day of every search; may be nil
}

// Args opens the query view preset. Empty fields keep what is there.
type Args struct {
	From, To string       // as a person would type them; "id:…" is understood too
	At       model.Moment // departure
	By       plan.Criterion
	Modes    model.ModeSet // zero keeps what is chosen
	Run      bool          // search at once
}

// Screen is the query view.
type Screen struct {
	shell  screen.Shell
	router Router
	prefs  *prefs.Store
	land   *mapview.Land
	clock  func() time.Time
	post   func(func())
	asked  func(model.Date)

	st      state
	ready   *ready       // nil until a timetable is indexed
	group   *task.Group  // of the visit; nil before the first
	preset  *Args        // waits for the timetable
	form    *formView    // nil before Build
	results *resultsView // nil before Build
	mapping *mapview.Map // kept over rebuilds: it knows what part of the land is shown
	panes   *fyne.Container
	tabs    *widgets.Segmented
}

// New makes the query view.
func New(d Deps) *Screen {
	return &Screen{shell: d.Shell, router: d.Router, prefs: d.Prefs, land: d.Land, clock: d.Now, post: d.Post, asked: d.Asked}
}

// Name is screen.Planner.
func (s *Screen) Name() screen.Name { return screen.Planner }

// Needs is the least: everybody may plan.
func (s *Screen) Needs() model.Permission { return model.PermPlan }

// FocusSearch moves the keyboard to the origin.
func (s *Screen) FocusSearch() {
	if s.form != nil {
		s.form.from.Focus()
	}
}

// Build makes the widgets from the state.
func (s *Screen) Build() fyne.CanvasObject {
	tr := s.shell.Tr()
	if s.st.form.date == "" && s.st.form.clock == "" && s.ready == nil {
		start := startForm(anyDay, s.now())
		s.st.form.date, s.st.form.clock = start.date, start.clock
	}
	s.form, s.results = newFormView(s), newResultsView()
	if s.mapping == nil {
		s.mapping = mapview.New(s.land)
		s.mapping.Post = s.post
		s.mapping.OnTapped = s.mapTapped
	}
	s.tabs = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyTabResults)}, widgets.Segment{Label: tr.T(keyTabMap)})
	s.tabs.OnChanged = func(i int) { s.openTab(i == 1) }
	rule := func() fyne.CanvasObject { return canvas.NewRectangle(look.Color(look.ColorHairline)) }
	p := &panes{
		query: s.form.root, results: s.results.root, mapping: s.mapping, rule: rule(), rule2: rule(),
		tabs:    container.NewStack(canvas.NewRectangle(widgets.Sunken()), padded(8, 8, 12, s.tabs)),
		showMap: func() bool { return s.st.onMap },
	}
	s.panes = container.New(p, p.objects()...)
	s.openTab(s.st.onMap)
	s.form.show(s)
	s.results.show(s)
	s.drawNetwork()
	s.drawJourneys(false)
	return s.panes
}

// Enter begins a visit. A search that leaving interrupted starts again.
func (s *Screen) Enter(g *task.Group, args any) {
	s.group = g
	s.st.busy = false
	if a, ok := args.(Args); ok {
		s.preset = &a
	}
	s.refresh()
	if s.st.pending != nil && s.preset == nil {
		s.run(*s.st.pending)
	}
}

// NetworkChanged takes the new timetable at once when shown, else at the next visit.
func (s *Screen) NetworkChanged() {
	if s.group != nil && !s.group.Closed() {
		s.refresh()
	}
}

// refresh indexes the timetable in force unless that is done.
func (s *Screen) refresh() {
	tt := s.router.Timetable()
	if tt == nil {
		return
	}
	if s.ready != nil && s.ready.tt == tt {
		s.applyPreset()
		return
	}
	task.Latest(s.group, "index", func(context.Context) (*ready, error) { return prepare(tt), nil }, func(r *ready, err error) {
		if err != nil {
			s.shell.Report(err)
			return
		}
		s.take(r)
	})
}

// take begins to work on a new timetable. What was typed stays, answers of the
// old network go.
func (s *Screen) take(r *ready) {
	fresh := s.ready == nil
	s.ready = r
	f := &s.st.form
	switch untouched := startForm(anyDay, s.now()); {
	case !fresh:
		s.st.form = s.st.form.known(r.tt)
		s.st.forget()
	case f.date == untouched.date && f.clock == untouched.clock:
		start := startForm(r.days, s.now())
		f.date, f.clock = start.date, start.clock
	}
	s.form.show(s)
	s.results.show(s)
	s.drawNetwork()
	s.drawJourneys(false)
	s.mapping.Fit(extent(r.tt))
	s.applyPreset()
}

// applyPreset fills the form as another screen asked for.
func (s *Screen) applyPreset() {
	if s.preset == nil || s.ready == nil {
		return
	}
	a := *s.preset
	s.preset = nil
	f := &s.st.form
	for _, e := range []struct {
		text string
		into *end
	}{{a.From, &f.from}, {a.To, &f.to}} {
		if e.text != "" {
			*e.into = end{text: e.text}
		}
	}
	if a.At != 0 {
		f.date, f.clock = a.At.Date().String(), widgets.FormatClock(int(a.At.Clock()/model.Minute))
	}
	f.by = a.By
	if a.Modes != 0 {
		f.modes = a.Modes
	}
	s.st.faults = nil
	if a.Run {
		s.Search()
		return
	}
	s.form.show(s)
}

// words speaks of the present timetable in the present language.
func (s *Screen) words() words { return words{tr: s.shell.Tr(), tt: s.ready.tt} }

// now is the present in the network's time zone.
func (s *Screen) now() time.Time {
	zone := "Asia/Shanghai"
	if s.ready != nil && s.ready.tt.Info().Zone != "" {
		zone = s.ready.tt.Info().Zone
	}
	if loc, err := time.LoadLocation(zone); err == nil {
		return s.clock().In(loc)
	}
	return s.clock()
}

// today is the present day as the date field counts: midnight UTC.
func (s *Screen) today() time.Time { return dayOf(s.now()).Time() }
