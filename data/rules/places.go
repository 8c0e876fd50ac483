package rules

import (
	"fmt"
	"slices"
	"strings"

	"tongtu/data/model"
	"tongtu/data/place"
)

// Distances that tell.
const (
	samePlace  = 1_000.0   // metres between two cities that are one
	farStation = 150_000.0 // metres from a city to the farthest of its airports
)

func (c *check) city(v *model.City) {
	c.fields(v.Validate())
	c.cityStations(v)
	l := link{cityNamed, v.Name, ""}
	if u, ok := c.earlier(c.of, l); ok && v.Name != "" {
		severity := Info
		if c.cities[model.CityID(u.ID)].Province == v.Province {
			severity = Warning
		}
		c.add(Finding{Severity: severity, Code: CityNamesake, Field: "name", With: u, Value: v.Name})
	}
	c.cityNear(v)
	c.aliases(v)
	for _, f := range []struct{ name, text string }{{"name", v.Name}, {"english", v.English}, {"province", v.Province}} {
		c.spaces(f.name, f.text)
	}
	c.pinyin(v.Name, v.Pinyin)
	c.nullIsland(v.Pos)
}

// cityStations reports a city nobody can travel from.
func (c *check) cityStations(v *model.City) {
	stations := c.linked[link{inCity, string(v.ID), ""}]
	if len(stations) == 0 {
		c.add(Finding{Severity: Warning, Code: CityWithoutStation, Field: "stations"})
		return
	}
	for _, s := range stations {
		if c.called(model.StationID(s.ID)) {
			return
		}
	}
	c.add(Finding{Severity: Warning, Code: CityIsolated, Value: len(stations)})
}

func (c *check) cityNear(v *model.City) {
	var near Thing
	for _, l := range c.around(v.Pos) {
		for _, u := range c.linked[l] {
			if u.compare(c.of) < 0 && (near.ID == "" || u.compare(near) < 0) && c.cities[model.CityID(u.ID)].Pos.Metres(v.Pos) < samePlace {
				near = u
			}
		}
	}
	if near.ID != "" {
		c.add(Finding{Severity: Warning, Code: CitySamePlace, Field: "lon", With: near})
	}
}

func (c *check) aliases(v *model.City) {
	for i, a := range v.Aliases {
		field := fmt.Sprintf("aliases[%d]", i)
		c.spaces(field, a)
		if a == v.Name || a == v.English || slices.Contains(v.Aliases[:i], a) {
			c.add(Finding{Severity: Info, Code: AliasIdle, Field: field, Value: a, Fix: Fix{Action: DropAlias, Field: field, Value: a}})
			continue
		}
		if u := c.others(c.of, link{cityNamed, a, ""}); len(u) > 0 {
			c.add(Finding{Severity: Warning, Code: AliasTaken, Field: field, With: u[0], Value: a})
		} else if u := c.linked[link{cityNamed, a, ""}]; len(u) > 0 {
			c.add(Finding{Severity: Warning, Code: AliasTaken, Field: field, With: u[0], Value: a})
		}
	}
}

func (c *check) station(v *model.Station) {
	c.fields(v.Validate())
	city := c.cities[v.City]
	c.refers(Error, "city", string(v.City), city != nil)
	if u, ok := c.earlier(c.of, link{stationNamed, string(v.City), v.Name}); ok && v.Name != "" {
		severity := Info
		if c.stations[model.StationID(u.ID)].Mode == v.Mode {
			severity = Warning
		}
		c.add(Finding{Severity: severity, Code: StationNamesake, Field: "name", With: u, Value: v.Name})
	}
	if u, ok := c.earlier(c.of, link{stationCode, v.Code, ""}); ok && v.Code != "" {
		c.add(Finding{Severity: Warning, Code: CodeTaken, Field: "code", With: u, Value: v.Code})
	}
	if !c.called(v.ID) {
		c.add(Finding{Severity: Info, Code: StationUnused})
	}
	for _, f := range []struct{ name, text string }{{"name", v.Name}, {"english", v.English}, {"code", v.Code}} {
		c.spaces(f.name, f.text)
	}
	c.pinyin(v.Name, v.Pinyin)
	if c.nullIsland(v.Pos); city != nil {
		c.far(v, city)
	}
}

// far reports a station that cannot be its city's. Where exchanging the two
// numbers brings it home, that is what happened.
func (c *check) far(v *model.Station, city *model.City) {
	d := city.Pos.Metres(v.Pos)
	if !(d > farStation) || null(city.Pos) || null(v.Pos) {
		return
	}
	f := Finding{Severity: Warning, Code: StationFar, Field: "lon", With: Thing{City, string(city.ID)}, Value: int(d / 1000), Limit: int(farStation / 1000)}
	if city.Pos.Metres(model.LonLat{Lon: v.Pos.Lat, Lat: v.Pos.Lon}) < farStation {
		f.Fix = Fix{Action: SwapPosition}
	}
	c.add(f)
}

func null(p model.LonLat) bool { return p == model.LonLat{} }

func (c *check) nullIsland(p model.LonLat) {
	if null(p) {
		c.add(Finding{Severity: Warning, Code: NullIsland, Field: "lon"})
	}
}

// spaces reports white space that nobody sees and every search trips over.
func (c *check) spaces(field, text string) {
	if tidy(text) != text {
		c.add(Finding{Severity: Info, Code: Spaces, Field: field, Value: text, Fix: Fix{Action: Trim, Field: field, Value: tidy(text)}})
	}
}

func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

// pinyin holds the reading of a name against those its characters have.
func (c *check) pinyin(name, given string) {
	f := Finding{Field: "pinyin", Fix: Fix{Action: ReadName, Field: "pinyin"}}
	switch place.Judge(name, given) {
	case place.ReadingMissing:
		f.Severity, f.Code = Info, PinyinMissing
	case place.ReadingUnusual:
		f.Severity, f.Code, f.Value = Warning, PinyinDoubt, given
	case place.ReadingWrong:
		f.Severity, f.Code, f.Value = Warning, PinyinWrong, given
	default:
		return
	}
	f.Fix.Value = place.Pinyin(name)
	f.Limit = f.Fix.Value
	c.add(f)
}
