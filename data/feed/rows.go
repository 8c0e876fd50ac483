package feed

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of one table. They bound memory against made-up files; the largest
// published national feeds stay below them.
const (
	MaxColumns = 200
	MaxRows    = 5_000_000
)

// Table walks over the rows of one CSV file held in memory. It takes LF, CRLF
// and lone CR as line ends, a byte order mark, padded and quoted fields, blank
// lines (skipped) and short rows (the missing cells are empty). Cells of the
// current row are valid until the next call of Next.
type Table struct {
	File  string
	Line  int // of the current row's start; 1 is the first
	Prob  *Problems
	Tick  func(bytes int) bool // false stops the walk; nil never does
	Exact bool                 // texts are taken as they are

	comma   byte
	data    []byte
	pos     int
	after   int // line number at pos
	rows    int
	ticked  int
	header  []string
	asked   []bool // for each column: something reads it
	cells   []cell
	scratch []byte
	broken  bool // the rest cannot be split into rows
}

// cell is one field of a row. Unquoted fields come trimmed; a quoted field
// keeps its inner spaces.
type cell struct {
	text   []byte
	quoted bool
}

// Column is a named column of a table, which may not have it.
type Column struct {
	Name string
	idx  int // negative when it is absent
}

// Present reports whether the table has the column.
func (c Column) Present() bool { return c.idx >= 0 }

// NewTable reads the header of a table whose cells comma separates. It reports
// false, having told prob, when the file has none that can be used.
func NewTable(file string, data []byte, comma byte, prob *Problems) (*Table, bool) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	t := &Table{File: file, Prob: prob, comma: comma, data: data, after: 1}
	if !t.scan() {
		if !t.broken {
			prob.Refuse(Error{File: file, Code: CodeEmptyFile})
		}
		return nil, false
	}
	seen := make(map[string]bool, len(t.cells))
	for _, c := range t.cells {
		name := strings.ToLower(strings.TrimSpace(string(c.text)))
		switch {
		case name == "":
			prob.Note(SeverityWarning, Error{File: file, Line: t.Line, Code: CodeEmptyColumnName})
		case seen[name]:
			prob.Refuse(Error{File: file, Line: t.Line, Column: Shorten(name), Code: CodeDuplicatedColumn})
			return nil, false
		}
		seen[name] = true
		t.header = append(t.header, name)
	}
	t.asked = make([]bool, len(t.header))
	return t, true
}

// At is a table without rows, for problems found after the walk.
func At(file string, prob *Problems) *Table { return &Table{File: file, Prob: prob} }

// Size is the length of the table in bytes.
func (t *Table) Size() int { return len(t.data) }

// Release lets go of the text once the rows were walked over; what a large
// table takes is better used for what was made of it.
func (t *Table) Release() { t.data, t.pos = nil, 0 }

// Header lists the names of the columns, in lower case.
func (t *Table) Header() []string { return t.header }

// Column finds a column by the first of its names that the table has.
func (t *Table) Column(names ...string) Column {
	for _, name := range names {
		if i := slices.Index(t.header, name); i >= 0 {
			t.asked[i] = true
			return Column{name, i}
		}
	}
	return Column{names[0], -1}
}

// Unread lists the columns that nobody asked for.
func (t *Table) Unread() (names []string) {
	for i, asked := range t.asked {
		if !asked && t.header[i] != "" {
			names = append(names, t.header[i])
		}
	}
	return names
}

// Next moves to the next row that is not blank.
func (t *Table) Next() bool {
	if t.rows&1023 == 0 && t.Tick != nil {
		if !t.Tick(t.pos - t.ticked) {
			return false
		}
		t.ticked = t.pos
	}
	for {
		if t.Prob.Full() || !t.scan() {
			return false
		}
		if t.rows++; t.rows > MaxRows {
			t.Prob.Refuse(Error{File: t.File, Line: t.Line, Code: CodeTooManyRows})
			return false
		}
		if n := len(t.cells); n == len(t.header) {
			return true
		} else if n < len(t.header) {
			t.Note(SeverityWarning, Column{}, CodeRowLength, "")
			return true
		}
		if !t.overlong() {
			return true
		}
		// Nobody knows which cell is one too many, so not even leaving the row
		// out is safe: a trip would lose a call.
		t.Prob.Refuse(Error{File: t.File, Line: t.Line, Code: CodeRowLength})
	}
}

// overlong reports whether the row has text beyond the last column; trailing
// commas alone only deserve a warning.
func (t *Table) overlong() bool {
	for _, c := range t.cells[len(t.header):] {
		if len(c.text) > 0 {
			return true
		}
	}
	t.Note(SeverityWarning, Column{}, CodeRowLength, "")
	return false
}

// Get is the text of a cell of the current row; absent cells are empty.
func (t *Table) Get(c Column) []byte {
	if uint(c.idx) >= uint(len(t.cells)) {
		return nil
	}
	return t.cells[c.idx].text
}

// Bad reports a broken cell or row.
func (t *Table) Bad(c Column, code Code, value string) {
	t.Prob.Bad(Error{File: t.File, Line: t.Line, Column: c.Name, Code: code, Value: Shorten(value)})
}

// Note reports an oddity that does not stop the import.
func (t *Table) Note(s Severity, c Column, code Code, value string) {
	t.Prob.Note(s, Error{File: t.File, Line: t.Line, Column: c.Name, Code: code, Value: value})
}

// LineEnds counts the line ends in b, of any kind.
func LineEnds(b []byte) (n int) {
	if bytes.IndexByte(b, '\n') < 0 && bytes.IndexByte(b, '\r') < 0 {
		return 0
	}
	for i, c := range b {
		if c == '\n' || c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			n++
		}
	}
	return n
}

// LineAt is the number of the line that the byte at i is in.
func LineAt(b []byte, i int) int { return 1 + LineEnds(b[:i]) }

// FirstLine is the beginning of b up to a line end, of a length fit for an error.
func FirstLine(b []byte) string {
	if i := bytes.IndexAny(b, "\r\n"); i >= 0 {
		b = b[:i]
	}
	if len(b) > maxValue*utf8.UTFMax {
		b = b[:maxValue*utf8.UTFMax]
	}
	return string(b)
}
