package exchange

import (
	"fmt"
	"reflect"
	"strings"
)

// Kind is a kind of element of a network.
type Kind string

// The kinds, in the order they are reported.
const (
	KindCity     Kind = "city"
	KindStation  Kind = "station"
	KindOperator Kind = "operator"
	KindRoute    Kind = "route"
	KindTrip     Kind = "trip"
	KindCalendar Kind = "calendar"
	KindShape    Kind = "shape"
	KindFares    Kind = "fares"
	KindChange   Kind = "change"
)

// Kinds lists all kinds in the order they are reported.
func Kinds() []Kind {
	return []Kind{KindCity, KindStation, KindOperator, KindRoute, KindTrip, KindCalendar, KindShape, KindFares, KindChange}
}

// Tally counts what a merge did with the elements of one kind.
type Tally struct {
	Added   int // under an identifier of its own
	Updated int // was there with other values
	Same    int // was there already
	Renamed int // added under a prefix: the identifier was another thing's
}

// Difference is one element that a merge changed or renamed.
type Difference struct {
	Kind     Kind
	ID       string
	Field    string // "Calls[1].Dep"; for a renamed element "ID"
	Old, New string
}

// MaxDifferences is how many differences a Diff tells one by one.
const MaxDifferences = 200

// Diff is what a merge did.
type Diff struct {
	Tallies     map[Kind]Tally
	Differences []Difference // the first MaxDifferences
}

// Changed reports whether the merge changed anything.
func (d Diff) Changed() bool {
	for _, t := range d.Tallies {
		if t.Added+t.Updated+t.Renamed > 0 {
			return true
		}
	}
	return false
}

func (d *Diff) count(k Kind, f func(*Tally)) {
	t := d.Tallies[k]
	f(&t)
	d.Tallies[k] = t
}

// updated records an element with other values than before.
func (d *Diff) updated(k Kind, id string, before, after any) {
	d.count(k, func(t *Tally) { t.Updated++ })
	if len(d.Differences) < MaxDifferences {
		x := Difference{Kind: k, ID: id}
		x.Field, x.Old, x.New, _ = firstDifference(reflect.ValueOf(before), reflect.ValueOf(after), "")
		d.Differences = append(d.Differences, x)
	}
}

func (d *Diff) renamed(k Kind, from, to string) {
	d.count(k, func(t *Tally) { t.Renamed++ })
	if len(d.Differences) < MaxDifferences {
		d.Differences = append(d.Differences, Difference{Kind: k, ID: to, Field: "ID", Old: from, New: to})
	}
}

// firstDifference finds the first field in which two values of one type differ;
// revisions do not count.
func firstDifference(a, b reflect.Value, path string) (field, before, after string, differ bool) {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			name := a.Type().Field(i).Name
			if name == "Rev" {
				continue
			}
			if f, x, y, ok := firstDifference(a.Field(i), b.Field(i), path+"."+name); ok {
				return strings.TrimPrefix(f, "."), x, y, true
			}
		}
		return "", "", "", false
	case reflect.Slice:
		if a.Len() != b.Len() {
			return path, fmt.Sprint(a.Len()), fmt.Sprint(b.Len()), true
		}
		for i := range a.Len() {
			if f, x, y, ok := firstDifference(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i)); ok {
				return f, x, y, true
			}
		}
		return "", "", "", false
	}
	if a.Interface() == b.Interface() {
		return "", "", "", false
	}
	return path, fmt.Sprint(a.Interface()), fmt.Sprint(b.Interface()), true
}
