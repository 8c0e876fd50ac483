package takeaway

import (
	"fmt"
	"io"
	"strings"

	ics "github.com/arran4/golang-ical"

	"tongtu/app/i18n"
	"tongtu/data/model"
)

// product names the program in a calendar file.
const product = "-//Tongtu//Tongtu//EN"

// Calendar writes an iCalendar file (RFC 5545) with one event for every leg. Times
// are instants, so that every calendar shows them right, whatever its zone. The
// same leg has the same identifier each time, so that a calendar that is given it
// again replaces it.
func (j *Journey) Calendar(w io.Writer, tr *i18n.Catalogue) error {
	cal := ics.NewCalendar()
	cal.SetProductId(product)
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(j.title(tr))
	for i, l := range j.Legs {
		e := cal.AddEvent(fmt.Sprintf("%d-%s-%s-%s@tongtu", l.Depart, escape(string(l.Trip)), escape(string(l.From)), escape(string(l.To))))
		e.SetDtStampTime(j.Made)
		e.SetStartAt(l.Depart.In(j.Zone))
		e.SetEndAt(l.Arrive.In(j.Zone))
		e.SetSummary(j.legTitle(tr, l))
		e.SetLocation(j.station(tr, l.From))
		if s, ok := j.TT.Station(l.From); ok && s.Pos != (model.LonLat{}) {
			e.SetGeo(s.Pos.Lat, s.Pos.Lon)
		}
		var lines []string
		if !l.Walk {
			lines = append(lines, j.details(tr, l))
			if i > 0 {
				lines = append(lines, j.change(tr, i))
			}
		}
		if j.TT.Info().Demo {
			lines = append(lines, tr.T(keyDemo))
		}
		e.SetDescription(strings.Join(lines, "\n"))
		e.SetTimeTransparency(ics.TransparencyOpaque)
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

// change says how long one waits before leg i, and where.
func (j *Journey) change(tr *i18n.Catalogue, i int) string {
	return tr.T(keyChange, i18n.A{"duration": model.Second(j.Legs[i].Depart - j.Legs[i-1].Arrive), "place": j.station(tr, j.Legs[i].From)})
}

// escape keeps an identifier to the characters of a global identifier.
func escape(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x7f {
			return r
		}
		return '_'
	}, s)
}
