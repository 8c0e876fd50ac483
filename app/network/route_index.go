package network

import (
	"cmp"
	"slices"
	"strings"

	"tongtu/data/model"
	"tongtu/widgets"
)

// RouteRow is one route of the list.
type RouteRow struct {
	ID       model.RouteID
	Number   string
	Name     string
	Operator string
	Mode     model.Mode

	number, text string // folded, for the search
}

// RouteIndex is the list of all routes in the order people expect: G2 before
// G10. It is immutable and built off the UI thread.
type RouteIndex struct{ rows []RouteRow }

// NewRouteIndex builds the list.
func NewRouteIndex(routes []model.Route, operators []model.Operator) *RouteIndex {
	names := map[model.OperatorID]string{}
	for _, o := range operators {
		names[o.ID] = o.Name
	}
	x := &RouteIndex{rows: make([]RouteRow, len(routes))}
	keys := make(map[model.RouteID]numberKey, len(routes))
	for i, r := range routes {
		op := names[r.Operator]
		x.rows[i] = RouteRow{
			ID: r.ID, Number: r.Number, Name: r.Name, Operator: op, Mode: r.Mode,
			number: fold(r.Number), text: fold(r.Number + "\n" + r.Name + "\n" + op),
		}
		keys[r.ID] = keyOf(r.Number)
	}
	slices.SortFunc(x.rows, func(a, b RouteRow) int {
		return cmp.Or(keys[a.ID].compare(keys[b.ID]), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	})
	return x
}

// Search returns the routes whose number, name or operator contain every word
// of text: first those whose number begins with it.
func (x *RouteIndex) Search(text string) []RouteRow {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return x.rows
	}
	for i, w := range words {
		words[i] = widgets.HalfWidth(w)
	}
	var first, rest []RouteRow
	for _, r := range x.rows {
		switch {
		case len(words) == 1 && strings.HasPrefix(r.number, words[0]):
			first = append(first, r)
		case !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.text, w) }):
			rest = append(rest, r)
		}
	}
	return append(first, rest...)
}

// Len is how many routes there are.
func (x *RouteIndex) Len() int { return len(x.rows) }

// numberKey is a route number taken apart for sorting: letters, then a number.
type numberKey struct {
	letters string
	number  int
}

func keyOf(number string) numberKey {
	i := strings.IndexAny(number, "0123456789")
	if i < 0 {
		return numberKey{letters: number}
	}
	k := numberKey{letters: number[:i]}
	for _, r := range number[i:] {
		if r < '0' || r > '9' || k.number > 1e8 {
			break
		}
		k.number = k.number*10 + int(r-'0')
	}
	return k
}

func (k numberKey) compare(o numberKey) int {
	return cmp.Or(cmp.Compare(k.letters, o.letters), cmp.Compare(k.number, o.number))
}
