package network_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
)

// times are the times of a trip in reading order, blanks left out.
func times(t network.TripForm) (out []string) {
	for _, c := range t.Calls {
		for _, text := range []string{c.Arr, c.Dep} {
			if text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

func shown(s *network.RouteState) network.TripForm { t, _ := s.Trip(); return t }

func TestTripsAreFilledInByFrequency(t *testing.T) {
	s := openG1()
	n, problem := s.FillFrequency(network.Frequency{First: "7", Last: "9:30", Every: "30"})
	require.Nil(t, problem)
	require.Equal(t, 5, n, "08:00 is there already")
	var starts []string
	for _, trip := range s.Form().Trips {
		starts = append(starts, trip.Calls[0].Dep)
	}
	require.Equal(t, []string{"08:00", "07:00", "07:30", "08:30", "09:00", "09:30"}, starts)
	require.Equal(t, []string{"09:30", "12:28", "12:31", "14:10"}, times(s.Form().Trips[5]))
	d, ok := s.Save()
	require.True(t, ok)
	require.Len(t, d.Detail.Trips, 6)
	require.Equal(t, detail("G1").Trips[0], d.Detail.Trips[0])
	require.Empty(t, d.Detail.Trips[1].ID)
	require.True(t, s.StepBack())
	require.False(t, s.Dirty(), "one step takes all of them back")
}

func TestABadFrequencyAddsNothing(t *testing.T) {
	for _, c := range []struct {
		f     network.Frequency
		field string
		err   error
	}{
		{network.Frequency{First: "x", Last: "9", Every: "5"}, "first", network.ErrClock},
		{network.Frequency{First: "8", Last: "", Every: "5"}, "last", network.ErrClock},
		{network.Frequency{First: "8", Last: "7", Every: "5"}, "last", network.ErrBackwards},
		{network.Frequency{First: "8", Last: "9", Every: "0"}, "every", network.ErrHeadway},
		{network.Frequency{First: "8", Last: "9", Every: "-10"}, "every", network.ErrHeadway},
		{network.Frequency{First: "8", Last: "9", Every: "often"}, "every", network.ErrClock},
		{network.Frequency{First: "0", Last: "24:00", Every: "1"}, "every", network.ErrMany},
		{network.Frequency{First: "117:00", Last: "119:00", Every: "30"}, "last", network.ErrLate},
	} {
		s := openG1()
		_, problem := s.FillFrequency(c.f)
		require.NotNil(t, problem, "%+v", c.f)
		require.Equal(t, c.field, problem.Field, "%+v", c.f)
		require.ErrorIs(t, problem.Err, c.err, "%+v", c.f)
		require.False(t, s.Dirty())
	}
}

func TestATripIsTurnedRoundAndBack(t *testing.T) {
	s := openG1()
	before := shown(s)
	s.Reverse()
	trip := shown(s)
	require.Equal(t, []string{"西安北", "郑州东", "北京西"}, []string{trip.Calls[0].Station, trip.Calls[1].Station, trip.Calls[2].Station})
	require.Equal(t, []string{"08:00", "09:39", "09:42", "12:40"}, times(trip), "mirrored running times, the same stop of 3 minutes")
	require.Equal(t, []string{"0", "201", "515"}, []string{trip.Calls[0].Fares[0], trip.Calls[1].Fares[0], trip.Calls[2].Fares[0]})
	require.Equal(t, []string{"0", "523", "1216"}, []string{trip.Calls[0].Km, trip.Calls[1].Km, trip.Calls[2].Km})
	require.Empty(t, s.Problems())
	s.Reverse()
	require.Equal(t, times(before), times(shown(s)))
	require.Empty(t, s.Problems())
}

func TestATimeIsMovedAloneOrWithLaterOrEarlierOnes(t *testing.T) {
	for _, c := range []struct {
		name  string
		row   int
		field network.CallField
		to    string
		scope network.Scope
		want  []string
	}{
		{"alone", 1, network.CallArr, "10:50", network.ScopeOne, []string{"08:00", "10:50", "11:01", "12:40"}},
		{"with later ones", 1, network.CallDep, "11:11", network.ScopeLater, []string{"08:00", "10:58", "11:11", "12:50"}},
		{"with later ones, from the arrival", 1, network.CallArr, "11:08", network.ScopeLater, []string{"08:00", "11:08", "11:11", "12:50"}},
		{"with earlier ones", 1, network.CallArr, "10:48", network.ScopeEarlier, []string{"07:50", "10:48", "11:01", "12:40"}},
		{"the only time of a stop", 0, network.CallArr, "8:10", network.ScopeOne, []string{"08:10", "10:58", "11:01", "12:40"}},
		{"past midnight", 2, network.CallArr, "0:20+1", network.ScopeOne, []string{"08:00", "10:58", "11:01", "00:20+1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openG1()
			to, err := network.ParseClock(c.to)
			require.NoError(t, err)
			require.True(t, s.MoveTime(0, c.row, c.field, to, c.scope, "g"))
			require.Equal(t, c.want, times(shown(s)))
		})
	}
	s := openG1()
	require.False(t, s.MoveTime(0, 2, network.CallArr, clock(4, 0), network.ScopeEarlier, "g"), "before midnight of the service day")
	require.False(t, s.Dirty())
}

func TestADragIsOneStep(t *testing.T) {
	s := openG1()
	for m := range 20 {
		s.MoveTime(0, 1, network.CallDep, clock(11, 2+m), network.ScopeLater, "first")
	}
	s.MoveTime(0, 1, network.CallDep, clock(11, 30), network.ScopeLater, "second")
	require.True(t, s.StepBack())
	require.Equal(t, []string{"08:00", "10:58", "11:21", "13:00"}, times(shown(s)))
	require.True(t, s.StepBack())
	require.False(t, s.Dirty())
	require.False(t, s.StepBack())
	require.True(t, s.StepOn())
	require.True(t, s.StepOn())
	require.False(t, s.StepOn())
	require.Equal(t, "13:09", shown(s).Calls[2].Arr)
}

// block is what a spreadsheet puts on the clipboard, cell by cell.
func block(rows, cols int, text func(r, c int) string) [][]string {
	out := make([][]string, rows)
	for r := range out {
		for c := range cols {
			out[r] = append(out[r], text(r, c))
		}
	}
	return out
}

// TestABlockOfStopsIsPasted pastes 40 stops of 12 columns: station, times,
// distance and eight classes.
func TestABlockOfStopsIsPasted(t *testing.T) {
	s := openG1()
	s.SetClasses("a, b, c, d, e, f, g, h")
	steps := block(40, 12, func(r, c int) string {
		switch c {
		case 0:
			return []string{"北京西", "郑州东", "西安北"}[r%3]
		case 1, 2:
			return fmt.Sprintf("%d.%02d", 8+r/3, r%3*20+c)
		case 3:
			return fmt.Sprint(10 * r)
		}
		return fmt.Sprint(r * c)
	})
	require.Zero(t, s.Paste(0, 0, steps))
	trip := shown(s)
	require.Len(t, trip.Calls, 40)
	require.Equal(t, "21:01", trip.Calls[39].Arr)
	require.Equal(t, fmt.Sprint(39*11), trip.Calls[39].Fares[7])
	require.Empty(t, s.Problems())
	step, _ := s.LastStep()
	require.Equal(t, network.StepPaste, step)
	require.True(t, s.StepBack(), "one undo removes it")
	require.Len(t, shown(s).Calls, 3)
	require.True(t, s.StepOn())
	require.Len(t, shown(s).Calls, 40)
	require.Equal(t, 4, s.Paste(0, 4, steps), "what found no place is told")
}

// TestABlockOfTripsIsPasted pastes 40 trips of 12 times at seven stops.
func TestABlockOfTripsIsPasted(t *testing.T) {
	s := openG1()
	stops := block(7, 2, func(r, c int) string {
		if c == 0 {
			return []string{"北京西", "郑州东", "西安北"}[r%3]
		}
		return fmt.Sprint(600 + 10*r)
	})
	s.Paste(0, 0, stops)
	require.Len(t, s.SheetColumns(), 12)
	before := len(s.Form().Trips)
	require.Zero(t, s.PasteSheet(0, 0, block(40, 12, func(r, c int) string { return network.FormatClock(clock(5, 0) + clock(0, 30*r+10*c)) })))
	require.Len(t, s.SheetTrips(), 40)
	require.Equal(t, "00:30+1", s.SheetText(s.SheetTrips()[39], s.SheetColumns()[0]))
	require.Equal(t, "02:20+1", s.SheetText(s.SheetTrips()[39], s.SheetColumns()[11]))
	require.Empty(t, s.Problems())
	require.True(t, s.StepBack(), "one undo removes it")
	require.Len(t, s.Form().Trips, before)
}

func TestTheSheetShowsTripsOfTheSameStops(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	s.DuplicateTrip()
	s.RemoveCall(1)
	require.Equal(t, []int{2}, s.SheetTrips())
	s.SelectTrip(0)
	require.Equal(t, []int{0, 1}, s.SheetTrips())
	s.SetSheet(1, 0, "915")
	require.Equal(t, "09:15", s.Form().Trips[1].Calls[0].Dep)
	i, _ := s.TripIndex()
	require.Zero(t, i, "the shown trip stays")
	s.SelectSheet(1, 2)
	i, _ = s.TripIndex()
	row, _ := s.Selected()
	require.Equal(t, []int{1, 1}, []int{i, row})
	r, c := s.SheetCursor()
	require.Equal(t, []int{1, 2}, []int{r, c})
	s.MoveTrip(1, 0)
	require.Equal(t, "09:15", s.Form().Trips[0].Calls[0].Dep)
}

// TestEveryStepIsTakenBack does random things to a draft and takes them back.
func TestEveryStepIsTakenBack(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	s := openG1()
	base := openG1().Form()
	ops := []func(){
		func() { s.Set(network.RouteName, fmt.Sprint(r.IntN(9))) },
		func() { s.SetCall(r.IntN(3), network.CallArr, fmt.Sprintf("%d:%02d", r.IntN(24), r.IntN(60))) },
		func() { s.SetFare(r.IntN(3), 0, fmt.Sprint(r.IntN(900))) },
		func() { s.AddCall(r.IntN(4)) },
		func() { s.RemoveCall(r.IntN(4)) },
		func() { s.MoveCall(r.IntN(3), r.IntN(3)) },
		s.DuplicateTrip, s.AddTrip, s.Reverse, s.OwnCalendar,
		func() { s.DeleteTrip() },
		func() { _ = s.ShiftTrip(fmt.Sprint(r.IntN(99))) },
		func() { s.FillFrequency(network.Frequency{First: "6", Last: "8", Every: "45"}) },
		func() { s.SetCalendar(func(f *network.CalendarForm) { f.Days ^= 1 << r.IntN(7) }) },
		func() { s.PasteSheet(r.IntN(2), r.IntN(2), [][]string{{"7", "8"}, {"9", "10"}}) },
		func() { s.SelectTrip(r.IntN(3)) },
	}
	for range 150 {
		ops[r.IntN(len(ops))]()
	}
	last := s.Form()
	n := 0
	for s.StepBack() {
		n++
	}
	require.Equal(t, base, s.Form(), "after %d steps back", n)
	require.False(t, s.Dirty())
	for range n {
		require.True(t, s.StepOn())
	}
	require.Equal(t, last, s.Form())
}

func TestSavingEndsTheHistoryOfADraft(t *testing.T) {
	s := openG1()
	s.Set(network.RouteName, "x")
	d, ok := s.Save()
	require.True(t, ok)
	s.Saved(d, d.Detail)
	_, ok = s.LastStep()
	require.False(t, ok)
	require.False(t, s.StepBack())
}
