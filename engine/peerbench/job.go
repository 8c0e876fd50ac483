package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// job is one row to be measured.
type job struct {
	Question, Network, Engine string
	Peer                      bool   // somebody else's
	Base                      bool   // what others are compared with where there is no peer
	Skip                      string // why it is not measured
	measure                   func(ctx context.Context, o options) (sample, error)
}

func (j job) name() string { return j.Question + " · " + j.Network + " · " + j.Engine }

// rival reports whether k is asked the same.
func (j job) rival(k job) bool { return j.Question == k.Question && j.Network == k.Network }

// row is a job with what came out.
type row struct {
	job
	sample
	Ratio   float64 // of the base's median to this one's; 0: no base
	Against string  // the engine compared with
}

// setupTime is what a row may take beside its queries: reading, preparing.
const setupTime = 4 * time.Minute

func allJobs(o options) []job {
	return slices.Concat(timetableJobs(o), tableJobs(o), calendarJobs(o), reachJobs(o), stationJobs(o), loadJobs(o), graphJobs(o))
}

// runRow is the row's process.
func runRow(ctx context.Context, o options, jobs []job) error {
	for _, j := range jobs {
		if j.name() != o.Row {
			continue
		}
		s, err := j.measure(ctx, o)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(s)
	}
	return fmt.Errorf("no row %q", o.Row)
}

// spawn measures j in a process of its own. What fails is part of the report.
func spawn(ctx context.Context, args []string, j job) row {
	r := row{job: j}
	if j.Skip != "" {
		return r
	}
	ctx, cancel := context.WithTimeout(ctx, setupTime)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		r.Skip = err.Error()
		return r
	}
	cmd := exec.CommandContext(ctx, self, append(slices.Clone(args), "-row", j.name())...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &r.sample)
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		r.Skip = fmt.Sprintf("gave up after %v", setupTime)
	case err != nil:
		r.Skip = strings.TrimPrefix(lastLine(stderr.String()), "peerbench: ")
		if r.Skip == "" {
			r.Skip = err.Error()
		}
	}
	return r
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// compare fills the ratios, and notes where engines disagree: each against the
// best peer on the same question or, where there is none, the base.
func compare(rows []row) {
	for i := range rows {
		r := &rows[i]
		if r.N == 0 {
			continue
		}
		var best *row
		for k := range rows {
			b := &rows[k]
			if !b.rival(r.job) || b.N == 0 || !b.Peer && !b.Base {
				continue
			}
			if best == nil || b.Peer && !best.Peer || b.Peer == best.Peer && b.Median < best.Median {
				best = b
			}
		}
		if best != nil {
			r.Ratio, r.Against = r.ratio(best.sample), best.Engine
		}
		r.disagree(rows[:i])
	}
}

// disagree compares the answers of r with those of the first engine that
// answered the same question.
func (r *row) disagree(before []row) {
	for _, b := range before {
		if !b.rival(r.job) || len(b.Check) == 0 || len(r.Check) == 0 {
			continue
		}
		n, bad := min(len(b.Check), len(r.Check)), 0
		for i := range n {
			if b.Check[i] != r.Check[i] {
				bad++
			}
		}
		if bad > 0 {
			r.note(fmt.Sprintf("%d of %d answers differ from %s", bad, n, b.Engine))
		}
		return
	}
}
