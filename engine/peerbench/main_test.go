package main

import (
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"tongtu/engine/graph"
)

func TestEveryGraphEngineAnswersTheSame(t *testing.T) {
	rs, err := grid(20)
	if err != nil {
		t.Fatal(err)
	}
	ctx, search := context.Background(), graph.NewSearch(rs.g)
	for _, m := range append(ourMethods(), peerMethods()...) {
		solve, err := m.prepare(ctx, rs)
		if err != nil {
			t.Fatal(m.name, err)
		}
		for to := graph.Node(1); to < 400; to += 7 {
			want, err := search.Dijkstra(ctx, graph.Binary, graph.Query{From: 0, To: to})
			if err != nil {
				t.Fatal(err)
			}
			if got, err := solve(ctx, graph.Query{From: 0, To: to}, to); err != nil || got != int64(want) {
				t.Errorf("%s: to %d: %d, %v; want %d", m.name, to, got, err, want)
			}
			if !m.all {
				continue
			}
			if got, err := solve(ctx, graph.Query{From: 0, To: graph.None}, to); err != nil || got != int64(want) {
				t.Errorf("%s: to all, %d: %d, %v; want %d", m.name, to, got, err, want)
			}
		}
	}
}

// aReport has a question with peers, one with a base, one with neither.
func aReport() report {
	rows := []row{
		{job: job{Question: "a", Engine: "ours"}, sample: sample{N: 5, Median: 2, P99: 4, Check: []int64{1, 2}}},
		{job: job{Question: "a", Engine: "good", Peer: true}, sample: sample{N: 5, Median: 20, P99: 40, Allocs: -1, Bytes: -1, Check: []int64{1, 3, 4}}},
		{job: job{Question: "a", Engine: "bad", Peer: true}, sample: sample{N: 5, Median: 200, P99: 40_000}},
		{job: job{Question: "a", Engine: "gone <&>", Peer: true, Skip: "npm is missing"}},
		{job: job{Question: "b", Engine: "new"}, sample: sample{N: 1, Median: 1}},
		{job: job{Question: "b", Engine: "old", Base: true}, sample: sample{N: 1, Median: 1000}},
		{job: job{Question: "c", Engine: "alone"}, sample: sample{N: 1, Median: 1}},
	}
	compare(rows)
	return report{Rows: rows, Machine: "1 × abacus", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

func TestRatiosAreToTheBestPeerOrTheBase(t *testing.T) {
	rows := aReport().Rows
	for i, want := range []struct {
		ratio   float64
		against string
	}{{10, "good"}, {1, "good"}, {0.1, "good"}, {0, ""}, {1000, "old"}, {1, "old"}, {0, ""}} {
		if rows[i].Ratio != want.ratio || rows[i].Against != want.against {
			t.Errorf("%s: %v against %q, want %v", rows[i].Engine, rows[i].Ratio, rows[i].Against, want)
		}
	}
	if want := "1 of 2 answers differ from ours"; rows[1].Note != want {
		t.Errorf("note %q, want %q", rows[1].Note, want)
	}
}

func TestRatiosAreOverTheQuestionsOfBoth(t *testing.T) {
	var long, short sample
	for i := range 20 {
		d := time.Millisecond
		if i >= 10 {
			d = time.Second
		} else {
			short.Times = append(short.Times, 500)
		}
		long.Times = append(long.Times, float64(d.Microseconds()))
	}
	long.N, short.N, long.Median, short.Median = 20, 10, 1e6, 500
	if got := short.ratio(long); got != 2 {
		t.Error(got)
	}
}

func TestReportsAreWellFormed(t *testing.T) {
	r := aReport()
	for d := xml.NewDecoder(strings.NewReader(r.svg())); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	b, err := r.csv()
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil || len(lines) != len(r.Rows)+1 {
		t.Fatal(len(lines), err)
	}
	text, err := r.markdown()
	if err != nil || !strings.Contains(string(text), "2026-01-02") || !strings.Contains(r.text(), "npm is missing") {
		t.Fatal(string(text), err)
	}
}

func TestNumbers(t *testing.T) {
	for us, want := range map[float64]string{0.071: "0.07 µs", 12.34: "12.3 µs", 999.4: "999 µs", 1234: "1.23 ms", 8_705_000: "8.71 s"} {
		if got := duration(us); got != want {
			t.Errorf("%v: %q, want %q", us, got, want)
		}
	}
	if got := number(1234567); got != "1,234,567" {
		t.Error(got)
	}
}
