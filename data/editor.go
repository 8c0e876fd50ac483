package data

import (
	"context"
	"errors"

	"tongtu/data/model"
)

// Authorizer decides whether the caller in ctx may do p. auth.Service is one.
type Authorizer interface {
	Authorize(ctx context.Context, p model.Permission) error
}

// Editor is the only way to change stored data on behalf of a person. Every
// method authorises first, validates, and changes the file in one transaction.
type Editor struct {
	store *Store
	auth  Authorizer
}

// NewEditor returns an Editor of s that asks a before every command.
func NewEditor(s *Store, a Authorizer) *Editor { return &Editor{store: s, auth: a} }

// PutCity stores c and the complete list of its stations. Empty identifiers are
// assigned, so the stored city is returned. c.Rev must be the stored one, else
// model.ErrConflict. At least one station is kept; removing one that trips call
// at is refused with *InUseError.
func (e *Editor) PutCity(ctx context.Context, c model.City, stations []model.Station) (model.City, error) {
	return model.City{}, errors.ErrUnsupported
}

// DeleteCity removes the city, its stations, the trips calling there, the
// routes left without trips, and the records naming any of these.
func (e *Editor) DeleteCity(ctx context.Context, id model.CityID) error { return errors.ErrUnsupported }

// PutRoute stores the route, its complete trips, the calendars it brings and
// its pair fares. Empty identifiers are assigned (see Command.ID). A brought
// calendar that differs from the stored one while other routes use it is stored
// under a new identifier: editing a route never changes another one.
func (e *Editor) PutRoute(ctx context.Context, d RouteDetail) error { return errors.ErrUnsupported }

// DeleteRoute removes the route, its trips, and the records naming them.
func (e *Editor) DeleteRoute(ctx context.Context, id model.RouteID) error {
	return errors.ErrUnsupported
}

// Replace puts n in the place of the whole network, or changes nothing.
// progress may be nil; it is called on the caller's goroutine.
func (e *Editor) Replace(ctx context.Context, n model.Network, progress func(done, total int)) error {
	return errors.ErrUnsupported
}

// Undo takes the last edit back and returns it, or ErrNothingToUndo.
func (e *Editor) Undo(ctx context.Context) (Command, error) { return Command{}, errors.ErrUnsupported }

// Redo repeats the edit undone last and returns it, or ErrNothingToRedo.
func (e *Editor) Redo(ctx context.Context) (Command, error) { return Command{}, errors.ErrUnsupported }
