package gtfs

import (
	"bytes"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// stopRow is one row of stops.txt.
type stopRow struct {
	pos     model.LonLat
	kind    int    // location_type
	station int32  // into importer.stations; broken for entrances and refused rows
	id      string // of the row itself
	parent  string
	line    int
}

// Location types of stops.txt. The rest, entrances, nodes and boarding areas,
// have no part in planning.
const (
	platform    = 0
	stationStop = 1
	maxLocation = 4
)

// readStops reads stations and platforms. A platform with a parent is part of
// that station; one without is a station itself.
func (im *importer) readStops() {
	t := im.tables["stops.txt"]
	kind, parent := t.Column("location_type"), t.Column("parent_station")
	lat, lon, id := t.Column("stop_lat"), t.Column("stop_lon"), t.Column("stop_id")
	zone := t.Column("zone_id")
	im.stopRef = make(feed.Refs)
	zones := make(map[int32]model.ZoneID) // of platforms, by their row
	read := im.stationReader(t)
	for t.Next() {
		s := stopRow{station: feed.Broken, line: t.Line}
		var ok bool
		if s.id, ok = t.ID(id, im.stopRef); !ok {
			continue
		}
		if s.kind, ok = t.Enum(kind, maxLocation); !ok {
			continue
		}
		row := int32(len(im.stops))
		if s.kind > stationStop {
			im.stops = append(im.stops, s)
			im.stopRef[s.id] = row
			continue
		}
		s.parent = string(t.Get(parent))
		st, ok := read()
		if !ok {
			continue
		}
		if s.pos, ok = t.Position(lat, lon); !ok {
			continue
		}
		if s.pos == (model.LonLat{}) {
			t.Note(feed.SeverityWarning, lat, feed.CodeNearOrigin, s.id)
		}
		z := model.ZoneID(t.Get(zone))
		switch {
		case s.parent == "":
			st.ID, st.Pos, st.Zone = model.StationID(s.id), s.pos, z
			s.station = int32(len(im.stations))
			im.stations = append(im.stations, st)
		case s.kind == stationStop:
			t.Bad(parent, feed.CodeStationParent, s.parent)
			continue
		case z != "":
			zones[row] = z
		}
		im.stops = append(im.stops, s)
		im.stopRef[s.id] = row
	}
	im.joinPlatforms(zones)
}

// stationReader returns the reader of the cells that a station has and a
// platform has not.
func (im *importer) stationReader(t *feed.Table) func() (model.Station, bool) {
	name, latin, english := t.Column("stop_name"), t.Column("tongtu_latin"), t.Column("tongtu_english")
	code, mode := t.Column("tongtu_code"), t.Column("tongtu_mode")
	if !code.Present() {
		code = t.Column("stop_code")
	}
	return func() (model.Station, bool) {
		st := model.Station{Name: t.Text(name), Pinyin: t.Text(latin), English: t.Text(english), Code: t.Text(code), Mode: unknownMode}
		if len(bytes.TrimSpace([]byte(st.Name))) == 0 {
			t.Bad(name, feed.CodeStopName, "")
			return st, false
		}
		if b := t.Get(mode); len(b) > 0 {
			m, ok := model.ParseMode(string(b))
			if !ok {
				t.Bad(mode, feed.CodeEnum, string(b))
				return st, false
			}
			st.Mode = m
		}
		return st, true
	}
}

// unknownMode marks stations whose mode is still to be found from the calls.
const unknownMode model.Mode = model.NumModes

// joinPlatforms gives every platform the station it belongs to, and a station
// without a zone the zone of its first platform that has one.
func (im *importer) joinPlatforms(zones map[int32]model.ZoneID) {
	parent := feed.Column{Name: "parent_station"}
	at := feed.At("stops.txt", &im.prob)
	for i := range im.stops {
		s := &im.stops[i]
		if s.parent == "" || s.kind != platform {
			continue
		}
		at.Line = s.line
		p, ok := im.stopRef[s.parent]
		switch {
		case !ok || p == feed.Broken && im.prob.LeaveOut:
			at.Bad(parent, feed.CodeForeignKey, s.parent)
			im.stopRef[s.id] = feed.Broken
			continue
		case p == feed.Broken:
			im.stopRef[s.id] = feed.Broken
			continue
		case im.stops[p].kind != stationStop:
			at.Bad(parent, feed.CodeParentType, s.parent)
			im.stopRef[s.id] = feed.Broken
			continue
		}
		s.station = im.stops[p].station
		if st := &im.stations[s.station]; st.Zone == "" {
			st.Zone = zones[int32(i)]
		}
	}
}
