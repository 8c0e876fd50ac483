package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/data/model"
)

func TestALargeLogIsSetAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "t.log")
	log, c := openLog(path)
	log.Info("first")
	require.NoError(t, c.Close())

	big := strings.Repeat("x", maxLog+1)
	require.NoError(t, os.WriteFile(path, []byte(big), 0o600))
	log, c = openLog(path)
	log.Info("second")
	require.NoError(t, c.Close())
	now, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(now), "second")
	require.Less(t, len(now), 1000)
	old, err := os.ReadFile(path + ".1")
	require.NoError(t, err)
	require.Equal(t, big, string(old))
}

func TestALogThatCannotBeWrittenStopsNobody(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	log, c := openLog(filepath.Join(file, "t.log"))
	require.NotNil(t, log)
	require.NoError(t, c.Close())
}

func TestAMissingDisplayIsSeenInTheEnvironment(t *testing.T) {
	for name, row := range map[string]struct {
		env  map[string]string
		want bool
	}{
		"nothing": {nil, true},
		"X11":     {map[string]string{"DISPLAY": ":0"}, false},
		"Wayland": {map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, row.want, noDisplay(func(k string) string { return row.env[k] }))
		})
	}
}

func TestErrorsOfTheProgramAreExplained(t *testing.T) {
	en := i18n.New(i18n.En)
	require.Contains(t, Explain(ErrNoDisplay, en), "tongtu plan")
	require.Equal(t, 2, ExitCode(ErrNoDisplay))
	require.Contains(t, Explain(fmt.Errorf("app: %w", ErrCrashed), en), "the log has the details")
	require.Equal(t, 3, ExitCode(ErrCrashed))
	require.Equal(t, en.Error(model.ErrForbidden), Explain(model.ErrForbidden, en))
	require.Equal(t, "glfw: no context", Explain(errors.New("glfw: no context"), en))
}
