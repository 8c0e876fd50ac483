package network

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tongtu/data"
	"tongtu/data/model"
)

// PairKey names a fare between two zones in one class.
type PairKey struct {
	From, To model.ZoneID
	Class    model.Class
}

// field is the path of the pair, for problems.
func (k PairKey) field() string { return fmt.Sprintf("pairs[%s][%s][%s]", k.Class, k.From, k.To) }

// price is what the stored rules say of the pair: the lowest counts.
func (k PairKey) price(rules []model.FareRule) (price model.Fen, ok bool) {
	for _, r := range rules {
		if r.From == k.From && r.To == k.To && r.Class == k.Class && (!ok || r.Price < price) {
			price, ok = r.Price, true
		}
	}
	return price, ok
}

// pairText is a fare between zones as typed, else as stored.
func (f RouteForm) pairText(k PairKey) string {
	if text, typed := f.Pairs[k]; typed {
		return text
	}
	if p, ok := k.price(f.kept.Fares.Rules); ok {
		return FormatFen(p)
	}
	return ""
}

// setPair takes a text for a pair; what is stored anyway is not remembered.
func (f *RouteForm) setPair(k PairKey, text string) {
	if v, err := ParseFen(text); err == nil {
		text = FormatFen(v)
	}
	stored := ""
	if p, ok := k.price(f.kept.Fares.Rules); ok {
		stored = FormatFen(p)
	}
	f.Pairs = maps.Clone(f.Pairs)
	if text == stored {
		delete(f.Pairs, k)
		return
	}
	if f.Pairs == nil {
		f.Pairs = map[PairKey]string{}
	}
	f.Pairs[k] = text
}

// pairKeys are the pairs that were typed, in order.
func (f RouteForm) pairKeys() []PairKey {
	return slices.SortedFunc(maps.Keys(f.Pairs), func(a, b PairKey) int { return strings.Compare(a.field(), b.field()) })
}

// pairValues puts the typed fares between pairs into the rules of the route. A
// station without a zone gets the one its pair names.
func (f RouteForm) pairValues(d *data.RouteDetail, zone func(model.StationID) (model.ZoneID, bool)) (problems []Problem) {
	if len(f.Pairs) == 0 {
		return nil
	}
	keys := f.pairKeys()
	rules := slices.DeleteFunc(slices.Clone(d.Fares.Rules), func(r model.FareRule) bool {
		_, typed := f.Pairs[PairKey{r.From, r.To, r.Class}]
		return typed
	})
	named := map[model.ZoneID]bool{}
	for _, k := range keys {
		price, err := ParseFen(f.Pairs[k])
		switch {
		case err != nil:
			problems = append(problems, Problem{Field: k.field(), Err: err})
		case price.Known():
			rules = append(rules, model.FareRule{From: k.From, To: k.To, Class: k.Class, Price: price})
			named[k.From], named[k.To] = true, true
		}
	}
	d.Fares.Rules = rules
	for _, t := range f.Trips {
		for _, c := range t.Calls {
			if z, fresh := zone(c.id); fresh && named[z] {
				if d.Zones == nil {
					d.Zones = map[model.StationID]model.ZoneID{}
				}
				d.Zones[c.id] = z
			}
		}
	}
	return problems
}

// Zone is the fare zone of a station. One that has none gets a zone of its own
// when a fare names it; fresh says so.
func (x *Stops) Zone(id model.StationID) (zone model.ZoneID, fresh bool) {
	s, ok := x.byID[id]
	if !ok || s.Zone != "" {
		return s.Zone, false
	}
	zone = model.ZoneID(id)
	for x.zones[zone] {
		zone += "-"
	}
	return zone, true
}

// PairStops are the rows of the shown trip the fares between pairs are about:
// those that stand for a station.
func (s *RouteState) PairStops() []int {
	t := s.current()
	if t == nil || s.PairClass() == "" {
		return nil
	}
	var out []int
	for i, c := range t.Calls {
		if c.id != "" {
			out = append(out, i)
		}
	}
	return out
}

// PairClass is the class whose fares between pairs are shown, "" while the trip has none.
func (s *RouteState) PairClass() model.Class {
	t := s.current()
	if t == nil || len(t.Classes) == 0 {
		return ""
	}
	return model.Class(t.Classes[max(0, min(s.pairClass, len(t.Classes)-1))])
}

// SetPairClass shows the fares of another class of the trip.
func (s *RouteState) SetPairClass(i int) { s.pairClass = i }

// Pair is a fare of the shown class between two rows of the shown trip.
type Pair struct {
	Text     string
	Counts   string // from the first stop: what counts while Text is empty
	Field    string // of its problems
	key      PairKey
	sensible bool
}

// Sensible reports whether anybody rides that way: towards a later stop.
func (p Pair) Sensible() bool { return p.sensible }

// PairAt is the fare from a row of the shown trip to another.
func (s *RouteState) PairAt(from, to int) Pair {
	t := s.current()
	a, b := t.Calls[from], t.Calls[to]
	za, _ := s.data.Stops.Zone(a.id)
	zb, _ := s.data.Stops.Zone(b.id)
	p := Pair{key: PairKey{za, zb, s.PairClass()}, sensible: from < to}
	if !p.sensible {
		return p
	}
	p.Text, p.Field = s.form.pairText(p.key), p.key.field()
	k := slices.Index(t.Classes, string(p.key.Class))
	fa, errA := ParseFen(a.Fares[k])
	fb, errB := ParseFen(b.Fares[k])
	fee, errFee := ParseFen(t.Fee)
	if from == 0 && !fa.Known() {
		fa = 0 // see startFares
	}
	if errA == nil && errB == nil && errFee == nil && fa.Known() && fb.Known() && fb >= fa {
		p.Counts = FormatFen(fb - fa + max(fee, 0))
	}
	return p
}

// SetPair changes a fare between two rows of the shown trip.
func (s *RouteState) SetPair(from, to int, text string) {
	if p := s.PairAt(from, to); p.sensible {
		defer s.change(StepFare, "")()
		s.form.setPair(p.key, text)
		s.touched[p.Field] = true
	}
}

// PastePairs writes a block over the fares between pairs, from one pair of stops
// on, as one step. It returns how many columns found no place.
func (s *RouteState) PastePairs(from, to int, block [][]string) (left int) {
	stops := s.PairStops()
	defer s.change(StepPaste, "")()
	for i, line := range block {
		for k, text := range line {
			if from+i < len(stops) && to+k < len(stops) {
				s.SetPair(stops[from+i], stops[to+k], text)
			}
		}
		left = max(left, to+len(line)-len(stops))
	}
	return left
}

// FillPairs writes what counts from the first stop into every empty pair.
func (s *RouteState) FillPairs() {
	s.eachPair(func(from, to int, p Pair) {
		if p.Text == "" && p.Counts != "" {
			s.SetPair(from, to, p.Counts)
		}
	})
}

// ClearPairs empties the pairs of the shown class: fares count from the first
// stop again.
func (s *RouteState) ClearPairs() {
	s.eachPair(func(from, to int, p Pair) { s.SetPair(from, to, "") })
}

func (s *RouteState) eachPair(do func(from, to int, p Pair)) {
	defer s.change(StepFare, "")()
	stops := s.PairStops()
	for i, from := range stops {
		for _, to := range stops[i+1:] {
			do(from, to, s.PairAt(from, to))
		}
	}
}
