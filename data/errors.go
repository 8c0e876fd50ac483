package data

import (
	"errors"
	"fmt"

	"tongtu/data/model"
)

// The errors of this package, beside those of model.
var (
	ErrLocked        = errors.New("data file is open in another process")
	ErrSchemaTooNew  = errors.New("data file was written by a newer version")
	ErrSchemaOld     = errors.New("data file needs a migration, which read-only mode cannot do")
	ErrDamaged       = errors.New("data file is damaged")
	ErrReplaced      = errors.New("data file was moved or replaced while open")
	ErrReadOnly      = errors.New("data file is open read-only")
	ErrNothingToUndo = errors.New("nothing to undo")
	ErrNothingToRedo = errors.New("nothing to redo")
)

// LockedError is returned by Open for a file another process has open. It is ErrLocked.
type LockedError struct {
	Path   string
	Holder Holder // zero when nobody said
}

func (e *LockedError) Error() string {
	if !e.Holder.Known() {
		return fmt.Sprintf("%s: %v", e.Path, ErrLocked)
	}
	return fmt.Sprintf("%s: %v: pid %d on %s", e.Path, ErrLocked, e.Holder.PID, e.Holder.Host)
}

// Is reports whether target is ErrLocked.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// InUseError refuses to remove a station that trips still call at.
type InUseError struct {
	Station model.StationID
	Trips   int
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("station %q: %d trips call there", e.Station, e.Trips)
}
