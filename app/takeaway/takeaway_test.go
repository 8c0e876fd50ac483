package takeaway_test

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/takeaway"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// overnight is a journey past midnight, with a walk:
//
//	北京西 ──22:10 Z9 07:30+1── 衡阳 ~~20 min~~ 长沙 ──09:00 G1 11:00── 广州南
func overnight(t *testing.T) takeaway.Journey {
	t.Helper()
	day := model.NewDate(2026, 12, 31)
	var n model.Network
	n.Info.Demo = true
	for _, c := range []struct{ id, name, pinyin, station string }{
		{"a", "北京", "bei jing", "北京西"}, {"b", "衡阳", "heng yang", "衡阳"}, {"c", "长沙", "chang sha", "长沙"}, {"d", "广州", "guang zhou", "广州南"},
	} {
		n.Cities = append(n.Cities, model.City{ID: model.CityID(c.id), Name: c.name, Pinyin: c.pinyin})
		n.Stations = append(n.Stations, model.Station{ID: model.StationID("s" + c.id), City: model.CityID(c.id), Name: c.station, Pinyin: c.pinyin, Pos: model.LonLat{Lon: 113, Lat: 23.5}})
	}
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	it := plan.Itinerary{Legs: []plan.Leg{
		{Mode: model.Rail, Number: "Z9", Trip: "t/9; x", From: "sa", To: "sb", Depart: day.At(22*model.Hour + 600), Arrive: day.At(31*model.Hour + 1800), Class: "hard-sleeper", Fare: 32150},
		{Walk: true, From: "sb", To: "sc", Depart: day.At(31*model.Hour + 1800), Arrive: day.At(31*model.Hour + 3000)},
		{Mode: model.Rail, Number: "G1", Trip: "t1", From: "sc", To: "sd", Depart: day.At(33 * model.Hour), Arrive: day.At(35 * model.Hour), Fare: model.UnknownFen},
	}}
	it.Summarise()
	return takeaway.Journey{Itinerary: it, TT: tt, Zone: zone, Made: time.Date(2026, 12, 1, 4, 0, 0, 0, time.UTC)}
}

