package gtfs_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model/modeltest"
	"tongtu/data/rules"
)

// FuzzTable puts made-up text in the place of one table of a sound feed: no
// panic, and either an error with a place or a network that reads back equal.
func FuzzTable(f *testing.F) {
	names := []string{"agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt", "areas.txt", "stop_areas.txt",
		"calendar_dates.txt", "frequencies.txt", "transfers.txt", "fare_attributes.txt", "fare_rules.txt", "translations.txt", "tongtu_info.txt", "tongtu_changes.txt"}
	for i, n := range names {
		f.Add(uint8(i), smallFeed()[n], false)
	}
	f.Add(uint8(9), "trip_id,start_time,end_time,headway_secs\nT1,08:00:00,09:00:00,600\n", true)
	f.Fuzz(func(t *testing.T, which uint8, text string, leaveOut bool) {
		z := smallFeed().with(names[int(which)%len(names)], text).zip(t, "")
		n, _, err := gtfs.ReadZipWith(t.Context(), bytes.NewReader(z), int64(len(z)), gtfs.Options{LeaveOut: leaveOut})
		if err != nil {
			for _, e := range feed.Errors(err) {
				if e.File == "" || e.Code == "" || !utf8.ValidString(e.Error()) {
					t.Errorf("an error without a place: %#v", e)
				}
			}
			return
		}
		if len(n.Trips) > 5000 {
			return // a headway of seconds: sound, but slow to check
		}
		for _, x := range rules.Check(n) {
			if x.Severity == rules.Error {
				t.Errorf("the store would refuse it: %v", x)
			}
		}
		modeltest.RequireEqual(t, n, again(t, n), "fuzzed")
	})
}

// FuzzArchive damages a sound archive: no panic, and a network only when every
// checksum held.
func FuzzArchive(f *testing.F) {
	f.Add(uint16(60), byte(0x40), uint16(0))
	f.Add(uint16(0), byte(0), uint16(100))
	sound := smallFeed().zip(f, "")
	f.Fuzz(func(t *testing.T, at uint16, flip byte, cut uint16) {
		z := bytes.Clone(sound)
		z[int(at)%len(z)] ^= flip
		z = z[:len(z)-int(cut)%len(z)]
		n, _, err := readBytes(t.Context(), z)
		if err != nil {
			if len(feed.Errors(err)) == 0 {
				t.Errorf("an error without a place: %v", err)
			}
			return
		}
		if len(n.Trips) != 2 && flip != 0 {
			t.Errorf("flipping %#x at %d gave another network", flip, at)
		}
	})
}
