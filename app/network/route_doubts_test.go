package network_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/data/rules"
)

func TestATimeThatRunsBackwardsHasRemedies(t *testing.T) {
	s := openG1()
	require.Empty(t, s.Findings())
	s.SetCall(2, network.CallArr, "10:40")
	f, i, n, ok := s.ShownFinding()
	require.True(t, ok)
	require.Equal(t, []int{0, 1, 0, 2, 1}, []int{i, n, f.Trip, f.Row, f.Col})
	require.NotNil(t, f.Problem)
	require.Len(t, f.Fixes, 2)
	require.Equal(t, []any{clock(34, 40), true}, []any{f.Fixes[0].To, f.Fixes[0].NextDay})
	require.Equal(t, []any{clock(12, 40), false}, []any{f.Fixes[1].To, f.Fixes[1].NextDay}, "as long as it took before")

	s.ApplyFix(f, f.Fixes[0])
	require.Equal(t, "10:40+1", shown(s).Calls[2].Arr)
	require.Empty(t, s.Problems())
	step, _ := s.LastStep()
	require.Equal(t, network.StepFix, step)
	require.True(t, s.StepBack())
	f, _, _, _ = s.ShownFinding()
	s.ApplyFix(f, f.Fixes[1])
	require.False(t, s.Dirty(), "what was there before")
}

func TestANewTripTakesAsLongAsAnother(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	s.SetCall(1, network.CallDep, "12:10")
	s.SetCall(2, network.CallArr, "12:00")
	f, _, _, ok := s.ShownFinding()
	require.True(t, ok)
	require.Equal(t, 1, f.Trip)
	require.Equal(t, clock(13, 49), f.Fixes[1].To)
}

func TestATrainTooFastIsDoubtful(t *testing.T) {
	s := openG1()
	s.SetCall(2, network.CallArr, "11:31")
	f, _, n, ok := s.ShownFinding()
	require.True(t, ok)
	require.Equal(t, 1, n)
	require.Nil(t, f.Problem)
	require.Equal(t, rules.TooFast, f.Finding.Code)
	require.Equal(t, []int{0, 2, 1}, []int{f.Trip, f.Row, f.Col})
	_, ok = s.Save()
	require.True(t, ok, "it can be saved all the same")
}

func TestFindingsAreGoneThrough(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	s.SetCall(2, network.CallArr, "12:31")
	s.SelectTrip(0)
	s.SetCall(1, network.CallArr, "7:00")
	require.Len(t, s.Findings(), 2)
	f, _, _, _ := s.ShownFinding()
	require.NotNil(t, f.Problem, "what stands in the way of saving comes first")
	s.NextFinding(1)
	f, _, _, _ = s.ShownFinding()
	s.SetTab(network.TabFares)
	s.GoToFinding(f)
	i, _ := s.TripIndex()
	row, col := s.Selected()
	require.Equal(t, []int{1, 2, 1, int(network.TabTimetable)}, []int{i, row, col, int(s.Tab())})
	s.NextFinding(1)
	f, _, _, _ = s.ShownFinding()
	require.NotNil(t, f.Problem, "round and round")
}

func TestARemedyIsTakenOnTheScreen(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.cell(2, 1, "1040")
	d.sees("1/1 · × Trip 1, 西安北: Arrives before the previous departure")
	d.press("Change to 12:40")
	require.NotContains(t, d.read(), "Arrives before")
	d.cell(2, 1, "11:31")
	d.sees("km/h")
	d.tab(1)
	d.press("Go there")
	row, col := d.grid().Cursor()
	require.Equal(t, []int{2, 1}, []int{row, col})
}
