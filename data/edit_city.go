package data

import (
	"context"
	"fmt"

	"tongtu/data/model"
)

// PutCity stores c and the complete list of its stations. Empty identifiers are
// assigned, so the stored city is returned. c.Rev must be the stored one, else
// model.ErrConflict; a station's Rev is not looked at, since that of its city
// covers it. At least one station is kept; removing one that trips call at is
// refused with *InUseError. Field errors of stations are below "stations[i].".
func (e *Editor) PutCity(ctx context.Context, c model.City, list []model.Station) (model.City, error) {
	return e.putCity(ctx, c, list, func(*edit, []model.Station) (bool, error) { return false, nil })
}

// CityDetail is a city with all that belongs to it.
type CityDetail struct {
	City     model.City
	Stations []model.Station
	// Changes are the general change records that begin or end at the stations.
	Changes []model.ChangeRecord
}

// PutCityDetail is PutCity that also makes d.Changes the general change records
// that begin or end at the city's stations; those that name routes or trips
// stay. Field errors of records are below "changes[i].".
func (e *Editor) PutCityDetail(ctx context.Context, d CityDetail) (model.City, error) {
	return e.putCity(ctx, d.City, d.Stations, func(w *edit, list []model.Station) (bool, error) {
		return w.putChanges(ctx, list, d.Changes)
	})
}

// putCity stores a city; more stores what belongs to its stations beside them
// and reports whether that differs.
func (e *Editor) putCity(ctx context.Context, c model.City, list []model.Station, more func(*edit, []model.Station) (bool, error)) (model.City, error) {
	err := e.run(ctx, func(w *edit) (Command, error) {
		stored, found, err := cities.find(w.tx, c.ID)
		if err != nil {
			return Command{}, err
		}
		if err := sameRev(stored, found, cityRev, c); err != nil {
			return Command{}, fmt.Errorf("city %q: %w", c.ID, err)
		}
		if c.ID == "" {
			if c.ID, err = newID(w, "c", cities); err != nil {
				return Command{}, err
			}
		}
		changed, err := w.putStations(ctx, c, list)
		if err != nil {
			return Command{}, err
		}
		left, err := stationsOf(w.tx, c.ID)
		if err != nil {
			return Command{}, err
		}
		also, err := more(w, left)
		if err != nil {
			return Command{}, err
		}
		c.Rev = stored.Rev
		if changed || also || !found || !same(stored, c) {
			c.Rev = w.rev
			err = cities.put(w, c.ID, c)
		}
		return Command{Kind: PutCityKind, Name: c.Name, ID: string(c.ID)}, err
	})
	if err != nil {
		return model.City{}, err
	}
	return c, nil
}

func cityRev(c model.City) uint64 { return c.Rev }

// putStations makes list the stations of c and reports whether any differs.
func (w *edit) putStations(ctx context.Context, c model.City, list []model.Station) (changed bool, err error) {
	old, err := stationsOf(w.tx, c.ID)
	if err != nil {
		return false, err
	}
	list, err = w.checkCity(c, list)
	if err != nil {
		return false, err
	}
	stored := make(map[model.StationID]model.Station, len(old))
	for _, st := range old {
		stored[st.ID] = st
	}
	for _, st := range list {
		before, found := stored[st.ID]
		delete(stored, st.ID)
		st.Rev = before.Rev
		if found && before == st {
			continue
		}
		st.Rev = w.rev
		changed = true
		if err := stations.put(w, st.ID, st); err != nil {
			return false, err
		}
	}
	if len(stored) == 0 {
		return changed, nil
	}
	return true, w.removeStations(ctx, old, stored)
}

// checkCity validates the city with its stations and returns these with their
// city and identifiers filled in.
func (w *edit) checkCity(c model.City, list []model.Station) ([]model.Station, error) {
	var no refused
	no.within("", c.Validate())
	if len(list) == 0 {
		no.add("stations", model.RuleRequired, "")
	}
	out := make([]model.Station, len(list))
	seen := map[model.StationID]bool{}
	for i, st := range list {
		at := fmt.Sprintf("stations[%d].", i)
		if st.City == "" {
			st.City = c.ID
		}
		if st.ID == "" {
			id, err := newID(w, "s", stations)
			if err != nil {
				return nil, err
			}
			st.ID = id
		}
		no.within(at, st.Validate())
		other, found, err := stations.find(w.tx, st.ID)
		switch {
		case err != nil:
			return nil, err
		case seen[st.ID], found && other.City != c.ID:
			no.add(at+"id", model.RuleDuplicate, string(st.ID))
		case st.City != c.ID:
			no.add(at+"city", model.RuleMismatch, string(st.City))
		}
		seen[st.ID] = true
		out[i] = st
	}
	return out, no.err()
}

// removeStations removes those of a city that its new list lacks, unless trips
// call at one of them.
func (w *edit) removeStations(ctx context.Context, old []model.Station, missing map[model.StationID]model.Station) error {
	gone := removal{stations: map[model.StationID]bool{}}
	var removed []model.Station
	for _, st := range old {
		if _, ok := missing[st.ID]; ok {
			gone.stations[st.ID] = true
			removed = append(removed, st)
		}
	}
	using, err := tripsAt(ctx, w.tx, gone.stations)
	if err != nil {
		return err
	}
	for _, st := range removed {
		only := map[model.StationID]bool{st.ID: true}
		n := 0
		for _, t := range using {
			if t.callsAt(only) {
				n++
			}
		}
		if n > 0 {
			return &InUseError{Station: st.ID, Trips: n}
		}
		if err := stations.del(w, st.ID); err != nil {
			return err
		}
	}
	if err := w.dropChanges(ctx, gone); err != nil {
		return err
	}
	return w.dropZones(ctx, removed)
}
