package auth_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

var permissions = []model.Permission{model.PermPlan, model.PermEdit, model.PermAdmin}

func TestEveryRoleMayDoExactlyWhatTheTableSays(t *testing.T) {
	forbidden, guest := model.ErrForbidden, auth.ErrNotSignedIn
	s := quick(newClock())
	for _, tt := range []struct {
		role auth.Role
		want [3]error // plan, edit, admin
	}{
		{auth.Guest, [3]error{nil, guest, guest}},
		{auth.Viewer, [3]error{nil, forbidden, forbidden}},
		{auth.Editor, [3]error{nil, nil, forbidden}},
		{auth.Admin, [3]error{nil, nil, nil}},
	} {
		ctx := auth.WithSession(t.Context(), as(t, s, tt.role))
		for i, p := range permissions {
			require.ErrorIs(t, errOrNone(s.Authorize(ctx, p)), errOrNone(tt.want[i]), "%s, permission %d", tt.role, p)
			require.Equal(t, tt.want[i] == nil, auth.SessionOf(ctx).Can(p), "%s, permission %d", tt.role, p)
		}
		require.Error(t, s.Authorize(ctx, model.Permission(200)), "an unknown permission is denied")
	}
}

var errNone = errors.New("none")

func errOrNone(err error) error {
	if err == nil {
		return errNone
	}
	return err
}

func TestUnknownRoleIsDeniedEverything(t *testing.T) {
	for _, p := range permissions {
		require.False(t, auth.Role(17).Can(p))
	}
}

func TestAuthorizeTrustsOnlyTheLiveTable(t *testing.T) {
	c := newClock()
	s := quick(c)
	viewer, editor, gone, old := as(t, s, auth.Viewer), signIn(t, s, "editor"), signIn(t, s, "editor"), signIn(t, s, "editor")
	s.SignOut(gone)
	promoted := viewer
	promoted.Role, promoted.User = auth.Admin, editor.User
	other := admin(t, quick(c))
	for _, tt := range []struct {
		name string
		sess auth.Session
		wait time.Duration
		want error
	}{
		{"editor", editor, 0, errNone},
		{"viewer", viewer, 0, model.ErrForbidden},
		{"promoted copy", promoted, 0, model.ErrForbidden},
		{"guest", auth.Session{}, 0, auth.ErrNotSignedIn},
		{"made up", auth.Session{Role: auth.Admin, User: editor.User}, 0, auth.ErrNotSignedIn},
		{"of another service", other, 0, auth.ErrNotSignedIn},
		{"signed out", gone, 0, auth.ErrSignedOut},
		{"expired", old, time.Hour, auth.ErrExpired},
		{"asked again after it expired", old, 0, auth.ErrExpired},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c.Advance(tt.wait)
			ctx := auth.WithSession(t.Context(), tt.sess)
			require.ErrorIs(t, errOrNone(s.Authorize(ctx, model.PermEdit)), tt.want)
			require.NoError(t, s.Authorize(ctx, model.PermPlan), "guests may plan, so everybody may")
		})
	}
}

func TestSignInByDefaultMakesAnEditor(t *testing.T) {
	s := auth.NewService(auth.Options{}, names{demo: true})
	require.Equal(t, auth.Editor, signIn(t, s, "alice").Role)
}

func TestFailedSignInLeavesNothing(t *testing.T) {
	s := auth.NewService(auth.Options{}, names{})
	s.Changes().Subscribe(func(auth.Change) { t.Error("a failed sign-in was published") })
	_, err := s.SignIn(t.Context(), "names", auth.Secret{})
	require.ErrorIs(t, err, auth.ErrCode)
	_, err = s.SignIn(t.Context(), "nobody", auth.NewSecret("x"))
	require.ErrorIs(t, err, auth.ErrUnknownProvider)
	_, err = s.Begin(t.Context(), "nobody")
	require.ErrorIs(t, err, auth.ErrUnknownProvider)
	_, err = s.Begin(t.Context(), "names")
	require.ErrorIs(t, err, auth.ErrBusy)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = s.SignIn(ctx, "names", auth.NewSecret("late"))
	require.ErrorIs(t, err, context.Canceled)
	_, left := s.Sweep()
	require.False(t, left)
}

