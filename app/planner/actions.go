package planner

import (
	"context"
	"time"

	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/app/task"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/widgets"
)

// offered is how many places a drop-down has at most.
const offered = 8

// offerPlaces is what the drop-downs list for a text.
func (s *Screen) offerPlaces(text string) []widgets.Item {
	if s.ready == nil {
		return nil
	}
	var out []widgets.Item
	for _, m := range s.ready.places.Search(text, offered) {
		out = append(out, s.words().item(m))
	}
	return out
}

func (s *Screen) end(at field) (*end, *widgets.Complete) {
	if at == fieldFrom {
		return &s.st.form.from, s.form.from
	}
	return &s.st.form.to, s.form.to
}

func (s *Screen) placeTyped(at field, text string) {
	e, _ := s.end(at)
	*e = end{text: text}
	s.changed(at)
}

// placeChosen takes a place and leads on to the other end when that is empty.
func (s *Screen) placeChosen(at field, it widgets.Item) {
	e, c := s.end(at)
	*e = end{text: it.Label, place: placeOf(it)}
	c.SetChosen(it)
	s.changed(at)
	s.markEnds()
	other := fieldTo
	if at == fieldTo {
		other = fieldFrom
	}
	if e, c := s.end(other); !e.chosen() && e.text == "" {
		c.Focus()
	}
}

// changed forgets what was wrong with a field.
func (s *Screen) changed(at field) {
	if len(s.st.faults) > 0 {
		s.st.mend(at)
		s.form.showFaults(s)
	}
}

// Swap exchanges the ends.
func (s *Screen) Swap() {
	s.st.form = s.st.form.swapped()
	s.st.faults = nil
	s.form.show(s)
	s.markEnds()
}

func (s *Screen) dateTyped(text string) {
	s.st.form.date = text
	s.changed(fieldDate)
	s.form.showWeekday(s)
}

func (s *Screen) clockTyped(text string) {
	s.st.form.clock = text
	s.changed(fieldClock)
}

func (s *Screen) criterionChosen(i int) { s.st.form.by = plan.Criterion(i) }

func (s *Screen) modeToggled(m model.Mode) {
	s.st.form.modes = toggled(s.st.form.modes, m, s.ready.modes)
}

// setWhen takes the day of t, and its time of day too if asked.
func (s *Screen) setWhen(t time.Time, clock bool) {
	f := &s.st.form
	f.date = dayOf(t).String()
	if clock {
		f.clock = widgets.FormatClock(t.Hour()*60 + t.Minute())
	}
	s.st.mend(fieldDate)
	s.form.show(s)
}

// jump takes a day the timetable has and searches again.
func (s *Screen) jump(d model.Date) {
	s.st.form.date = d.String()
	s.Search()
}

// Search asks what the form says, or shows what is wrong with it.
func (s *Screen) Search() {
	if s.group == nil || s.group.Closed() {
		return
	}
	if s.ready == nil { // asked before there is a timetable: answered as soon as there is
		s.preset = &Args{By: s.st.form.by, Run: true}
		s.results.showBusy(true)
		return
	}
	q, f, faults := s.st.form.known(s.ready.tt).question(s.ready.places, s.ready.days, s.now())
	s.st.form, s.st.faults = f, faults
	s.form.show(s)
	if len(faults) > 0 {
		s.focusFault(faults[0].field)
		return
	}
	s.st.asked = s.st.form
	s.keepRecent()
	s.markEnds()
	s.run(q)
}

func (s *Screen) focusFault(at field) {
	switch at {
	case fieldFrom:
		s.form.from.Focus()
	case fieldTo:
		s.form.to.Focus()
	case fieldDate:
		s.form.date.Focus()
	default:
		s.form.clock.Focus()
	}
}

// slowAfter is when a search says that it is under way; most end before.
const slowAfter = 150 * time.Millisecond

