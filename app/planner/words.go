package planner

import (
	"fmt"
	"strings"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/widgets"
)

// words puts journeys of one timetable into a language.
type words struct {
	tr *i18n.Catalogue
	tt *timetable.Timetable
}

// city names c in the language; without an English name its pinyin stands in.
func (w words) city(c model.City) string { return w.tr.Name(c.Name, c.English, c.Pinyin) }

// station names a station in the language.
func (w words) station(id model.StationID) string {
	s, ok := w.tt.Station(id)
	if !ok {
		return string(id)
	}
	return w.tr.Name(s.Name, s.English, s.Pinyin)
}

// place names an end of a query.
func (w words) place(p plan.Place) string {
	if p.Station != "" {
		return w.station(p.Station)
	}
	if c, ok := w.tt.City(p.City); ok {
		return w.city(c)
	}
	return string(p.City)
}

// item is a place as a drop-down offers it: in English with the Chinese name
// beside it, since that is what stands on tickets and signs.
func (w words) item(m place.Match) widgets.Item {
	it := widgets.Item{ID: string(m.City) + "\n" + string(m.Station), Label: w.place(plan.Place{City: m.City, Station: m.Station}), Detail: m.Detail}
	if it.Label != m.Label {
		it.Detail = strings.TrimSpace(m.Label + "  " + m.Detail)
	}
	if s, ok := w.tt.Station(m.Station); ok && s.Mode != model.Air { // a city and its main station often share the name
		it.Detail = w.tr.T(keyStation, i18n.A{"detail": it.Detail})
	}
	return it
}

// placeOf is the inverse of item.
func placeOf(it widgets.Item) plan.Place {
	city, station, _ := strings.Cut(it.ID, "\n")
	return plan.Place{City: model.CityID(city), Station: model.StationID(station)}
}

// price drops the decimals of whole amounts: cards are compared at a glance.
func (w words) price(f model.Fen) string {
	if !f.Known() {
		return w.tr.Money(f)
	}
	text, _ := strings.CutSuffix(w.tr.Money(f), ".0")
	return text
}

// clock is a time of day with the days since the journey's first: "13:05", "+1".
func (w words) clock(m model.Moment, start model.Date) (time, days string) {
	if n := m.Date() - start; n > 0 {
		days = w.tr.T(keyNextDay, i18n.A{"n": int(n)})
	}
	return w.tr.ClockAt(m), days
}

// account is the line under the results, in plain words.
func (w words) account(f found) string {
	ms := float64(f.elapsed.Microseconds()) / 1000
	text := fmt.Sprintf("%.0f", ms)
	if ms < 10 {
		text = fmt.Sprintf("%.1f", ms)
	}
	return w.tr.T(keySummary, i18n.A{"n": len(f.offers), "settled": f.settled, "ms": text})
}

// problem puts a problem of the form into words.
func (w words) problem(p problem, days span) string {
	a := i18n.A{"text": p.text, "first": days.first.String(), "last": days.last.String()}
	switch p.fault {
	case faultEmpty:
		if p.field == fieldFrom {
			return w.tr.T(keyFaultFrom)
		}
		return w.tr.T(keyFaultTo)
	case faultUnknown:
		if len(p.near) > 0 {
			return w.tr.T(keyFaultNear, a)
		}
		return w.tr.T(keyFaultUnknown, a)
	case faultAmbiguous:
		return w.tr.T(keyFaultAmbiguous, a)
	case faultSame:
		return w.tr.T(keyFaultSame)
	case faultOutside:
		return w.tr.T(keyFaultOutside, a)
	case faultClock:
		return w.tr.T(keyFaultClock)
	default:
		return w.tr.T(keyFaultDate)
	}
}

// relief names what a looser query gives up, and what it gains.
func (w words) relief(l loosening) (name, gain string) {
	switch l.relief {
	case reliefModes:
		name = w.tr.T(keyReliefModes)
	case reliefCities:
		name = w.tr.T(keyReliefCities)
	case reliefDay:
		name = w.tr.T(keyReliefDay, i18n.A{"date": l.it.Depart.Date()})
	default:
		name = w.tr.T(keyReliefLong)
	}
	depart, arrive := w.tr.Moment(l.it.Depart), w.tr.Moment(l.it.Arrive)
	if l.relief == reliefDay {
		depart = w.tr.ClockAt(l.it.Depart)
	}
	if l.it.Arrive.Date() == l.it.Depart.Date() {
		arrive = w.tr.ClockAt(l.it.Arrive)
	}
	return name, w.tr.T(keyReliefGives, i18n.A{"depart": depart, "arrive": arrive})
}
