package gtfs

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

// table walks over the rows of one CSV file held in memory. It takes LF, CRLF
// and lone CR as line ends, a byte order mark, padded and quoted fields, blank
// lines (skipped) and short rows (the missing cells are empty). Cells of the
// current row are valid until the next call of next.
type table struct {
	file    string
	prob    *problems
	tick    func(bytes int) bool // false stops the walk; nil never does
	data    []byte
	pos     int
	line    int // of the current row's start
	after   int // line number at pos
	rows    int
	ticked  int
	header  []string
	asked   []bool // for each column: something reads it
	cells   []cell
	scratch []byte
	exact   bool // texts are taken as they are
	broken  bool // the rest cannot be split into rows
}

// cell is one field of a row. Unquoted fields come trimmed; a quoted field
// keeps its inner spaces.
type cell struct {
	text   []byte
	quoted bool
}

// column is a named column of a table; idx is negative when it is absent.
type column struct {
	idx  int
	name string
}

func (c column) present() bool { return c.idx >= 0 }

// newTable reads the header. It reports false, having told prob, when the file
// has none that can be used.
func newTable(file string, data []byte, prob *problems) (*table, bool) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	t := &table{file: file, prob: prob, data: data, after: 1}
	if !t.scan() {
		if !t.broken {
			prob.refuse(Error{File: file, Code: CodeEmptyFile})
		}
		return nil, false
	}
	seen := make(map[string]bool, len(t.cells))
	for _, c := range t.cells {
		name := strings.ToLower(strings.TrimSpace(string(c.text)))
		switch {
		case name == "":
			prob.note(SeverityWarning, Error{File: file, Line: t.line, Code: CodeEmptyColumnName})
		case seen[name]:
			prob.refuse(Error{File: file, Line: t.line, Column: shorten(name), Code: CodeDuplicatedColumn})
			return nil, false
		}
		seen[name] = true
		t.header = append(t.header, name)
	}
	t.asked = make([]bool, len(t.header))
	return t, true
}

// formerNames are names of columns in feeds older than the reference.
var formerNames = map[string]string{"headway_secs": "frequency"}

// column finds a column by name.
func (t *table) column(name string) column {
	i := slices.Index(t.header, name)
	if former, ok := formerNames[name]; ok && i < 0 {
		i = slices.Index(t.header, former)
	}
	if i >= 0 {
		t.asked[i] = true
	}
	return column{i, name}
}

// next moves to the next row that is not blank.
func (t *table) next() bool {
	if t.rows&1023 == 0 && t.tick != nil {
		if !t.tick(t.pos - t.ticked) {
			return false
		}
		t.ticked = t.pos
	}
	for {
		if t.prob.full() || !t.scan() {
			return false
		}
		if t.rows++; t.rows > MaxRows {
			t.prob.refuse(Error{File: t.file, Line: t.line, Code: CodeTooManyRows})
			return false
		}
		if n := len(t.cells); n == len(t.header) {
			return true
		} else if n < len(t.header) {
			t.note(SeverityWarning, column{}, CodeRowLength, "")
			return true
		}
		if !t.overlong() {
			return true
		}
		// Nobody knows which cell is one too many, so not even leaving the row
		// out is safe: a trip would lose a call.
		t.prob.refuse(Error{File: t.file, Line: t.line, Code: CodeRowLength})
	}
}

// overlong reports whether the row has text beyond the last column; trailing
// commas alone only deserve a warning.
func (t *table) overlong() bool {
	for _, c := range t.cells[len(t.header):] {
		if len(c.text) > 0 {
			return true
		}
	}
	t.note(SeverityWarning, column{}, CodeRowLength, "")
	return false
}

// get is the text of a cell of the current row; absent cells are empty.
func (t *table) get(c column) []byte {
	if uint(c.idx) >= uint(len(t.cells)) {
		return nil
	}
	return t.cells[c.idx].text
}

// bad reports a broken cell or row.
func (t *table) bad(c column, code Code, value string) {
	t.prob.bad(Error{File: t.file, Line: t.line, Column: c.name, Code: code, Value: shorten(value)})
}

