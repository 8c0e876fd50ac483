package rules

import (
	"slices"
	"strings"

	"tongtu/data/model"
	"tongtu/data/place"
)

// Action says how a Fix changes its thing.
type Action uint8

// The actions.
const (
	NoFix         Action = iota
	Trim                 // white space out of a name
	ReadName             // the pinyin of place names
	DropAlias            //
	SwapPosition         // longitude and latitude
	JoinCalls            // two calls at one station in a row become one
	DropDate             // a single date that changes nothing
	DropFareRules        // all but the cheapest rule for the same ride
	MirrorChange         // add the record of the way back
	DropRoute            // without trips
	DropTrip             // that another one already is
	DropCalendar         // without trips
)

// Fix is the one sensible remedy of a Finding. It is worked out anew on what is
// there when it is applied: one that has become idle changes nothing.
type Fix struct {
	Action Action
	Of     Thing
	Field  string
	Value  string // the new text, the date to drop, the trip that stays
}

// City applies f to c; false when that changes nothing.
func (f Fix) City(c *model.City) bool {
	switch f.Action {
	case Trim:
		if strings.HasPrefix(f.Field, "aliases") {
			return f.trimAlias(c)
		}
		return trim(map[string]*string{"name": &c.Name, "english": &c.English, "province": &c.Province}[f.Field])
	case ReadName:
		return set(&c.Pinyin, place.Pinyin(c.Name))
	case DropAlias:
		i := lastIndex(c.Aliases, f.Value)
		if i < 0 {
			return false
		}
		c.Aliases = slices.Delete(slices.Clone(c.Aliases), i, i+1)
		return true
	}
	return false
}

func (f Fix) trimAlias(c *model.City) bool {
	i := slices.IndexFunc(c.Aliases, func(a string) bool { return tidy(a) == f.Value && a != f.Value })
	if i < 0 {
		return false
	}
	c.Aliases = slices.Clone(c.Aliases)
	c.Aliases[i] = f.Value
	return true
}

// Station applies f to s; false when that changes nothing.
func (f Fix) Station(s *model.Station) bool {
	switch f.Action {
	case Trim:
		return trim(map[string]*string{"name": &s.Name, "english": &s.English, "code": &s.Code}[f.Field])
	case ReadName:
		return set(&s.Pinyin, place.Pinyin(s.Name))
	case SwapPosition:
		s.Pos.Lon, s.Pos.Lat = s.Pos.Lat, s.Pos.Lon
		return true
	}
	return false
}

// Route applies f to r; false when that changes nothing.
func (f Fix) Route(r *model.Route) bool {
	return f.Action == Trim && trim(map[string]*string{"number": &r.Number, "name": &r.Name}[f.Field])
}

// Operator applies f to o; false when that changes nothing.
func (f Fix) Operator(o *model.Operator) bool {
	return f.Action == Trim && f.Field == "name" && trim(&o.Name)
}

// Calendar applies f to c; false when that changes nothing.
func (f Fix) Calendar(c *model.Calendar) bool {
	if f.Action != DropDate {
		return false
	}
	list := &c.Removed
	if strings.HasPrefix(f.Field, "added") {
		list = &c.Added
	}
	left := slices.DeleteFunc(slices.Clone(*list), func(d model.Date) bool { return d.String() == f.Value })
	changed := len(left) != len(*list)
	*list = left
	return changed
}

// Trip applies f to t; false when that changes nothing.
func (f Fix) Trip(t *model.Trip) bool {
	if f.Action != JoinCalls {
		return false
	}
	for i := 1; i < len(t.Calls); i++ {
		a, b := t.Calls[i-1], t.Calls[i]
		if a.Station != b.Station || string(a.Station) != f.Value {
			continue
		}
		a.Dep, a.NoBoard, a.NoAlight = b.Dep, a.NoBoard && b.NoBoard, a.NoAlight && b.NoAlight
		t.Calls = slices.Delete(slices.Clone(t.Calls), i, i+1)
		t.Calls[i-1] = a
		return len(t.Calls) > 1
	}
	return false
}

// Fares applies f to t; false when that changes nothing.
func (f Fix) Fares(t *model.FareTable) bool {
	if f.Action != DropFareRules {
		return false
	}
	best := -1
	for i, r := range t.Rules {
		if ruleKey(r) == f.Value && (best < 0 || r.Price < t.Rules[best].Price) {
			best = i
		}
	}
	var kept []model.FareRule
	for i, r := range t.Rules {
		if i == best || ruleKey(r) != f.Value {
			kept = append(kept, r)
		}
	}
	same := len(kept) == len(t.Rules)
	t.Rules = kept
	return !same
}

// Mirror is the record of the way back that f adds to r.
func (f Fix) Mirror(r model.ChangeRecord) (model.ChangeRecord, bool) {
	return reverse(r), f.Action == MirrorChange
}

// Repeats reports whether a and b run the same way on the same days, so that
// one of them can go.
func Repeats(a, b model.Trip) bool { return twins(&a, &b) }

func trim(s *string) bool { return s != nil && set(s, tidy(*s)) }

func set(s *string, text string) bool {
	changed := *s != text
	*s = text
	return changed
}

func lastIndex(list []string, s string) int {
	for i, v := range slices.Backward(list) {
		if v == s {
			return i
		}
	}
	return -1
}
