package network

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tongtu/data/model"
)

// The reasons why trips cannot be filled in by frequency.
var (
	ErrBackwards = errors.New("the last departure is before the first")
	ErrHeadway   = errors.New("a headway is a minute or more")
	ErrMany      = errors.New("too many trips at once")
	ErrNoTimes   = errors.New("the trip shown has no times to repeat")
)

// maxFilled is how many trips one filling adds at most.
const maxFilled = 400

// Frequency says which departures to fill in, as typed.
type Frequency struct{ First, Last, Every string }

// FillFrequency repeats the trip shown from a first departure to a last one at a
// headway, on its calendar. Departures at which such a trip leaves already are
// passed over. It returns how many trips were added; on a problem, whose field
// is "first", "last" or "every", nothing is.
func (s *RouteState) FillFrequency(f Frequency) (added int, problem *Problem) {
	t := s.current()
	if t == nil {
		return 0, nil
	}
	first, last, every, problem := f.values()
	if problem != nil {
		return 0, problem
	}
	base, ok := t.firstClock()
	if !ok {
		return 0, &Problem{"first", ErrNoTimes}
	}
	leaves := map[model.Second]bool{}
	for _, o := range s.form.Trips {
		if at, ok := o.firstClock(); ok && o.Calendar == t.Calendar && o.samePattern(*t) {
			leaves[at] = true
		}
	}
	var fresh []TripForm
	for at := first; at <= last; at += every {
		if leaves[at] {
			continue
		}
		dup := t.copied()
		if !dup.shift(at - base) {
			return 0, &Problem{"last", ErrLate}
		}
		if fresh = append(fresh, dup); len(fresh) > maxFilled {
			return 0, &Problem{"every", ErrMany}
		}
	}
	defer s.change(StepFrequency, "")()
	s.form.Trips = slices.Insert(slices.Clone(s.form.Trips), s.cursor.trip+1, fresh...)
	return len(fresh), nil
}

func (f Frequency) values() (first, last, every model.Second, problem *Problem) {
	var err error
	if first, err = ParseClock(f.First); err != nil {
		return 0, 0, 0, &Problem{"first", err}
	}
	if last, err = ParseClock(f.Last); err != nil {
		return 0, 0, 0, &Problem{"last", err}
	}
	if every, err = ParseShift(f.Every); err != nil {
		return 0, 0, 0, &Problem{"every", err}
	}
	switch {
	case last < first:
		return 0, 0, 0, &Problem{"last", ErrBackwards}
	case every < model.Minute:
		return 0, 0, 0, &Problem{"every", ErrHeadway}
	}
	return first, last, every, nil
}

// copied is t as a trip that was never stored.
func (t TripForm) copied() TripForm {
	t = t.clone()
	t.kept = model.Trip{}
	return t
}

// samePattern reports whether t and u call at the same stations in the same order.
func (t TripForm) samePattern(u TripForm) bool {
	return slices.EqualFunc(t.Calls, u.Calls, func(a, b CallForm) bool { return a.id == b.id && (a.id != "" || a.Station == b.Station) })
}

// Reverse turns the trip shown round: it leaves where it ended, at the same time
// as before, takes as long from stop to stop and waits as long at each. Fares
// and distances count from the new start.
func (s *RouteState) Reverse() {
	t := s.current()
	if t == nil {
		return
	}
	defer s.change(StepReverse, "")()
	t.reverse()
}

func (t *TripForm) reverse() {
	n := len(t.Calls)
	begin, okFirst := t.firstClock()
	end, okLast := t.lastClock()
	mirrored := func(text string) string {
		at, err := ParseClock(text)
		if err != nil || !okFirst || !okLast {
			return text
		}
		if at = begin + end - at; at < 0 || at > model.MaxClock {
			return text // out of order as it was
		}
		return FormatClock(at)
	}
	out := make([]CallForm, n)
	whole := t.Calls[n-1]
	for i, c := range t.Calls {
		c.Arr, c.Dep = mirrored(c.Dep), mirrored(c.Arr)
		c.keptNoBoard, c.keptNoAlight = c.keptNoAlight, c.keptNoBoard
		c.Km, c.keptUnrounded = rest(whole.Km, c.Km, ParseKm, func(m model.Metre) string {
			if m == 0 {
				return "0"
			}
			return FormatKm(m)
		}), 0
		c.Fares = slices.Clone(c.Fares)
		for k := range c.Fares {
			c.Fares[k] = rest(whole.Fares[k], c.Fares[k], ParseFen, FormatFen)
		}
		out[n-1-i] = c
	}
	t.Calls = out
}

// rest is what is left of whole after part, as text; a text that cannot be
// counted with stays as it is.
func rest[N ~int32 | ~int64](whole, part string, parse func(string) (N, error), format func(N) string) string {
	if strings.TrimSpace(whole) == "" || strings.TrimSpace(part) == "" {
		return part
	}
	w, errW := parse(whole)
	p, errP := parse(part)
	if errW != nil || errP != nil || w < p {
		return part
	}
	return format(w - p)
}

// Scope says which times go along when one is moved.
type Scope uint8

// The scopes.
const (
	ScopeOne     Scope = iota // that time alone
	ScopeLater                // and every later one
	ScopeEarlier              // and every earlier one
)

// MoveTime moves a time of a trip to another one, with others as the scope
// says. Moves of one gesture are one step. It reports whether it could: a time
// must stay within the service day.
func (s *RouteState) MoveTime(trip, row int, f CallField, to model.Second, scope Scope, gesture string) bool {
	if trip < 0 || trip >= len(s.form.Trips) {
		return false
	}
	defer s.change(StepDrag, gesture)()
	t := &s.form.Trips[trip]
	if !t.moveTime(row, f, to, scope) {
		return false
	}
	s.cursor.trip, s.cursor.row = trip, row
	for i := range t.Calls {
		s.touch(fmt.Sprintf("calls[%d].arr", i))
		s.touch(fmt.Sprintf("calls[%d].dep", i))
	}
	return true
}

// moveTime moves a time of t, or says false and changes nothing.
func (t *TripForm) moveTime(row int, f CallField, to model.Second, scope Scope) bool {
	moved := t.clone()
	texts := make([]*string, 0, 2*len(moved.Calls))
	at := -1
	for i := range moved.Calls {
		c := &moved.Calls[i]
		for _, x := range []struct {
			field CallField
			text  *string
		}{{CallArr, &c.Arr}, {CallDep, &c.Dep}} {
			if strings.TrimSpace(*x.text) == "" {
				continue
			}
			if i == row && (x.field == f || at < 0) {
				at = len(texts) // of the only one, where the other is empty
			}
			texts = append(texts, x.text)
		}
	}
	if at < 0 {
		return false
	}
	was, err := ParseClock(*texts[at])
	if err != nil {
		return false
	}
	first, last := at, at
	switch scope {
	case ScopeLater:
		last = len(texts) - 1
	case ScopeEarlier:
		first = 0
	}
	for _, text := range texts[first : last+1] {
		v, err := ParseClock(*text)
		if v += to - was; err != nil || v < 0 || v > model.MaxClock {
			return false
		}
		*text = FormatClock(v)
	}
	t.Calls = moved.Calls
	return true
}
