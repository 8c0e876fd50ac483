package network

// Step names what one step of a draft's history did; the view has its words.
type Step string

// The steps.
const (
	StepField     Step = "field"
	StepCell      Step = "cell"
	StepPaste     Step = "paste"
	StepRow       Step = "row"
	StepTrip      Step = "trip"
	StepShift     Step = "shift"
	StepFrequency Step = "frequency"
	StepReverse   Step = "reverse"
	StepClasses   Step = "classes"
	StepCalendar  Step = "calendar"
	StepFare      Step = "fare"
	StepFix       Step = "fix"
	StepDrag      Step = "drag"
)

// maxSteps is how far back a draft can be undone.
const maxSteps = 200

// moment is a draft as it was before a step.
type moment struct {
	step Step
	join string // steps of the same join are undone as one; "": none
	form RouteForm
	at   cursor
}

// cursor is what is selected, in grid and chart alike.
type cursor struct{ trip, row, col int }

// history is what was done to a draft since it was opened or saved. What was
// saved is undone by the store's journal.
type history struct {
	past, future []moment
	open         bool // within a step: what it calls is part of it
	version      uint64
}

// change begins a step; the function it returns ends it. A step that changed
// nothing leaves no trace. Steps with the same join, one after the other, are
// one: a word typed, a line dragged.
func (s *RouteState) change(step Step, join string) (end func()) {
	h := &s.history
	if !s.open || h.open {
		return func() {}
	}
	h.open = true
	before := moment{step, join, s.form.clone(), s.cursor}
	return func() {
		h.open = false
		if s.form.equal(before.form) {
			return
		}
		h.future = nil
		h.version++
		if n := len(h.past); n > 0 && join != "" && h.past[n-1].join == join {
			return
		}
		h.past = append(h.past, before)
		if len(h.past) > maxSteps {
			h.past = h.past[1:]
		}
	}
}

// forget ends the history: what was saved or given up is not the draft's to undo.
func (h *history) forget() { *h = history{version: h.version + 1} }

// LastStep is the step of the draft that StepBack would take back.
func (s *RouteState) LastStep() (Step, bool) {
	if n := len(s.history.past); n > 0 {
		return s.history.past[n-1].step, true
	}
	return "", false
}

// NextStep is the step of the draft that StepOn would do again.
func (s *RouteState) NextStep() (Step, bool) {
	if n := len(s.history.future); n > 0 {
		return s.history.future[n-1].step, true
	}
	return "", false
}

// StepBack takes the last step of the draft back; false when there is none.
func (s *RouteState) StepBack() bool {
	return s.travel(&s.history.past, &s.history.future)
}

// StepOn does again what was taken back; false when there is nothing.
func (s *RouteState) StepOn() bool {
	return s.travel(&s.history.future, &s.history.past)
}

func (s *RouteState) travel(from, to *[]moment) bool {
	n := len(*from)
	if n == 0 || !s.open {
		return false
	}
	m := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, moment{m.step, "", s.form, s.cursor})
	s.form, s.cursor = m.form, m.at
	s.history.version++
	return true
}
