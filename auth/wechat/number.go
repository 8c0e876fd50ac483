package wechat

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"encoding/base64"

	"tongtu/auth"
)

const countryCode = "86"

// PhoneInfo is the answer of POST /wxa/business/getuserphonenumber.
type PhoneInfo struct {
	Number    string
	Country   string
	Watermark Watermark
}

// PhoneNumber redeems a code of KindPhone of the app that the access token
// belongs to.
func (p *Platform) PhoneNumber(ctx context.Context, token, code auth.Secret) (PhoneInfo, error) {
	if err := context.Cause(ctx); err != nil {
		return PhoneInfo{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	app, err := p.bearer(token)
	if err != nil {
		return PhoneInfo{}, err
	}
	c, now := p.codes[hashCode(code.Reveal())], p.now()
	if !c.valid(app, KindPhone, now) || c.used {
		return PhoneInfo{}, p.fail(CodeInvalidCode)
	}
	if err := p.busyNow(); err != nil {
		return PhoneInfo{}, err
	}
	c.used = true
	return PhoneInfo{p.users[c.user].Phone, countryCode, Watermark{now.Unix(), app.ID}}, nil
}

// Sealed is what a mini-program receives of encrypted data.
type Sealed struct{ RawData, Signature, EncryptedData, IV string }

// Seal is what wx.getUserInfo hands out: data, signed and encrypted with the
// valid session_key. Of data that is a JSON object the encrypted copy has a
// watermark.
func (p *Platform) Seal(appID, openID, data string) (Sealed, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	app := p.apps[appID]
	if app.ID == "" {
		return Sealed{}, p.fail(CodeInvalidAppID)
	}
	key := p.keys[openID]
	if _, known := p.userOf(app, openID); !known || key.text.Empty() {
		return Sealed{}, p.fail(CodeInvalidOpenID)
	}
	plain, err := watermarked(data, Watermark{p.now().Unix(), app.ID})
	if err != nil {
		return Sealed{}, err
	}
	iv := make([]byte, sessionKeyBytes)
	if _, err := io.ReadFull(p.rand, iv); err != nil {
		return Sealed{}, fmt.Errorf("read randomness: %w", err)
	}
	text, err := encrypt(key.text, plain, iv)
	return Sealed{data, SignRawData(key.text, data), text, base64.StdEncoding.EncodeToString(iv)}, err
}

// watermarked adds the mark as the last member of a JSON object and leaves the
// others as they are.
func watermarked(data string, w Watermark) ([]byte, error) {
	var members map[string]json.RawMessage
	object := json.Unmarshal([]byte(data), &members) == nil && members != nil
	mark, err := json.Marshal(w)
	if err != nil || !object {
		return []byte(data), err
	}
	open := strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(data), "}"), " \t\r\n")
	comma := ","
	if len(members) == 0 {
		comma = ""
	}
	return []byte(open + comma + `"watermark":` + string(mark) + "}"), nil
}
