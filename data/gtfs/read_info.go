package gtfs

import (
	"strings"

	"tongtu/data/model"
)

// Names of the two tables of this package's own.
const (
	infoFile    = "tongtu_info.txt"
	changesFile = "tongtu_changes.txt"
)

// readInfo reads what describes the network as a whole.
func (im *importer) readInfo() {
	im.net.ChangeTable = model.DefaultChangeTable()
	if t := im.tables["feed_info.txt"]; im.rows(t) {
		im.net.Info.Name = t.text(t.column("feed_publisher_name"))
	}
	if t := im.tables[infoFile]; im.rows(t) {
		demo, _ := t.enum(t.column("demo"), 1)
		im.net.Info = model.Info{
			Name:     t.text(t.column("name")),
			Zone:     t.text(t.column("timezone")),
			Currency: t.text(t.column("currency")),
			Demo:     demo == 1,
			Source:   t.text(t.column("source")),
		}
		if z := im.net.Info.Zone; z != "" && !knownZone(z) {
			t.bad(t.column("timezone"), CodeTimezone, z)
		}
		if c := im.net.Info.Currency; c != "" && !currencyCode(c) {
			t.bad(t.column("currency"), CodeCurrency, c)
		}
	}
	im.readChangeTable()
}

// readChangeTable reads a change table other than the default one: a row
// without from_mode is for changes inside a station.
func (im *importer) readChangeTable() {
	t := im.tables[changesFile]
	if t == nil {
		return
	}
	from, to, seconds := t.column("from_mode"), t.column("to_mode"), t.column("seconds")
	im.net.ChangeTable = model.ChangeTable{}
	for t.next() {
		board, ok := model.ParseMode(string(t.get(to)))
		if !ok {
			t.bad(to, CodeEnum, string(t.get(to)))
			continue
		}
		n, ok := parseInt(t.get(seconds))
		if !ok || n < 0 || model.Second(n) > model.MaxClock {
			t.bad(seconds, CodeRange, string(t.get(seconds)))
			continue
		}
		if len(t.get(from)) == 0 {
			im.net.ChangeTable.Same[board] = model.Second(n)
			continue
		}
		alight, ok := model.ParseMode(string(t.get(from)))
		if !ok {
			t.bad(from, CodeEnum, string(t.get(from)))
			continue
		}
		im.net.ChangeTable.Other[alight][board] = model.Second(n)
	}
}

// readAgencies reads the operators and the network's time zone.
func (im *importer) readAgencies() {
	t := im.tables["agency.txt"]
	id, name, url, zone := t.column("agency_id"), t.column("agency_name"), t.column("agency_url"), t.column("agency_timezone")
	im.agencies = make(refs)
	var first string
	for t.next() {
		if im.own && len(t.get(id)) == 0 {
			continue // the stand-in of a network without operators
		}
		z := string(t.get(zone))
		switch {
		case !knownZone(z):
			t.bad(zone, CodeTimezone, z)
		case first == "":
			first = z
		case z != first:
			t.bad(zone, CodeAgencyZones, z)
		}
		o := model.Operator{Name: t.text(name), URL: strings.TrimSpace(string(t.get(url)))}
		if o.Name == "" {
			t.bad(name, CodeMissingField, "")
		}
		switch {
		case len(t.get(id)) > 0:
			s, ok := t.id(id, im.agencies)
			if !ok {
				continue
			}
			o.ID = model.OperatorID(s)
		case len(im.agencies) > 0:
			t.bad(id, CodeAgencyID, "")
			continue
		default:
			// A lone agency needs no id; its name identifies it.
			o.ID = model.OperatorID(o.Name)
			im.agencies[""] = broken
		}
		im.net.Operators = append(im.net.Operators, o)
		im.agencies[string(t.get(id))] = int32(len(im.net.Operators) - 1)
	}
	if im.net.Info.Zone == "" && !im.own {
		im.net.Info.Zone = first
	}
	if len(im.net.Operators) == 0 && !im.own && len(im.prob.errs) == 0 {
		im.prob.refuse(Error{File: t.file, Code: CodeEmptyFile})
	}
}

// currencyCode reports whether s has the form of an ISO 4217 code.
func currencyCode(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}