func TestSessionsExpire(t *testing.T) {
	for _, tt := range []struct {
		name  string
		role  auth.Role
		steps []time.Duration // a use after each
		want  error
	}{
		{"used in time", auth.Editor, []time.Duration{14 * time.Minute, 14 * time.Minute, 14 * time.Minute}, errNone},
		{"idle", auth.Editor, []time.Duration{15 * time.Minute}, auth.ErrExpired},
		{"past the absolute limit however busy", auth.Editor, repeat(10*time.Minute, 48), auth.ErrExpired},
		{"just below the absolute limit", auth.Editor, repeat(10*time.Minute, 47), errNone},
		{"admin idle", auth.Admin, []time.Duration{5 * time.Minute}, auth.ErrExpired},
		{"admin past the absolute limit", auth.Admin, repeat(4*time.Minute, 15), auth.ErrExpired},
		{"wall clock runs backwards", auth.Editor, []time.Duration{-time.Minute}, auth.ErrExpired},
		{"wall clock runs backwards behind a later reading", auth.Editor, []time.Duration{10 * time.Minute, -2 * time.Second}, auth.ErrExpired},
		{"wall clock runs backwards bit by bit", auth.Editor, repeat(-300*time.Millisecond, 5), auth.ErrExpired},
		{"a time server's correction", auth.Editor, []time.Duration{-500 * time.Millisecond, time.Second}, errNone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClock()
			s := quick(c)
			ctx := auth.WithSession(t.Context(), as(t, s, tt.role))
			var err error
			for _, d := range tt.steps {
				c.Advance(d)
				err = s.Authorize(ctx, model.PermEdit)
			}
			require.ErrorIs(t, errOrNone(err), tt.want)
		})
	}
}

func repeat(d time.Duration, n int) []time.Duration {
	out := make([]time.Duration, n)
	for i := range out {
		out[i] = d
	}
	return out
}

func TestTouchKeepsASessionFromRunningIdle(t *testing.T) {
	c := newClock()
	s := auth.NewService(auth.Options{Now: c.Now}, names{})
	sess := signIn(t, s, "alice")
	for range 3 {
		c.Advance(14 * time.Minute)
		require.NoError(t, s.Touch(sess))
	}
	c.Advance(15 * time.Minute)
	require.ErrorIs(t, s.Touch(sess), auth.ErrExpired)
	require.ErrorIs(t, s.Touch(auth.Session{}), auth.ErrNotSignedIn)
}

func TestSignOutStopsWorkUnderWay(t *testing.T) {
	s := auth.NewService(auth.Options{}, names{})
	sess := signIn(t, s, "alice")
	before := auth.WithSession(t.Context(), sess)
	done := make(chan error)
	go func() { // a long import: authorized at first, then working
		if err := s.Authorize(before, model.PermEdit); err != nil {
			done <- err
			return
		}
		done <- nil
		<-before.Done()
		done <- context.Cause(before)
	}()
	require.NoError(t, <-done)
	s.SignOut(sess)
	require.ErrorIs(t, <-done, auth.ErrSignedOut)
	require.ErrorIs(t, s.Authorize(before, model.PermEdit), auth.ErrSignedOut)

	after := auth.WithSession(t.Context(), sess)
	require.ErrorIs(t, context.Cause(after), auth.ErrSignedOut, "bound after the end")
	s.SignOut(sess)           // twice is once
	s.SignOut(auth.Session{}) // a guest has nothing to end
}

func TestSignOutEndsOnlyThatSession(t *testing.T) {
	s := auth.NewService(auth.Options{}, names{})
	one, two := signIn(t, s, "alice"), signIn(t, s, "alice")
	s.SignOut(one)
	require.NoError(t, s.Authorize(auth.WithSession(t.Context(), two), model.PermEdit))
}

