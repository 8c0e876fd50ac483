package wechat

import (
	"fmt"

	"tongtu/auth"
)

// The error codes of the endpoints, as WeChat documents them. Clients switch on
// the code only.
const (
	CodeBusy              = -1
	CodeRedirect          = 10003
	CodeScope             = 10005
	CodeInvalidCredential = 40001
	CodeInvalidGrantType  = 40002
	CodeInvalidOpenID     = 40003
	CodeInvalidAppID      = 40013
	CodeInvalidCode       = 40029
	CodeInvalidRefresh    = 40030
	CodeInvalidURL        = 40066
	CodeInvalidSecret     = 40125
	CodeCodeUsed          = 40163
	CodeBlockedUser       = 40226
	CodeMissingAppID      = 41002
	CodeMissingSecret     = 41004
	CodeMissingCode       = 41008
	CodeTokenExpired      = 42001
	CodeRefreshExpired    = 42002
	CodeRequireGET        = 43001
	CodeRequirePOST       = 43002
	CodeTooLarge          = 45002
	CodeTooFrequent       = 45011
	CodeBadJSON           = 47001
	CodeSignMethod        = 87008
	CodeSignature         = 87009
)

// messages are the errmsg texts of the wire format, not meant for people.
var messages = map[int]string{
	CodeBusy:              "system error",
	CodeRedirect:          "invalid redirect_uri",
	CodeScope:             "invalid scope",
	CodeInvalidCredential: "invalid credential, access_token is invalid or not latest",
	CodeInvalidGrantType:  "invalid grant_type",
	CodeInvalidOpenID:     "invalid openid",
	CodeInvalidAppID:      "invalid appid",
	CodeInvalidCode:       "invalid code",
	CodeInvalidRefresh:    "invalid refresh_token",
	CodeInvalidURL:        "invalid url",
	CodeInvalidSecret:     "invalid appsecret",
	CodeCodeUsed:          "code been used",
	CodeBlockedUser:       "code blocked",
	CodeMissingAppID:      "appid missing",
	CodeMissingSecret:     "appsecret missing",
	CodeMissingCode:       "missing code",
	CodeTokenExpired:      "access_token expired",
	CodeRefreshExpired:    "refresh_token expired",
	CodeRequireGET:        "require GET method",
	CodeRequirePOST:       "require POST method",
	CodeTooLarge:          "content size out of limit",
	CodeBadJSON:           "data format error",
	CodeTooFrequent:       "api minute-quota reach limit, mustslower, retry next minute",
	CodeSignMethod:        "invalid sig_method",
	CodeSignature:         "invalid signature",
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

// noticed is an error that the app's side finds by itself; word is its name in
// the log and in the flow view.
type noticed struct{ text, word string }

func (e *noticed) Error() string { return e.text }

// Word is the name of the error in the log.
func (e *noticed) Word() string { return e.word }
