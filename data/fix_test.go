package data_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/data/rules/rulestest"
)

// findings are those of the stored network.
func (f *fixture) findings() []rules.Finding {
	f.Helper()
	return rules.Check(f.network())
}

// TestAFixRemovesExactlyItsFinding seeds every fault that can be fixed, fixes
// it, and takes that back.
func TestAFixRemovesExactlyItsFinding(t *testing.T) {
	fixed := map[rules.Action]bool{}
	for _, fault := range rulestest.Faults() {
		if !fault.Fixable {
			continue
		}
		t.Run(fault.Name, func(t *testing.T) {
			f := open(t)
			n := rulestest.Clean()
			fault.Seed(&n)
			f.load(n)
			before, found := f.network(), f.findings()
			i := slices.IndexFunc(found, func(x rules.Finding) bool { return x.Code == fault.Code && x.Where() == fault.Where })
			require.GreaterOrEqual(t, i, 0, "%+v", found)
			c := rules.New(before)

			done, err := f.Apply(t.Context(), fault.Code, found[i].Fix)
			require.NoError(t, err)
			require.Equal(t, 1, done)
			require.Equal(t, slices.Delete(slices.Clone(found), i, i+1), f.findings())
			require.NoError(t, c.Update(t.Context(), f.network()))
			require.Equal(t, f.findings(), c.Findings(), "revisions tell what changed")
			f.sound()
			after := f.network()

			again, err := f.Apply(t.Context(), fault.Code, found[i].Fix)
			require.NoError(t, err)
			if found[i].Fix.Action != rules.SwapPosition { // which is its own inverse
				require.Zero(t, again, "it is fixed already")
				require.Equal(t, after, f.network())
			} else {
				_, err = f.Undo(t.Context())
				require.NoError(t, err)
			}
			command, err := f.Undo(t.Context())
			require.NoError(t, err)
			require.Equal(t, data.FixKind, command.Kind)
			require.Equal(t, string(fault.Code), command.Name)
			require.Equal(t, before, f.network())
			require.Equal(t, found, f.findings())
			_, err = f.Redo(t.Context())
			require.NoError(t, err)
			require.Equal(t, after, f.network())
			fixed[found[i].Fix.Action] = true
		})
	}
	for a := rules.NoFix + 1; a <= rules.DropCalendar; a++ {
		require.True(t, fixed[a], "no fault is fixed by action %d", a)
	}
}

func TestFixingAllAlikeIsOneCommand(t *testing.T) {
	f := open(t)
	n := rulestest.Clean()
	for i := range n.Cities {
		n.Cities[i].Pinyin = ""
	}
	n.Stations[0].Pinyin = ""
	n.Stations[1].Name += " "
	f.load(n)
	before := f.network()
	var alike []rules.Fix
	for _, x := range f.findings() {
		if x.Code == rules.PinyinMissing {
			alike = append(alike, x.Fix)
		}
	}
	require.Len(t, alike, 4)
	done, err := f.Apply(t.Context(), rules.PinyinMissing, alike...)
	require.NoError(t, err)
	require.Equal(t, 4, done)
	require.Len(t, f.findings(), 1, "what is not alike stays")
	last, _ := f.store.LastEdit()
	require.Equal(t, 4, last.N)
	f.reopen()
	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, f.network())
}

func TestAFixMakesAnOpenFormStale(t *testing.T) {
	f := open(t)
	n := rulestest.Clean()
	n.Stations[0].Pinyin = ""
	f.load(n)
	city, err := f.store.City("bj")
	require.NoError(t, err)
	list, err := f.store.StationsOf("bj")
	require.NoError(t, err)
	_, err = f.Apply(t.Context(), rules.PinyinMissing, f.findings()[0].Fix)
	require.NoError(t, err)
	_, err = f.PutCity(t.Context(), city, list)
	require.ErrorIs(t, err, model.ErrConflict)
}

func TestOnlyAnEditorFixes(t *testing.T) {
	f := open(t)
	n := rulestest.Clean()
	n.Cities[0].Pinyin = ""
	f.load(n)
	guest := data.NewEditor(f.store, allow{model.PermPlan: true})
	_, err := guest.Apply(t.Context(), rules.PinyinMissing, f.findings()[0].Fix)
	require.ErrorIs(t, err, model.ErrForbidden)
	require.Len(t, f.findings(), 1)
}
