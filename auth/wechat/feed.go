package wechat

import (
	"tongtu/auth"
)

// Errcode is the number clients switch on.
func (e *Error) Errcode() int { return e.Code }

// The messages below are told with no lock held: a listener may ask the platform.

func (p *Platform) tellConnect(a Address) {
	p.feed.Send(auth.Message{From: auth.LaneApp, To: auth.LanePlatform, Step: auth.StepConnect, Fields: []auth.Field{
		auth.Shown("appid", a.AppID), auth.Shown("scope", connectScope), auth.Masked("state", auth.NewSecret(a.State)),
	}})
}

func (p *Platform) tellCode(a Address, code auth.Secret) {
	p.feed.Send(auth.Message{From: auth.LanePlatform, To: auth.LaneApp, Step: auth.StepCode, Fields: []auth.Field{
		auth.Masked("code", code), auth.Masked("state", auth.NewSecret(a.State)),
	}})
}

func (p *Platform) tellDeclined(a Address) {
	m := auth.Refusal(auth.LanePlatform, auth.LaneApp, auth.StepCode, auth.ErrDeclined)
	m.Fields = []auth.Field{auth.Masked("state", auth.NewSecret(a.State))}
	p.feed.Send(m)
}

func (v *Provider) tellRedeem(r Code2SessionRequest) {
	v.platform.feed.Send(auth.Message{From: auth.LaneService, To: auth.LanePlatform, Step: auth.StepRedeem, Fields: []auth.Field{
		auth.Shown("appid", r.AppID), auth.Masked("secret", r.Secret), auth.Masked("js_code", r.JSCode),
		auth.Shown("grant_type", r.GrantType),
	}})
}

func (v *Provider) tellOpened(got Code2SessionResponse, err error) {
	if err != nil {
		v.platform.feed.Send(auth.Refusal(auth.LanePlatform, auth.LaneService, auth.StepOpen, err))
		return
	}
	fields := []auth.Field{auth.Shown("openid", got.OpenID), auth.Masked("session_key", got.SessionKey)}
	if got.UnionID != "" {
		fields = append(fields, auth.Shown("unionid", got.UnionID))
	}
	v.platform.feed.Send(auth.Message{From: auth.LanePlatform, To: auth.LaneService, Step: auth.StepOpen, Fields: fields})
}
