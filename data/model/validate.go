package model

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// Rule is the machine-readable reason why a field is refused; the catalogue
// has a text for each.
type Rule string

// The rules of this package.
const (
	RuleRequired   Rule = "required"    // the field is empty
	RuleRange      Rule = "range"       // a number outside its range
	RuleOrder      Rule = "order"       // a time or distance runs backwards
	RuleTooShort   Rule = "too-short"   // fewer than two calls
	RuleTooLong    Rule = "too-long"    // text longer than MaxName
	RuleUnknownRef Rule = "unknown-ref" // names something that does not exist
	RuleDuplicate  Rule = "duplicate"   // the same identifier twice
	RuleText       Rule = "text"        // control characters or broken UTF-8
	RuleNever      Rule = "never"       // a calendar without a single day
	RuleMismatch   Rule = "mismatch"    // fares do not match the classes
)

// MaxName is the longest name, in characters.
const MaxName = 120

// FieldError reports one invalid field of an edited value.
type FieldError struct {
	Field string // "name", "calls[2].arr"
	Rule  Rule
	Value string // what was there, for the message; may be empty
}

func (e *FieldError) Error() string {
	if e.Value != "" {
		return fmt.Sprintf("%s: %s (%s)", e.Field, e.Rule, e.Value)
	}
	return fmt.Sprintf("%s: %s", e.Field, e.Rule)
}

// FieldErrors returns every *FieldError joined in err, in order.
func FieldErrors(err error) []*FieldError {
	var fe *FieldError
	if u, ok := err.(interface{ Unwrap() []error }); ok {
		var out []*FieldError
		for _, e := range u.Unwrap() {
			out = append(out, FieldErrors(e)...)
		}
		return out
	}
	if errors.As(err, &fe) {
		return []*FieldError{fe}
	}
	return nil
}

type checker struct{ errs []error }

func (c *checker) add(field string, rule Rule, value string) {
	c.errs = append(c.errs, &FieldError{field, rule, value})
}

func (c *checker) err() error { return errors.Join(c.errs...) }

func (c *checker) name(field, s string, required bool) {
	switch {
	case strings.TrimSpace(s) == "":
		if required {
			c.add(field, RuleRequired, "")
		}
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }):
		c.add(field, RuleText, "")
	case utf8.RuneCountInString(s) > MaxName:
		c.add(field, RuleTooLong, "")
	}
}

func (c *checker) pos(p LonLat) {
	if !(p.Lon >= -180 && p.Lon <= 180) { // the negation catches NaN
		c.add("lon", RuleRange, num(p.Lon))
	}
	if !(p.Lat >= -90 && p.Lat <= 90) {
		c.add("lat", RuleRange, num(p.Lat))
	}
}

func num(f float64) string {
	if math.IsNaN(f) {
		return "NaN"
	}
	return fmt.Sprintf("%g", f)
}

// Validate reports every broken rule of c, joined.
func (c City) Validate() error {
	var v checker
	v.name("id", string(c.ID), true)
	v.name("name", c.Name, true)
	v.name("pinyin", c.Pinyin, false)
	v.name("english", c.English, false)
	v.name("province", c.Province, false)
	v.pos(c.Pos)
	return v.err()
}

// Validate reports every broken rule of s, joined.
func (s Station) Validate() error {
	var v checker
	v.name("id", string(s.ID), true)
	v.name("city", string(s.City), true)
	v.name("name", s.Name, true)
	v.name("code", s.Code, false)
	v.pos(s.Pos)
	return v.err()
}

// Validate reports every broken rule of r, joined.
func (r Route) Validate() error {
	var v checker
	v.name("id", string(r.ID), true)
	v.name("number", r.Number, true)
	if r.Mode >= NumModes {
		v.add("mode", RuleRange, fmt.Sprint(r.Mode))
	}
	return v.err()
}

// Validate reports every broken rule of c, joined.
func (c Calendar) Validate() error {
	var v checker
	v.name("id", string(c.ID), true)
	if c.Days != 0 && c.To < c.From {
		v.add("to", RuleOrder, c.To.String())
	} else if _, _, ok := c.Span(); !ok {
		v.add("days", RuleNever, "")
	}
	return v.err()
}

// Validate reports every broken rule of t, joined: at least two calls, times
// that never run backwards, fares aligned with the classes and not falling.
func (t Trip) Validate() error {
	var v checker
	v.name("id", string(t.ID), true)
	v.name("route", string(t.Route), true)
	v.name("calendar", string(t.Calendar), true)
	if len(t.Calls) < 2 {
		v.add("calls", RuleTooShort, fmt.Sprint(len(t.Calls)))
	}
	if t.Fee < 0 {
		v.add("fee", RuleRange, fmt.Sprint(t.Fee))
	}
	for i, c := range t.Calls {
		t.validateCall(&v, i, c)
	}
	return v.err()
}

func (t Trip) validateCall(v *checker, i int, c Call) {
	field := func(name string) string { return fmt.Sprintf("calls[%d].%s", i, name) }
	if c.Station == "" {
		v.add(field("station"), RuleRequired, "")
	}
	for _, x := range []struct {
		name string
		at   Second
	}{{"arr", c.Arr}, {"dep", c.Dep}} {
		if x.at < 0 || x.at > MaxClock {
			v.add(field(x.name), RuleRange, x.at.String())
		}
	}
	if c.Dep < c.Arr {
		v.add(field("dep"), RuleOrder, c.Dep.String())
	}
	if i > 0 && c.Arr < t.Calls[i-1].Dep {
		v.add(field("arr"), RuleOrder, c.Arr.String())
	}
	if len(c.Fares) != 0 && len(c.Fares) != len(t.Classes) {
		v.add(field("fares"), RuleMismatch, "")
		return
	}
	for k, f := range c.Fares {
		if f < UnknownFen {
			v.add(field("fares"), RuleRange, fmt.Sprint(f))
		}
		if i > 0 && f.Known() && k < len(t.Calls[i-1].Fares) && t.Calls[i-1].Fares[k] > f {
			v.add(field("fares"), RuleOrder, fmt.Sprint(f))
		}
	}
}
