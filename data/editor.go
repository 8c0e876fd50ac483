package data

import (
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// Authorizer decides whether the caller in ctx may do p. auth.Service is one.
type Authorizer interface {
	Authorize(ctx context.Context, p model.Permission) error
}

// Namer is an Authorizer that also knows who the caller is, for the history.
type Namer interface {
	Actor(ctx context.Context) model.Person
}

// Editor is the only way to change stored data on behalf of a person. Every
// method authorises first (model.PermEdit), validates, changes the file in one
// transaction, and publishes the change after the commit. A command that would
// change nothing does nothing: no new revision, nothing to undo.
type Editor struct {
	store *Store
	auth  Authorizer
}

// NewEditor returns an Editor of s that asks a before every command.
func NewEditor(s *Store, a Authorizer) *Editor { return &Editor{store: s, auth: a} }

// run authorises, runs fn in one transaction and records the command it returns.
func (e *Editor) run(ctx context.Context, fn func(*edit) (Command, error)) error {
	if err := e.auth.Authorize(ctx, model.PermEdit); err != nil {
		return err
	}
	return e.store.update(ctx, e.actor(ctx), func(w *edit) error {
		c, err := fn(w)
		if err != nil {
			return err
		}
		return w.record(c)
	})
}

// actor is who acts in ctx; nobody when the Authorizer does not know.
func (e *Editor) actor(ctx context.Context) model.Person {
	if n, ok := e.auth.(Namer); ok {
		return n.Actor(ctx)
	}
	return model.Person{}
}

// Undo takes the last edit back and returns it, or ErrNothingToUndo.
func (e *Editor) Undo(ctx context.Context) (Command, error) { return e.travel(ctx, false) }

// Redo does the edit undone last again and returns it, or ErrNothingToRedo.
func (e *Editor) Redo(ctx context.Context) (Command, error) { return e.travel(ctx, true) }

func (e *Editor) travel(ctx context.Context, redo bool) (c Command, err error) {
	if err := e.auth.Authorize(ctx, model.PermEdit); err != nil {
		return Command{}, err
	}
	err = e.store.update(ctx, e.actor(ctx), func(w *edit) (err error) {
		c, err = w.undo(redo)
		return err
	})
	return c, err
}

// refused collects the fields a command refuses.
type refused struct{ errs []error }

func (r *refused) add(field string, rule model.Rule, value string) {
	r.errs = append(r.errs, &model.FieldError{Field: field, Rule: rule, Value: value})
}

// within adds the field errors of err, each below prefix.
func (r *refused) within(prefix string, err error) {
	for _, fe := range model.FieldErrors(err) {
		r.add(prefix+fe.Field, fe.Rule, fe.Value)
	}
}

func (r *refused) err() error { return errors.Join(r.errs...) }

// sameRev compares the revision an edited value was read at with the stored
// one, if it is stored.
func sameRev[V any](stored V, found bool, rev func(V) uint64, edited V) error {
	switch {
	case !found && rev(edited) != 0: // deleted meanwhile
		return model.ErrConflict
	case found && rev(edited) == 0:
		return errors.Join(model.ErrConflict, model.ErrExists)
	case found && rev(edited) != rev(stored):
		return model.ErrConflict
	}
	return nil
}

// dropChanges removes the change records that name anything in gone.
func (w *edit) dropChanges(ctx context.Context, gone removal) error {
	all, err := changes.load(ctx, w.tx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if gone.touches(r) {
			if err := changes.del(w, changeKeyOf(r)); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropZones removes the fare rules of zones that only the removed stations bore.
func (w *edit) dropZones(ctx context.Context, removed []model.Station) error {
	gone := map[model.ZoneID]bool{}
	for _, st := range removed {
		if st.Zone != "" {
			gone[st.Zone] = true
		}
	}
	left, err := stations.load(ctx, w.tx)
	if err != nil {
		return err
	}
	for _, st := range left {
		delete(gone, st.Zone)
	}
	if len(gone) == 0 {
		return nil
	}
	all, err := fares.load(ctx, w.tx)
	if err != nil {
		return err
	}
	for _, t := range all {
		kept := model.FareTable{Route: t.Route}
		for _, r := range t.Rules {
			if !gone[r.From] && !gone[r.To] {
				kept.Rules = append(kept.Rules, r)
			}
		}
		if len(kept.Rules) == len(t.Rules) {
			continue
		}
		if err := putFares(w, kept); err != nil {
			return err
		}
	}
	return nil
}

// putFares stores t; a table without rules is none.
func putFares(w *edit, t model.FareTable) error {
	if len(t.Rules) == 0 {
		return fares.del(w, fareKeyOf(t.Route))
	}
	return fares.put(w, fareKeyOf(t.Route), t)
}

// removal is what a deletion takes along.
type removal struct {
	stations map[model.StationID]bool
	routes   map[model.RouteID]bool
	trips    map[model.TripID]bool
}

func (r removal) touches(c model.ChangeRecord) bool {
	return r.stations[c.From] || r.stations[c.To] ||
		r.routes[c.FromRoute] || r.routes[c.ToRoute] ||
		r.trips[c.FromTrip] || r.trips[c.ToTrip]
}

// tripUse is a trip as far as it uses other things; decoding less is faster.
type tripUse struct {
	ID       model.TripID     `cbor:"1,keyasint"`
	Route    model.RouteID    `cbor:"2,keyasint"`
	Calendar model.CalendarID `cbor:"3,keyasint"`
	Calls    []struct {
		Station model.StationID `cbor:"1,keyasint"`
	} `cbor:"6,keyasint"`
}

// tripUses views the trips bucket.
var tripUses = bucket[model.TripID, tripUse]{networkRoot, trips.name}

func (t tripUse) callsAt(set map[model.StationID]bool) bool {
	for _, c := range t.Calls {
		if set[c.Station] {
			return true
		}
	}
	return false
}

func tripsAt(ctx context.Context, tx *bolt.Tx, set map[model.StationID]bool) ([]tripUse, error) {
	all, err := tripUses.load(ctx, tx)
	if err != nil {
		return nil, err
	}
	var out []tripUse
	for _, t := range all {
		if t.callsAt(set) {
			out = append(out, t)
		}
	}
	return out, nil
}

// dropCalendars removes those candidates that no trip uses any more.
func (w *edit) dropCalendars(ctx context.Context, candidates map[model.CalendarID]bool) error {
	if len(candidates) == 0 {
		return nil
	}
	left, err := tripUses.load(ctx, w.tx)
	if err != nil {
		return err
	}
	for _, t := range left {
		delete(candidates, t.Calendar)
	}
	for _, id := range sortedKeys(candidates) {
		if err := calendars.del(w, id); err != nil {
			return err
		}
	}
	return nil
}
