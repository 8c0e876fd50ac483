package wechat

import (
	"context"
	"fmt"
	"time"

	"tongtu/auth"
)

const requestLife = 5 * time.Minute

// Request is a shown QR code that waits for a phone. It is safe for concurrent use.
type Request struct {
	platform *Platform
	address  Address
	expires  time.Time
	done     chan struct{} // closed when stage is final

	// guarded by platform.mu
	stage auth.Stage
	user  string
	code  auth.Secret
}

// Connect opens a request for app, as the page at a.String() would.
func (p *Platform) Connect(a Address) (*Request, error) {
	if _, err := ParseAddress(a.String()); err != nil {
		return nil, fmt.Errorf("connect app %q: %w", a.AppID, err)
	}
	r, err := p.connect(a)
	if err == nil {
		p.tellConnect(a)
	}
	return r, err
}

func (p *Platform) connect(a Address) (*Request, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.apps[a.AppID]; !ok {
		return nil, p.fail(CodeInvalidAppID)
	}
	for _, old := range p.requests {
		old.current() // lets go of what ran out unseen
	}
	r := &Request{platform: p, address: a, expires: p.now().Add(requestLife), done: make(chan struct{})}
	p.requests[a.State] = r
	return r, nil
}

// Address is what the QR code holds.
func (r *Request) Address() Address { return r.address }

// Expires is when the request lapses.
func (r *Request) Expires() time.Time { return r.expires }

// Stage says how far the request is.
func (r *Request) Stage() auth.Stage {
	r.platform.mu.Lock()
	defer r.platform.mu.Unlock()
	return r.current()
}

// current is Stage for callers that hold the lock: time may have run out unseen.
func (r *Request) current() auth.Stage {
	if !r.stage.Final() && !r.platform.now().Before(r.expires) {
		r.finish(auth.Lapsed)
	}
	return r.stage
}

func (r *Request) finish(g auth.Stage) {
	r.stage = g
	delete(r.platform.requests, r.address.State)
	close(r.done)
}

// Withdraw ends the request unless it is final.
func (r *Request) Withdraw() {
	r.platform.mu.Lock()
	defer r.platform.mu.Unlock()
	if !r.current().Final() {
		r.finish(auth.Lapsed)
	}
}

// Wait blocks until the request is final and returns the redirect's parameters:
// code and state after a consent, state alone after a refusal. A lapsed request
// fails with auth.ErrChallengeExpired, the end of ctx with its cause.
func (r *Request) Wait(ctx context.Context) (code auth.Secret, state string, err error) {
	// The platform's clock decides whether time is up; the timer only says when
	// to look. Anybody who looks earlier wakes this up through done.
	timer := time.NewTimer(r.expires.Sub(r.platform.now()))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return auth.Secret{}, "", context.Cause(ctx)
		case <-timer.C:
			r.Stage()
			timer.Reset(time.Second)
		case <-r.done:
			r.platform.mu.Lock()
			defer r.platform.mu.Unlock()
			if r.stage == auth.Lapsed {
				return auth.Secret{}, "", auth.ErrChallengeExpired
			}
			return r.code, r.address.State, nil
		}
	}
}
