package phone

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/data/topic"
)

// ProviderName is how the auth service knows this provider.
const ProviderName = "phone"

const (
	codeDigits = 6
	codeLife   = 5 * time.Minute
	codeTries  = 5
	resend     = time.Minute
	perHour    = 5
	perDay     = 10
)

// Options of New. Zero fields take the defaults named.
type Options struct {
	Now    func() time.Time // time.Now
	Ledger auth.Ledger      // where sent messages are counted; one that ends with the process
	Feed   *auth.Feed       // is told of messages; nobody
	Rand   io.Reader        // where the digits of codes and pictures come from; crypto/rand
	// Log is told of what the audit log should have; numbers are masked.
	Log func(what, target string, err error)
}

// Provider implements auth.Provider. It is safe for concurrent use.
type Provider struct {
	now    func() time.Time
	ledger auth.Ledger
	feed   *auth.Feed
	log    func(what, target string, err error)
	inbox  topic.Topic[SMS]
	rand   io.Reader
	pepper []byte // codes are kept as a hash under it

	sending sync.Mutex // held while a message is counted; taken before mu

	// mu is held for moments only: the panel's countdown does not wait for the disk.
	mu       sync.Mutex
	captchas map[string]captcha
	codes    map[string]*code       // by number
	sent     map[string][]time.Time // by subject: within the last day, in order
}

var _ auth.Provider = (*Provider)(nil)

// SMS is a message that arrives at the on-screen phone.
type SMS struct {
	Number string
	Code   auth.Secret // Reveal it on the on-screen phone only
	At     time.Time
}

type code struct {
	hash    []byte
	expires time.Time
	left    int // tries
}

// State is what the panel shows for a number.
type State struct {
	Resend  time.Duration // until another message may be asked for; 0: now
	Expires time.Duration // until the code dies; 0: there is none
	Tries   int           // left
}

// CodeError refuses a wrong code. It is auth.ErrCode.
type CodeError struct{ Left int } // tries

func (e *CodeError) Error() string { return fmt.Sprintf("%v: %d tries left", auth.ErrCode, e.Left) }

// Is reports whether target is auth.ErrCode.
func (e *CodeError) Is(target error) bool { return target == auth.ErrCode }

// New returns a provider that knows which messages its ledger counted.
func New(o Options) (*Provider, error) {
	p := &Provider{
		now: o.Now, ledger: o.Ledger, feed: o.Feed, log: o.Log, rand: o.Rand, pepper: make([]byte, sha256.Size),
		captchas: map[string]captcha{}, codes: map[string]*code{}, sent: map[string][]time.Time{},
	}
	if p.now == nil {
		p.now = time.Now
	}
	if p.ledger == nil {
		p.ledger = auth.NewMemoryLedger()
	}
	if p.log == nil {
		p.log = func(string, string, error) {}
	}
	if p.rand == nil {
		p.rand = rand.Reader
	}
	rand.Read(p.pepper)
	st, err := p.ledger.Load()
	if err != nil {
		return nil, fmt.Errorf("phone: %w", err)
	}
	for key, t := range st.Tries {
		if s, ok := strings.CutPrefix(key, triesPrefix); ok {
			p.sent[s] = t.Times
		}
	}
	return p, nil
}

const triesPrefix = "sms:"

// Name implements auth.Provider.
func (p *Provider) Name() string { return ProviderName }

// Begin implements auth.Provider. There is no code to scan: see Send.
func (p *Provider) Begin(context.Context) (auth.Challenge, error) {
	return nil, fmt.Errorf("phone: %w", errors.ErrUnsupported)
}

// Inbox is where the on-screen phone hears of messages, on the goroutine that
// sent them.
func (p *Provider) Inbox() *topic.Topic[SMS] { return &p.inbox }

// Send sends a new code to a number, if the picture was answered. It fails with
// ErrNumber, ErrCaptcha, or a *auth.WaitError that says when to ask again. An
// older code for the number dies.
func (p *Provider) Send(ctx context.Context, number, captchaID, answer string) (State, error) {
	n, err := Normalize(number)
	if err != nil {
		return State{}, err
	}
	if err := context.Cause(ctx); err != nil {
		return State{}, err
	}
	sms, err := p.send(n, captchaID, answer)
	p.log("send-code", Mask(n), err)
	if err != nil {
		return p.State(n), err
	}
	p.feed.Send(auth.Message{From: auth.LaneService, To: auth.LanePlatform, Step: auth.StepSMS,
		Fields: []auth.Field{auth.Shown("phone", Mask(n)), auth.Masked("code", sms.Code)}})
	p.inbox.Publish(sms)
	return p.State(n), nil
}