func TestCalendarHasAnEventForEveryLeg(t *testing.T) {
	j := overnight(t)
	var out bytes.Buffer
	require.NoError(t, j.Calendar(&out, i18n.New(i18n.Zh)))
	for _, l := range strings.Split(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
		require.LessOrEqual(t, len(l), 75, l)
		require.True(t, utf8.ValidString(l), l)
		require.NotContains(t, l, "\n")
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	events := cal.Events()
	require.Len(t, events, 3)
	for i, want := range []struct{ start, end, summary string }{
		{"2026-12-31T22:10:00+08:00", "2027-01-01T07:30:00+08:00", "Z9 北京西 → 衡阳"},
		{"2027-01-01T07:30:00+08:00", "2027-01-01T07:50:00+08:00", "步行 衡阳 → 长沙"},
		{"2027-01-01T09:00:00+08:00", "2027-01-01T11:00:00+08:00", "G1 长沙 → 广州南"},
	} {
		start, err := events[i].GetStartAt()
		require.NoError(t, err)
		end, err := events[i].GetEndAt()
		require.NoError(t, err)
		require.Equal(t, want.start, start.In(j.Zone).Format(time.RFC3339))
		require.Equal(t, want.end, end.In(j.Zone).Format(time.RFC3339))
		require.Equal(t, want.summary, events[i].GetProperty(ics.ComponentPropertySummary).Value)
		require.Regexp(t, `^[\w.@-]+$`, events[i].Id())
		require.Contains(t, events[i].GetProperty(ics.ComponentPropertyDescription).Value, "演示时刻表")
	}
	require.Contains(t, events[2].GetProperty(ics.ComponentPropertyDescription).Value, "–", "an unknown fare is shown as such")
	var again bytes.Buffer
	require.NoError(t, j.Calendar(&again, i18n.New(i18n.Zh)))
	require.Equal(t, out.String(), again.String())
}

// TestTimesAreInstants: where clocks change on the way, an event still lasts as
// long as the ride.
func TestTimesAreInstants(t *testing.T) {
	j := overnight(t)
	var err error
	j.Zone, err = time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	day := model.NewDate(2026, 10, 24) // the clock goes back the next morning
	j.Legs = j.Legs[:1]
	j.Legs[0].Depart, j.Legs[0].Arrive = day.At(23*model.Hour), day.At(30*model.Hour)
	j.Summarise()
	var out bytes.Buffer
	require.NoError(t, j.Calendar(&out, i18n.New(i18n.En)))
	require.Contains(t, out.String(), "DTSTART:20261024T210000Z\r\n")
	require.Contains(t, out.String(), "DTEND:20261025T050000Z\r\n")
	out.Reset()
	require.NoError(t, j.Page(&out, i18n.New(i18n.En)))
	require.Contains(t, textOf(t, out.Bytes()), "8h")
}

func TestPageHoldsItsFontAndAllLegs(t *testing.T) {
	j := overnight(t)
	for _, c := range []struct {
		lang i18n.Lang
		want []string
	}{
		{i18n.Zh, []string{"北京 → 广州", "22:10", "北京西 (北京)", "07:30 +1", "硬卧", "¥321.5", "步行 衡阳 → 长沙", "在长沙换乘", "11:00 +1", "广州南", "演示时刻表", "Asia/Shanghai", "–"}},
		{i18n.En, []string{"Beijing → Guangzhou", "Hard sleeper", "On foot Hengyang → Changsha", "1h 10m to change at Changsha", "1 change", "not for travel"}},
	} {
		var out bytes.Buffer
		require.NoError(t, j.Page(&out, i18n.New(c.lang)))
		text := textOf(t, out.Bytes())
		for _, w := range c.want {
			require.Contains(t, text, w)
		}
		require.Less(t, out.Len(), 100_000, "only the glyphs that are used")
	}
}

func TestLongJourneysTakeMorePages(t *testing.T) {
	j := overnight(t)
	for range 5 {
		j.Legs = append(j.Legs, j.Legs[:3]...)
	}
	var out bytes.Buffer
	require.NoError(t, j.Page(&out, i18n.New(i18n.Zh)))
	require.Contains(t, out.String(), "/Count 3")
}

// textOf reads the text of a PDF back, through its own tables: cross references,
// streams, fonts, and their maps to Unicode.
func textOf(t *testing.T, raw []byte) string {
	t.Helper()
	objects := map[int][]byte{}
	start := regexp.MustCompile(`startxref\n(\d+)\n`).FindSubmatch(raw)
	require.NotNil(t, start)
	at, _ := strconv.Atoi(string(start[1]))
	entries := regexp.MustCompile(`(\d{10}) 00000 n \n`).FindAllSubmatch(raw[at:], -1)
	for i, e := range entries {
		from, _ := strconv.Atoi(string(e[1]))
		head := fmt.Sprintf("%d 0 obj\n", i+1)
		require.True(t, bytes.HasPrefix(raw[from:], []byte(head)), "object %d", i+1)
		body, _, ok := bytes.Cut(raw[from+len(head):], []byte("\nendobj\n"))
		require.True(t, ok)
		objects[i+1] = body
	}
	stream := func(n int) string {
		_, data, ok := bytes.Cut(objects[n], []byte("stream\n"))
		require.True(t, ok)
		z, err := zlib.NewReader(bytes.NewReader(data))
		require.NoError(t, err)
		text, err := io.ReadAll(z)
		require.NoError(t, err)
		return string(text)
	}
	number := func(in []byte, pattern string) int {
		m := regexp.MustCompile(pattern).FindSubmatch(in)
		require.NotNil(t, m, pattern)
		n, _ := strconv.Atoi(string(m[1]))
		return n
	}
	fonts := map[string]map[string]string{}
	var text strings.Builder
	for n := 1; n <= len(objects); n++ {
		if !bytes.Contains(objects[n], []byte("/Type /Page ")) {
			continue
		}
		for _, f := range regexp.MustCompile(`/([RB]\d+) (\d+) 0 R`).FindAllSubmatch(objects[n], -1) {
			ref, _ := strconv.Atoi(string(f[2]))
			codes := map[string]string{}
			for _, pair := range regexp.MustCompile(`<(..)> <([0-9A-F]+)>\nendbfchar`).FindAllStringSubmatch(stream(number(objects[ref], `/ToUnicode (\d+) 0 R`)), -1) {
				b, err := hex.DecodeString(pair[2])
				require.NoError(t, err)
				var units []uint16
				for i := 0; i < len(b); i += 2 {
					units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
				}
				codes[pair[1]] = string(utf16.Decode(units))
			}
			fonts[string(f[1])] = codes
		}
		content := stream(number(objects[n], `/Contents (\d+) 0 R`))
		for _, l := range strings.Split(content, "\n") {
			for _, show := range regexp.MustCompile(`/([RB]\d+) [\d.]+ Tf <([0-9A-F]*)> Tj`).FindAllStringSubmatch(l, -1) {
				for i := 0; i < len(show[2]); i += 2 {
					c, ok := fonts[show[1]][show[2][i:i+2]]
					require.True(t, ok, "no character for code %s of %s", show[2][i:i+2], show[1])
					text.WriteString(c)
				}
			}
			text.WriteByte('\n')
		}
	}
	return text.String()
}
