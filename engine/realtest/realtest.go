// Package realtest gives tests the real timetables that may lie beside the
// project. Tests that ask for one are skipped where it is missing.
package realtest

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// The feeds.
const (
	National = "cn-2019.gtfs.zip"       // the trains of a country and its flights
	PairFare = "cn-fares-2023.gtfs.zip" // trains with a fare for every pair of stations
)

// Day is a working day on which they run.
var Day = model.NewDate(2026, 12, 1)

// Network reads a feed.
func Network(t testing.TB, feed string) model.Network {
	t.Helper()
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil || dir == filepath.Dir(dir) {
			break
		}
	}
	path := filepath.Join(dir, "..", "shared", "data", feed)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no real timetable beside the project")
	}
	n, _, err := gtfs.Read(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Timetable compiles a feed.
func Timetable(t testing.TB, feed string) *timetable.Timetable {
	t.Helper()
	tt, err := timetable.New(t.Context(), Network(t, feed))
	if err != nil {
		t.Fatal(err)
	}
	return tt
}

// Cities asks for a random pair of cities at a random second of Day.
func Cities(r *rand.Rand, tt *timetable.Timetable) plan.Query {
	cities := tt.Cities()
	return plan.Query{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID},
		At: Day.At(model.Second(r.IntN(int(model.Day))))}
}

// Places is Cities, where every fourth place is a station.
func Places(r *rand.Rand, tt *timetable.Timetable) plan.Query {
	q := Cities(r, tt)
	for _, p := range []*plan.Place{&q.From, &q.To} {
		if r.IntN(4) == 0 {
			*p = plan.Place{Station: tt.Stations()[r.IntN(len(tt.Stations()))].ID}
		}
	}
	return q
}
