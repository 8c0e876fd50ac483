package place

import (
	"cmp"
	"slices"
	"strings"

	"tongtu/data/model"
)

// Index answers searches over the cities and stations it was built from. It is
// immutable and safe for concurrent use.
type Index struct {
	entries []entry // in the order of equally good matches: cities first, important ones first
	cities  map[model.CityID]int
	station map[model.StationID]int
	names   map[string][]name // by normalised text, what Resolve looks up
}

// entry is one place with the ways to write it.
type entry struct {
	match    Match
	readings [][]unit
	code     string   // of a station
	latin    []string // whole words in Latin letters, for forgiving typing errors
	order    order
}

// order sorts equally good matches.
type order struct {
	station  bool
	rank     int // of the city; the most important is 1
	stations int // of the city: the more, the more likely it is meant
	text     string
	id       string
}

// name is one exact name of an entry; a lower kind wins over a higher one.
type name struct {
	kind  kind
	entry int
}

type kind uint8

const (
	localName kind = iota
	latinName
	aliasName
	codeName
)

// New builds the index.
func New(cities []model.City, stations []model.Station) *Index {
	x := &Index{
		cities:  make(map[model.CityID]int, len(cities)),
		station: make(map[model.StationID]int, len(stations)),
		names:   make(map[string][]name, 2*(len(cities)+len(stations))),
	}
	count := map[model.CityID]int{}
	for _, s := range stations {
		count[s.City]++
	}
	var r reader
	byID := make(map[model.CityID]model.City, len(cities))
	for _, c := range cities {
		byID[c.ID] = c
		x.entries = append(x.entries, cityEntry(&r, c, count[c.ID]))
	}
	for _, s := range stations {
		x.entries = append(x.entries, stationEntry(&r, s, byID[s.City], count[s.City]))
	}
	slices.SortFunc(x.entries, func(a, b entry) int { return a.order.compare(b.order) })
	for i, e := range x.entries {
		if e.match.Station == "" {
			x.cities[e.match.City] = i
		} else {
			x.station[e.match.Station] = i
		}
	}
	x.nameAll(cities, stations)
	return x
}

func (o order) compare(p order) int {
	return cmp.Or(
		compareBool(o.station, p.station),
		cmp.Compare(o.rank, p.rank),
		cmp.Compare(p.stations, o.stations),
		strings.Compare(o.text, p.text),
		strings.Compare(o.id, p.id),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// rankOf puts cities without a rank behind those with one.
func rankOf(c model.City) int {
	if c.Rank == 0 {
		return 1 << 8
	}
	return int(c.Rank)
}

func cityEntry(r *reader, c model.City, stations int) entry {
	e := entry{
		match: Match{City: c.ID, Label: c.Name, Detail: c.Province},
		order: order{rank: rankOf(c), stations: stations, id: string(c.ID)},
	}
	e.read(r, c.Name, c.Pinyin)
	e.also(r, c.English)
	for _, a := range c.Aliases {
		e.also(r, a)
	}
	return e
}

func stationEntry(r *reader, s model.Station, c model.City, stations int) entry {
	detail := c.Name
	if s.Code != "" {
		detail = strings.TrimSpace(detail + " " + s.Code)
	}
	e := entry{
		match: Match{City: s.City, Station: s.ID, Label: s.Name, Detail: detail},
		order: order{station: true, rank: rankOf(c), stations: stations, id: string(s.ID)},
	}
	e.read(r, s.Name, s.Pinyin)
	e.also(r, s.English)
	e.code = normalise(s.Code)
	return e
}

// read adds the name with its given pinyin or, without one, the generated.
func (e *entry) read(r *reader, name, given string) {
	generated := r.units(name)
	e.add(generated)
	e.order.text = joined(generated)
	flat := normalise(given)
	if flat == "" || flat == e.order.text {
		return
	}
	e.order.text = flat
	if units, ok := align(name, given); ok {
		e.add(units)
		return
	}
	e.add([]unit{{0, []rune(flat)}})
}

// also adds another name.
func (e *entry) also(r *reader, name string) {
	if units := r.units(name); len(units) > 0 {
		e.add(units)
	}
}

func (e *entry) add(units []unit) {
	e.readings = append(e.readings, units)
	e.latin = append(e.latin, joined(units))
}

// units reads a name in the form queries are compared in.
func (r *reader) units(name string) []unit {
	out := r.read(name)
	for i, u := range out {
		out[i].text = []rune(normalise(string(u.text)))
	}
	return out
}

func joined(units []unit) string {
	var b strings.Builder
	for _, u := range units {
		b.WriteString(string(u.text))
	}
	return b.String()
}

// nameAll collects the exact names Resolve knows.
func (x *Index) nameAll(cities []model.City, stations []model.Station) {
	for _, c := range cities {
		i := x.cities[c.ID]
		x.name(c.Name, localName, i)
		x.latin(i)
		x.name(c.English, latinName, i)
		for _, a := range c.Aliases {
			x.name(a, aliasName, i)
		}
	}
	for _, s := range stations {
		i := x.station[s.ID]
		x.name(s.Name, localName, i)
		x.latin(i)
		x.name(s.English, latinName, i)
		x.name(s.Code, codeName, i)
	}
}

// latin names entry i by its pinyin: the given one or else the generated.
func (x *Index) latin(i int) { x.name(x.entries[i].order.text, latinName, i) }

func (x *Index) name(text string, k kind, i int) {
	key := normalise(text)
	n := name{k, i}
	if key == "" || slices.ContainsFunc(x.names[key], func(m name) bool { return m.entry == i }) {
		return
	}
	x.names[key] = append(x.names[key], n)
}
