package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/cli"
	"tongtu/app/i18n"
	"tongtu/auth/wechat"
)

// mock runs the stand-in and returns where it listens.
func mock(t *testing.T, args ...string) string {
	t.Helper()
	out, in := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	var errs bytes.Buffer
	go func() {
		code <- cli.Run(ctx, append([]string{"wechat-mock", "--listen", "127.0.0.1:0"}, args...), cli.Env{
			Stdout: in, Stderr: &errs, Now: time.Now, Language: i18n.En,
		})
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Regexp(t, `^listening on http://127\.0\.0\.1:[1-9][0-9]*\n$`, line)
	t.Cleanup(func() {
		cancel()
		require.Zero(t, <-code, "an interrupt is no error")
		require.Empty(t, errs.String())
	})
	return strings.TrimSpace(strings.TrimPrefix(line, "listening on "))
}

func post(t *testing.T, url, body string) (status int, answer map[string]any) {
	t.Helper()
	res, err := http.Post(url, "application/json", strings.NewReader(body))
	require.NoError(t, err)
	defer func() { require.NoError(t, res.Body.Close()) }()
	_ = json.NewDecoder(res.Body).Decode(&answer) // what is no JSON stays empty
	return res.StatusCode, answer
}

func TestWeChatMockSignsInOverLoopback(t *testing.T) {
	app := wechat.DemoApps()[0]
	ask := `{"appid":"` + app.ID + `","user":"alice","kind":"js"}`
	var codes []any
	for range 2 {
		base := mock(t, "--control", "--seed", "7")
		_, got := post(t, base+"/mock/code", ask)
		codes = append(codes, got["code"])
		status, got := post(t, base+"/auth/wechat/login", `{"code":"`+got["code"].(string)+`"}`)
		require.Equal(t, 200, status)
		require.NotEmpty(t, got["token"])
		_, got = post(t, base+"/mock/advance", `{"seconds":60}`)
		require.Equal(t, "2026-12-01T00:01:00Z", got["now"])
	}
	require.Equal(t, codes[0], codes[1], "the same seed")
	base := mock(t)
	status, _ := post(t, base+"/mock/code", ask)
	require.Equal(t, 404, status, "no control plane unless asked for")
}

func TestWeChatMockStaysOnThisMachine(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.168.0.1:0", "example.org:0", "127.0.0.1", "[::]:0", "", "x"} {
		code, out, errs := run(t, "", "wechat-mock", "--listen", address)
		require.Equal(t, cli.ExitUsage, code, address)
		require.Empty(t, out)
		require.Contains(t, errs, "--listen")
		require.Equal(t, 1, strings.Count(errs, "\n"), errs)
	}
	code, _, errs := run(t, "", "wechat-mock", "--listen", "127.0.0.1:99999")
	require.Equal(t, cli.ExitUsage, code)
	require.Contains(t, errs, "cannot listen on 127.0.0.1:99999")
	code, _, _ = run(t, "", "wechat-mock", "--listen", "127.0.0.1:0", "--seed", "x")
	require.Equal(t, cli.ExitUsage, code)
	code, _, _ = run(t, "", "wechat-mock", "--listen", "127.0.0.1:0", "extra")
	require.Equal(t, cli.ExitUsage, code)
	code, out, errs := run(t, "", "wechat-mock", "--help")
	require.Zero(t, code, errs)
	for _, a := range wechat.DemoApps() {
		require.Contains(t, out, a.ID+"  "+a.Secret.Reveal())
	}
	require.Contains(t, out, "mallory")
}
