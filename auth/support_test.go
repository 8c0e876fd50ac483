package auth_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
)

// names is a provider whose codes are the names of the people they stand for.
type names struct{ demo bool }

func (names) Name() string { return "names" }

func (names) Begin(context.Context) (auth.Challenge, error) { return nil, auth.ErrBusy }

func (n names) Redeem(_ context.Context, code auth.Secret) (auth.Identity, error) {
	if code.Empty() {
		return auth.Identity{}, auth.ErrCode
	}
	name := code.Reveal()
	return auth.Identity{Provider: "names", Subject: name, Name: name, Demo: n.demo, Key: auth.NewSecret(canaryKey)}, nil
}

// canaryKey must appear nowhere.
const canaryKey = "CANARYsessionKEY=="

// clock is a settable time without a monotonic reading.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock { return &clock{t: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func signIn(t *testing.T, s *auth.Service, name string) auth.Session {
	t.Helper()
	sess, err := s.SignIn(t.Context(), "names", auth.NewSecret(name))
	require.NoError(t, err)
	return sess
}

// as grants the role named like the person.
func as(u auth.User) auth.Role {
	for r := auth.Guest; r <= auth.Admin; r++ {
		if r.String() == u.Name {
			return r
		}
	}
	return auth.Editor
}
