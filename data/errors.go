package data

import (
	"errors"
	"fmt"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// The errors of this package, beside those of model.
var (
	ErrLocked        = errors.New("data file is open in another process")
	ErrSchemaTooNew  = errors.New("data file was written by a newer version")
	ErrSchemaOld     = errors.New("data file needs a migration, which read-only mode cannot do")
	ErrDamaged       = errors.New("data file is damaged")
	ErrFellBack      = errors.New("data file fell back to an earlier state")
	ErrMissing       = errors.New("data file is gone, but not what was kept beside it")
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

// DamageError says what is wrong with a file. It is ErrDamaged.
type DamageError struct {
	Path     string
	Findings []rules.Finding // at least one
}

func (e *DamageError) Error() string {
	f := e.Findings[0]
	return fmt.Sprintf("%s: %v: %s: %s (%d findings)", e.Path, ErrDamaged, f.Where(), f.Was(), len(e.Findings))
}

// Is reports whether target is ErrDamaged, or ErrFellBack and that is what happened.
func (e *DamageError) Is(target error) bool {
	return target == ErrDamaged || target == ErrFellBack && e.Findings[0].Code == rules.FellBack
}

// FindingsOf puts an error that is ErrDamaged into findings about the file at path.
func FindingsOf(err error, path string) []rules.Finding {
	var d *DamageError
	if errors.As(err, &d) {
		return d.Findings
	}
	return []rules.Finding{damage(path, err.Error())}
}

// damage is a finding about the file: at the path where in it, what.
func damage(where, what string) rules.Finding {
	return rules.Finding{Code: rules.Damaged, Of: rules.Thing{Kind: rules.File, ID: where}, Value: what}
}

// InUseError refuses to remove a station that trips still call at.
type InUseError struct {
	Station model.StationID
	Trips   int
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("station %q: %d trips call there", e.Station, e.Trips)
}