// run searches in the background. The first answer is shown before the others
// are known.
func (s *Screen) run(q plan.Query) {
	s.st.pending = &q
	if s.asked != nil {
		s.asked(q.At.Date())
	}
	s.sayWhenSlow()
	more := false
	router := s.router
	task.LatestProgress(s.group, "plan",
		func(ctx context.Context, report func(found)) (found, error) { return search(ctx, router, q, report) },
		func(f found) {
			s.arrived(f, more)
			more = true
			s.sayWhenSlow()
		},
		func(f found, err error) {
			s.st.pending = nil
			s.group.Cancel("slow")
			if err != nil {
				s.failed(err)
				return
			}
			s.arrived(f, more)
		})
}

// sayWhenSlow shows that a search goes on, unless it ends or answers soon.
func (s *Screen) sayWhenSlow() {
	s.group.After("slow", slowAfter, func() {
		s.st.busy = true
		s.results.showBusy(true)
	})
}

func (s *Screen) arrived(f found, more bool) {
	s.group.Cancel("slow")
	s.st.show(f, more)
	focused := s.results.focused()
	s.results.show(s)
	if more && focused >= 0 {
		s.results.cards[focused].Focus() // the same journey on a new card
	}
	s.drawJourneys(!more)
}

func (s *Screen) failed(err error) {
	s.st.fail(err)
	s.form.showFaults(s)
	s.results.show(s)
	s.drawJourneys(false)
}

// pick makes journey i the chosen one.
func (s *Screen) pick(i int, look bool) {
	old := s.st.selected
	if i == old || i < 0 || i >= len(s.st.found.offers) {
		return
	}
	s.st.pick(i)
	s.results.repaint(s, old, i)
	s.drawJourneys(look)
}

// moveTo chooses a neighbour by keyboard.
func (s *Screen) moveTo(i int) {
	if i < 0 || i >= len(s.results.cards) {
		return
	}
	s.pick(i, true)
	s.results.cards[i].Focus()
	s.results.reveal(i)
}

func (s *Screen) toggleCalls(ride int) {
	s.st.open[ride] = !s.st.open[ride]
	s.results.repaint(s, s.st.selected)
}

// loosen asks the looser question and shows it in the form.
func (s *Screen) loosen(l loosening) {
	f := &s.st.form
	f.modes = l.query.Modes
	f.date, f.clock = l.query.At.Date().String(), widgets.FormatClock(int(l.query.At.Clock()/model.Minute))
	if l.relief == reliefCities {
		f.from = end{text: s.words().place(l.query.From), place: l.query.From}
		f.to = end{text: s.words().place(l.query.To), place: l.query.To}
	}
	s.st.asked = *f
	s.form.show(s)
	s.run(l.query)
}

func (s *Screen) runExample(e example) {
	w := s.words()
	f := &s.st.form
	f.from, f.to, f.by = end{text: w.place(e.from), place: e.from}, end{text: w.place(e.to), place: e.to}, e.by
	s.Search()
}

func (s *Screen) runAgain(q prefs.RecentQuery) {
	s.st.form = again(s.st.form, q)
	s.Search()
}

func (s *Screen) keepRecent() {
	if err := prefs.Recent.Put(s.prefs, remember(prefs.Recent.Get(s.prefs), recent(s.st.form))); err != nil {
		s.shell.Report(err)
	}
	s.form.showRecent(s)
	s.form.relayout()
}

func (s *Screen) clearRecent() {
	if err := prefs.Recent.Put(s.prefs, nil); err != nil {
		s.shell.Report(err)
	}
	s.form.showRecent(s)
	s.form.relayout()
}

// pair names both ends of f in the present language.
func (s *Screen) pair(f form) string {
	name := func(e end) string {
		if e.chosen() && s.ready != nil {
			return s.words().place(e.place)
		}
		return e.text
	}
	return s.shell.Tr().T(keyPair, i18n.A{"from": name(f.from), "to": name(f.to)})
}

func (s *Screen) openTab(onMap bool) {
	s.st.onMap = onMap
	if onMap {
		s.tabs.SetSelected(1)
	} else {
		s.tabs.SetSelected(0)
	}
	s.panes.Refresh()
}
