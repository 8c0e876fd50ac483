package wechat

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"tongtu/auth"
	"tongtu/data/model"
)

// Fault is something that goes wrong in a sign-in of the Lab.
type Fault string

// The faults; FaultNone is a sign-in as it should be.
const (
	FaultNone        Fault = "none"
	FaultReplay      Fault = "replay"       // the code is sent twice
	FaultExpiry      Fault = "expiry"       // the code is sent after five minutes
	FaultSecret      Fault = "secret"       // the service has the wrong app secret
	FaultOtherApp    Fault = "other-app"    // the code was made for another app
	FaultState       Fault = "state"        // the state is lost on the way back
	FaultDoubleLogin Fault = "double-login" // a second wx.login replaces the session_key
	FaultBusy        Fault = "busy"         // the platform cannot answer
	FaultRate        Fault = "rate"         // more than 100 calls a minute
	FaultTampered    Fault = "tampered"     // the profile is changed on the way
)

// Verdict is how a sign-in ends: the platform's errcode, or else the word for
// who noticed; both empty when all went well.
type Verdict struct {
	Code int
	Word string
}

// faults in the order of their buttons, with what each leads to.
var faults = []struct {
	fault Fault
	want  Verdict
}{
	{FaultNone, Verdict{}},
	{FaultReplay, Verdict{CodeCodeUsed, "bad-code"}},
	{FaultExpiry, Verdict{CodeInvalidCode, "bad-code"}},
	{FaultSecret, Verdict{CodeInvalidSecret, "failed"}},
	{FaultOtherApp, Verdict{CodeInvalidCode, "bad-code"}},
	{FaultState, Verdict{0, "state"}},
	{FaultDoubleLogin, Verdict{CodeSignature, "failed"}},
	{FaultBusy, Verdict{CodeBusy, "busy"}},
	{FaultRate, Verdict{CodeTooFrequent, "too-many"}},
	{FaultTampered, Verdict{0, "tampered"}},
}

// Faults are all of them, FaultNone first.
func Faults() []Fault {
	out := make([]Fault, len(faults))
	for i, f := range faults {
		out[i] = f.fault
	}
	return out
}

// Outcome is one run of the Lab.
type Outcome struct {
	Fault            Fault
	Expected, Actual Verdict
	Messages         []auth.Message // of this run
}

// Lab is a sign-in to look at and to break: a platform, a service and a clock of
// its own, so that nobody's real session is touched. It is safe for concurrent
// use, but runs at the same time share their messages.
type Lab struct {
	Clock    *auth.Clock
	Platform *Platform
	Sessions *auth.Service
	Feed     *auth.Feed
	provider *Provider
}

// labStart is what the lab's clock shows first.
var labStart = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)

// NewLab returns a lab whose codes and keys are the same for the same seed.
func NewLab(seed uint64) *Lab {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	l := &Lab{Clock: auth.StoppedClock(labStart)}
	l.Feed = auth.NewFeed(l.Clock.Now)
	l.Platform = NewPlatform(Options{Now: l.Clock.Now, Rand: rand.NewChaCha8(key), Feed: l.Feed})
	l.provider = NewProvider(l.Platform)
	l.Sessions = auth.NewService(auth.Options{Now: l.Clock.Now, Feed: l.Feed}, l.provider)
	return l
}

// Run lets a demonstration user sign in and the fault happen. The error is one
// of the lab itself: an unknown fault or user, or the end of ctx; what the fault
// leads to is the outcome's verdict.
func (l *Lab) Run(ctx context.Context, fault Fault, user string) (Outcome, error) {
	o := Outcome{Fault: fault}
	known := false
	for _, f := range faults {
		if f.fault == fault {
			o.Expected, known = f.want, true
		}
	}
	phone, exists := l.Platform.Phone(user)
	if !known || !exists {
		return o, fmt.Errorf("fault %q, user %q: %w", fault, user, model.ErrNotFound)
	}
	if phone.user.Blocked && fault != FaultState {
		o.Expected = Verdict{CodeBlockedUser, "blocked"}
	}
	l.Clock.Advance(time.Minute) // past the limits of the run before
	var seq int
	if before := l.Feed.Messages(); len(before) > 0 {
		seq = before[len(before)-1].Seq
	}
	err := l.run(ctx, fault, phone)
	if cause := context.Cause(ctx); cause != nil {
		return o, cause
	}
	o.Actual = verdictOf(err)
	for _, m := range l.Feed.Messages() {
		if m.Seq > seq {
			o.Messages = append(o.Messages, m)
		}
	}
	return o, nil
}

func verdictOf(err error) Verdict {
	if err == nil {
		return Verdict{}
	}
	m := auth.Refusal("", "", "", err)
	return Verdict{m.Code, m.Failed}
}

