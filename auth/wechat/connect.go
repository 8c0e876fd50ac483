package wechat

import (
	"errors"
	"fmt"
	"net/url"
)

// ErrAddress is returned for text that is not a sign-in address to scan.
var ErrAddress = errors.New("not a sign-in address")

const (
	connectHost  = "open.weixin.qq.com"
	connectPath  = "/connect/qrconnect"
	connectTag   = "wechat_redirect"
	connectScope = "snsapi_login"
	maxAddress   = 2048
)

// Address are the parameters of a qrconnect address, what the QR code holds.
type Address struct {
	AppID       string
	RedirectURI string
	State       string
}

// String is the address in the documented form and parameter order.
func (a Address) String() string {
	return "https://" + connectHost + connectPath +
		"?appid=" + url.QueryEscape(a.AppID) +
		"&redirect_uri=" + url.QueryEscape(a.RedirectURI) +
		"&response_type=code&scope=" + connectScope +
		"&state=" + url.QueryEscape(a.State) +
		"#" + connectTag
}

// ParseAddress is what a phone does with a scanned code. Anything but a complete
// qrconnect address fails with ErrAddress.
func ParseAddress(text string) (Address, error) {
	if len(text) > maxAddress {
		return Address{}, fmt.Errorf("%d bytes: %w", len(text), ErrAddress)
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" || u.Host != connectHost || u.Path != connectPath || u.User != nil || u.Fragment != connectTag {
		return Address{}, ErrAddress
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Address{}, ErrAddress
	}
	a := Address{AppID: q.Get("appid"), RedirectURI: q.Get("redirect_uri"), State: q.Get("state")}
	switch {
	case q.Get("response_type") != "code", q.Get("scope") != connectScope:
		return Address{}, ErrAddress
	case a.AppID == "", a.State == "":
		return Address{}, ErrAddress
	}
	if r, err := url.Parse(a.RedirectURI); err != nil || r.Scheme != "https" || r.Host == "" {
		return Address{}, ErrAddress
	}
	return a, nil
}
