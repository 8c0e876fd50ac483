package gtfs

import (
	"context"
	"errors"
	"io"

	"tongtu/data/model"
)

type archive struct{ name string }

func (a *archive) Close() error { return nil }

func openPath(path string) (*archive, error) { return nil, errors.ErrUnsupported }

func openZip(name string, r io.ReaderAt, size int64) (*archive, error) {
	return nil, errors.ErrUnsupported
}

func read(ctx context.Context, a *archive, o Options) (model.Network, Report, error) {
	return model.Network{}, Report{}, errors.ErrUnsupported
}

// Write writes n as a zip file whose bytes depend on n alone; Read gives back
// an equal network (store revisions aside).
func Write(w io.Writer, n model.Network) error { return errors.ErrUnsupported }
