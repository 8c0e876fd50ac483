package prefs_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/prefs"
)

func path(t *testing.T) string { return filepath.Join(t.TempDir(), "conf", "settings.json") }

func TestSettingsComeBackAfterARestart(t *testing.T) {
	p := path(t)
	s, err := prefs.Open(p)
	require.NoError(t, err)
	recent := []prefs.RecentQuery{{FromCity: "bj", FromLabel: "北京", ToStation: "gzn", ToLabel: "广州南", By: "cheapest"}}
	require.NoError(t, prefs.Language.Put(s, prefs.En))
	require.NoError(t, prefs.Window.Put(s, prefs.Size{W: 1600, H: 900}))
	require.NoError(t, prefs.Recent.Put(s, recent))

	again, err := prefs.Open(p)
	require.NoError(t, err)
	require.Equal(t, prefs.En, prefs.Language.Get(again))
	require.Equal(t, prefs.Size{W: 1600, H: 900}, prefs.Window.Get(again))
	require.Equal(t, recent, prefs.Recent.Get(again))
	require.Equal(t, prefs.Auto, prefs.Theme.Get(again))

	files, err := os.ReadDir(filepath.Dir(p))
	require.NoError(t, err)
	require.Len(t, files, 1, "no temporary file stays behind")
}

func TestInvalidValuesReadAsTheDefault(t *testing.T) {
	for name, content := range map[string]string{
		"other type":    `{"language": 7, "text-size": "big", "window": []}`,
		"out of range":  `{"language": "xx", "text-size": 3, "window": {"w": 1, "h": 1}}`,
		"nothing there": `{}`,
	} {
		t.Run(name, func(t *testing.T) {
			p := filepath.Join(t.TempDir(), "s.json")
			require.NoError(t, os.WriteFile(p, []byte(content), 0o600))
			s, err := prefs.Open(p)
			require.NoError(t, err)
			require.Equal(t, prefs.Auto, prefs.Language.Get(s))
			require.Equal(t, 100, prefs.TextSize.Get(s))
			require.Equal(t, prefs.Size{W: 1280, H: 800}, prefs.Window.Get(s))
		})
	}
}

func TestDamagedFileIsReportedAndSetAside(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "cut off": `{"language": "e`, "null": "null", "not json": "\x00\x01"} {
		t.Run(name, func(t *testing.T) {
			p := filepath.Join(t.TempDir(), "s.json")
			require.NoError(t, os.WriteFile(p, []byte(content), 0o600))
			s, err := prefs.Open(p)
			require.ErrorIs(t, err, prefs.ErrDamaged)
			require.Equal(t, prefs.Auto, prefs.Language.Get(s))
			kept, err := os.ReadFile(p + ".damaged")
			require.NoError(t, err)
			require.Equal(t, content, string(kept))

			require.NoError(t, prefs.Language.Put(s, prefs.Zh), "the store works on")
			_, err = prefs.Open(p)
			require.NoError(t, err)
		})
	}
}

func TestInvalidValueIsRefusedAndChangesNothing(t *testing.T) {
	s := prefs.Memory()
	require.NoError(t, prefs.Theme.Put(s, prefs.Dark))
	require.ErrorIs(t, prefs.Theme.Put(s, "pink"), prefs.ErrInvalid)
	require.ErrorIs(t, prefs.Window.Put(s, prefs.Size{W: 5, H: 5}), prefs.ErrInvalid)
	require.Equal(t, prefs.Dark, prefs.Theme.Get(s))
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	s, err := prefs.Open(filepath.Join(file, "settings.json"))
	require.Error(t, err)
	require.Error(t, prefs.Theme.Put(s, prefs.Dark))
	require.Equal(t, prefs.Dark, prefs.Theme.Get(s), "the choice holds until the end of the session")
}

func TestEverySettingHasItsOwnKey(t *testing.T) {
	keys := []string{prefs.Language.Key(), prefs.Theme.Key(), prefs.TextSize.Key(), prefs.Window.Key(), prefs.Recent.Key()}
	seen := map[string]bool{}
	for _, k := range keys {
		require.False(t, seen[k], k)
		seen[k] = true
	}
}
