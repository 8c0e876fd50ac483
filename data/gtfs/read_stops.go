package gtfs

import (
	"bytes"

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
	kind, parent := t.column("location_type"), t.column("parent_station")
	lat, lon, id := t.column("stop_lat"), t.column("stop_lon"), t.column("stop_id")
	zone := t.column("zone_id")
	im.stopRef = make(refs)
	zones := make(map[int32]model.ZoneID) // of platforms, by their row
	read := im.stationReader(t)
	for t.next() {
		s := stopRow{station: broken, line: t.line}
		var ok bool
		if s.id, ok = t.id(id, im.stopRef); !ok {
			continue
		}
		if s.kind, ok = t.enum(kind, maxLocation); !ok {
			continue
		}
		row := int32(len(im.stops))
		if s.kind > stationStop {
			im.stops = append(im.stops, s)
			im.stopRef[s.id] = row
			continue
		}
		s.parent = string(t.get(parent))
		st, ok := read()
		if !ok {
			continue
		}
		if s.pos, ok = t.position(lat, lon); !ok {
			continue
		}
		if s.pos == (model.LonLat{}) {
			t.note(SeverityWarning, lat, CodeNearOrigin, s.id)
		}
		z := model.ZoneID(t.get(zone))
		switch {
		case s.parent == "":
			st.ID, st.Pos, st.Zone = model.StationID(s.id), s.pos, z
			s.station = int32(len(im.stations))
			im.stations = append(im.stations, st)
		case s.kind == stationStop:
			t.bad(parent, CodeStationParent, s.parent)
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
func (im *importer) stationReader(t *table) func() (model.Station, bool) {
	name, latin, english := t.column("stop_name"), t.column("tongtu_latin"), t.column("tongtu_english")
	code, mode := t.column("tongtu_code"), t.column("tongtu_mode")
	if !code.present() {
		code = t.column("stop_code")
	}
	return func() (model.Station, bool) {
		st := model.Station{Name: t.text(name), Pinyin: t.text(latin), English: t.text(english), Code: t.text(code), Mode: unknownMode}
		if len(bytes.TrimSpace([]byte(st.Name))) == 0 {
			t.bad(name, CodeStopName, "")
			return st, false
		}
		if b := t.get(mode); len(b) > 0 {
			m, ok := model.ParseMode(string(b))
			if !ok {
				t.bad(mode, CodeEnum, string(b))
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
	parent := column{name: "parent_station"}
	at := &table{file: "stops.txt", prob: &im.prob}
	for i := range im.stops {
		s := &im.stops[i]
		if s.parent == "" || s.kind != platform {
			continue
		}
		at.line = s.line
		p, ok := im.stopRef[s.parent]
		switch {
		case !ok || p == broken && im.prob.leaveOut:
			at.bad(parent, CodeForeignKey, s.parent)
			im.stopRef[s.id] = broken
			continue
		case p == broken:
			im.stopRef[s.id] = broken
			continue
		case im.stops[p].kind != stationStop:
			at.bad(parent, CodeParentType, s.parent)
			im.stopRef[s.id] = broken
			continue
		}
		s.station = im.stops[p].station
		if st := &im.stations[s.station]; st.Zone == "" {
			st.Zone = zones[int32(i)]
		}
	}
}
