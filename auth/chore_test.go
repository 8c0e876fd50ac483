package auth_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

// slowLedger waits in Save, as behind a long import, until it is let go.
type slowLedger struct {
	auth.Ledger
	gate chan struct{}
}

func (l slowLedger) Save(c model.AuthChange) error {
	<-l.gate
	return l.Ledger.Save(c)
}

func TestEndOfASessionDoesNotWaitForTheDisk(t *testing.T) {
	l := slowLedger{auth.NewMemoryLedger(), make(chan struct{})}
	s, err := auth.Open(auth.Options{Ledger: l}, names{})
	require.NoError(t, err)
	let := func(n int) {
		for range n {
			l.gate <- struct{}{}
		}
	}
	go let(2)
	one, two := signIn(t, s, "alice"), signIn(t, s, "bob")
	ctx := auth.WithSession(t.Context(), one)
	s.SignOut(one) // nobody lets anything through to the disk
	require.ErrorIs(t, s.Authorize(ctx, model.PermEdit), auth.ErrSignedOut)
	require.Error(t, ctx.Err())
	require.NoError(t, s.Authorize(auth.WithSession(t.Context(), two), model.PermEdit))
	close(l.gate)
	s.Flush()
	list, err := l.Audit(0, 10)
	require.NoError(t, err)
	require.Len(t, list, 3)
	require.Equal(t, "sign-out", list[2].What)
	require.WithinDuration(t, time.Now(), list[2].At, time.Minute)
}
