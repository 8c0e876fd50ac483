package main

import (
	"bytes"
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"time"
)

// sample is what was measured in one row.
type sample struct {
	N           int       // queries
	Median, P99 float64   // µs
	Times       []float64 // µs, in the order of the questions
	Allocs      float64   // per query; negative: not known
	Bytes       float64   // allocated per query; negative: not known
	Memory      float64   // MB resident after the last query and a collection
	Check       []int64   `json:",omitempty"` // the first answers, to be compared with other engines
	Note        string    `json:",omitempty"`
}

func (s *sample) note(text string) {
	if s.Note != "" {
		s.Note += "; "
	}
	s.Note += text
}

const (
	maxQueries = 1000
	maxChecks  = 200
	warmUp     = 300 * time.Millisecond // at most, and no more than 20 queries
)

// measure asks queries 0, 1, … until limit of them or the budget are used up.
// ask returns a number that stands for the answer.
func measure(ctx context.Context, o options, limit int, ask func(i int) (int64, error)) (sample, error) {
	for begin, i := time.Now(), 0; i < min(20, limit) && time.Since(begin) < warmUp; i++ {
		if _, err := ask(i); err != nil {
			return sample{}, err
		}
	}
	runtime.GC()
	times := make([]time.Duration, 0, limit)
	s := sample{Check: make([]int64, 0, maxChecks)}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for begin := time.Now(); len(times) < limit && (len(times) < 3 || time.Since(begin) < o.Budget); {
		i := len(times)
		start := time.Now()
		answer, err := ask(i)
		times = append(times, time.Since(start))
		if err != nil {
			return sample{}, err
		}
		if i < maxChecks {
			s.Check = append(s.Check, answer)
		}
		if err := ctx.Err(); err != nil {
			return sample{}, err
		}
	}
	runtime.ReadMemStats(&after)
	s.Allocs = float64(after.Mallocs-before.Mallocs) / float64(len(times))
	s.Bytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(len(times))
	s.Memory = resident()
	runtime.KeepAlive(ask) // and with it the network
	s.summarise(times)
	return s, nil
}

func (s *sample) summarise(times []time.Duration) {
	for _, t := range times {
		s.Times = append(s.Times, float64(t.Nanoseconds())/1000)
	}
	s.N = len(times)
	sorted := slices.Sorted(slices.Values(s.Times))
	s.Median, s.P99 = sorted[s.N/2], sorted[s.N*99/100]
}

// enough queries for a comparison of those that both answered.
const enough = 10

// ratio is how many times faster s is than base: medians over the questions
// both got to, or over all that each answered where these are too few.
func (s *sample) ratio(base sample) float64 {
	n := min(s.N, base.N)
	if n < enough {
		return base.Median / s.Median
	}
	median := func(times []float64) float64 { return slices.Sorted(slices.Values(times[:n]))[n/2] }
	return median(base.Times) / median(s.Times)
}

// resident is the memory this process holds, in MB: its resident size where
// the system tells it, else what Go has got from the system.
func resident() float64 {
	debug.FreeOSMemory()
	if b, err := os.ReadFile("/proc/self/statm"); err == nil {
		if f := bytes.Fields(b); len(f) > 1 {
			if pages, err := strconv.Atoi(string(f[1])); err == nil {
				return float64(pages) * float64(os.Getpagesize()) / 1e6
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys-m.HeapReleased) / 1e6
}
