package auth

import "errors"

// Why something was refused. Test with errors.Is.
var (
	// ErrNotSignedIn: a guest asked for more than guests may do.
	ErrNotSignedIn = errors.New("not signed in")
	// ErrExpired: the session reached its idle or absolute limit.
	ErrExpired = errors.New("session expired")
	// ErrSignedOut: the session was signed out.
	ErrSignedOut = errors.New("signed out")
)

// Why a sign-in failed. Providers return errors that match these.
var (
	// ErrDeclined: the person refused.
	ErrDeclined = errors.New("sign-in declined")
	// ErrChallengeExpired: nobody answered in time.
	ErrChallengeExpired = errors.New("sign-in request expired")
	// ErrCode: the temporary code is unknown, expired or used.
	ErrCode = errors.New("sign-in code not valid")
	// ErrBlocked: the provider blocks this person.
	ErrBlocked = errors.New("identity blocked")
	// ErrBusy: the provider cannot answer now.
	ErrBusy = errors.New("provider busy")
	// ErrTooMany: the provider refuses because of too many attempts.
	ErrTooMany = errors.New("too many attempts")
	// ErrUnknownProvider: the service has no provider of that name.
	ErrUnknownProvider = errors.New("unknown provider")
)
