package network

import (
	"slices"
	"strings"

	"tongtu/data/rules"
)

// FindingRow is one row of the findings panel: the heading of those alike, or
// one of them.
type FindingRow struct {
	Heading bool
	Open    bool // heading whose findings are listed
	Count   int  // of a heading
	Located      // of a heading the first of its findings
}

// FindingsState is what the findings panel shows. It knows neither Fyne nor a
// language. The zero value is ready.
type FindingsState struct {
	report Report
	loaded bool
	search string
	open   map[alike]bool
	rows   []FindingRow
	picked picked
	busy   bool
	edit   bool
}

// alike is what findings under one heading have in common.
type alike struct {
	severity rules.Severity
	code     rules.Code
}

// picked is the row the buttons are about; it outlives a reload.
type picked struct {
	alike
	finding rules.Finding // zero: the heading
	any     bool
}

func alikeOf(f rules.Finding) alike { return alike{f.Severity, f.Code} }

// Load takes a new report. What is picked stays picked if it is still there;
// else the next one like it takes its place.
func (s *FindingsState) Load(r Report) {
	was, at := s.picked, s.PickedRow()
	s.report, s.loaded = r, true
	s.list()
	if at >= 0 && s.PickedRow() < 0 {
		s.pickNear(was, at)
	}
}

// pickNear picks the row that is now where another one of its kind was.
func (s *FindingsState) pickNear(was picked, at int) {
	for _, i := range []int{at, at - 1} {
		if i >= 0 && i < len(s.rows) && !s.rows[i].Heading && alikeOf(s.rows[i].Finding) == was.alike {
			s.picked = picked{alike: was.alike, finding: s.rows[i].Finding, any: true}
			return
		}
	}
}

// Loaded reports whether there is a report.
func (s *FindingsState) Loaded() bool { return s.loaded }

// Allow says whether fixes may be applied.
func (s *FindingsState) Allow(edit bool) { s.edit = edit }

// SetBusy says whether an edit is under way.
func (s *FindingsState) SetBusy(on bool) { s.busy = on }

// Search narrows the findings to those about things whose name has text.
func (s *FindingsState) Search(text string) {
	s.search = text
	s.list()
}

// SearchText is what the findings are narrowed to.
func (s *FindingsState) SearchText() string { return s.search }

// Total is how many findings there are.
func (s *FindingsState) Total() int { return len(s.report.Findings) }

// Counts are the findings by severity.
func (s *FindingsState) Counts() (n [rules.Info + 1]int) {
	for _, f := range s.report.Findings {
		n[f.Severity]++
	}
	return n
}

func (s *FindingsState) shown(f Located) bool {
	text := fold(s.search)
	if text == "" {
		return true
	}
	for _, name := range []string{f.About.Name, f.About.English, f.About.ID} {
		if strings.Contains(fold(name), text) {
			return true
		}
	}
	return false
}

// list makes the rows; findings come sorted, so that those alike are together.
func (s *FindingsState) list() {
	s.rows = nil
	heading := -1
	for _, f := range s.report.Findings {
		if !s.shown(f) {
			continue
		}
		if heading < 0 || alikeOf(s.rows[heading].Finding) != alikeOf(f.Finding) {
			heading = len(s.rows)
			s.rows = append(s.rows, FindingRow{Heading: true, Open: s.open[alikeOf(f.Finding)] || fold(s.search) != "", Located: f})
		}
		s.rows[heading].Count++
		if s.rows[heading].Open {
			s.rows = append(s.rows, FindingRow{Located: f})
		}
	}
	if s.picked.any && s.PickedRow() < 0 {
		s.picked = picked{}
	}
}

// Rows are the headings, each with its findings when it is open.
func (s *FindingsState) Rows() []FindingRow { return s.rows }

// Pick makes a row the one the buttons are about; a heading opens or closes. It
// returns the finding, if the row is one.
func (s *FindingsState) Pick(row int) (f Located, ok bool) {
	if row < 0 || row >= len(s.rows) {
		return f, false
	}
	r := s.rows[row]
	s.picked = picked{alike: alikeOf(r.Finding), any: true}
	if !r.Heading {
		s.picked.finding = r.Finding
		return r.Located, true
	}
	if s.open == nil {
		s.open = map[alike]bool{}
	}
	s.open[alikeOf(r.Finding)] = !s.open[alikeOf(r.Finding)]
	s.list()
	return f, false
}

// PickedRow is the row that is picked, -1 for none.
func (s *FindingsState) PickedRow() int {
	if !s.picked.any {
		return -1
	}
	return slices.IndexFunc(s.rows, func(r FindingRow) bool {
		return alikeOf(r.Finding) == s.picked.alike && (r.Heading && s.picked.finding == (rules.Finding{}) || !r.Heading && r.Finding == s.picked.finding)
	})
}

// Picked is the finding that is picked; ok is false for a heading or nothing.
func (s *FindingsState) Picked() (f Located, ok bool) {
	i := s.PickedRow()
	if i < 0 || s.rows[i].Heading {
		return f, false
	}
	return s.rows[i].Located, true
}

// Fix is the remedy of what is picked; ok is false when there is none, or when
// it may not be applied.
func (s *FindingsState) Fix() (f rules.Fix, ok bool) {
	p, ok := s.Picked()
	return p.Fix, ok && s.edit && !s.busy && p.Fix.Action != rules.NoFix
}

// FixAll are the remedies of all that is wrong in the same way as what is
// picked, and whether they may be applied.
func (s *FindingsState) FixAll() (code rules.Code, fixes []rules.Fix, ok bool) {
	if s.PickedRow() < 0 {
		return "", nil, false
	}
	for _, f := range s.report.Findings {
		if alikeOf(f.Finding) == s.picked.alike && f.Fix.Action != rules.NoFix && s.shown(f) {
			fixes = append(fixes, f.Fix)
		}
	}
	return s.picked.code, fixes, s.edit && !s.busy && len(fixes) > 0
}
