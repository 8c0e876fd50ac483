package wechat

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"tongtu/auth"
	"tongtu/data/model"
)

// Compared is whether two kinds of token are accepted at one moment: an opaque
// one, which the service looks up, and a JWT, which carries its own proof.
type Compared struct {
	Moment      Moment
	At          time.Time
	Opaque, JWT bool
}

// Moment is a point in the life of a session.
type Moment string

// The moments of Compare.
const (
	MomentSignedIn  Moment = "signed-in"
	MomentSignedOut Moment = "signed-out" // the opaque one ends, the JWT does not know
	MomentExpired   Moment = "expired"
)

// jwtLife is how long the JWT of Compare says it lives.
const jwtLife = 15 * time.Minute

// Compare signs a user in with both kinds of token, signs out, and lets the JWT
// run out.
func (l *Lab) Compare(ctx context.Context, user string) ([]Compared, error) {
	phone, ok := l.Platform.Phone(user)
	if !ok {
		return nil, fmt.Errorf("user %q: %w", user, model.ErrNotFound)
	}
	l.Clock.Advance(time.Minute)
	code, err := l.consent(ctx, FaultNone, phone)
	if err != nil {
		return nil, err
	}
	sess, err := l.Sessions.SignIn(ctx, ProviderName, code)
	if err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	rand.Read(key)
	now := l.Clock.Now()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject: string(sess.User.ID), IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(jwtLife)),
	}).SignedString(key)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	look := func(at Moment) Compared {
		_, err := l.Sessions.Authenticate(sess.Bearer())
		return Compared{at, l.Clock.Now(), err == nil, l.validJWT(auth.NewSecret(token), key) == nil}
	}
	out := []Compared{look(MomentSignedIn)}
	l.Sessions.SignOut(sess)
	out = append(out, look(MomentSignedOut))
	l.Clock.Advance(jwtLife)
	return append(out, look(MomentExpired)), nil
}

func (l *Lab) validJWT(token auth.Secret, key []byte) error {
	got, err := jwt.Parse(token.Reveal(), func(*jwt.Token) (any, error) { return key, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithTimeFunc(l.Clock.Now), jwt.WithExpirationRequired())
	if err == nil && !got.Valid {
		err = errors.New("not valid")
	}
	return err
}
