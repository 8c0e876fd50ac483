package feed

import "bytes"

// scan splits the next non-blank line into cells; false at the end or when
// the quoting is broken beyond repair.
func (t *Table) scan() bool {
	d := t.data
	for {
		for t.pos < len(d) && (d[t.pos] == '\n' || d[t.pos] == '\r') {
			t.newline()
		}
		if t.pos >= len(d) {
			return false
		}
		t.Line = t.after
		t.cells, t.scratch = t.cells[:0], t.scratch[:0]
		for more := true; more; {
			if more = t.field(); t.broken {
				return false
			}
			if len(t.cells) > MaxColumns {
				return t.fail(CodeTooManyColumns, t.Line, "")
			}
		}
		if len(t.cells) > 1 || len(t.cells[0].text) > 0 {
			return true
		}
	}
}

// newline steps over one line end.
func (t *Table) newline() {
	if t.data[t.pos] == '\r' && t.pos+1 < len(t.data) && t.data[t.pos+1] == '\n' {
		t.pos++
	}
	t.pos++
	t.after++
}

// field appends the next cell of the row; more tells whether another follows.
func (t *Table) field() (more bool) {
	d, i := t.data, t.pos
	for i < len(d) && (d[i] == ' ' || d[i] == '\t') {
		i++
	}
	if i < len(d) && d[i] == '"' {
		return t.quotedField(i + 1)
	}
	start := i
	for i < len(d) && d[i] != t.comma && d[i] != '\n' && d[i] != '\r' {
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
func (t *Table) endField(i int) (more bool) {
	t.pos = i
	if i >= len(t.data) {
		return false
	}
	if t.data[i] == t.comma {
		t.pos++
		return true
	}
	t.newline()
	return false
}

// quotedField reads a quoted cell whose text starts at i.
func (t *Table) quotedField(i int) (more bool) {
	d, start := t.data, i
	from := len(t.scratch)
	escaped := false
	for {
		n := bytes.IndexByte(d[i:], '"')
		if n < 0 {
			return t.fail(CodeCSVParsing, t.after, FirstLine(d[start:]))
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
	t.after += LineEnds(text)
	for i < len(d) && (d[i] == ' ' || d[i] == '\t') {
		i++
	}
	if i < len(d) && d[i] != t.comma && d[i] != '\n' && d[i] != '\r' {
		return t.fail(CodeCSVParsing, line, FirstLine(d[i:]))
	}
	t.cells = append(t.cells, cell{text: text, quoted: true})
	return t.endField(i)
}

// fail ends the walk: the rows cannot be told apart any more.
func (t *Table) fail(code Code, line int, value string) (more bool) {
	t.broken = true
	t.Prob.Refuse(Error{File: t.File, Line: line, Code: code, Value: Shorten(value)})
	return false
}
