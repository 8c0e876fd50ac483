package network

import (
	"errors"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
)

// Way is the way on that is offered with a failure.
type Way uint8

// The ways on.
const (
	WayNone   Way = iota
	WaySignIn     // sign in, then try again
	WayReload     // look at what is stored now
)

// Failure is why an edit was refused, in a sentence with a way on. Other errors
// are for the shell.
type Failure struct {
	Key  i18n.Key
	Args i18n.A
	Way  Way
}

// FailureOf words the refusals a person can do something about; ok is false
// for everything else. station names a station.
func FailureOf(err error, station func(model.StationID) string) (f Failure, ok bool) {
	var inUse *data.InUseError
	switch {
	case err == nil:
		return f, false
	case errors.As(err, &inUse):
		return Failure{Key: keyInUse, Args: i18n.A{"name": station(inUse.Station), "n": inUse.Trips}}, true
	case errors.Is(err, model.ErrConflict):
		return Failure{Key: keyConflict, Way: WayReload}, true
	case errors.Is(err, model.ErrNotFound):
		return Failure{Key: keyGone, Way: WayReload}, true
	case errors.Is(err, data.ErrReadOnly):
		return Failure{Key: keyReadOnly}, true
	case errors.Is(err, auth.ErrNotSignedIn), errors.Is(err, auth.ErrExpired), errors.Is(err, auth.ErrSignedOut):
		return Failure{Key: keySignInFirst, Way: WaySignIn}, true
	}
	return f, false
}
