package network

import (
	"fmt"
	"slices"

	"tongtu/data/model"
)

// ChartStop is a stop of the time–distance chart.
type ChartStop struct {
	Name string
	At   model.Metre // from the first one; all 0 where distances are not known
}

// ChartPoint is a time on the chart: of a call, and where it is on the chart.
type ChartPoint struct {
	Row   int
	Field CallField
	Stop  int
	At    model.Second
}

// ChartLine is a trip on the chart.
type ChartLine struct {
	Trip   int
	Points []ChartPoint
}

// ChartStops are the stops of the shown trip.
func (s *RouteState) ChartStops() []ChartStop {
	t := s.current()
	if t == nil {
		return nil
	}
	out := make([]ChartStop, len(t.Calls))
	known := true
	for i, c := range t.Calls {
		at, err := ParseKm(c.Km)
		out[i] = ChartStop{c.Station, at}
		known = known && err == nil && (i == 0 || at > out[i-1].At)
	}
	if !known {
		for i := range out {
			out[i].At = 0
		}
	}
	return out
}

// ChartLines are the trips that call at nothing but the stops of the shown one,
// either way round, with the times that can be read.
func (s *RouteState) ChartLines() []ChartLine {
	t := s.current()
	if t == nil {
		return nil
	}
	var out []ChartLine
	for i, o := range s.form.Trips {
		stops, ok := o.stopsOn(*t)
		if !ok {
			continue
		}
		l := ChartLine{Trip: i}
		for row, c := range o.Calls {
			for _, x := range []struct {
				f    CallField
				text string
			}{{CallArr, c.Arr}, {CallDep, c.Dep}} {
				if at, err := ParseClock(x.text); err == nil {
					l.Points = append(l.Points, ChartPoint{row, x.f, stops[row], at})
				}
			}
		}
		if len(l.Points) > 1 || i == s.cursor.trip {
			out = append(out, l)
		}
	}
	return out
}

// stopsOn are the positions of t's stops among those of another trip.
func (t TripForm) stopsOn(u TripForm) ([]int, bool) {
	out := make([]int, len(t.Calls))
	same := t.samePattern(u)
	for i, c := range t.Calls {
		out[i] = i
		if !same {
			out[i] = slices.IndexFunc(u.Calls, func(d CallForm) bool { return d.id == c.id && c.id != "" })
		}
		if out[i] < 0 {
			return nil, false
		}
	}
	return out, true
}

// ChartSelected is the selected cell as a line and a point of the chart.
func (s *RouteState) ChartSelected(lines []ChartLine) (line, point int) {
	line = slices.IndexFunc(lines, func(l ChartLine) bool { return l.Trip == s.cursor.trip })
	if line < 0 {
		return 0, 0
	}
	row, col := s.Selected()
	field := CallDep
	if col == 1 {
		field = CallArr
	}
	points := lines[line].Points
	point = slices.IndexFunc(points, func(p ChartPoint) bool { return p.Row == row && p.Field == field })
	if point < 0 {
		point = slices.IndexFunc(points, func(p ChartPoint) bool { return p.Row == row })
	}
	return line, max(0, point)
}

// SelectPoint selects the cell of a point of the chart.
func (s *RouteState) SelectPoint(l ChartLine, p ChartPoint) {
	s.SelectTrip(l.Trip)
	col := 2
	if p.Field == CallArr {
		col = 1
	}
	s.Select(p.Row, col)
}

// ChartField is the path of a point, for its problems.
func (s *RouteState) ChartField(l ChartLine, p ChartPoint) string {
	return fmt.Sprintf("trips[%d].calls[%d].%s", l.Trip, p.Row, p.Field)
}
