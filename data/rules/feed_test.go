package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/resources"
)

// national is a real national timetable kept beside the project, or a skip.
func national(tb testing.TB) model.Network {
	tb.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "cn-2019.gtfs.zip")
	if _, err := os.Stat(path); err != nil {
		tb.Skip("no feeds beside the module")
	}
	n, _, err := gtfs.Read(tb.Context(), path, nil)
	require.NoError(tb, err)
	return n
}

func count(found []rules.Finding) map[rules.Code]int {
	n := map[rules.Code]int{}
	for _, f := range found {
		n[f.Code]++
	}
	return n
}

func TestTheSampleHasNoErrors(t *testing.T) {
	n, _, err := gtfs.ReadZip(t.Context(), bytes.NewReader(resources.SampleZip), int64(len(resources.SampleZip)), nil)
	require.NoError(t, err)
	for _, f := range rules.Check(n) {
		require.NotEqual(t, rules.Error, f.Severity, "%+v", f)
		require.NotContains(t, []rules.Code{rules.TooFast, rules.StationFar, rules.PinyinWrong, rules.PriceMissing}, f.Code, "%+v", f)
	}
}

// TestRealFaultsAreFound names faults of the published feed, looked up by hand.
func TestRealFaultsAreFound(t *testing.T) {
	found := count(rules.Check(national(t)))
	t.Log(found)
	for _, code := range []rules.Code{rules.TooFast, rules.StationFar, rules.CitySamePlace, rules.PinyinDoubt, rules.DistanceShort} {
		require.NotZero(t, found[code], code)
	}
	require.Zero(t, found[rules.UnknownRef])
}

func BenchmarkCheckNational(b *testing.B) {
	n := national(b)
	for b.Loop() {
		rules.Check(n)
	}
}

// BenchmarkUpdateNational is one look after one edit: a station of the busiest
// city moves, which concerns every trip that calls there.
func BenchmarkUpdateNational(b *testing.B) {
	n := national(b)
	for _, edit := range []struct {
		name string
		do   func(n *model.Network, i int)
	}{
		{"trip", func(n *model.Network, i int) {
			t := &n.Trips[len(n.Trips)/2]
			t.Calls = append([]model.Call(nil), t.Calls...)
			t.Calls[0].Arr = model.Second(i % 2)
		}},
		{"busiest station", func(n *model.Network, i int) { n.Stations[busiest(*n)].Pos.Lon += 0.001 * float64(1-2*(i%2)) }},
	} {
		b.Run(edit.name, func(b *testing.B) {
			c := rules.New(n)
			c.Findings()
			i := 0
			for b.Loop() {
				next := copyOf(n)
				edit.do(&next, i)
				if err := c.Update(b.Context(), next); err != nil {
					b.Fatal(err)
				}
				c.Findings()
				i++
			}
			b.ReportMetric(float64(c.Looked()), "things")
		})
	}
}

func busiest(n model.Network) int {
	calls := map[model.StationID]int{}
	for _, t := range n.Trips {
		for _, c := range t.Calls {
			calls[c.Station]++
		}
	}
	best := 0
	for i, s := range n.Stations {
		if calls[s.ID] > calls[n.Stations[best].ID] {
			best = i
		}
	}
	return best
}

// copyOf has slices of its own, as what is read from a store.
func copyOf(n model.Network) model.Network {
	n.Cities = append([]model.City(nil), n.Cities...)
	n.Stations = append([]model.Station(nil), n.Stations...)
	n.Operators = append([]model.Operator(nil), n.Operators...)
	n.Routes = append([]model.Route(nil), n.Routes...)
	n.Trips = append([]model.Trip(nil), n.Trips...)
	n.Calendars = append([]model.Calendar(nil), n.Calendars...)
	n.FareTables = append([]model.FareTable(nil), n.FareTables...)
	n.Changes = append([]model.ChangeRecord(nil), n.Changes...)
	return n
}