func (l *Lab) run(ctx context.Context, fault Fault, phone *Phone) error {
	code, err := l.consent(ctx, fault, phone)
	if err != nil {
		l.Feed.Send(auth.Refusal(auth.LaneApp, auth.LaneApp, auth.StepCode, err))
		return err
	}
	switch fault {
	case FaultExpiry:
		l.Clock.Advance(codeLife)
	case FaultBusy:
		l.Platform.Busy(1)
		defer l.Platform.Busy(0)
	case FaultRate:
		if err := l.crowd(ctx, phone.user.Name); err != nil {
			return err
		}
	case FaultOtherApp:
		if code, err = l.Platform.Mint(DemoApps()[1].ID, phone.user.Name, KindJS); err != nil {
			return err
		}
	case FaultSecret:
		l.provider.app.Secret = auth.NewSecret("not the secret")
		defer func() { l.provider.app = DemoApps()[0] }()
	}
	sess, err := l.Sessions.SignIn(ctx, ProviderName, code)
	if err != nil {
		return err
	}
	switch fault {
	case FaultReplay:
		_, err = l.Sessions.SignIn(ctx, ProviderName, code)
	case FaultDoubleLogin:
		err = l.twice(ctx, phone.user.Name, sess)
	case FaultTampered:
		err = l.tamper(ctx, phone.user)
	default:
		err = l.use(sess)
	}
	return err
}

// consent is the way from the code to scan to the temporary code.
func (l *Lab) consent(ctx context.Context, fault Fault, phone *Phone) (auth.Secret, error) {
	c, err := l.Sessions.Begin(ctx, ProviderName)
	if err != nil {
		return auth.Secret{}, err
	}
	if ch, ok := c.(*challenge); ok && fault == FaultState {
		ch.state += "-lost" // what comes back is no longer what was sent
	}
	if err := errors.Join(phone.Scan(c.QR()), phone.Allow(c.QR())); err != nil {
		return auth.Secret{}, err
	}
	return c.Wait(ctx)
}

// use carries the token once.
func (l *Lab) use(sess auth.Session) error {
	l.Feed.Send(auth.Message{From: auth.LaneApp, To: auth.LaneService, Step: auth.StepUse, Fields: []auth.Field{auth.Masked("token", sess.Bearer())}})
	_, err := l.Sessions.Authenticate(sess.Bearer())
	if err != nil {
		l.Feed.Send(auth.Refusal(auth.LaneService, auth.LaneApp, auth.StepUse, err))
		return err
	}
	l.Feed.Send(auth.Message{From: auth.LaneService, To: auth.LaneApp, Step: auth.StepUse, Fields: []auth.Field{auth.Shown("user", sess.User.Name)}})
	return nil
}

// crowd uses up the calls of a minute, and tells of it in one message.
func (l *Lab) crowd(ctx context.Context, user string) error {
	app := DemoApps()[0]
	for range callsPerMinute {
		code, err := l.Platform.Mint(app.ID, user, KindJS)
		if err == nil {
			_, err = l.Platform.Code2Session(ctx, Code2SessionRequest{app.ID, app.Secret, code, GrantAuthorizationCode})
		}
		if err != nil {
			return err
		}
	}
	l.Feed.Send(auth.Message{From: auth.LaneService, To: auth.LanePlatform, Step: auth.StepRedeem,
		Fields: []auth.Field{auth.Shown("calls", fmt.Sprint(callsPerMinute))}})
	return nil
}

// twice redeems the code of a second wx.login beside the service, and then asks
// whether the session_key it keeps is still good: the most common mistake there is.
func (l *Lab) twice(ctx context.Context, user string, sess auth.Session) error {
	app := l.provider.app
	code, err := l.Platform.Mint(app.ID, user, KindJS)
	if err != nil {
		return err
	}
	if _, err = l.provider.Redeem(ctx, code); err != nil {
		return err
	}
	return l.Sessions.CheckKey(auth.WithSession(ctx, sess))
}

// tamper changes a profile between the platform and the service.
func (l *Lab) tamper(ctx context.Context, user User) error {
	app := l.provider.app
	code, err := l.Platform.Mint(app.ID, user.Name, KindJS)
	if err != nil {
		return err
	}
	id, err := l.provider.Redeem(ctx, code)
	if err != nil {
		return err
	}
	got, err := l.Platform.Seal(app.ID, id.Subject, `{"nickName":"`+user.Name+`"}`)
	if err != nil {
		return err
	}
	show := func(from, to auth.Lane, rawData string) {
		l.Feed.Send(auth.Message{From: from, To: to, Step: auth.StepProfile, Fields: []auth.Field{
			auth.Shown("rawData", rawData), auth.Shown("signature", got.Signature),
		}})
	}
	changed := `{"nickName":"admin"}`
	show(auth.LanePlatform, auth.LaneApp, got.RawData)
	show(auth.LaneApp, auth.LaneService, changed)
	if err = VerifyRawData(id.Key, changed, got.Signature); err != nil {
		l.Feed.Send(auth.Refusal(auth.LaneService, auth.LaneApp, auth.StepProfile, err))
	}
	return err
}
