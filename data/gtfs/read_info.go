package gtfs

import (
	"strings"

	"tongtu/data/feed"
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
		im.net.Info.Name = t.Text(t.Column("feed_publisher_name"))
	}
	if t := im.tables[infoFile]; im.rows(t) {
		demo, _ := t.Enum(t.Column("demo"), 1)
		im.net.Info = model.Info{
			Name:     t.Text(t.Column("name")),
			Zone:     t.Text(t.Column("timezone")),
			Currency: t.Text(t.Column("currency")),
			Demo:     demo == 1,
			Source:   t.Text(t.Column("source")),
		}
		if z := im.net.Info.Zone; z != "" && !knownZone(z) {
			t.Bad(t.Column("timezone"), feed.CodeTimezone, z)
		}
		if c := im.net.Info.Currency; c != "" && !feed.CurrencyCode(c) {
			t.Bad(t.Column("currency"), feed.CodeCurrency, c)
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
	from, to, seconds := t.Column("from_mode"), t.Column("to_mode"), t.Column("seconds")
	im.net.ChangeTable = model.ChangeTable{}
	for t.Next() {
		board, ok := model.ParseMode(string(t.Get(to)))
		if !ok {
			t.Bad(to, feed.CodeEnum, string(t.Get(to)))
			continue
		}
		n, ok := feed.ParseInt(t.Get(seconds))
		if !ok || n < 0 || model.Second(n) > model.MaxClock {
			t.Bad(seconds, feed.CodeRange, string(t.Get(seconds)))
			continue
		}
		if len(t.Get(from)) == 0 {
			im.net.ChangeTable.Same[board] = model.Second(n)
			continue
		}
		alight, ok := model.ParseMode(string(t.Get(from)))
		if !ok {
			t.Bad(from, feed.CodeEnum, string(t.Get(from)))
			continue
		}
		im.net.ChangeTable.Other[alight][board] = model.Second(n)
	}
}

// readAgencies reads the operators and the network's time zone.
func (im *importer) readAgencies() {
	t := im.tables["agency.txt"]
	id, name, url, zone := t.Column("agency_id"), t.Column("agency_name"), t.Column("agency_url"), t.Column("agency_timezone")
	im.agencies = make(feed.Refs)
	var first string
	for t.Next() {
		if im.own && len(t.Get(id)) == 0 {
			continue // the stand-in of a network without operators
		}
		z := string(t.Get(zone))
		switch {
		case !knownZone(z):
			t.Bad(zone, feed.CodeTimezone, z)
		case first == "":
			first = z
		case z != first:
			t.Bad(zone, feed.CodeAgencyZones, z)
		}
		o := model.Operator{Name: t.Text(name), URL: strings.TrimSpace(string(t.Get(url)))}
		if o.Name == "" {
			t.Bad(name, feed.CodeMissingField, "")
		}
		switch {
		case len(t.Get(id)) > 0:
			s, ok := t.ID(id, im.agencies)
			if !ok {
				continue
			}
			o.ID = model.OperatorID(s)
		case len(im.agencies) > 0:
			t.Bad(id, feed.CodeAgencyID, "")
			continue
		default:
			// A lone agency needs no id; its name identifies it.
			o.ID = model.OperatorID(o.Name)
			im.agencies[""] = feed.Broken
		}
		im.net.Operators = append(im.net.Operators, o)
		im.agencies[string(t.Get(id))] = int32(len(im.net.Operators) - 1)
	}
	if im.net.Info.Zone == "" && !im.own {
		im.net.Info.Zone = first
	}
	if len(im.net.Operators) == 0 && !im.own && len(im.prob.Errs()) == 0 {
		im.prob.Refuse(feed.Error{File: t.File, Code: feed.CodeEmptyFile})
	}
}
