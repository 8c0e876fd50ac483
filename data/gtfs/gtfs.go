package gtfs

import (
	"context"
	"io"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// Options change how a feed is read. The zero value is strict and silent.
type Options struct {
	// Progress, when set, is called on the reading goroutine with the bytes
	// handled so far and in all; done never falls and ends at total.
	Progress func(done, total int64)
	// LeaveOut imports what is sound of a feed with broken rows: each broken
	// row and whatever depends on it is left out and reported as a finding of
	// level feed.SeverityError. A trip is kept whole or not at all. Without it the
	// first broken rows refuse the feed. Only set it after the person agreed.
	LeaveOut bool
	// Encoding of the tables; the zero value finds it out for each.
	Encoding feed.Encoding
	// Source is recorded as Info.Source; Read sets it to the file's name.
	Source string
}

// Read reads the feed at path, a zip file or a folder, completely or not at
// all. A refusal is made of *feed.Error values, up to feed.MaxErrors joined; use Errors
// to take it apart. Only a cancelled ctx gives another kind of error.
// progress may be nil.
func Read(ctx context.Context, path string, progress func(done, total int64)) (model.Network, feed.Report, error) {
	return ReadWith(ctx, path, Options{Progress: progress})
}

// ReadWith is Read with options.
func ReadWith(ctx context.Context, path string, o Options) (model.Network, feed.Report, error) {
	a, err := openPath(path)
	if err != nil {
		return model.Network{}, feed.Report{}, err
	}
	defer func() { _ = a.Close() }() // only read
	if o.Source == "" {
		o.Source = a.name
	}
	return read(ctx, a, o)
}

// ReadZip is Read on a zip file of size bytes that is already open.
func ReadZip(ctx context.Context, r io.ReaderAt, size int64, progress func(done, total int64)) (model.Network, feed.Report, error) {
	return ReadZipWith(ctx, r, size, Options{Progress: progress})
}

// ReadZipWith is ReadZip with options.
func ReadZipWith(ctx context.Context, r io.ReaderAt, size int64, o Options) (model.Network, feed.Report, error) {
	a, err := openZip(o.Source, r, size)
	if err != nil {
		return model.Network{}, feed.Report{}, err
	}
	return read(ctx, a, o)
}
