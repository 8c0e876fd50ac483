package netjson

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/rules"
)

// Read reads the text of the file called name, completely or not at all. A
// refusal is made of *feed.Error values with their lines; only a cancelled ctx
// gives another kind of error. progress may be nil.
func Read(ctx context.Context, name string, text []byte, progress func(done, total int64)) (model.Network, feed.Report, error) {
	r := &reader{ctx: ctx, file: name, text: text, dec: jsontext.NewDecoder(bytes.NewBuffer(text)),
		progress: progress, at: make(map[string]int64), stations: make(map[model.StationID]model.StationID)}
	r.net.ChangeTable = model.DefaultChangeTable()
	if err := r.read(); err != nil {
		if ctx.Err() != nil {
			return model.Network{}, feed.Report{}, err
		}
		return model.Network{}, feed.Report{}, r.refusal(err)
	}
	n := r.net.Sorted()
	if err := r.check(n); err != nil {
		return model.Network{}, feed.Report{}, err
	}
	rep := feed.Report{Findings: r.prob.Findings(), Cities: len(n.Cities), Stations: len(n.Stations), Routes: len(n.Routes), Trips: len(n.Trips)}
	for _, t := range n.Trips {
		rep.Calls += len(t.Calls)
	}
	return n, rep, nil
}

type reader struct {
	ctx      context.Context
	file     string
	text     []byte
	dec      *jsontext.Decoder
	progress func(done, total int64)
	prob     feed.Problems
	net      model.Network
	stations map[model.StationID]model.StationID
	at       map[string]int64 // offset of each element, "trips/T1"
	head     struct {
		format  string
		version int
	}
}

// Errors that are not the JSON package's.
var (
	errFormat  = errors.New("another format")
	errVersion = errors.New("a newer version")
	errMember  = errors.New("unknown member")
	errKind    = errors.New("not an object")
	errTrail   = errors.New("text behind the end")
)

