package network

import (
	"fmt"
	"slices"

	"tongtu/data/model"
)

// CallField names a column of the timetable.
type CallField string

// The columns before the fares.
const (
	CallStation CallField = "station"
	CallArr     CallField = "arr"
	CallDep     CallField = "dep"
	CallKm      CallField = "km"
)

// TripIndex is the trip shown, and how many there are.
func (s *RouteState) TripIndex() (i, n int) { return s.cursor.trip, len(s.form.Trips) }

// Trip is the trip shown; ok is false when there is none.
func (s *RouteState) Trip() (t TripForm, ok bool) {
	if s.cursor.trip >= len(s.form.Trips) {
		return t, false
	}
	return s.form.Trips[s.cursor.trip], true
}

func (s *RouteState) current() *TripForm {
	if s.cursor.trip >= len(s.form.Trips) {
		return nil
	}
	return &s.form.Trips[s.cursor.trip]
}

// SelectTrip shows another trip.
func (s *RouteState) SelectTrip(i int) {
	if i >= 0 && i < len(s.form.Trips) {
		s.cursor.trip = i
	}
}

// AddTrip adds an empty trip with the stations, classes and calendar of the one shown.
func (s *RouteState) AddTrip() {
	t := s.current()
	if t == nil {
		return
	}
	fresh := newTripForm(t.Calendar, t.Classes)
	fresh.Calls = nil
	for _, c := range t.Calls {
		fresh.Calls = append(fresh.Calls, CallForm{
			Station: c.Station, id: c.id, Km: c.Km, keptUnrounded: c.keptUnrounded, Fares: slices.Clone(c.Fares),
		})
	}
	s.insertTrip(fresh)
}

// DuplicateTrip adds a copy of the trip shown, an hour later when it can be.
func (s *RouteState) DuplicateTrip() {
	t := s.current()
	if t == nil {
		return
	}
	dup := t.copied()
	dup.shift(model.Hour)
	s.insertTrip(dup)
}

func (s *RouteState) insertTrip(t TripForm) {
	defer s.change(StepTrip, "")()
	s.form.Trips = slices.Insert(slices.Clone(s.form.Trips), s.cursor.trip+1, t)
	s.cursor.trip++
}

// DeleteTrip removes the trip shown; the last one stays, a route has one at least.
func (s *RouteState) DeleteTrip() bool {
	if len(s.form.Trips) < 2 {
		return false
	}
	defer s.change(StepTrip, "")()
	at := s.cursor.trip
	s.form.Trips = slices.Delete(slices.Clone(s.form.Trips), at, at+1)
	s.cursor.trip = min(at, len(s.form.Trips)-1)
	return true
}

// ShiftTrip moves all times of the trip shown. The error says why it cannot.
func (s *RouteState) ShiftTrip(text string) error {
	by, err := ParseShift(text)
	if err != nil {
		return err
	}
	defer s.change(StepShift, "")()
	if t := s.current(); t != nil && !t.shift(by) {
		return ErrLate
	}
	return nil
}

// SetClasses names the fare columns of the trip shown.
func (s *RouteState) SetClasses(text string) {
	if t := s.current(); t != nil {
		if names := splitNames(text); !slices.Equal(names, t.Classes) {
			defer s.change(StepClasses, "")()
			t.setClasses(names)
		}
	}
}

// SetFee sets the fee per boarding of the trip shown.
func (s *RouteState) SetFee(text string) {
	if t := s.current(); t != nil && t.Fee != text {
		defer s.change(StepField, s.TripField("fee"))()
		t.Fee = text
		s.touch("fee")
	}
}

func (s *RouteState) touch(field string) {
	s.touched[fmt.Sprintf("trips[%d].%s", s.cursor.trip, field)] = true
}

// TripField is the path of a field of the trip shown.
func (s *RouteState) TripField(field string) string {
	return fmt.Sprintf("trips[%d].%s", s.cursor.trip, field)
}

func (s *RouteState) callAt(row int) *CallForm {
	if t := s.current(); t != nil && row >= 0 && row < len(t.Calls) {
		return &t.Calls[row]
	}
	return nil
}

