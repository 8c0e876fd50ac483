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

// cheap hashes passphrases fast: what they cost is tested elsewhere.
var cheap = auth.Cost{Memory: 64, Time: 1, Threads: 1}

const passphrase = "correct horse battery"

// quick is a service on c that hashes fast.
func quick(c *clock) *auth.Service {
	return auth.NewService(auth.Options{Now: c.Now, Cost: cheap}, names{demo: true})
}

// admin is an administrator's session.
func admin(t *testing.T, s *auth.Service) auth.Session {
	t.Helper()
	var sess auth.Session
	var err error
	if s.AdminSet() {
		sess, err = s.Elevate(t.Context(), "", auth.NewSecret(passphrase))
	} else {
		sess, _, err = s.SetUp(t.Context(), auth.NewSecret(passphrase))
	}
	require.NoError(t, err)
	return sess
}

// as is a session of the role; of a guest, none.
func as(t *testing.T, s *auth.Service, role auth.Role) auth.Session {
	t.Helper()
	switch role {
	case auth.Guest:
		return auth.Session{}
	case auth.Admin:
		return admin(t, s)
	}
	sess := signIn(t, s, role.String())
	boss := admin(t, s)
	require.NoError(t, s.SetRole(auth.WithSession(t.Context(), boss), sess.User.ID, role))
	s.SignOut(boss)
	return signIn(t, s, role.String())
}
