package gtfs

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"tongtu/data/feed"
)

// chunk is how much is unpacked between two looks at the context.
const chunk = 256 << 10

// load unpacks every table of a, the largest first on two goroutines, and
// makes UTF-8 of each. step is called on the caller's goroutine.
func (a *archive) load(ctx context.Context, want feed.Encoding, step func(bytes int)) (map[string][]byte, error) {
	names := make([]string, 0, len(a.files))
	for _, name := range tables {
		if _, ok := a.files[name]; ok {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(x, y string) int { return int(a.files[y].size - a.files[x].size) })
	work := make(chan string, len(names))
	for _, name := range names {
		work <- name
	}
	close(work)

	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		data   = make(map[string][]byte, len(names))
		failed = make(map[string]error)
		steps  = make(chan int, 16)
	)
	for range 2 {
		wg.Go(func() {
			for name := range work {
				b, err := a.unpack(ctx, name, steps)
				var from feed.Encoding
				if err == nil {
					b, from, err = decode(name, b, want)
				}
				mu.Lock()
				data[name], a.encodings[name] = b, from.Name
				if err != nil {
					failed[name] = err
				}
				mu.Unlock()
			}
		})
	}
	go func() { wg.Wait(); close(steps) }()
	for n := range steps {
		step(n)
	}
	if err := ctx.Err(); err != nil {
		return nil, cancelled(a, err)
	}
	var errs []error
	for _, name := range tables {
		if err := failed[name]; err != nil {
			errs = append(errs, err)
		}
	}
	return data, errors.Join(errs...)
}

// unpack reads one table into memory.
func (a *archive) unpack(ctx context.Context, name string, steps chan<- int) ([]byte, error) {
	s := a.files[name]
	r, err := s.open()
	if err != nil {
		return nil, readError(name, err)
	}
	defer func() { _ = r.Close() }() // only read
	// The size is what the archive says; a lie about it is an error of Read,
	// but memory is only taken as bytes arrive beyond a modest start.
	b := make([]byte, 0, min(s.size, 64<<20)+1)
	for ctx.Err() == nil {
		if len(b) == cap(b) {
			b = slices.Grow(b, chunk)
		}
		n, err := r.Read(b[len(b):min(cap(b), len(b)+chunk)])
		b = b[:len(b)+n]
		steps <- n
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return nil, readError(name, err)
		}
		// The limits were held against what the archive says; it must not be more.
		if int64(len(b)) > s.size {
			return nil, &feed.Error{File: name, Code: feed.CodeDamagedZip}
		}
	}
	return nil, ctx.Err()
}

func readError(name string, err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &corrupt) {
		return &feed.Error{File: name, Code: feed.CodeDamagedZip, Err: err}
	}
	return &feed.Error{File: name, Code: feed.CodeIO, Err: err}
}

// decode is feed.Decode with an error that is nil without one.
func decode(name string, b []byte, want feed.Encoding) ([]byte, feed.Encoding, error) {
	text, from, err := feed.Decode(name, b, want)
	if err != nil {
		return nil, from, err
	}
	return text, from, nil
}
