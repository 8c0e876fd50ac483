package wechat

import (
	"fmt"

	"tongtu/auth"
)

// The error codes of the endpoints, as WeChat documents them. Clients switch on
// the code only.
const (
	CodeBusy             = -1
	CodeInvalidGrantType = 40002
	CodeInvalidOpenID    = 40003
	CodeInvalidAppID     = 40013
	CodeInvalidCode      = 40029
	CodeInvalidSecret    = 40125
	CodeCodeUsed         = 40163
	CodeBlockedUser      = 40226
	CodeMissingAppID     = 41002
	CodeMissingSecret    = 41004
	CodeMissingCode      = 41008
	CodeTooFrequent      = 45011
	CodeSignMethod       = 87008
	CodeSignature        = 87009
)

// messages are the errmsg texts of the wire format, not meant for people.
var messages = map[int]string{
	CodeBusy:             "system error",
	CodeInvalidGrantType: "invalid grant_type",
	CodeInvalidOpenID:    "invalid openid",
	CodeInvalidAppID:     "invalid appid",
	CodeInvalidCode:      "invalid code",
	CodeInvalidSecret:    "invalid appsecret",
	CodeCodeUsed:         "code been used",
	CodeBlockedUser:      "code blocked",
	CodeMissingAppID:     "appid missing",
	CodeMissingSecret:    "appsecret missing",
	CodeMissingCode:      "missing code",
	CodeTooFrequent:      "api minute-quota reach limit, mustslower, retry next minute",
	CodeSignMethod:       "invalid sig_method",
	CodeSignature:        "invalid signature",
}

// Error is a refusal of the platform: errcode and errmsg of the wire format.
type Error struct {
	Code int
	Msg  string // ends in ", rid: …", an identifier of the call
}

func (e *Error) Error() string { return fmt.Sprintf("wechat: errcode %d: %s", e.Code, e.Msg) }

// Is matches the reasons of package auth, so that callers need not know codes.
func (e *Error) Is(target error) bool {
	switch e.Code {
	case CodeBusy:
		return target == auth.ErrBusy
	case CodeBlockedUser:
		return target == auth.ErrBlocked
	case CodeTooFrequent:
		return target == auth.ErrTooMany
	case CodeInvalidCode, CodeCodeUsed:
		return target == auth.ErrCode
	}
	return false
}
