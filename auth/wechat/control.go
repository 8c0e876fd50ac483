package wechat

import (
	"encoding/json"
	"net/http"
	"time"

	"tongtu/auth"
)

// controlRoutes is the control plane: a test's hand on clock, codes and faults.
func (s *Server) controlRoutes() {
	s.platform(http.MethodPost, "/mock/code", s.mockCode)
	s.platform(http.MethodPost, "/mock/advance", s.mockAdvance)
	s.platform(http.MethodPost, "/mock/busy", s.mockBusy)
	s.platform(http.MethodPost, "/mock/encrypt", s.mockEncrypt)
}

func (s *Server) mockCode(r *http.Request) (any, error) {
	var in struct {
		AppID string `json:"appid"`
		User  string `json:"user"`
		Kind  Kind   `json:"kind"`
	}
	if err := s.body(r, &in); err != nil {
		return nil, err
	}
	code, err := s.o.Platform.Mint(in.AppID, in.User, in.Kind)
	return wireCode{code.Reveal()}, err
}

// maxAdvance keeps times within what a duration can hold.
const maxAdvance = 50 * 365 * 24 * 3600

func (s *Server) mockAdvance(r *http.Request) (any, error) {
	var in struct {
		Seconds *float64 `json:"seconds"`
	}
	if err := s.body(r, &in); err != nil {
		return nil, err
	}
	if in.Seconds == nil || *in.Seconds > maxAdvance || *in.Seconds < -maxAdvance {
		return nil, s.o.Platform.Fail(CodeBadJSON)
	}
	s.o.Clock.Advance(time.Duration(*in.Seconds * float64(time.Second)))
	return struct {
		wireStatus
		Now string `json:"now"`
	}{wireOK, s.o.Clock.Now().UTC().Format(time.RFC3339)}, nil
}

func (s *Server) mockBusy(r *http.Request) (any, error) {
	var in struct {
		Count int `json:"count"`
	}
	if err := s.body(r, &in); err != nil {
		return nil, err
	}
	s.o.Platform.Busy(in.Count)
	return wireOK, nil
}

func (s *Server) mockEncrypt(r *http.Request) (any, error) {
	var in struct {
		AppID  string          `json:"appid"`
		OpenID string          `json:"openid"`
		Data   json.RawMessage `json:"data"`
	}
	if err := s.body(r, &in); err != nil {
		return nil, err
	}
	data := string(in.Data)
	var text string
	if json.Unmarshal(in.Data, &text) == nil { // JSON within a string
		data = text
	}
	got, err := s.o.Platform.Seal(in.AppID, in.OpenID, data)
	return struct {
		RawData       string `json:"rawData"`
		Signature     string `json:"signature"`
		EncryptedData string `json:"encryptedData"`
		IV            string `json:"iv"`
	}{got.RawData, got.Signature, got.EncryptedData, got.IV}, err
}

// Mint makes a code without the limit of Login.
func (p *Platform) Mint(appID, user string, kind Kind) (auth.Secret, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch kind {
	case KindJS, KindPhone, KindOAuth:
		return p.mint(appID, user, kind)
	}
	return auth.Secret{}, p.fail(CodeBadJSON)
}

// Fail makes an Error of code with a fresh rid.
func (p *Platform) Fail(code int) *Error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fail(code)
}
