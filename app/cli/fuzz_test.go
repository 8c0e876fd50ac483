package cli_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// seedLines are batch lines to be broken.
var seedLines = []string{
	`{"from":"甲","to":"丙","depart":"2026-12-01T07:00","by":"cheapest"}`,
	`{"from":"id:A","to":"id:C","arrive":"2026-12-02T07:00:00+08:00","by":"changes","modes":["rail","air"],"horizon_s":86400}`,
	`{"from":"甲","to":"丙","depart":"2026-12-01","by":"best","window_s":86400,"max_changes":2,"max_fare_fen":20000,"max_duration_s":90000}`,
	`{"from":"甲","to":"丙","via":"乙:1h","avoid":["K9","乙"],"min_change_s":600,"classes":[],"algorithm":"pareto"}`,
	`null`, `[]`, `"甲"`, `{}`, `{"from":null,"to":{}}`,
}

// FuzzBatchLine holds one line of any kind to TestBrokenBatchLines.
func FuzzBatchLine(f *testing.F) {
	for _, l := range seedLines {
		f.Add(l)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\n\r") {
			t.Skip("more than a line")
		}
		answersLines(t, []string{line})
	})
}

// TestBrokenBatchLines: whatever a line holds, it is answered by a line of JSON, an
// answer or an error that is not an internal one, and the next goes on.
func TestBrokenBatchLines(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	lines := make([]string, 4000)
	for i := range lines {
		b := []byte(seedLines[r.IntN(len(seedLines))])
		for range r.IntN(4) {
			b = mutate(r, b)
		}
		lines[i] = strings.Map(func(c rune) rune {
			if c == '\n' || c == '\r' {
				return ' '
			}
			return c
		}, string(b))
	}
	answered := answersLines(t, lines)
	require.Greater(t, answered, len(lines)/20)
	require.Less(t, answered, len(lines)*9/10)
}

// mutate changes a line in one place.
func mutate(r *rand.Rand, b []byte) []byte {
	if len(b) == 0 {
		return []byte("{")
	}
	at := r.IntN(len(b))
	switch r.IntN(6) {
	case 0:
		b[at] = byte(r.IntN(256))
	case 1:
		return append(b[:at:at], b[at+1:]...)
	case 2: // a piece of another line
		other := seedLines[r.IntN(len(seedLines))]
		from := r.IntN(len(other))
		return append(b[:at:at], append([]byte(other[from:from+r.IntN(len(other)-from)]), b[at:]...)...)
	case 3: // a number that is too much
		return bytes.Replace(b, []byte("0"), []byte([]string{"-1", "99999999999999999999", "1e400", "0.5", "2147483648"}[r.IntN(5)]), 1)
	case 4:
		return append(b[:at:at], append([]byte([]string{`\u0000`, `\ud800`, "\xff", `"`, "{", "id:", ":9h", "2026-02-30"}[r.IntN(8)]), b[at:]...)...)
	case 5:
		return b[:at]
	}
	return b
}

// answersLines asks all lines in one batch and returns how many have an answer.
func answersLines(t *testing.T, lines []string) (answered int) {
	t.Helper()
	code, out, errs := run(t, strings.Join(lines, "\n")+"\n", "plan", "--batch", "--data", imported(t))
	require.Zero(t, code, errs)
	require.Empty(t, errs)
	var asked []string
	for _, l := range lines {
		if len(bytes.TrimSpace([]byte(l))) > 0 {
			asked = append(asked, l)
		}
	}
	got := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(asked) == 0 {
		require.Empty(t, out)
		return 0
	}
	require.Len(t, got, len(asked))
	for i, l := range got {
		var reply struct {
			Error       *string          `json:"error"`
			Itineraries *json.RawMessage `json:"itineraries"`
		}
		require.NoError(t, json.Unmarshal([]byte(l), &reply), "%q → %q", asked[i], l)
		require.True(t, (reply.Error == nil) != (reply.Itineraries == nil), "%q → %q", asked[i], l)
		if reply.Error == nil {
			answered++
			continue
		}
		require.NotContains(t, *reply.Error, "internal", "%q", asked[i])
		require.NotContains(t, *reply.Error, "cli.", "%q", asked[i])
	}
	return answered
}
