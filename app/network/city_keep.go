package network

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"

	"tongtu/app/drafts"
	"tongtu/data/model"
)

// keptCity is a city's draft as it is kept on disk: the form as typed, and the
// stored city it was begun on.
type keptCity struct {
	Form     CityForm // without what follows
	OwnSound bool
	Base     model.City
	Stations []keptStation
	Changes  []keptChange
}

type keptStation struct {
	StationForm
	Own, OwnSound bool
	Base          model.Station
}

type keptChange struct {
	ChangeForm
	FromID, ToID model.StationID
}

// Kept is the draft as it is written to disk.
func (s *CityState) Kept() ([]byte, error) {
	f := s.form
	k := keptCity{Form: f, OwnSound: f.ownSound, Base: f.kept}
	k.Form.Stations, k.Form.Changes = nil, nil
	for _, st := range f.Stations {
		k.Stations = append(k.Stations, keptStation{st, st.own, st.ownSound, st.kept})
	}
	for _, ch := range f.Changes {
		k.Changes = append(k.Changes, keptChange{ch, ch.from, ch.to})
	}
	out, err := json.Marshal(k)
	if err != nil {
		return nil, fmt.Errorf("network: encode draft: %w", err)
	}
	return out, nil
}

// Version changes with the draft; 0 while nothing is unsaved.
func (s *CityState) Version() uint64 {
	if !s.Dirty() {
		return 0
	}
	h := fnv.New64a()
	body, err := s.Kept()
	if err != nil {
		return 0
	}
	_, _ = h.Write(body) // a hash takes everything
	return h.Sum64()
}

// Called is what the draft is of.
func (s *CityState) Called() string { return s.form.Name }

// Left is unsaved work of an earlier run, nil when there is none.
func (s *CityState) Left() *Left { return s.left }

// SetLeft says what unsaved work of an earlier run there is.
func (s *CityState) SetLeft(l *Left) { s.left = l }

// restore opens a kept draft on top of what is stored now: saving puts it in
// that place, or makes a new city where there is none any more.
func (s *CityState) restore(k keptCity) {
	i := slices.IndexFunc(s.cities, func(c model.City) bool { return c.ID == k.Base.ID && c.ID != "" })
	base := CityForm{stops: s.stops}
	if i >= 0 {
		base = s.formOf(s.cities[i], s.stations[k.Base.ID])
	}
	f := k.Form
	f.ownSound, f.kept, f.stops = k.OwnSound, base.kept, s.stops
	for _, st := range k.Stations {
		form := st.StationForm
		form.own, form.ownSound = st.Own, st.OwnSound
		for _, now := range s.stations[base.kept.ID] {
			if now.ID == st.Base.ID && i >= 0 {
				form.kept = now
			}
		}
		f.Stations = append(f.Stations, form)
	}
	for _, ch := range k.Changes {
		form := ch.ChangeForm
		form.from, form.to = ch.FromID, ch.ToID
		f.Changes = append(f.Changes, form)
	}
	s.show(f)
	s.base = base
	s.tried = true // what is wrong shows at once
}

// left reads the newest draft that was left behind, nil when there is none.
func (c *Cities) left(cities []model.City) (*Left, error) {
	all, err := c.Drafts.Left(drafts.City)
	for _, d := range all {
		var k keptCity
		if e := json.Unmarshal(d.Body, &k); e != nil {
			err = errors.Join(err, fmt.Errorf("network: decode draft: %w", e))
			continue
		}
		i := slices.IndexFunc(cities, func(c model.City) bool { return c.ID == k.Base.ID })
		rev := uint64(0)
		if i >= 0 {
			rev = cities[i].Rev
		}
		return &Left{
			Name: d.Name, At: d.At, draft: d, Since: since(k.Base.Rev, k.Base.ID == "", i >= 0, rev),
			take: func() { c.state.restore(k) },
		}, err
	}
	return nil, err
}

// look is left, of the cities read last.
func (c *Cities) look() (*Left, error) { return c.left(c.state.Cities()) }

// takeLeft opens the work that was left, after asking when that would lose other.
func (c *Cities) takeLeft() {
	if l := c.state.Left(); l != nil {
		c.unless(func() { c.keeper.take(l, c.look, c.show) })
	}
}

// dropLeft gives the work up that was left, after asking.
func (c *Cities) dropLeft() { c.keeper.drop(c.look, c.show) }
