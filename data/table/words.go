package table

import (
	"strings"
	"sync"

	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/resources"
)

// vocabulary holds the words of resources.Headers.
type vocabulary struct {
	columns map[string][]string // by field, the most usual word first
	modes   map[string]model.Mode
}

var words = sync.OnceValue(func() vocabulary {
	v := vocabulary{columns: make(map[string][]string), modes: make(map[string]model.Mode)}
	_, text, _ := strings.Cut(string(resources.Headers), "\n") // the comment
	prob := &feed.Problems{}
	t, ok := feed.NewTable("headers.csv", []byte(text), ',', prob)
	if !ok {
		panic("headers.csv: no header")
	}
	meaning, word := t.Column("meaning"), t.Column("word")
	for t.Next() {
		kind, name, _ := strings.Cut(string(t.Get(meaning)), ".")
		w := string(t.Get(word))
		switch kind {
		case "column":
			v.columns[name] = append(v.columns[name], w)
		case "mode":
			if m, ok := model.ParseMode(name); ok {
				v.modes[w] = m
			}
		}
	}
	return v
})

// IsField reports whether name is a field that Options.Columns can map.
func IsField(name string) bool { return len(words().columns[name]) > 0 }
