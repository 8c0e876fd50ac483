package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// scripts drive the peers from npm: each reads a task on its standard input and
// prints one line of JSON.
//
//go:embed npm/*.mjs
var scripts embed.FS

// driver is a peer from npm.
type driver struct{ name, script string }

func drivers() []driver {
	return []driver{{"minotor", "minotor.mjs"}, {"raptor-journey-planner", "raptor.mjs"}}
}

func skipNPM(o options) string {
	if o.NPM == "" {
		return o.NoNPM
	}
	return ""
}

// task is what a script is asked to do.
type task struct {
	Feed    string // path of the zip
	Date    string // 2026-12-01
	Budget  int64  // ms for the queries
	Queries []trip
}

// outcome is what a script reports.
type outcome struct {
	Load   float64   // ms from the zip to the first query
	Times  []float64 // ms
	Found  int       // queries with an answer
	Memory float64   // MB resident after a collection
}

func (r outcome) durations() []time.Duration {
	list := make([]time.Duration, len(r.Times))
	for i, t := range r.Times {
		list[i] = time.Duration(t * float64(time.Millisecond))
	}
	return list
}

// run lets the peer read the feed and answer up to limit queries.
func (d driver) run(ctx context.Context, o options, limit int) (outcome, error) {
	f, err := theFeed(o)
	if err != nil {
		return outcome{}, err
	}
	n, err := f.network(ctx)
	if err != nil {
		return outcome{}, err
	}
	dir, err := os.MkdirTemp("", "peerbench")
	if err != nil {
		return outcome{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	t := task{Feed: filepath.Join(dir, "feed.zip"), Date: day().String(), Budget: o.Budget.Milliseconds(), Queries: stationPairs(n)}
	t.Queries = t.Queries[:min(limit, len(t.Queries))]
	if err := os.WriteFile(t.Feed, f.zip, 0o600); err != nil {
		return outcome{}, err
	}
	// Node looks for packages beside the script, hence in the npm folder.
	src, err := scripts.ReadFile("npm/" + d.script)
	if err != nil {
		return outcome{}, err
	}
	script := filepath.Join(o.NPM, d.script)
	if err := os.WriteFile(script, src, 0o600); err != nil {
		return outcome{}, err
	}
	in, err := json.Marshal(t)
	if err != nil {
		return outcome{}, err
	}
	cmd := exec.CommandContext(ctx, "node", "--expose-gc", script)
	cmd.Env = append(os.Environ(), "TZ=UTC")
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), &stderr
	out, err := cmd.Output()
	if err != nil {
		return outcome{}, fmt.Errorf("cannot read the feed: %w: %s", err, lastLine(stderr.String()))
	}
	var r outcome
	if err := json.Unmarshal(out, &r); err != nil {
		return outcome{}, errors.New("ended without an answer")
	}
	if limit > 0 && r.Found == 0 {
		return outcome{}, errors.New("reads the feed but finds no journey")
	}
	return r, nil
}