// SetCall changes a cell of the timetable. Times and distances that can be read
// are written out in full.
func (s *RouteState) SetCall(row int, f CallField, text string) {
	c := s.callAt(row)
	if c == nil {
		return
	}
	defer s.change(StepCell, "")()
	switch f {
	case CallStation:
		s.setStation(c, text)
	case CallArr:
		c.Arr = tidyClock(text)
	case CallDep:
		c.Dep = tidyClock(text)
	case CallKm:
		c.Km = text
	}
	s.touch(fmt.Sprintf("calls[%d].%s", row, f))
	s.touch(fmt.Sprintf("calls[%d].arr", row)) // an order is broken by either end
}

func tidyClock(text string) string {
	if at, err := ParseClock(text); err == nil {
		return FormatClock(at)
	}
	return text
}

func (s *RouteState) setStation(c *CallForm, text string) {
	if c.id != "" && text == c.Station {
		return
	}
	c.Station, c.id, c.unknown = text, "", nil
	if fold(text) == "" {
		return
	}
	id, err := s.data.Stops.Resolve(text, s.form.Mode)
	if err != nil {
		c.unknown = err
		return
	}
	c.id, c.Station = id, s.data.Stops.Name(id)
}

// ChooseStation puts a suggested station into a row.
func (s *RouteState) ChooseStation(row int, id model.StationID) {
	if c := s.callAt(row); c != nil {
		defer s.change(StepCell, "")()
		c.id, c.Station, c.unknown = id, s.data.Stops.Name(id), nil
	}
}

// SetFare changes a fare cell.
func (s *RouteState) SetFare(row, class int, text string) {
	c := s.callAt(row)
	if c == nil || class < 0 || class >= len(c.Fares) {
		return
	}
	defer s.change(StepCell, "")()
	c.Fares[class] = text
	if f, err := ParseFen(text); err == nil {
		c.Fares[class] = FormatFen(f)
	}
	s.touch(fmt.Sprintf("calls[%d].fares[%d]", row, class))
}

// AddCall puts an empty row before row.
func (s *RouteState) AddCall(row int) {
	if t := s.current(); t != nil {
		defer s.change(StepRow, "")()
		row = max(0, min(row, len(t.Calls)))
		t.Calls = slices.Insert(t.Calls, row, CallForm{Fares: make([]string, len(t.Classes))})
	}
}

// RemoveCall takes a row out; two always stay to type in.
func (s *RouteState) RemoveCall(row int) {
	t := s.current()
	if t == nil || row < 0 || row >= len(t.Calls) {
		return
	}
	defer s.change(StepRow, "")()
	t.Calls = slices.Delete(t.Calls, row, row+1)
	for len(t.Calls) < 2 {
		s.AddCall(len(t.Calls))
	}
}

// MoveCall changes the place of a row.
func (s *RouteState) MoveCall(row, to int) {
	t := s.current()
	if t == nil || row < 0 || row >= len(t.Calls) || to < 0 || to >= len(t.Calls) {
		return
	}
	defer s.change(StepRow, "")()
	c := t.Calls[row]
	t.Calls = slices.Insert(slices.Delete(t.Calls, row, row+1), to, c)
}

// Paste writes a block of cells over the timetable from a cell on, as one step;
// rows are added as needed. Columns are station, arr, dep, km, then the fares.
// It returns how many columns of the block found no place.
func (s *RouteState) Paste(row, col int, block [][]string) (left int) {
	t := s.current()
	if t == nil {
		return 0
	}
	defer s.change(StepPaste, "")()
	columns := callColumns + len(t.Classes)
	for i, line := range block {
		if row+i >= len(t.Calls) {
			s.AddCall(len(t.Calls))
		}
		for k, text := range line {
			s.SetCell(row+i, col+k, text)
		}
		left = max(left, col+len(line)-columns)
	}
	return left
}

// SetCell changes a cell by its column's number.
func (s *RouteState) SetCell(row, col int, text string) {
	columns := []CallField{CallStation, CallArr, CallDep, CallKm}
	if col < len(columns) {
		s.SetCall(row, columns[col], text)
		return
	}
	s.SetFare(row, col-len(columns), text)
}

// Select says which cell of the shown trip the person is in.
func (s *RouteState) Select(row, col int) { s.cursor.row, s.cursor.col = row, col }

// Selected is the cell of the shown trip the person is in.
func (s *RouteState) Selected() (row, col int) {
	t := s.current()
	if t == nil {
		return 0, 0
	}
	return max(0, min(s.cursor.row, len(t.Calls)-1)), s.cursor.col
}
