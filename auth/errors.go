package auth

import (
	"errors"
	"fmt"
	"time"
)

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
	// ErrTooMany: there were too many attempts; a *WaitError says until when.
	ErrTooMany = errors.New("too many attempts")
	// ErrUnknownProvider: the service has no provider of that name.
	ErrUnknownProvider = errors.New("unknown provider")
	// ErrNotRemembered: nobody is remembered on this device.
	ErrNotRemembered = errors.New("nobody remembered on this device")
)

// Why an administrator's function was refused.
var (
	// ErrPassphrase: the passphrase is wrong.
	ErrPassphrase = errors.New("wrong passphrase")
	// ErrPassphraseShort: a new passphrase has fewer than MinPassphrase characters.
	ErrPassphraseShort = errors.New("passphrase too short")
	// ErrPassphraseLong: a new passphrase has more than MaxPassphrase bytes.
	ErrPassphraseLong = errors.New("passphrase too long")
	// ErrNoPassphrase: no administrator has set one yet.
	ErrNoPassphrase = errors.New("no administrator passphrase set")
	// ErrPassphraseSet: an administrator has set one already.
	ErrPassphraseSet = errors.New("administrator passphrase already set")
	// ErrRecovery: the recovery code is wrong or was used.
	ErrRecovery = errors.New("recovery code not valid")
	// ErrLastAdmin: nobody would be left to administer.
	ErrLastAdmin = errors.New("last administrator")
	// ErrNeverAdmin: anybody can claim this identity.
	ErrNeverAdmin = errors.New("identity can never be an administrator")
	// ErrKiosk: not while the kiosk is on.
	ErrKiosk = errors.New("not in kiosk mode")
	// ErrAuditBroken: the audit log was changed by somebody else.
	ErrAuditBroken = errors.New("audit log broken")
)

// WaitError refuses an attempt before its time. It is ErrTooMany.
type WaitError struct{ Wait time.Duration }

func (e *WaitError) Error() string { return fmt.Sprintf("%v: wait %v", ErrTooMany, e.Wait) }

// Is reports whether target is ErrTooMany.
func (e *WaitError) Is(target error) bool { return target == ErrTooMany }
