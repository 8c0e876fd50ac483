package wechat

import (
	"time"

	"tongtu/auth"
)

// The wire format: what the endpoints answer, in both directions. An answer that
// fails has errcode and errmsg alone; some that succeed have them too.

type wireStatus struct {
	Code int    `json:"errcode"`
	Msg  string `json:"errmsg"`
}

var wireOK = wireStatus{0, "ok"}

type wireSession struct {
	OpenID     string `json:"openid"`
	SessionKey string `json:"session_key"`
	UnionID    string `json:"unionid,omitempty"`
}

type wireReset struct {
	wireStatus
	OpenID     string `json:"openid"`
	SessionKey string `json:"session_key"`
}

type wireToken struct {
	Access  string `json:"access_token"`
	Expires int64  `json:"expires_in"`
}

type wireTokenRequest struct {
	GrantType string `json:"grant_type"`
	AppID     string `json:"appid"`
	Secret    string `json:"secret"`
	Force     bool   `json:"force_refresh"`
}

type wirePhone struct {
	wireStatus
	Info wirePhoneInfo `json:"phone_info"`
}

type wirePhoneInfo struct {
	Number    string    `json:"phoneNumber"`
	Pure      string    `json:"purePhoneNumber"`
	Country   string    `json:"countryCode"`
	Watermark Watermark `json:"watermark"`
}

type wireOAuth struct {
	Access  string `json:"access_token"`
	Expires int64  `json:"expires_in"`
	Refresh string `json:"refresh_token"`
	OpenID  string `json:"openid"`
	Scope   string `json:"scope"`
	UnionID string `json:"unionid,omitempty"`
}

type wireProfile struct {
	OpenID    string   `json:"openid"`
	Nickname  string   `json:"nickname"`
	Sex       int      `json:"sex"`
	Province  string   `json:"province"`
	City      string   `json:"city"`
	Country   string   `json:"country"`
	Avatar    string   `json:"headimgurl"`
	Privilege []string `json:"privilege"`
	UnionID   string   `json:"unionid,omitempty"`
}

type wireCode struct {
	Code string `json:"code"`
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

func (r Code2SessionResponse) wire() wireSession {
	return wireSession{r.OpenID, r.SessionKey.Reveal(), r.UnionID}
}

func (w wireSession) session() Code2SessionResponse {
	return Code2SessionResponse{w.OpenID, auth.NewSecret(w.SessionKey), w.UnionID}
}

func (t Token) wire() wireToken { return wireToken{t.Access.Reveal(), seconds(t.Expires)} }

func (w wireToken) token() Token {
	return Token{auth.NewSecret(w.Access), time.Duration(w.Expires) * time.Second}
}

func (i PhoneInfo) wire() wirePhone {
	return wirePhone{wireOK, wirePhoneInfo{i.Number, i.Number, i.Country, i.Watermark}}
}

func (t OAuthToken) wire() wireOAuth {
	return wireOAuth{t.Access.Reveal(), seconds(t.Expires), t.Refresh.Reveal(), t.OpenID, t.Scope, t.UnionID}
}

func (w wireOAuth) token() OAuthToken {
	return OAuthToken{
		Access: auth.NewSecret(w.Access), Refresh: auth.NewSecret(w.Refresh), Expires: time.Duration(w.Expires) * time.Second,
		OpenID: w.OpenID, Scope: w.Scope, UnionID: w.UnionID,
	}
}

func (p Profile) wire() wireProfile {
	return wireProfile{p.OpenID, p.Nickname, p.Sex, p.Province, p.City, p.Country, p.Avatar, []string{}, p.UnionID}
}

func (w wireProfile) profile() Profile {
	return Profile{w.OpenID, w.Nickname, w.Sex, w.Province, w.City, w.Country, w.Avatar, w.UnionID}
}
