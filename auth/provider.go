package auth

import (
	"context"
	"time"

	"tongtu/data/model"
)

// A Provider proves who somebody is. It is safe for concurrent use.
type Provider interface {
	// Name identifies the provider, e.g. "wechat".
	Name() string
	// Begin starts one sign-in attempt. This is the client's side.
	Begin(ctx context.Context) (Challenge, error)
	// Redeem exchanges the temporary code of a consent for the identity. This
	// is the service's side; a code works once, whatever the concurrency.
	Redeem(ctx context.Context, code Secret) (Identity, error)
}

// A Checker is a Provider that can say whether a session key is still good: a
// newer sign-in elsewhere may have replaced it.
type Checker interface {
	Check(ctx context.Context, subject string, key Secret) error
}

// A Challenge is one sign-in attempt in progress. It is safe for concurrent use.
type Challenge interface {
	// QR is the text to show as a code to scan.
	QR() string
	// Expires is when the attempt ends by itself.
	Expires() time.Time
	// Stage says how far the attempt is.
	Stage() Stage
	// Wait blocks until the person consents and returns the temporary code.
	// It fails with ErrDeclined, with ErrChallengeExpired, or with the cause
	// of ctx, which withdraws the attempt.
	Wait(ctx context.Context) (code Secret, err error)
}

// Stage is the progress of a Challenge. It only ever moves forward.
type Stage uint8

// The stages. Confirmed, Declined and Lapsed are final.
const (
	Waiting   Stage = iota // nobody scanned yet
	Scanned                // somebody did and has not answered
	Confirmed              // the person consented
	Declined               // the person refused
	Lapsed                 // it ran out of time or was withdrawn
)

// Final reports whether g cannot change any more.
func (g Stage) Final() bool { return g >= Confirmed }

// Identity is what a provider vouches for. It travels from the provider to the
// service and no further.
type Identity struct {
	Provider string // name of the provider
	Subject  string // the person's identifier there: the openid
	Union    string // identifier across the provider's apps, if it has one
	Name     string // what to call the person
	Demo     bool   // anybody can claim it
	Key      Secret // the provider's session key; the service keeps it to itself
}

// User is who a session belongs to.
type User struct {
	ID   model.UserID // stable: provider and subject
	Name string
	Demo bool // a demonstration identity, to be marked wherever it shows
}
