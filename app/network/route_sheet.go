package network

import (
	"fmt"
	"slices"
)

// SheetColumn is a column of the sheet of all trips: a time at a stop.
type SheetColumn struct {
	Row     int // of the call
	Station string
	Field   CallField
}

// SheetColumns are the times of the shown trip's stops: the departure of the
// first one, arrival and departure of those between, the arrival at the last.
func (s *RouteState) SheetColumns() []SheetColumn {
	t := s.current()
	if t == nil {
		return nil
	}
	var out []SheetColumn
	for i, c := range t.Calls {
		if i > 0 {
			out = append(out, SheetColumn{i, c.Station, CallArr})
		}
		if i < len(t.Calls)-1 {
			out = append(out, SheetColumn{i, c.Station, CallDep})
		}
	}
	return out
}

// SheetTrips are the trips of the sheet, by number: those that call where the
// shown one does.
func (s *RouteState) SheetTrips() []int {
	t := s.current()
	if t == nil {
		return nil
	}
	var out []int
	for i, o := range s.form.Trips {
		if o.samePattern(*t) {
			out = append(out, i)
		}
	}
	return out
}

// SheetText is a cell of the sheet.
func (s *RouteState) SheetText(trip int, c SheetColumn) string {
	call := s.form.Trips[trip].Calls[c.Row]
	if c.Field == CallArr {
		return firstOf(call.Arr, lastStop(call.Dep, c.Row == len(s.form.Trips[trip].Calls)-1))
	}
	return firstOf(call.Dep, lastStop(call.Arr, c.Row == 0))
}

// lastStop is text at an end of the trip, where arrival and departure are one.
func lastStop(text string, end bool) string {
	if end {
		return text
	}
	return ""
}

// SheetField is the path of a cell of the sheet.
func (s *RouteState) SheetField(trip int, c SheetColumn) string {
	return fmt.Sprintf("trips[%d].calls[%d].%s", trip, c.Row, c.Field)
}

// SetSheet changes a cell of the sheet, by its place.
func (s *RouteState) SetSheet(row, col int, text string) {
	columns, trips := s.SheetColumns(), s.SheetTrips()
	if row >= 0 && row < len(trips) && col >= 0 && col < len(columns) {
		defer s.change(StepCell, "")()
		s.onTrip(trips[row], func() { s.setSheet(columns[col], text) })
	}
}

func (s *RouteState) setSheet(c SheetColumn, text string) {
	s.SetCall(c.Row, c.Field, text)
	switch call := s.callAt(c.Row); c.Row { // at the ends arrival and departure are one
	case 0:
		call.Arr = ""
	case len(s.current().Calls) - 1:
		call.Dep = ""
	}
}

// PasteSheet writes a block of times over the sheet from a cell on, as one step;
// trips like the last one of the sheet are added as needed. It returns how many
// columns of the block found no place.
func (s *RouteState) PasteSheet(row, col int, block [][]string) (left int) {
	columns := s.SheetColumns()
	if len(columns) == 0 || row < 0 || col < 0 {
		return 0
	}
	defer s.change(StepPaste, "")()
	for i, line := range block {
		trips := s.SheetTrips()
		if row+i >= len(trips) {
			s.onTrip(trips[len(trips)-1], s.AddTrip)
		}
		for k, text := range line {
			s.SetSheet(row+i, col+k, text)
		}
		left = max(left, col+len(line)-len(columns))
	}
	return left
}

// onTrip does something with another trip than the shown one.
func (s *RouteState) onTrip(i int, do func()) {
	shown := s.cursor
	s.cursor.trip = i
	do()
	s.cursor = shown
}

// SelectSheet shows the trip of a row of the sheet and the stop of its column.
func (s *RouteState) SelectSheet(row, col int) {
	columns, trips := s.SheetColumns(), s.SheetTrips()
	if row >= 0 && row < len(trips) && col >= 0 && col < len(columns) {
		s.cursor.trip, s.cursor.row = trips[row], columns[col].Row
		s.cursor.col = slices.Index([]CallField{CallStation, CallArr, CallDep}, columns[col].Field)
	}
}

// SheetCursor is the selected cell in the sheet.
func (s *RouteState) SheetCursor() (row, col int) {
	row = max(0, slices.Index(s.SheetTrips(), s.cursor.trip))
	at, _ := s.Selected()
	field := CallArr
	if s.cursor.col == 2 || at == 0 {
		field = CallDep
	}
	col = slices.IndexFunc(s.SheetColumns(), func(c SheetColumn) bool { return c.Row == at && c.Field == field })
	if col < 0 {
		col = slices.IndexFunc(s.SheetColumns(), func(c SheetColumn) bool { return c.Row == at })
	}
	return row, max(0, col)
}

// MoveTrip changes the place of a trip among those of the sheet.
func (s *RouteState) MoveTrip(row, to int) {
	trips := s.SheetTrips()
	if row < 0 || row >= len(trips) || to < 0 || to >= len(trips) {
		return
	}
	defer s.change(StepTrip, "")()
	at, place := trips[row], trips[to]
	t := s.form.Trips[at]
	s.form.Trips = slices.Insert(slices.Delete(slices.Clone(s.form.Trips), at, at+1), place, t)
	s.cursor.trip = place
}
