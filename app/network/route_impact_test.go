package network_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/data/model"
)

func TestTheImpactIsToldBeforeSaving(t *testing.T) {
	d := newDesk(t, small()).routes()
	before := d.whole()
	d.openRow("G1")
	require.NotContains(t, d.read(), "Impact before saving", "nothing to save, no impact")
	d.fill("Shift whole trip (min or h:mm)", "20")
	d.press("Shift")
	d.press("Impact before saving")
	d.sees("Saving changes the fastest way of 3 city pairs (3 for the worse), the cheapest of 0 (0).")
	d.press("List")
	d.sees("All pairs of 3 cities on 2026-12-01: the fastest when leaving at 08:00 and at 16:00, the cheapest when leaving from 08:00 on.")
	d.sees("12:40 → 13:00")
	d.sees("20m later")
	require.Equal(t, before, d.whole(), "nothing was stored")
	d.tab(0)
	d.cell(1, 4, "300")
	d.sees("The draft was changed since its impact was worked out.")
	d.press("Impact before saving")
	d.sees("the cheapest of 2 (2).") // Zhengzhou–Xi'an alone, and after the cheap D7
	d.press("Save")
	require.Empty(t, d.reported)
	require.NotContains(t, d.read(), "Saving changes", "it is saved")
}

func TestALostConnectionIsWorse(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.grid().SetCursor(2, 0)
	d.press("Remove")
	d.press("Impact before saving")
	d.press("List")
	d.sees("lost")
	d.sees("12:40 → –")
	d.tr.Set(i18n.Zh)
	d.window.SetContent(d.screen.Build())
	d.sees("不再可达")
}

func TestAnImpactUnderWayIsCancelled(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.fill("Shift whole trip (min or h:mm)", "20")
	d.press("Shift")
	b := d.button("Impact before saving")
	b.OnTapped()
	d.sees("Comparing before and after")
	d.press("Cancel")
	d.sees("What saving would change for travellers has not been worked out.")
	require.Empty(t, d.reported)
}

func TestAWrongDraftHasNoImpact(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.cell(2, 1, "1040")
	require.True(t, d.button("Impact before saving").Disabled())
	s := openG1()
	_, ok := s.ImpactDraft()
	require.False(t, ok)
	s.SetCall(2, "arr", "12:50")
	draft, ok := s.ImpactDraft()
	require.True(t, ok)
	require.Equal(t, model.Second(12*3600+50*60), draft.Trips[0].Calls[2].Arr)
}
