package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/timetable"
	"tongtu/resources"
)

// feed is the timetable that is asked: the national one where the real data
// is, else the sample network.
type feed struct {
	name string
	zip  []byte
}

func theFeed(o options) (feed, error) {
	b, err := os.ReadFile(filepath.Join(o.Data, "cn-2019.gtfs.zip"))
	if os.IsNotExist(err) {
		return feed{"sample", resources.SampleZip}, nil
	}
	return feed{"cn-2019", b}, err
}

// feedName is the feed's name without reading it.
func feedName(o options) string {
	if _, err := os.Stat(filepath.Join(o.Data, "cn-2019.gtfs.zip")); err != nil {
		return "sample"
	}
	return "cn-2019"
}

func (f feed) network(ctx context.Context) (model.Network, error) {
	n, _, err := gtfs.ReadZip(ctx, bytes.NewReader(f.zip), int64(len(f.zip)), nil)
	return n, err
}

// timetableOf reads and compiles the feed.
func timetableOf(ctx context.Context, o options) (*timetable.Timetable, error) {
	f, err := theFeed(o)
	if err != nil {
		return nil, err
	}
	n, err := f.network(ctx)
	if err != nil {
		return nil, err
	}
	return timetable.New(ctx, n)
}

// seed starts every list of random questions, so that all engines get the same.
const seed = 1

// day is when all questions are asked: a working day of both feeds.
func day() model.Date { return model.NewDate(2026, 12, 1) }

// trip is one question: from here to there, departing from a moment of the day on.
type trip struct {
	From, To string
	At       model.Second
}

// cityPairs are random pairs of different cities, at random minutes of the day.
func cityPairs(tt *timetable.Timetable) []trip {
	var ids []string
	for _, c := range tt.Cities() {
		ids = append(ids, string(c.ID))
	}
	return pairs(ids)
}

// stationPairs are random pairs of stations where trips call on the day or the
// two after it: some peers give up on any other.
func stationPairs(n model.Network) []trip {
	runs := map[model.CalendarID]bool{}
	for _, c := range n.Calendars {
		runs[c.ID] = c.Runs(day()) || c.Runs(day()+1) || c.Runs(day()+2)
	}
	called := map[model.StationID]bool{}
	for _, t := range n.Trips {
		for _, c := range t.Calls {
			called[c.Station] = called[c.Station] || runs[t.Calendar]
		}
	}
	var ids []string
	for _, s := range n.Stations {
		if called[s.ID] {
			ids = append(ids, string(s.ID))
		}
	}
	return pairs(ids)
}

func pairs(ids []string) []trip {
	r := rand.New(rand.NewPCG(seed, seed))
	list := make([]trip, 0, maxQueries)
	for len(list) < maxQueries && len(ids) > 1 {
		t := trip{ids[r.IntN(len(ids))], ids[r.IntN(len(ids))], model.Second(r.IntN(24*60)) * 60}
		if t.From != t.To {
			list = append(list, t)
		}
	}
	return list
}
