package i18n

import (
	"strconv"
	"strings"

	"tongtu/data/model"
)

const (
	keyRequired        Key = "errors.rule.required"
	keyRange           Key = "errors.rule.range"
	keyRangeValue      Key = "errors.rule.range.value" // {value}
	keyOrder           Key = "errors.rule.order"
	keyTooShort        Key = "errors.rule.too-short"
	keyTooLong         Key = "errors.rule.too-long" // {max}
	keyUnknownRef      Key = "errors.rule.unknown-ref"
	keyUnknownRefValue Key = "errors.rule.unknown-ref.value" // {value}
	keyDuplicate       Key = "errors.rule.duplicate"
	keyText            Key = "errors.rule.text"
	keyNever           Key = "errors.rule.never"
	keyMismatch        Key = "errors.rule.mismatch"
	keyInvalid         Key = "errors.rule.invalid"

	keyFieldAt       Key = "errors.field.at"     // {field} {message}
	keyFieldCall     Key = "errors.field.call"   // {n} {field}
	keyFieldMember   Key = "errors.field.member" // {n} {list} {field}
	keyFieldID       Key = "errors.field.id"
	keyFieldName     Key = "errors.field.name"
	keyFieldPinyin   Key = "errors.field.pinyin"
	keyFieldEnglish  Key = "errors.field.english"
	keyFieldProvince Key = "errors.field.province"
	keyFieldLon      Key = "errors.field.lon"
	keyFieldLat      Key = "errors.field.lat"
	keyFieldCity     Key = "errors.field.city"
	keyFieldCode     Key = "errors.field.code"
	keyFieldNumber   Key = "errors.field.number"
	keyFieldMode     Key = "errors.field.mode"
	keyFieldDays     Key = "errors.field.days"
	keyFieldTo       Key = "errors.field.to"
	keyFieldRoute    Key = "errors.field.route"
	keyFieldCalendar Key = "errors.field.calendar"
	keyFieldCalls    Key = "errors.field.calls"
	keyFieldFee      Key = "errors.field.fee"
	keyFieldStation  Key = "errors.field.station"
	keyFieldArr      Key = "errors.field.arr"
	keyFieldDep      Key = "errors.field.dep"
	keyFieldFares    Key = "errors.field.fares"
	keyFieldAliases  Key = "errors.field.aliases"
	keyFieldOperator Key = "errors.field.operator"
	keyFieldStations Key = "errors.field.stations"
	keyFieldTrips    Key = "errors.field.trips"
)

var (
	ruleKeys = map[model.Rule]Key{
		model.RuleRequired: keyRequired, model.RuleRange: keyRange, model.RuleOrder: keyOrder,
		model.RuleTooShort: keyTooShort, model.RuleTooLong: keyTooLong, model.RuleUnknownRef: keyUnknownRef,
		model.RuleDuplicate: keyDuplicate, model.RuleText: keyText, model.RuleNever: keyNever,
		model.RuleMismatch: keyMismatch,
	}
	fieldKeys = map[string]Key{
		"id": keyFieldID, "name": keyFieldName, "pinyin": keyFieldPinyin, "english": keyFieldEnglish,
		"province": keyFieldProvince, "lon": keyFieldLon, "lat": keyFieldLat, "city": keyFieldCity,
		"code": keyFieldCode, "number": keyFieldNumber, "mode": keyFieldMode, "days": keyFieldDays,
		"to": keyFieldTo, "route": keyFieldRoute, "calendar": keyFieldCalendar, "calls": keyFieldCalls,
		"fee": keyFieldFee, "station": keyFieldStation, "arr": keyFieldArr, "dep": keyFieldDep,
		"aliases": keyFieldAliases, "operator": keyFieldOperator,
		"fares": keyFieldFares, "stations": keyFieldStations, "trips": keyFieldTrips,
	}
)

// maxFields is how many broken fields one message names.
const maxFields = 4

// Rule puts only the broken rule into words, to be shown beside the field.
func (c *Catalogue) Rule(e *model.FieldError) string {
	key, ok := ruleKeys[e.Rule]
	if !ok {
		key = keyInvalid
	}
	switch {
	case e.Value == "":
	case e.Rule == model.RuleRange:
		key = keyRangeValue
	case e.Rule == model.RuleUnknownRef:
		key = keyUnknownRefValue
	}
	return c.T(key, A{"value": e.Value, "max": model.MaxName})
}

// Field names a field: "calls[2].arr" becomes "arrival at stop 3".
func (c *Catalogue) Field(path string) string {
	list, rest, ok := strings.Cut(path, "[")
	if !ok {
		return c.fieldWord(path)
	}
	index, field, ok := strings.Cut(rest, "]")
	i, err := strconv.Atoi(index)
	if !ok || err != nil {
		return c.fieldWord(path)
	}
	field = strings.TrimPrefix(field, ".")
	if field == "" {
		return c.T(keyFieldMember, A{"n": strconv.Itoa(i + 1), "list": c.fieldWord(list), "field": ""})
	}
	if list == "calls" {
		return c.T(keyFieldCall, A{"n": strconv.Itoa(i + 1), "field": c.Field(field)})
	}
	return c.T(keyFieldMember, A{"n": strconv.Itoa(i + 1), "list": c.fieldWord(list), "field": c.Field(field)})
}

// fieldWord is the name of one field; a field nobody named is shown as it is.
func (c *Catalogue) fieldWord(name string) string {
	if key, ok := fieldKeys[name]; ok {
		return c.T(key)
	}
	return name
}

// fields names the first few broken fields, one a line.
func (c *Catalogue) fields(errs []*model.FieldError) string {
	var lines []string
	for _, e := range errs[:min(len(errs), maxFields)] {
		lines = append(lines, c.T(keyFieldAt, A{"field": c.Field(e.Field), "message": c.Rule(e)}))
	}
	return strings.Join(lines, "\n")
}