// note reports an oddity that does not stop the import.
func (t *table) note(s Severity, c column, code Code, value string) {
	t.prob.note(s, Error{File: t.file, Line: t.line, Column: c.name, Code: code, Value: value})
}

// scan splits the next non-blank line into cells; false at the end or when
// the quoting is broken beyond repair.
func (t *table) scan() bool {
	d := t.data
	for {
		for t.pos < len(d) && (d[t.pos] == '\n' || d[t.pos] == '\r') {
			t.newline()
		}
		if t.pos >= len(d) {
			return false
		}
		t.line = t.after
		t.cells, t.scratch = t.cells[:0], t.scratch[:0]
		for more := true; more; {
			if more = t.field(); t.broken {
				return false
			}
			if len(t.cells) > MaxColumns {
				return t.fail(CodeTooManyColumns, t.line, "")
			}
		}
		if len(t.cells) > 1 || len(t.cells[0].text) > 0 {
			return true
		}
	}
}

// newline steps over one line end.
func (t *table) newline() {
	if t.data[t.pos] == '\r' && t.pos+1 < len(t.data) && t.data[t.pos+1] == '\n' {
		t.pos++
	}
	t.pos++
	t.after++
}

// field appends the next cell of the row; more tells whether another follows.
func (t *table) field() (more bool) {
	d, i := t.data, t.pos
	for i < len(d) && (d[i] == ' ' || d[i] == '\t') {
		i++
	}
	if i < len(d) && d[i] == '"' {
		return t.quotedField(i + 1)
	}
	start := i
	for i < len(d) && d[i] != ',' && d[i] != '\n' && d[i] != '\r' {
		i++
	}
	end := i
	for end > start && (d[end-1] == ' ' || d[end-1] == '\t') {
		end--
	}
	t.cells = append(t.cells, cell{text: d[start:end:end]})
	return t.endField(i)
}

// endField leaves pos behind the comma or the line end at i.
func (t *table) endField(i int) (more bool) {
	t.pos = i
	if i >= len(t.data) {
		return false
	}
	if t.data[i] == ',' {
		t.pos++
		return true
	}
	t.newline()
	return false
}

// quotedField reads a quoted cell whose text starts at i.
func (t *table) quotedField(i int) (more bool) {
	d, start := t.data, i
	from := len(t.scratch)
	escaped := false
	for {
		n := bytes.IndexByte(d[i:], '"')
		if n < 0 {
			return t.fail(CodeCSVParsing, t.after, firstLine(d[start:]))
		}
		i += n + 1
		if i < len(d) && d[i] == '"' {
			t.scratch = append(t.scratch, d[start:i]...)
			i++
			start, escaped = i, true
			continue
		}
		break
	}
	text := d[start : i-1 : i-1]
	if escaped {
		// scratch may have moved since an earlier cell of the row was cut from
		// it; those cells keep the old array, which stays as it was.
		t.scratch = append(t.scratch, text...)
		text = t.scratch[from:len(t.scratch):len(t.scratch)]
	}
	line := t.after
	t.after += lineEnds(text)
	for i < len(d) && (d[i] == ' ' || d[i] == '\t') {
		i++
	}
	if i < len(d) && d[i] != ',' && d[i] != '\n' && d[i] != '\r' {
		return t.fail(CodeCSVParsing, line, firstLine(d[i:]))
	}
	t.cells = append(t.cells, cell{text: text, quoted: true})
	return t.endField(i)
}

// fail ends the walk: the rows cannot be told apart any more.
func (t *table) fail(code Code, line int, value string) (more bool) {
	t.broken = true
	t.prob.refuse(Error{File: t.file, Line: line, Code: code, Value: shorten(value)})
	return false
}

// lineEnds counts the line ends inside a quoted cell.
func lineEnds(b []byte) (n int) {
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

func firstLine(b []byte) string {
	if i := bytes.IndexAny(b, "\r\n"); i >= 0 {
		b = b[:i]
	}
	if len(b) > maxValue*utf8.UTFMax {
		b = b[:maxValue*utf8.UTFMax]
	}
	return string(b)
}
