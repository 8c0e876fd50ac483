package gtfs

import (
	"math"
	"strings"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// readAreas makes the cities: the areas, and one for every station that is in
// none.
func (im *importer) readAreas() {
	areas, placed := im.readCities()
	im.areas = areas
	im.joinAreas(areas)
	im.cityPerStation(areas)
	im.placeCities(placed)
}

// readCities reads areas.txt; placed tells which cities say where they are.
func (im *importer) readCities() (areas feed.Refs, placed map[model.CityID]bool) {
	areas, placed = make(feed.Refs), make(map[model.CityID]bool)
	t := im.tables["areas.txt"]
	if t == nil {
		return areas, placed
	}
	id, name, aliases, rank := t.Column("area_id"), t.Column("area_name"), t.Column("tongtu_aliases"), t.Column("tongtu_rank")
	latin, english, province := t.Column("tongtu_latin"), t.Column("tongtu_english"), t.Column("tongtu_province")
	lat, lon := t.Column("tongtu_lat"), t.Column("tongtu_lon")
	for t.Next() {
		s, ok := t.ID(id, areas)
		if !ok {
			continue
		}
		c := model.City{ID: model.CityID(s), Name: t.Text(name), Pinyin: t.Text(latin), English: t.Text(english),
			Province: t.Text(province), Aliases: feed.SplitList[string](string(t.Get(aliases)))}
		if strings.TrimSpace(c.Name) == "" && name.Present() {
			t.Bad(name, feed.CodeMissingField, "")
			continue
		}
		n, ok := t.Enum(rank, math.MaxUint8)
		if !ok {
			continue
		}
		c.Rank = uint8(n)
		if len(t.Get(lat)) > 0 {
			if c.Pos, ok = t.Position(lat, lon); !ok {
				continue
			}
			placed[c.ID] = true
		}
		areas[s] = int32(len(im.net.Cities))
		im.net.Cities = append(im.net.Cities, c)
	}
	return areas, placed
}

// joinAreas reads which stations are in which area, by the station itself or,
// failing that, by one of its platforms. The first area counts.
func (im *importer) joinAreas(areas feed.Refs) {
	t := im.tables["stop_areas.txt"]
	if t == nil {
		return
	}
	area, stop := t.Column("area_id"), t.Column("stop_id")
	im.inAreas = make(map[int32][]string)
	byPlatform := make([]int32, len(im.stations)) // city+1 from platforms
	for t.Next() {
		a, ok := im.resolve(t, area, areas)
		if !ok {
			continue
		}
		s, ok := im.resolve(t, stop, im.stopRef)
		if !ok || im.stops[s].station == feed.Broken {
			continue
		}
		st := &im.stations[im.stops[s].station]
		im.inAreas[im.stops[s].station] = append(im.inAreas[im.stops[s].station], string(t.Get(area)))
		switch city := im.net.Cities[a].ID; {
		case im.stops[s].parent != "":
			if at := &byPlatform[im.stops[s].station]; *at == 0 {
				*at = a + 1
			} else if *at != a+1 {
				t.Note(feed.SeverityWarning, stop, feed.CodeAreaAmbiguous, string(t.Get(stop)))
			}
		case st.City == "":
			st.City = city
		case st.City != city:
			t.Note(feed.SeverityWarning, stop, feed.CodeAreaAmbiguous, string(t.Get(stop)))
		}
	}
	for i, a := range byPlatform {
		if a != 0 && im.stations[i].City == "" {
			im.stations[i].City = im.net.Cities[a-1].ID
		}
	}
}

// cityPerStation gives every station without an area a city of its own, under
// the station's id. Should an area have that id, it takes the station in.
func (im *importer) cityPerStation(areas feed.Refs) {
	for i := range im.stations {
		st := &im.stations[i]
		if st.City != "" {
			continue
		}
		st.City = model.CityID(st.ID)
		if a, taken := areas[string(st.ID)]; !taken || a == feed.Broken {
			im.net.Cities = append(im.net.Cities, model.City{ID: st.City, Name: st.Name, Pinyin: st.Pinyin, English: st.English})
		}
	}
}

// placeCities puts each city that does not say where it is in the middle of
// its stations, names the nameless after the first of them, takes over a Latin
// name from a station of the same name, and drops the cities without stations.
func (im *importer) placeCities(placed map[model.CityID]bool) {
	latin := im.tables["areas.txt"] != nil && im.tables["areas.txt"].Column("tongtu_latin").Present()
	members := make(map[model.CityID][]*model.Station, len(im.net.Cities))
	for i := range im.stations {
		st := &im.stations[i]
		members[st.City] = append(members[st.City], st)
	}
	kept := im.net.Cities[:0]
	for _, c := range im.net.Cities {
		own := members[c.ID]
		if !placed[c.ID] {
			if len(own) == 0 {
				im.prob.Note(feed.SeverityInfo, feed.Error{File: "areas.txt", Code: feed.CodeAreaUnused, Value: string(c.ID)})
				continue
			}
			c.Pos = middle(own)
		}
		if c.Name == "" && len(own) > 0 {
			c.Name = own[0].Name
		}
		for _, st := range own {
			if !latin && c.Pinyin == "" && st.Name == c.Name {
				c.Pinyin = st.Pinyin
			}
		}
		kept = append(kept, c)
	}
	im.net.Cities = kept
}

// middle is the mean position of stations, also across the date line.
func middle(stations []*model.Station) model.LonLat {
	first := stations[0].Pos
	if len(stations) == 1 {
		return first
	}
	var lon, lat float64
	for _, s := range stations {
		lon += math.Remainder(s.Pos.Lon-first.Lon, 360)
		lat += s.Pos.Lat
	}
	n := float64(len(stations))
	return model.LonLat{Lon: math.Remainder(first.Lon+lon/n, 360), Lat: lat / n}
}