func (p *Provider) send(n, captchaID, answer string) (SMS, error) {
	p.sending.Lock()
	defer p.sending.Unlock()
	text, err := p.digits(codeDigits)
	if err != nil {
		return SMS{}, err
	}
	times, err := p.due(n, captchaID, answer)
	if err != nil {
		return SMS{}, err
	}
	now := p.now()
	who := subject(n)
	times = append(times, now.Round(0))
	err = p.ledger.Save(model.AuthChange{Tries: map[string]*model.Tries{triesPrefix + who: {Times: times}}})
	if err != nil {
		return SMS{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	times[len(times)-1] = now // with its monotonic reading
	p.sent[who] = times
	p.codes[n] = &code{p.hash(n, text), now.Add(codeLife), codeTries}
	return SMS{Number: n, Code: auth.NewSecret(text), At: now}, nil
}

// due spends the picture and returns a copy of when messages were sent to n,
// unless it is too early for another.
func (p *Provider) due(n, captchaID, answer string) ([]time.Time, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.answered(captchaID, answer); err != nil {
		return nil, err
	}
	if wait := p.wait(n); wait > 0 {
		return nil, &auth.WaitError{Wait: wait}
	}
	return slices.Clone(p.sent[subject(n)]), nil
}

// wait is how long until another message to n. Callers hold the lock.
func (p *Provider) wait(n string) (wait time.Duration) {
	now, who := p.now(), subject(n)
	times := p.sent[who]
	for len(times) > 0 && now.Sub(times[0]) >= 24*time.Hour {
		times = times[1:]
	}
	p.sent[who] = times
	for _, limit := range []struct {
		n    int
		span time.Duration
	}{{1, resend}, {perHour, time.Hour}, {perDay, 24 * time.Hour}} {
		if i := len(times) - limit.n; i >= 0 {
			// A clock that was set back makes nobody wait longer than the span.
			wait = max(wait, min(times[i].Add(limit.span).Sub(now), limit.span))
		}
	}
	return max(0, wait)
}

// State is how things stand with a number.
func (p *Provider) State(number string) State {
	n, err := Normalize(number)
	if err != nil {
		return State{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	st := State{Resend: p.wait(n)}
	if c := p.codes[n]; c != nil && c.left > 0 && p.now().Before(c.expires) {
		st.Expires, st.Tries = c.expires.Sub(p.now()), c.left
	}
	return st
}

// hash is how a code is kept: bound to its number.
func (p *Provider) hash(number, text string) []byte {
	mac := hmac.New(sha256.New, p.pepper)
	mac.Write([]byte(number + "\x00" + text))
	return mac.Sum(nil)
}

// Proof joins number and code for auth.Service.SignIn.
func Proof(number, code string) auth.Secret { return auth.NewSecret(number + "\x00" + code) }

// Redeem implements auth.Provider for a Proof. A wrong code costs one of five
// tries; a right one works once.
func (p *Provider) Redeem(_ context.Context, proof auth.Secret) (auth.Identity, error) {
	number, text, _ := strings.Cut(proof.Reveal(), "\x00")
	n, err := Normalize(number)
	if err != nil {
		return auth.Identity{}, err
	}
	if err := p.spend(n, text); err != nil {
		p.log("check-code", Mask(n), err)
		return auth.Identity{}, err
	}
	return auth.Identity{Provider: ProviderName, Subject: subject(n), Name: Mask(n), Demo: true}, nil
}

func (p *Provider) spend(n, text string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.codes[n]
	if c == nil || c.left <= 0 || !p.now().Before(c.expires) {
		delete(p.codes, n)
		return &CodeError{0}
	}
	c.left--
	if !hmac.Equal(c.hash, p.hash(n, plain(text))) {
		return &CodeError{c.left}
	}
	delete(p.codes, n)
	return nil
}
