package data

import (
	"context"
	"errors"
	"time"

	"tongtu/data/model"
	"tongtu/data/topic"
)

// Options of Open. The zero value is ready.
type Options struct {
	ReadOnly bool             // open without the right to change anything
	Now      func() time.Time // clock for the journal; nil: time.Now
}

// Change tells observers that a committed transaction moved the network on.
type Change struct{ Revision uint64 }

// Store owns the data file. All methods are safe for concurrent use.
type Store struct {
	changes topic.Topic[Change]
}

// Open opens the file at path, creating it when missing, and brings it to the
// current schema. A file of size 0 is damage, not a new file.
func Open(path string, o Options) (*Store, error) { return nil, errors.ErrUnsupported }

// Close releases the file. It is an error to use s afterwards.
func (s *Store) Close() error { return nil }

// ReadOnly reports whether every edit will be refused with ErrReadOnly.
func (s *Store) ReadOnly() bool { return false }

// Empty reports whether the network has no city.
func (s *Store) Empty() bool { return true }

// Revision counts the committed edits.
func (s *Store) Revision() uint64 { return 0 }

// Changes is where observers subscribe to committed edits. They run on the
// editing goroutine after the commit and can read what was committed.
func (s *Store) Changes() *topic.Topic[Change] { return &s.changes }

// Network reads everything a timetable is compiled from, at one revision.
func (s *Store) Network(ctx context.Context) (model.Network, error) {
	return model.Network{}, errors.ErrUnsupported
}

// Info describes the network as a whole.
func (s *Store) Info(ctx context.Context) (model.Info, error) {
	return model.Info{}, errors.ErrUnsupported
}

// Cities returns every city, sorted by id.
func (s *Store) Cities(ctx context.Context) ([]model.City, error) { return nil, errors.ErrUnsupported }

// City returns one city or model.ErrNotFound.
func (s *Store) City(id model.CityID) (model.City, error) {
	return model.City{}, errors.ErrUnsupported
}

// Stations returns every station, sorted by id.
func (s *Store) Stations(ctx context.Context) ([]model.Station, error) {
	return nil, errors.ErrUnsupported
}

// StationsOf returns the stations of one city, sorted by id.
func (s *Store) StationsOf(id model.CityID) ([]model.Station, error) {
	return nil, errors.ErrUnsupported
}

// RouteDetail is a route with all that belongs to it.
type RouteDetail struct {
	Route     model.Route
	Trips     []model.Trip     // complete
	Calendars []model.Calendar // of the trips
	Fares     model.FareTable  // pair fares of this route; no rules: none
}

// Routes returns every route, sorted by id.
func (s *Store) Routes(ctx context.Context) ([]model.Route, error) {
	return nil, errors.ErrUnsupported
}

// Route returns one route with its trips, or model.ErrNotFound.
func (s *Store) Route(id model.RouteID) (RouteDetail, error) {
	return RouteDetail{}, errors.ErrUnsupported
}

// Operators returns every operator, sorted by id.
func (s *Store) Operators(ctx context.Context) ([]model.Operator, error) {
	return nil, errors.ErrUnsupported
}

// Calendars returns every calendar, sorted by id.
func (s *Store) Calendars(ctx context.Context) ([]model.Calendar, error) {
	return nil, errors.ErrUnsupported
}

// Use counts what the deletion of a city takes along.
type Use struct{ Stations, Routes, Trips int }

// CityUse counts what DeleteCity would take along.
func (s *Store) CityUse(ctx context.Context, id model.CityID) (Use, error) {
	return Use{}, errors.ErrUnsupported
}

// LastEdit is the command Undo would undo; ok is false when there is none.
func (s *Store) LastEdit() (c Command, ok bool) { return Command{}, false }

// NextRedo is the command Redo would repeat; ok is false when there is none.
func (s *Store) NextRedo() (c Command, ok bool) { return Command{}, false }

// Check looks for damage of the file and broken rules of the network. It
// returns findings, and an error only when it could not look.
func (s *Store) Check(ctx context.Context) ([]Finding, error) { return nil, errors.ErrUnsupported }
