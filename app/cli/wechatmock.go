package cli

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/auth/wechat"
)

const (
	keyMockUsage    i18n.Key = "cli.mock.usage"  // {apps} {users}
	keyCannotListen i18n.Key = "cli.mock.listen" // {address} {detail}
	keyMockTitle    i18n.Key = "cli.mock.title"
	keyMockNote     i18n.Key = "cli.mock.note"
	keyMockDecline  i18n.Key = "cli.mock.decline"
	wantAddress     i18n.Key = "cli.want.address"
)

// mockStart is what the clock shows first where a seed makes runs the same.
var mockStart = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// runWechatMock serves the WeChat stand-in until it is interrupted.
func runWechatMock(ctx context.Context, c *call) error {
	var listen string
	var control bool
	var seed uint64
	var flags *pflag.FlagSet
	args, err := c.parse(func(fs *pflag.FlagSet) {
		flags = fs
		fs.StringVar(&listen, "listen", "", "")
		fs.BoolVar(&control, "control", false, "")
		fs.Uint64Var(&seed, "seed", 0, "")
	})
	switch {
	case errors.Is(err, errHelp):
		c.print(c.tr.T(keyMockUsage, i18n.A{"apps": demoApps(), "users": demoUsers()}))
		return nil
	case err != nil:
		return err
	case len(args) != 0:
		return arguments(wantNothing)
	case listen == "":
		return usage(keyFlagNeedsValue, i18n.A{"flag": "--listen"})
	}
	address, err := loopback(listen)
	if err != nil {
		return err
	}
	o := wechat.Options{}
	clock := auth.NewClock(c.Now)
	if flags.Changed("seed") {
		clock = auth.StoppedClock(mockStart)
		o.Rand = seeded(seed)
	}
	o.Now = clock.Now
	platform := wechat.NewPlatform(o)
	server := wechat.NewServer(wechat.ServerOptions{
		Platform: platform, Clock: clock, Control: control,
		Words:    wechat.Words{Lang: string(c.tr.Lang()), Title: c.tr.T(keyMockTitle), Note: c.tr.T(keyMockNote), Decline: c.tr.T(keyMockDecline)},
		Sessions: auth.NewService(auth.Options{Now: clock.Now}, wechat.NewProvider(platform)),
	})
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return usage(keyCannotListen, i18n.A{"address": listen, "detail": reason(err)})
	}
	c.print("listening on http://" + l.Addr().String())
	return server.Serve(ctx, l)
}

// seeded is the same stream of bytes for the same seed.
func seeded(seed uint64) io.Reader {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return rand.NewChaCha8(key)
}

// loopback refuses addresses that others could reach.
func loopback(listen string) (string, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return "", badValue("--listen", listen, wantAddress)
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.IsLoopback() || ip.Zone() != "" {
		return "", badValue("--listen", listen, wantAddress)
	}
	return net.JoinHostPort(host, port), nil
}

// reason is the operating system's word for err.
func reason(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return op.Err.Error()
	}
	return err.Error()
}

// demoApps lists the fixtures; their secrets open nothing else.
func demoApps() string {
	var lines []string
	for _, a := range wechat.DemoApps() {
		bound := ""
		if a.Bound {
			bound = "  unionid"
		}
		lines = append(lines, fmt.Sprintf("    %s  %s%s", a.ID, a.Secret.Reveal(), bound))
	}
	return strings.Join(lines, "\n")
}

func demoUsers() string {
	var lines []string
	for _, u := range wechat.DemoUsers() {
		blocked := ""
		if u.Blocked {
			blocked = "  40226"
		}
		lines = append(lines, fmt.Sprintf("    %s  %s%s", u.Name, u.Phone, blocked))
	}
	return strings.Join(lines, "\n")
}
