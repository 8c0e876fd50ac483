package data_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules/rulestest"
)

func TestCitiesAreMergedInOneCommand(t *testing.T) {
	f := open(t)
	n := rulestest.Clean()
	n.Cities[1].Province, n.Cities[1].Rank = "", 2
	f.load(n)
	before := f.network()
	require.NoError(t, f.MergeCities(t.Context(), "sj", "xa", "sj", "bj", "xa"))
	got := f.network()
	require.Len(t, got.Cities, 1)
	c := got.Cities[0]
	require.Equal(t, "石家庄", c.Name)
	require.Equal(t, "shi jia zhuang", c.Pinyin)
	require.Equal(t, []string{"西安", "Xi'an", "北京", "Beijing", "京城"}, c.Aliases)
	require.Equal(t, "陕西", c.Province, "what is missing is taken over")
	for _, s := range got.Stations {
		require.Equal(t, model.CityID("sj"), s.City)
	}
	for i, x := range [][2]any{{before.Trips, got.Trips}, {before.Routes, got.Routes}, {before.Changes, got.Changes}, {before.FareTables, got.FareTables}} {
		require.Equal(t, x[0], x[1], i)
	}
	f.sound()
	last, _ := f.store.LastEdit()
	require.Equal(t, data.MergeCitiesKind, last.Kind)
	require.Equal(t, 2, last.N)
	_, err := f.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, f.network())
}

func TestMergingWhatIsNotThereChangesNothing(t *testing.T) {
	f := open(t)
	f.load(rulestest.Clean())
	before := f.network()
	require.ErrorIs(t, f.MergeCities(t.Context(), "bj", "xa", "nowhere"), model.ErrNotFound)
	require.ErrorIs(t, f.MergeCities(t.Context(), "nowhere", "xa"), model.ErrNotFound)
	require.NoError(t, f.MergeCities(t.Context(), "bj", "bj"))
	require.NoError(t, f.MergeCities(t.Context(), "bj"))
	require.Equal(t, before, f.network())
	guest := data.NewEditor(f.store, allow{model.PermPlan: true})
	require.ErrorIs(t, guest.MergeCities(t.Context(), "bj", "xa"), model.ErrForbidden)
	require.ErrorIs(t, guest.PatchCities(t.Context(), data.CityPatch{}, "bj"), model.ErrForbidden)
}

func TestSeveralCitiesAreChangedInOneCommand(t *testing.T) {
	f := open(t)
	f.load(rulestest.Clean())
	before := f.network()
	province, rank := "华北", uint8(3)
	require.NoError(t, f.PatchCities(t.Context(), data.CityPatch{Province: &province, Rank: &rank}, "bj", "sj"))
	got := f.network()
	require.Equal(t, []string{"华北", "华北", "陕西"}, []string{got.Cities[0].Province, got.Cities[1].Province, got.Cities[2].Province})
	require.Equal(t, uint8(3), got.Cities[1].Rank)
	require.Equal(t, "北京", got.Cities[0].Name)
	_, err := f.PutCity(t.Context(), before.Cities[0], nil)
	require.ErrorIs(t, err, model.ErrConflict, "an open form is stale")
	revision := f.store.Revision()
	require.NoError(t, f.PatchCities(t.Context(), data.CityPatch{Province: &province}, "bj"))
	require.Equal(t, revision, f.store.Revision(), "no change, no revision")
	bad := "a\x01"
	require.Error(t, f.PatchCities(t.Context(), data.CityPatch{Province: &bad}, "bj", "sj"))
	require.Equal(t, got, f.network())
	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, f.network())
}

func TestSeveralCitiesAreDeletedInOneCommand(t *testing.T) {
	f := open(t)
	f.load(rulestest.Clean())
	before := f.network()
	use, err := f.store.CityUse(t.Context(), "sj", "xa")
	require.NoError(t, err)
	require.Equal(t, data.Use{Stations: 3, Routes: 2, Trips: 2}, use)
	require.NoError(t, f.DeleteCity(t.Context(), "sj", "xa"))
	require.Len(t, f.network().Cities, 1)
	require.Empty(t, f.network().Trips)
	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, f.network())
}

func TestChangeTimesAreStoredWithTheCity(t *testing.T) {
	f := open(t)
	n := rulestest.Clean()
	special := model.ChangeRecord{From: "EAY", To: "XIY", FromTrip: "g1a", Time: 60}
	n.Changes = append(n.Changes, special)
	f.load(n)
	before := f.network()
	d := data.CityDetail{City: before.Cities[2]}
	require.Equal(t, model.CityID("xa"), d.City.ID)
	var err error
	d.Stations, err = f.store.StationsOf("xa")
	require.NoError(t, err)
	d.Changes = []model.ChangeRecord{{From: "EAY", To: "EAY", Time: 480}, {From: "EAY", To: "XIY", Forbidden: true}}
	stored, err := f.PutCityDetail(t.Context(), d)
	require.NoError(t, err)
	require.NotEqual(t, d.City.Rev, stored.Rev)
	all, err := f.store.ChangeRecords(t.Context())
	require.NoError(t, err)
	require.ElementsMatch(t, append(d.Changes, special), all)
	f.sound()

	d.City = stored
	for name, list := range map[string][]model.ChangeRecord{
		"changes[0].to unknown-ref": {{From: "EAY", To: "no"}},
		"changes[0].time range":     {{From: "EAY", To: "EAY", Time: -1}},
		"changes[1].to duplicate":   {{From: "EAY", To: "EAY"}, {From: "EAY", To: "EAY", Time: 5}},
		"changes[0].from mismatch":  {{From: "BXP", To: "PEK"}},
	} {
		d.Changes = list
		_, err := f.PutCityDetail(t.Context(), d)
		require.Equal(t, []string{name}, fields(err))
	}
	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, f.network())
	calls, err := f.store.Calls(t.Context())
	require.NoError(t, err)
	require.Equal(t, map[model.StationID]int{"BXP": 1, "SJP": 1, "EAY": 1, "PEK": 1, "XIY": 1}, calls)
}
