package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"time"

	"tongtu/data"
	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/timetable"
)

// loadJobs measures the ways to a timetable that can be asked.
func loadJobs(o options) []job {
	const fromFeed = "GTFS zip to timetable"
	jobs := []job{
		{Question: "snapshot from the store", Network: feedName(o), Engine: "timetable", measure: measureSnapshot},
		{Question: fromFeed, Network: feedName(o), Engine: "gtfs + timetable", measure: measureRead},
	}
	for _, d := range drivers() {
		jobs = append(jobs, job{Question: fromFeed, Network: feedName(o), Engine: d.name, Peer: true, Skip: skipNPM(o),
			measure: func(ctx context.Context, o options) (sample, error) {
				r, err := d.run(ctx, o, 0)
				if err != nil {
					return sample{}, err
				}
				s := sample{Allocs: -1, Bytes: -1, Memory: r.Memory, Note: "once, program not warm"}
				s.summarise([]time.Duration{time.Duration(r.Load * float64(time.Millisecond))})
				return s, nil
			}})
	}
	return jobs
}

// maxLoads is how often a feed is read at most.
const maxLoads = 30

func measureRead(ctx context.Context, o options) (sample, error) {
	f, err := theFeed(o)
	if err != nil {
		return sample{}, err
	}
	return measureCompile(ctx, o, func() (model.Network, error) {
		n, _, err := gtfs.ReadZip(ctx, bytes.NewReader(f.zip), int64(len(f.zip)), nil)
		return n, err
	})
}

// anybody may edit.
type anybody struct{}

func (anybody) Authorize(context.Context, model.Permission) error { return nil }

func measureSnapshot(ctx context.Context, o options) (sample, error) {
	dir, err := os.MkdirTemp("", "peerbench")
	if err != nil {
		return sample{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := data.Open(filepath.Join(dir, "bench.db"), data.Options{})
	if err != nil {
		return sample{}, err
	}
	defer func() { _ = s.Close() }()
	f, err := theFeed(o)
	if err != nil {
		return sample{}, err
	}
	n, err := f.network(ctx)
	if err != nil {
		return sample{}, err
	}
	if err := data.NewEditor(s, anybody{}).Replace(ctx, n, nil); err != nil {
		return sample{}, err
	}
	return measureCompile(ctx, o, func() (model.Network, error) { return s.Network(ctx) })
}

// measureCompile gets the network and compiles it, as a query.
func measureCompile(ctx context.Context, o options, network func() (model.Network, error)) (sample, error) {
	var tt *timetable.Timetable // outlives the query, to be in the memory
	return measure(ctx, o, maxLoads, func(int) (int64, error) {
		n, err := network()
		if err != nil {
			return 0, err
		}
		tt, err = timetable.New(ctx, n)
		if err != nil {
			return 0, err
		}
		return int64(tt.NumTrips()), nil
	})
}
