package data_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/data/rules/rulestest"
)

// mendable is the clean network with the faults that a store takes and a fix removes.
func mendable() model.Network {
	n := rulestest.Clean()
	for _, f := range rulestest.Faults() {
		if f.Fixable && f.Code != rules.StationFar && f.Code != rules.ChangeOneWay {
			f.Seed(&n)
		}
	}
	return n
}

// bulk runs one random command on several things.
func (f *fixture) bulk(r *rand.Rand, n model.Network) error {
	city := func() model.CityID { return n.Cities[r.IntN(len(n.Cities))].ID }
	switch r.IntN(5) {
	case 0, 1:
		found := rules.Check(n)
		if len(found) == 0 {
			return nil
		}
		var fixes []rules.Fix
		code := found[r.IntN(len(found))].Code
		for _, x := range found {
			if x.Code == code && x.Fix.Action != rules.NoFix {
				fixes = append(fixes, x.Fix)
			}
		}
		_, err := f.Apply(f.Context(), code, fixes...)
		return err
	case 2:
		province := fmt.Sprint("P", r.IntN(4))
		return f.PatchCities(f.Context(), data.CityPatch{Province: &province}, city(), city())
	case 3:
		if len(n.Cities) < 3 {
			return nil
		}
		return f.MergeCities(f.Context(), city(), city())
	}
	c := n.Cities[r.IntN(len(n.Cities))]
	d := data.CityDetail{City: c}
	var err error
	if d.Stations, err = f.store.StationsOf(c.ID); err != nil {
		return err
	}
	d.City.Pinyin = []string{"", "zhong qing", "x"}[r.IntN(3)]
	if len(d.Stations) > 0 {
		at := d.Stations[r.IntN(len(d.Stations))].ID
		d.Changes = []model.ChangeRecord{{From: at, To: at, Time: model.Second(r.IntN(600))}}
	}
	_, err = f.PutCityDetail(f.Context(), d)
	return err
}

// TestRandomBulkEditsAreFollowedAndTakenBack runs commands on several things,
// lets a Checker follow by revisions, and undoes them all.
func TestRandomBulkEditsAreFollowedAndTakenBack(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	f := open(t)
	f.load(mendable())
	states := []model.Network{f.network()}
	c := rules.New(states[0])
	follow := func() {
		n := f.network()
		require.NoError(t, c.Update(t.Context(), n))
		require.Equal(t, rules.Check(n), c.Findings())
	}
	for range 60 {
		before := f.store.Revision()
		require.NoError(t, f.bulk(r, f.network()))
		if f.store.Revision() != before {
			states = append(states, f.network())
		}
		follow()
		f.sound()
	}
	require.Greater(t, len(states), 15)
	for i := len(states) - 2; i >= 0; i-- {
		_, err := f.Undo(t.Context())
		require.NoError(t, err)
		require.Equal(t, states[i], f.network(), "undone to %d", i)
		follow()
	}
	for i := 1; i < len(states); i++ {
		_, err := f.Redo(t.Context())
		require.NoError(t, err)
		require.Equal(t, states[i], f.network(), "redone to %d", i)
	}
	follow()
	_, err := f.Redo(t.Context())
	require.True(t, errors.Is(err, data.ErrNothingToRedo))
}
