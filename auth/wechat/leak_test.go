package wechat_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/keyring"
	"tongtu/auth/wechat"
	"tongtu/data"
)

// TestNoSecretIsFoundAnywhere signs in and out for real and then looks for what
// must stay secret: in the data file, the exported log, the messages of the flow
// view, and everything that a client was answered. The file of keys is where the
// key of the session keys and the token of "remember me" are meant to be.
func TestNoSecretIsFoundAnywhere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tongtu.db")
	store, err := data.Open(path, data.Options{})
	require.NoError(t, err)
	feed := auth.NewFeed(nil)
	p := wechat.NewPlatform(wechat.Options{Rand: rand.NewChaCha8([32]byte{9}), Feed: feed})
	s, err := auth.Open(auth.Options{
		Ledger: store.Ledger(), Keys: keyring.InFile(path + ".keys"), Feed: feed, Cost: auth.Cost{Memory: 64, Time: 1, Threads: 1},
	}, wechat.NewProvider(p))
	require.NoError(t, err)
	server := wechat.NewServer(wechat.ServerOptions{Platform: p, Sessions: s})
	secrets := map[string]string{"app secret": one.Secret.Reveal()}
	var answers bytes.Buffer
	openID := wechat.OpenID(one, wechat.User{Name: "alice"})

	// Over the wire, as a client of the app.
	ask := func(method, path, body, token string) string {
		req := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		rec := httptest.NewRecorder()
		server.ServeHTTP(rec, req)
		require.NotEqual(t, http.StatusNotFound, rec.Code)
		require.NoError(t, rec.Result().Header.Write(&answers))
		answers.WriteString(rec.Body.String())
		return rec.Body.String()
	}
	code := mint(t, p, one, "alice").Reveal()
	secrets["code"] = code
	before := answers.Len()
	var got struct{ Token string }
	require.NoError(t, json.Unmarshal([]byte(ask("POST", "/auth/wechat/login", `{"code":"`+code+`"}`, "")), &got))
	answers.Truncate(before) // the token is answered once, to whom it belongs
	secrets["token"] = got.Token
	secrets["session_key"] = wechat.SessionKeyOf(p, openID)
	ask("GET", "/auth/me", "", got.Token)
	ask("POST", "/auth/wechat/login", `{"code":"`+code+`"}`, "")

	// In process, remembered, stepped up, and out.
	code2 := mint(t, p, one, "alice")
	sess, err := s.SignIn(t.Context(), wechat.ProviderName, code2)
	require.NoError(t, err)
	secrets["second token"], secrets["second code"] = sess.Bearer().Reveal(), code2.Reveal()
	secrets["second session_key"] = wechat.SessionKeyOf(p, openID)
	require.NoError(t, s.Remember(auth.WithSession(t.Context(), sess)))
	const pass = "CANARY correct horse battery"
	secrets["passphrase"] = pass
	boss, recovery, err := s.SetUp(auth.WithSession(t.Context(), sess), auth.NewSecret(pass))
	require.NoError(t, err)
	secrets["recovery code"] = recovery.Reveal()
	secrets["recovery code without hyphens"] = strings.ReplaceAll(recovery.Reveal(), "-", "")
	secrets["administrator's token"] = boss.Bearer().Reveal()
	_, err = s.Elevate(t.Context(), "", auth.NewSecret("CANARY wrong guess"))
	require.ErrorIs(t, err, auth.ErrPassphrase)
	secrets["wrong guess"] = "CANARY wrong guess"
	s.Flush()

	var export bytes.Buffer
	require.NoError(t, s.ExportAudit(auth.WithSession(t.Context(), boss), &export))
	messages, err := json.Marshal(feed.Messages())
	require.NoError(t, err)
	places := map[string][]byte{"exported log": export.Bytes(), "messages": messages, "answers": answers.Bytes()}
	file := func(name string) {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		places[name] = raw
	}
	file("data file while signed in")
	ask("POST", "/auth/logout", "", got.Token)
	s.SignOut(boss)
	s.Flush()
	places["answers"] = answers.Bytes()
	file("data file after signing out")
	for name, text := range secrets {
		require.NotEmpty(t, text, name)
		for place, raw := range places {
			for _, form := range [][]byte{[]byte(text), []byte(hex.EncodeToString([]byte(text))), []byte(base64.StdEncoding.EncodeToString([]byte(text)))} {
				require.False(t, bytes.Contains(raw, form), "%s in %s", name, place)
			}
		}
	}
	for _, name := range []string{"session_key", "second session_key"} { // nor its bytes
		raw, err := base64.StdEncoding.DecodeString(secrets[name])
		require.NoError(t, err)
		for place, content := range places {
			require.False(t, bytes.Contains(content, raw), "bytes of %s in %s", name, place)
		}
	}
	info, err := os.Stat(path + ".keys")
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	st, err := store.Ledger().Load()
	require.NoError(t, err)
	for _, a := range st.Accounts {
		require.Nil(t, a.Key, "deleted at sign-out")
	}
	require.NoError(t, store.Close())
}
