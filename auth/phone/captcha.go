package phone

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/mojocn/base64Captcha"
	"golang.org/x/text/unicode/norm"

	"tongtu/auth"
)

// ErrCaptcha refuses a wrong, an old or a used answer: draw another picture.
var ErrCaptcha = errors.New("answer to the picture not valid")

const (
	captchaDigits = 5
	captchaLife   = 3 * time.Minute
	captchaMost   = 16 // pictures waiting for an answer
	captchaWidth  = 240
	captchaHeight = 80
)

// Captcha is a picture of digits to be typed.
type Captcha struct {
	ID  string
	PNG []byte
}

type captcha struct {
	answer  auth.Secret
	expires time.Time
}

// Captcha draws a picture. Its answer works once, within three minutes.
func (p *Provider) Captcha() (Captcha, error) {
	// The library draws; what it would choose the digits with is no secret.
	driver := base64Captcha.NewDriverDigit(captchaHeight, captchaWidth, captchaDigits, 0.6, 60)
	answer, err := p.digits(captchaDigits)
	if err != nil {
		return Captcha{}, err
	}
	item, err := driver.DrawCaptcha(answer)
	if err != nil {
		return Captcha{}, fmt.Errorf("draw captcha: %w", err)
	}
	var png bytes.Buffer
	if _, err := item.WriteTo(&png); err != nil {
		return Captcha{}, fmt.Errorf("draw captcha: %w", err)
	}
	raw := make([]byte, 12)
	rand.Read(raw)
	id := hex.EncodeToString(raw)
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	for old, c := range p.captchas {
		if !now.Before(c.expires) || len(p.captchas) >= captchaMost {
			delete(p.captchas, old)
		}
	}
	p.captchas[id] = captcha{auth.NewSecret(answer), now.Add(captchaLife)}
	return Captcha{ID: id, PNG: png.Bytes()}, nil
}

// answered spends a picture. Callers hold the lock.
func (p *Provider) answered(id, answer string) error {
	c, ok := p.captchas[id]
	delete(p.captchas, id)
	given := norm.NFKC.String(answer)
	if !ok || !p.now().Before(c.expires) || subtle.ConstantTimeCompare([]byte(given), []byte(c.answer.Reveal())) != 1 {
		return ErrCaptcha
	}
	return nil
}

// digits are n random decimal digits.
func (p *Provider) digits(n int64) (string, error) {
	most := new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil)
	v, err := rand.Int(p.rand, most)
	if err != nil {
		return "", fmt.Errorf("read randomness: %w", err)
	}
	return fmt.Sprintf("%0*d", int(n), v), nil
}
