package auth_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
)

const canary = "CANARY-0123456789"

// every renders v in all the ways a value gets printed, logged or encoded.
func every(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%b", "%c", "%o", "%U", "%e", "%t"} {
		fmt.Fprintf(&out, verb+"\n", v)
	}
	fmt.Fprintln(&out, v)
	if b, err := json.Marshal(v); err == nil {
		out.Write(b)
	}
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("x", "v", v, slog.Group("g", "v", v))
	}
	return out.String()
}

// leaks reports whether out has text, in clear or as its bytes in hexadecimal or decimal.
func leaks(out, text string) bool {
	dec := strings.Trim(fmt.Sprintf("%d", []byte(text)), "[]")
	return strings.Contains(out, text) || strings.Contains(strings.ToLower(out), fmt.Sprintf("%x", text)) || strings.Contains(out, dec)
}

func TestSecretIsNeverShown(t *testing.T) {
	type hidden struct{ inner auth.Secret }
	s := auth.NewSecret(canary)
	for name, v := range map[string]any{
		"value": s, "pointer": &s, "slice": []auth.Secret{s}, "map": map[string]auth.Secret{"k": s},
		"private field": hidden{s}, "pointer to private field": &hidden{s}, "any": []any{s},
		"identity": auth.Identity{Name: "alice", Key: s},
	} {
		t.Run(name, func(t *testing.T) {
			out := every(t, v)
			require.False(t, leaks(out, canary))
		})
	}
	text, err := s.MarshalText()
	require.NoError(t, err)
	binary, err := s.MarshalBinary()
	require.NoError(t, err)
	require.NotContains(t, string(text)+string(binary), canary)
	require.Equal(t, canary, s.Reveal())
}

func TestSecretOperations(t *testing.T) {
	var zero auth.Secret
	require.True(t, zero.Empty())
	require.Empty(t, zero.Reveal())
	zero.Wipe()
	a, b := auth.NewSecret(canary), auth.NewSecret(canary)
	require.True(t, a.Equal(b))
	require.False(t, a.Equal(auth.NewSecret("x")))
	require.False(t, a.Equal(zero))
	same := a
	a.Wipe()
	require.True(t, same.Empty(), "copies share the text")
	require.False(t, b.Empty(), "another secret of the same text does not")
}

func TestNoTokenOrSessionKeyLeavesTheService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := auth.NewService(auth.Options{}, names{})
		var change auth.Change
		s.Changes().Subscribe(func(c auth.Change) { change = c })
		sess := signIn(t, s, "alice")
		synctest.Wait() // what is written behind the scenes is written
		out := every(t, sess) + every(t, &sess) + every(t, change) + every(t, s)
		require.False(t, leaks(out, canaryKey))
		require.False(t, leaks(out, auth.TokenOf(sess)))
		s.SignOut(sess)
		synctest.Wait()
		out = every(t, change) + every(t, s)
		require.False(t, leaks(out, auth.TokenOf(sess)))
	})
}
