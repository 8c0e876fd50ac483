package table

import (
	"bytes"
	"context"
	"fmt"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// Place is where a name is: a city, and the station of it that services call
// at; the zero station stands for one to be made under the city's name.
type Place struct {
	City    model.City
	Station model.Station
}

// Options change how a table is read.
type Options struct {
	// Progress, when set, is called on the reading goroutine.
	Progress func(done, total int64)
	// LeaveOut leaves broken rows out and reports them.
	LeaveOut bool
	// Columns names the column of a field where its header is none of the usual.
	Columns map[string]string
	// From and To are the days that services run on.
	From, To model.Date
	// Places finds a city or station by name; nil knows none.
	Places func(name string) (Place, bool)
}

// Kind is what a table holds.
type Kind string

// The kinds.
const (
	Services Kind = "services"
	Edges    Kind = "edges"
	Places   Kind = "places"
)

// needs lists the columns that make a table of a kind; of the last ones, any.
var needs = []struct {
	kind Kind
	all  []string
	any  []string
}{
	{Services, []string{"from", "to", "dep"}, []string{"arr", "duration"}},
	{Edges, []string{"from", "to"}, []string{"km", "price", "duration"}},
	{Places, []string{"name"}, []string{"lat"}},
}

// titleRows is how many rows above the header are looked through for it.
const titleRows = 20

// maxHeader is how much text a header may take.
const maxHeader = 1 << 20

// Read reads the text of the file called name, completely or not at all. A
// refusal is made of *feed.Error values; only a cancelled ctx gives another
// kind of error.
func Read(ctx context.Context, name string, text []byte, o Options) (model.Network, feed.Report, error) {
	b := newBuilder(o)
	t, kind, ok := b.open(name, text)
	if ok {
		done := 0
		t.Tick = func(bytes int) bool {
			if done += bytes; o.Progress != nil {
				o.Progress(int64(done), int64(len(text)))
			}
			return ctx.Err() == nil
		}
		switch kind {
		case Services:
			b.services(t)
		case Edges:
			b.edges(t)
		case Places:
			b.places(t)
		}
	}
	if err := ctx.Err(); err != nil {
		return model.Network{}, feed.Report{}, fmt.Errorf("reading %s: %w", name, err)
	}
	if err := b.prob.Err(); err != nil {
		return model.Network{}, feed.Report{}, err
	}
	n := b.finish(name)
	rep := feed.Report{Findings: b.prob.Findings(), Cities: len(n.Cities), Stations: len(n.Stations), Routes: len(n.Routes), Trips: len(n.Trips)}
	for _, t := range n.Trips {
		rep.Calls += len(t.Calls)
	}
	if o.Progress != nil {
		o.Progress(int64(len(text)), int64(len(text)))
	}
	return n, rep, nil
}

// KindOf tells what a table holds, if it is one.
func KindOf(text []byte, o Options) (Kind, bool) {
	_, kind, ok := newBuilder(o).open("", text)
	return kind, ok
}

// fullwidth is the comma of Chinese and Japanese keyboards.
const fullwidth = "\uff0c"

// open finds separator and header.
func (b *builder) open(name string, text []byte) (*feed.Table, Kind, bool) {
	comma := separator(text)
	if comma == 0 && bytes.Contains(text, []byte(fullwidth)) {
		b.prob.Note(feed.SeverityWarning, feed.Error{File: name, Line: 1, Code: feed.CodeFullwidth, Value: fullwidth})
		text = bytes.ReplaceAll(text, []byte(fullwidth), []byte(","))
	}
	if comma == 0 {
		comma = ','
	}
	b.decimalComma = comma != ','
	first := &feed.Problems{}
	at := 0
	for row := range titleRows {
		prob := &feed.Problems{LeaveOut: b.prob.LeaveOut}
		// Only the header is read here, which does not take a whole long text.
		t, ok := feed.NewTable(name, blank(text[:min(len(text), at+maxHeader)], at), comma, prob)
		if row == 0 {
			first = prob
		}
		if ok {
			if kind, ok := b.kind(t); ok {
				if row > 0 {
					b.prob.Note(feed.SeverityInfo, feed.Error{File: name, Line: t.Line, Code: feed.CodeHeaderRow})
				}
				t, ok := feed.NewTable(name, blank(text, at), comma, &b.prob)
				return t, kind, ok
			}
		}
		if at = nextLine(text, at); at >= len(text) {
			break
		}
	}
	for _, e := range first.Errs() {
		b.prob.Refuse(*e)
	}
	if len(first.Errs()) == 0 {
		b.prob.Refuse(feed.Error{File: name, Line: 1, Code: feed.CodeUnknownTable, Value: feed.Shorten(feed.FirstLine(text))})
	}
	return nil, "", false
}

// blank is text without what is before at, line ends excepted, so that lines
// keep their numbers.
func blank(text []byte, at int) []byte {
	if at == 0 {
		return text
	}
	return append(bytes.Repeat([]byte("\n"), feed.LineEnds(text[:at])), text[at:]...)
}

// nextLine is where the line after the one at i begins.
func nextLine(text []byte, i int) int {
	n := bytes.IndexAny(text[i:], "\r\n")
	if n < 0 {
		return len(text)
	}
	i += n + 1
	if text[i-1] == '\r' && i < len(text) && text[i] == '\n' {
		i++
	}
	return i
}

// separator is the byte that the first lines have most of between their cells,
// 0 when they have none of the usual.
func separator(text []byte) byte {
	best, most := byte(0), 0
	for at, row := 0, 0; row < titleRows && at < len(text); row++ {
		end := nextLine(text, at)
		quoted := false
		var count [128]int
		for _, c := range text[at:end] {
			if c == '"' {
				quoted = !quoted
			}
			if !quoted && c < 128 {
				count[c]++
			}
		}
		for _, c := range []byte(",;\t|") {
			if count[c] > most {
				best, most = c, count[c]
			}
		}
		if most > 0 {
			break
		}
		at = end
	}
	return best
}

// kind tells what a table with this header holds.
func (b *builder) kind(t *feed.Table) (Kind, bool) {
	has := func(field string) bool { return b.column(t, field).Present() }
	for _, n := range needs {
		ok := true
		for _, f := range n.all {
			ok = ok && has(f)
		}
		any := false
		for _, f := range n.any {
			any = any || has(f)
		}
		if ok && any {
			return n.kind, true
		}
	}
	return "", false
}
