package wechat

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"tongtu/auth"
	"tongtu/data/model"
)

// wireUser is who a session of the app belongs to.
type wireUser struct {
	ID   model.UserID `json:"id"`
	Name string       `json:"name"`
	Role string       `json:"role"`
	Demo bool         `json:"demo"`
}

func userOf(s auth.Session) wireUser {
	return wireUser{s.User.ID, s.User.Name, s.Role.String(), s.User.Demo}
}

type wireFailure struct {
	Error string `json:"error"`
}

// sessionRoutes is the app session service: the client has sent a code, gets a
// token, and carries it from then on.
func (s *Server) sessionRoutes() {
	s.mux.HandleFunc("/auth/wechat/login", only(http.MethodPost, s.appLogin))
	s.mux.HandleFunc("/auth/me", only(http.MethodGet, s.appMe))
	s.mux.HandleFunc("/auth/logout", only(http.MethodPost, s.appLogout))
}

func only(method string, fn http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			w.Header().Set("Allow", method)
			writeJSON(w, http.StatusMethodNotAllowed, wireFailure{"method"})
			return
		}
		fn(w, r)
	}
}

func (s *Server) appLogin(w http.ResponseWriter, r *http.Request) {
	var in wireCode
	raw, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		writeJSON(w, http.StatusRequestEntityTooLarge, wireFailure{"too large"})
		return
	}
	if err != nil || json.Unmarshal(raw, &in) != nil || in.Code == "" {
		writeJSON(w, http.StatusBadRequest, wireFailure{"code missing"})
		return
	}
	ctx := r.Context()
	if old, err := s.o.Sessions.Authenticate(bearerOf(r)); err == nil {
		ctx = auth.WithSession(ctx, old) // which ends with this sign-in
	}
	sess, err := s.o.Sessions.SignIn(ctx, ProviderName, auth.NewSecret(in.Code))
	if err != nil {
		status, word := http.StatusUnauthorized, "code not valid"
		switch {
		case errors.Is(err, auth.ErrBlocked):
			status, word = http.StatusForbidden, "blocked"
		case errors.Is(err, auth.ErrTooMany):
			status, word = http.StatusTooManyRequests, "too many attempts"
		case errors.Is(err, auth.ErrBusy):
			status, word = http.StatusServiceUnavailable, "busy"
		case !errors.Is(err, auth.ErrCode):
			status, word = http.StatusInternalServerError, "internal"
		}
		writeJSON(w, status, wireFailure{word})
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Token   string   `json:"token"`
		Expires int64    `json:"expires_in"`
		User    wireUser `json:"user"`
	}{sess.Bearer().Reveal(), seconds(sess.Expires.Sub(sess.Since)), userOf(sess)})
}

func (s *Server) appMe(w http.ResponseWriter, r *http.Request) {
	sess, err := s.o.Sessions.Authenticate(bearerOf(r))
	if err != nil {
		unauthorized(w)
		return
	}
	writeJSON(w, http.StatusOK, userOf(sess))
}

func (s *Server) appLogout(w http.ResponseWriter, r *http.Request) {
	sess, err := s.o.Sessions.Authenticate(bearerOf(r))
	if err != nil {
		unauthorized(w)
		return
	}
	s.o.Sessions.SignOut(sess)
	w.WriteHeader(http.StatusNoContent)
}

func unauthorized(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	writeJSON(w, http.StatusUnauthorized, wireFailure{"not signed in"})
}

// bearerOf is the token a request carries; empty if it carries none.
func bearerOf(r *http.Request) auth.Secret {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return auth.Secret{}
	}
	return auth.NewSecret(strings.TrimSpace(token))
}
