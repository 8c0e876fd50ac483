package network_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/data/rules/rulestest"
)

// inspected is a report on a stored network, and the store's editor.
func inspected(t *testing.T, n model.Network) (*network.Inspector, *data.Editor) {
	s, err := data.Open(filepath.Join(t.TempDir(), "tongtu.db"), data.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	e := data.NewEditor(s, grants{})
	require.NoError(t, e.Replace(auth.WithSession(t.Context(), asEditor()), n, nil))
	return network.NewInspector(s), e
}

func doubtful() model.Network {
	n := rulestest.Clean()
	n.Cities[0].Name, n.Cities[0].Pinyin = "重庆", "zhong qing"
	n.Cities[1].Pinyin, n.Cities[2].Pinyin = "", ""
	n.Trips[0].Calls[1].Dep += 100 * model.Minute
	return n
}

func TestFindingsAreListedUnderHeadings(t *testing.T) {
	x, _ := inspected(t, doubtful())
	r, err := x.Look(t.Context())
	require.NoError(t, err)
	var s network.FindingsState
	require.False(t, s.Loaded())
	s.Load(r)
	require.Equal(t, [3]int{0, 2, 2}, s.Counts())
	codes := func() (out []string) {
		for _, row := range s.Rows() {
			text := "  " + row.About.Name
			if row.Heading {
				text = string(row.Code)
			}
			out = append(out, text)
		}
		return out
	}
	require.Equal(t, []string{"pinyin-doubt", "too-fast", "pinyin-missing"}, codes())
	require.Equal(t, 2, s.Rows()[2].Count)
	_, ok := s.Pick(2)
	require.False(t, ok, "a heading opens")
	require.Equal(t, []string{"pinyin-doubt", "too-fast", "pinyin-missing", "  石家庄", "  西安"}, codes())
	f, ok := s.Pick(4)
	require.True(t, ok)
	require.Equal(t, model.CityID("xa"), f.About.City)
	require.Equal(t, 4, s.PickedRow())
	_, ok = s.Fix()
	require.False(t, ok, "not without the right to edit")
	s.Allow(true)
	fix, ok := s.Fix()
	require.True(t, ok)
	require.Equal(t, "xi an", fix.Value)
	code, fixes, ok := s.FixAll()
	require.True(t, ok)
	require.Equal(t, rules.PinyinMissing, code)
	require.Len(t, fixes, 2)
	s.SetBusy(true)
	_, ok = s.Fix()
	require.False(t, ok, "not while an edit is under way")
	s.SetBusy(false)
	s.Load(r)
	require.Equal(t, 4, s.PickedRow(), "a reload keeps what is picked")
	without := r
	without.Findings = r.Findings[:len(r.Findings)-1]
	s.Load(without)
	f, ok = s.Picked()
	require.True(t, ok, "what is fixed gives way to the next one like it")
	require.Equal(t, "石家庄", f.About.Name)
	s.Load(r)
	s.Search("西")
	require.Equal(t, []string{"pinyin-missing", "  西安"}, codes())
	s.Pick(1)
	_, fixes, _ = s.FixAll()
	require.Len(t, fixes, 1, "all alike are those in sight")
	s.Search("nothing like it")
	require.Empty(t, s.Rows())
	require.Equal(t, -1, s.PickedRow())
	_, _, ok = s.FixAll()
	require.False(t, ok)
	s.Search("")
	s.Pick(1)
	s.Pick(2)
	_, ok = s.Fix()
	require.False(t, ok, "there is not one remedy for a speed")
	for _, row := range []int{-1, 99} {
		_, ok = s.Pick(row)
		require.False(t, ok)
	}
}

func TestTheInspectorKeepsUp(t *testing.T) {
	x, e := inspected(t, doubtful())
	first, err := x.Look(t.Context())
	require.NoError(t, err)
	again, err := x.Look(t.Context())
	require.NoError(t, err)
	require.Same(t, &first.Findings[0], &again.Findings[0], "nothing was edited: nothing is looked at")
	_, err = e.Apply(auth.WithSession(t.Context(), asEditor()), first.Findings[0].Code, first.Findings[0].Fix)
	require.NoError(t, err)
	next, err := x.Look(t.Context())
	require.NoError(t, err)
	require.Greater(t, next.Revision, first.Revision)
	require.Len(t, next.Findings, len(first.Findings)-1)
}