func TestFinishedWorkIsNotKeptBySession(t *testing.T) {
	s := auth.NewService(auth.Options{}, names{})
	sess := signIn(t, s, "alice")
	parent, cancel := context.WithCancel(t.Context())
	ctx := auth.WithSession(parent, sess)
	cancel()
	<-ctx.Done()
	s.SignOut(sess)
	require.ErrorIs(t, context.Cause(ctx), context.Canceled)
}

func TestChangesAreToldOnceEach(t *testing.T) {
	c := newClock()
	s := auth.NewService(auth.Options{Now: c.Now}, names{})
	var got []auth.Change
	cancel := s.Changes().Subscribe(func(ch auth.Change) { got = append(got, ch) })
	defer cancel()
	alice := signIn(t, s, "alice")
	s.SignOut(alice)
	s.SignOut(alice)
	bob := signIn(t, s, "bob")
	c.Advance(time.Hour)
	s.Sweep()
	s.Sweep()
	require.ErrorIs(t, s.Authorize(auth.WithSession(t.Context(), bob), model.PermEdit), auth.ErrExpired)

	require.Len(t, got, 4)
	require.Equal(t, []auth.Reason{auth.SignedIn, auth.SignedOut, auth.SignedIn, auth.Expired},
		[]auth.Reason{got[0].Reason, got[1].Reason, got[2].Reason, got[3].Reason})
	require.True(t, got[0].To == alice)
	require.True(t, got[1].Ends(alice))
	require.False(t, got[1].Ends(bob))
	require.True(t, got[3].Ends(bob))
	require.False(t, got[0].Ends(auth.Session{}))
	require.False(t, got[1].From.SignedIn(), "the ended session's copy carries no token")
}

func TestRunExpiresSessionsNobodyAsksFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := auth.NewService(auth.Options{}, names{})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan time.Time, 1)
		s.Changes().Subscribe(func(c auth.Change) {
			if c.Reason == auth.Expired {
				ended <- time.Now()
			}
		})
		stopped := make(chan error)
		go func() { stopped <- s.Run(ctx) }()
		start := time.Now()
		signIn(t, s, "alice")
		require.WithinDuration(t, start.Add(15*time.Minute), <-ended, 5*time.Second)
		cancel()
		require.ErrorIs(t, <-stopped, context.Canceled)
	})
}

// With the real clock the readings are monotonic; synctest's are too.
func TestIdleLimitHoldsOnTheMonotonicClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := auth.NewService(auth.Options{}, names{})
		ctx := auth.WithSession(t.Context(), signIn(t, s, "alice"))
		time.Sleep(14 * time.Minute)
		require.NoError(t, s.Authorize(ctx, model.PermEdit))
		time.Sleep(15 * time.Minute)
		require.ErrorIs(t, s.Authorize(ctx, model.PermEdit), auth.ErrExpired)
	})
}

func TestConcurrentUseIsSafe(t *testing.T) {
	c := newClock()
	s := auth.NewService(auth.Options{Now: c.Now}, names{})
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			for j := range 20 {
				sess, err := s.SignIn(context.Background(), "names", auth.NewSecret(fmt.Sprint(i%4)))
				if err != nil {
					t.Error(err)
					return
				}
				ctx := auth.WithSession(context.Background(), sess)
				if err := s.Authorize(ctx, model.PermEdit); err != nil {
					t.Error(err)
				}
				if j%3 == 0 {
					s.Sweep()
				}
				s.SignOut(sess)
				if err := s.Authorize(ctx, model.PermEdit); !errors.Is(err, auth.ErrSignedOut) {
					t.Errorf("after sign-out: %v", err)
				}
			}
		})
	}
	wg.Wait()
	_, left := s.Sweep()
	require.False(t, left)
}
