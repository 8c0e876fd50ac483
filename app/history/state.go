package history

import (
	"slices"
	"strings"

	"tongtu/data"
)

// Rights is what the visitor may do.
type Rights struct{ Edit, ReadOnly bool }

// Entry is one command of the journal, in words.
type Entry struct {
	What, Who, When string
	Undone          bool
	N               int // its place in the journal, the oldest is 0
}

// State is what the screen knows: the journal, what is looked for in it, and
// which entry is picked.
type State struct {
	entries []Entry // the newest first
	done    int     // how many are in force
	loaded  bool
	search  string
	rows    []Entry // the entries that are shown
	picked  int     // N of an entry; -1: none
	rights  Rights
	busy    bool
}

// NewState is a state that knows nothing yet.
func NewState() State { return State{picked: -1} }

// SetRights says what the visitor may do.
func (s *State) SetRights(r Rights) { s.rights = r }

// SetBusy says whether an undo or redo is under way.
func (s *State) SetBusy(on bool) { s.busy = on }

// Busy reports whether an undo or redo is under way.
func (s *State) Busy() bool { return s.busy }

// Load takes the journal, the oldest command first, of which done are in force;
// word puts one into words.
func (s *State) Load(list []data.Command, done int, word func(data.Command) Entry) {
	s.entries, s.done, s.loaded = make([]Entry, len(list)), done, true
	for i, c := range list {
		e := word(c)
		e.N, e.Undone = i, i >= done
		s.entries[len(list)-1-i] = e
	}
	if s.picked >= len(list) {
		s.picked = -1
	}
	s.filter()
}

// Loaded reports whether the journal was read.
func (s *State) Loaded() bool { return s.loaded }

// Count is how many commands there are, and how many of them are undone.
func (s *State) Count() (all, undone int) { return len(s.entries), len(s.entries) - s.done }

// Search shows only entries that have text in any column.
func (s *State) Search(text string) {
	s.search = text
	s.filter()
}

// SearchText is what is looked for.
func (s *State) SearchText() string { return s.search }

func (s *State) filter() {
	want := strings.ToLower(strings.TrimSpace(s.search))
	s.rows = slices.DeleteFunc(slices.Clone(s.entries), func(e Entry) bool {
		return !strings.Contains(strings.ToLower(e.What+"\n"+e.Who+"\n"+e.When), want)
	})
}

// Rows are the entries that are shown, the newest first.
func (s *State) Rows() []Entry { return s.rows }

// Pick chooses a shown row; a row chosen already is let go.
func (s *State) Pick(row int) {
	if row < 0 || row >= len(s.rows) || s.rows[row].N == s.picked {
		s.picked = -1
		return
	}
	s.picked = s.rows[row].N
}

// PickedRow is the row of the picked entry, -1 when none is shown.
func (s *State) PickedRow() int {
	return slices.IndexFunc(s.rows, func(e Entry) bool { return e.N == s.picked })
}

// Picked is the entry picked, if any.
func (s *State) Picked() (Entry, bool) {
	for _, e := range s.entries {
		if e.N == s.picked {
			return e, true
		}
	}
	return Entry{}, false
}

// Steps is how far it is to the picked entry: below zero so many commands are
// undone, the picked one included, above zero so many are done again.
func (s *State) Steps() int {
	e, ok := s.Picked()
	switch {
	case !ok:
		return 0
	case e.Undone:
		return e.N + 1 - s.done
	}
	return e.N - s.done
}

// Actions is what can be done now.
type Actions struct{ Undo, Redo, Go, SignIn, ReadOnly bool }

// Actions tells what can be done now.
func (s *State) Actions() Actions {
	free := s.rights.Edit && !s.rights.ReadOnly && !s.busy && s.loaded
	return Actions{
		Undo: free && s.done > 0, Redo: free && s.done < len(s.entries), Go: free && s.Steps() != 0,
		SignIn: !s.rights.Edit, ReadOnly: s.rights.Edit && s.rights.ReadOnly,
	}
}