func (r *reader) read() error {
	t, err := r.dec.ReadToken()
	if err != nil {
		return err
	}
	if t.Kind() != '{' {
		return errKind
	}
	for r.dec.PeekKind() != '}' {
		t, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		name := t.String()
		if err := r.member(name); err != nil {
			return err
		}
		// The head says whether the rest can be understood at all.
		if name == "format" && r.head.format != format {
			return errFormat
		}
		if name == "version" && r.head.version > Version {
			return errVersion
		}
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	switch _, err := r.dec.ReadToken(); {
	case err == nil:
		return errTrail
	case !errors.Is(err, io.EOF):
		return err
	}
	if r.head.format == "" || r.head.version < 1 {
		return errFormat
	}
	return nil
}

func (r *reader) member(name string) error {
	switch name {
	case "format":
		return r.value(&r.head.format)
	case "version":
		return r.value(&r.head.version)
	case "info":
		var j infoJSON
		err := r.value(&j)
		r.net.Info = model.Info(j)
		return err
	case "change_table":
		var j tableJSON
		if err := r.value(&j); err != nil {
			return err
		}
		var ok bool
		r.net.ChangeTable, ok = j.model()
		return formed(ok)
	case "cities":
		return elements(r, name, &r.net.Cities, cityJSON.model, func(v model.City) string { return string(v.ID) })
	case "stations":
		return elements(r, name, &r.net.Stations, stationJSON.model, func(v model.Station) string { return string(v.ID) })
	case "operators":
		return elements(r, name, &r.net.Operators, operatorJSON.model, func(v model.Operator) string { return string(v.ID) })
	case "routes":
		return elements(r, name, &r.net.Routes, routeJSON.model, func(v model.Route) string { return string(v.ID) })
	case "calendars":
		return elements(r, name, &r.net.Calendars, calendarJSON.model, func(v model.Calendar) string { return string(v.ID) })
	case "trips":
		wire := func(j tripJSON) model.Trip { return j.model(r.stations) }
		return elements(r, name, &r.net.Trips, wire, func(v model.Trip) string { return string(v.ID) })
	case "shapes":
		return elements(r, name, &r.net.Shapes, shapeJSON.model, func(v model.Shape) string { return string(v.ID) })
	case "fare_tables":
		return elements(r, name, &r.net.FareTables, fareTableJSON.model, func(v model.FareTable) string { return string(v.Route) })
	case "changes":
		return elements(r, name, &r.net.Changes, changeJSON.model, func(v model.ChangeRecord) string {
			return strings.TrimPrefix(rules.Thing{Kind: rules.Change, ID: v.Key()}.String(), name+"/")
		})
	}
	return errMember
}

func (r *reader) value(into any) error {
	return json.UnmarshalDecode(r.dec, into, json.RejectUnknownMembers(true))
}

// elements reads a list one element after the other, so that a large text
// needs little memory beside the network.
func elements[J, V any](r *reader, name string, into *[]V, from func(J) V, id func(V) string) error {
	t, err := r.dec.ReadToken()
	if err != nil {
		return err
	}
	if t.Kind() != '[' {
		return errForm
	}
	for r.dec.PeekKind() != ']' {
		if len(*into)%1024 == 0 {
			if err := r.step(); err != nil {
				return err
			}
		}
		var j J
		if err := r.value(&j); err != nil {
			return err
		}
		v := from(j)
		r.at[name+"/"+id(v)] = r.dec.InputOffset()
		*into = append(*into, v)
	}
	_, err = r.dec.ReadToken()
	return err
}

func (r *reader) step() error {
	if r.progress != nil {
		r.progress(r.dec.InputOffset(), int64(len(r.text)))
	}
	return r.ctx.Err()
}

// refusal gives an error of the decoder its place.
func (r *reader) refusal(err error) error {
	e := &feed.Error{File: r.file, Code: feed.CodeJSON}
	offset, pointer := r.dec.InputOffset(), r.dec.StackPointer()
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &syntax):
		offset, pointer = syntax.ByteOffset, syntax.JSONPointer
		if errors.Is(err, jsontext.ErrDuplicateName) {
			e.Code = feed.CodeDuplicateKey
		}
	case errors.As(err, &semantic):
		offset, pointer = semantic.ByteOffset, semantic.JSONPointer
		e.Code = feed.CodeJSONValue
		if errors.Is(err, json.ErrUnknownName) {
			e.Code = feed.CodeUnknownField
		}
	case errors.Is(err, errKind):
		e.Code = feed.CodeNotSnapshot
	case errors.Is(err, errFormat):
		e.Code, e.Value, pointer = feed.CodeNotSnapshot, r.head.format, "/format"
	case errors.Is(err, errVersion):
		e.Code, e.Value, pointer = feed.CodeNewerVersion, "", "/version"
	case errors.Is(err, errMember):
		e.Code = feed.CodeUnknownField
	case errors.Is(err, errForm):
		e.Code = feed.CodeJSONValue
	}
	offset = min(max(offset, 0), int64(len(r.text)))
	e.Line, e.Column = feed.LineAt(r.text, int(offset)), feed.Shorten(strings.TrimPrefix(string(pointer), "/"))
	if e.Value == "" && int(offset) < len(r.text) {
		e.Value = feed.Shorten(feed.FirstLine(bytes.TrimLeft(r.text[offset:], " \n\r\t:,")))
	}
	return e
}

// check refuses what the store would refuse, with the line of the element.
func (r *reader) check(n model.Network) error {
	for _, f := range rules.Check(n) {
		if f.Severity != rules.Error {
			continue
		}
		e := feed.Error{File: r.file, Column: feed.Shorten(f.Where()), Code: codeOf(model.Rule(f.Code)), Value: feed.Shorten(f.Was())}
		for where := f.Where(); e.Line == 0 && where != ""; {
			where = where[:max(strings.LastIndexByte(where, '/'), 0)]
			if at, ok := r.at[where]; ok {
				e.Line = feed.LineAt(r.text, int(at))
			}
		}
		r.prob.Refuse(e)
	}
	return r.prob.Err()
}

// codeOf is the code of a feed for a broken rule of the model.
func codeOf(rule model.Rule) feed.Code {
	return cmp.Or(map[model.Rule]feed.Code{
		model.RuleRequired:   feed.CodeMissingField,
		model.RuleRange:      feed.CodeRange,
		model.RuleOrder:      feed.CodeBackwards,
		model.RuleTooShort:   feed.CodeUnusableTrip,
		model.RuleTooLong:    feed.CodeTooLong,
		model.RuleUnknownRef: feed.CodeForeignKey,
		model.RuleDuplicate:  feed.CodeDuplicateKey,
		model.RuleText:       feed.CodeCharacter,
		model.RuleMismatch:   feed.CodeFareCount,
	}[rule], feed.CodeJSONValue)
}
