package i18n

import (
	"cmp"
	"slices"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// Words around findings.
const (
	keySeverityError   Key = "rules.severity.error"
	keySeverityWarning Key = "rules.severity.warning"
	keySeverityInfo    Key = "rules.severity.info"

	keyOfTrip     Key = "rules.of.trip"     // {name} {at}
	keyOfChange   Key = "rules.of.change"   // {name} {to}
	keyOfCalendar Key = "rules.of.calendar" // {name}
	keyOfFares    Key = "rules.of.fares"    // {name}
	keyOfUnnamed  Key = "rules.of.unnamed"
	keyOfTable    Key = "rules.of.table"
)

var severityWords = map[rules.Severity]Key{
	rules.Error: keySeverityError, rules.Warning: keySeverityWarning, rules.Info: keySeverityInfo,
}

// fixWords are what the buttons say.
var fixWords = map[rules.Action]Key{
	rules.Trim: "rules.fix.trim", rules.ReadName: "rules.fix.set", rules.DropAlias: "rules.fix.drop-date",
	rules.SwapPosition: "rules.fix.swap", rules.JoinCalls: "rules.fix.join", rules.DropDate: "rules.fix.drop-date",
	rules.DropFareRules: "rules.fix.rules", rules.MirrorChange: "rules.fix.mirror",
	rules.DropRoute: "rules.fix.drop", rules.DropTrip: "rules.fix.drop", rules.DropCalendar: "rules.fix.drop",
}

// Severity is the word for s.
func (c *Catalogue) Severity(s rules.Severity) string { return c.T(severityWords[s]) }

// FindingTitle names the rule; one nobody gave words shows its code.
func (c *Catalogue) FindingTitle(code rules.Code) string {
	return c.T(cmp.Or(rulesWords[code].title, Key(code)))
}

// Finding says what is wrong, without naming what it is about; other is the
// other thing concerned.
func (c *Catalogue) Finding(f rules.Finding, other rules.Subject) string {
	a := A{"field": c.fieldOf(f), "other": c.Subject(other), "value": "", "limit": ""}
	if f.Value != nil {
		a["value"] = f.Value
	}
	if f.Limit != nil {
		a["limit"] = f.Limit
	}
	return c.T(cmp.Or(rulesWords[f.Code].says, Key(f.Code)), a)
}

// fieldOf is the word for the field of f; the ends of a change record are stations.
func (c *Catalogue) fieldOf(f rules.Finding) string {
	if f.Of.Kind == rules.Change && slices.Contains([]string{"from", "to"}, f.Field) {
		return c.Field("station")
	}
	return c.Field(f.Field)
}

// Subject names a thing in the language of the catalogue.
func (c *Catalogue) Subject(s rules.Subject) string {
	name := s.Name
	if c.Lang() == En && s.English != "" {
		name = s.English
	}
	name = cmp.Or(name, s.ID, c.T(keyOfUnnamed))
	switch s.Kind {
	case rules.Trip:
		return c.T(keyOfTrip, A{"name": name, "at": c.Clock(s.Dep)})
	case rules.Change:
		return c.T(keyOfChange, A{"name": name, "to": s.To})
	case rules.Calendar:
		return c.T(keyOfCalendar, A{"name": name})
	case rules.Fares:
		return c.T(keyOfFares, A{"name": name})
	case rules.Table:
		return c.T(keyOfTable)
	}
	return name
}

// Fix says what applying f does, for a button.
func (c *Catalogue) Fix(f rules.Fix) string {
	value := f.Value
	if d, err := model.ParseDate(value); err == nil && f.Action == rules.DropDate {
		value = c.Date(d)
	}
	return c.T(cmp.Or(fixWords[f.Action], Key(f.Of.String())), A{"value": value})
}
