package wechat

import (
	"net/http"

	"tongtu/auth"
)

func (s *Server) code2Session(r *http.Request) (any, error) {
	q := r.URL.Query()
	got, err := s.o.Platform.Code2Session(r.Context(), Code2SessionRequest{
		AppID: q.Get("appid"), Secret: auth.NewSecret(q.Get("secret")), JSCode: auth.NewSecret(q.Get("js_code")), GrantType: q.Get("grant_type"),
	})
	return got.wire(), err
}

func sessionRequest(r *http.Request) SessionRequest {
	q := r.URL.Query()
	return SessionRequest{
		Access: auth.NewSecret(q.Get("access_token")), OpenID: q.Get("openid"), Signature: q.Get("signature"), Method: q.Get("sig_method"),
	}
}

func (s *Server) checkSession(r *http.Request) (any, error) {
	return wireOK, s.o.Platform.CheckSession(r.Context(), sessionRequest(r))
}

func (s *Server) resetSessionKey(r *http.Request) (any, error) {
	got, err := s.o.Platform.ResetSessionKey(r.Context(), sessionRequest(r))
	return wireReset{wireOK, got.OpenID, got.SessionKey.Reveal()}, err
}

func (s *Server) token(r *http.Request) (any, error) {
	q := r.URL.Query()
	got, err := s.o.Platform.AccessToken(r.Context(), TokenRequest{
		GrantType: q.Get("grant_type"), AppID: q.Get("appid"), Secret: auth.NewSecret(q.Get("secret")),
	})
	return got.wire(), err
}

func (s *Server) stableToken(r *http.Request) (any, error) {
	var in wireTokenRequest
	if err := s.body(r, &in); err != nil {
		return nil, err
	}
	got, err := s.o.Platform.StableToken(r.Context(), TokenRequest{in.GrantType, in.AppID, auth.NewSecret(in.Secret), in.Force})
	return got.wire(), err
}

func (s *Server) phoneNumber(r *http.Request) (any, error) {
	var in wireCode
	if err := s.body(r, &in); err != nil {
		return nil, err
	}
	got, err := s.o.Platform.PhoneNumber(r.Context(), auth.NewSecret(r.URL.Query().Get("access_token")), auth.NewSecret(in.Code))
	return got.wire(), err
}

func (s *Server) oauthToken(r *http.Request) (any, error) {
	q := r.URL.Query()
	got, err := s.o.Platform.OAuthToken(r.Context(), OAuthRequest{
		AppID: q.Get("appid"), Secret: auth.NewSecret(q.Get("secret")), Code: auth.NewSecret(q.Get("code")), GrantType: q.Get("grant_type"),
	})
	return got.wire(), err
}

func (s *Server) refreshToken(r *http.Request) (any, error) {
	q := r.URL.Query()
	got, err := s.o.Platform.RefreshToken(r.Context(), OAuthRequest{
		AppID: q.Get("appid"), Code: auth.NewSecret(q.Get("refresh_token")), GrantType: q.Get("grant_type"),
	})
	return got.wire(), err
}

func (s *Server) checkAccess(r *http.Request) (any, error) {
	q := r.URL.Query()
	return wireOK, s.o.Platform.CheckAccess(r.Context(), auth.NewSecret(q.Get("access_token")), q.Get("openid"))
}

func (s *Server) userinfo(r *http.Request) (any, error) {
	q := r.URL.Query()
	got, err := s.o.Platform.Userinfo(r.Context(), auth.NewSecret(q.Get("access_token")), q.Get("openid"))
	return got.wire(), err
}
