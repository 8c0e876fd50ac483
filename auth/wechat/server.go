package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"tongtu/auth"
)

// The limits of the socket: it is for one machine's own clients.
const (
	maxBody       = 64 << 10
	maxHeader     = 64 << 10
	readTimeout   = 10 * time.Second
	writeTimeout  = 30 * time.Second
	idleTimeout   = 60 * time.Second
	shutdownGrace = time.Second
)

// platformHosts are the real platform's: a client library that was told nothing
// but where to dial names them.
var platformHosts = []string{"api.weixin.qq.com", "open.weixin.qq.com"}

// ServerOptions say what a Server answers.
type ServerOptions struct {
	Platform *Platform
	Sessions *auth.Service // the app's own sessions, below /auth; nil: none
	Clock    *auth.Clock   // moved by the control plane
	Control  bool          // the control plane below /mock
	Words    Words         // of the page at /connect/qrconnect
}

// Words are the texts of the sign-in page.
type Words struct{ Lang, Title, Note, Decline string }

// Server is the stand-in on a socket, and the app session service beside it.
type Server struct {
	o   ServerOptions
	mux *http.ServeMux
}

// NewServer returns the handler of all endpoints.
func NewServer(o ServerOptions) *Server {
	s := &Server{o, http.NewServeMux()}
	s.platform(http.MethodGet, "/sns/jscode2session", s.code2Session)
	s.platform(http.MethodGet, "/wxa/checksession", s.checkSession)
	s.platform(http.MethodGet, "/wxa/resetusersessionkey", s.resetSessionKey)
	s.platform(http.MethodGet, "/cgi-bin/token", s.token)
	s.platform(http.MethodPost, "/cgi-bin/stable_token", s.stableToken)
	s.platform(http.MethodPost, "/wxa/business/getuserphonenumber", s.phoneNumber)
	s.platform(http.MethodGet, "/sns/oauth2/access_token", s.oauthToken)
	s.platform(http.MethodGet, "/sns/oauth2/refresh_token", s.refreshToken)
	s.platform(http.MethodGet, "/sns/auth", s.checkAccess)
	s.platform(http.MethodGet, "/sns/userinfo", s.userinfo)
	for _, root := range []string{"/sns/", "/wxa/", "/cgi-bin/"} {
		s.mux.HandleFunc(root, func(w http.ResponseWriter, _ *http.Request) { s.refuse(w, CodeInvalidURL) })
	}
	s.mux.HandleFunc(connectPath, s.qrConnect)
	if o.Sessions != nil {
		s.sessionRoutes()
	}
	if o.Control {
		s.controlRoutes()
	}
	return s
}

// ServeHTTP implements http.Handler: first what protects a machine from the
// pages its own browser shows.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if !allowedHost(r.Host) || !ownOrigin(r) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	s.mux.ServeHTTP(w, r)
}

// allowedHost keeps out names that somebody let point to this machine.
func allowedHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	return loopbackName(name) || slices.Contains(platformHosts, name)
}

// loopbackName reports whether a host is this machine under one of its own names.
func loopbackName(name string) bool {
	if name == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.IsLoopback()
}

// ownOrigin refuses what another site's page sends.
func ownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

// Serve answers on l until ctx ends.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler: s, ReadTimeout: readTimeout, ReadHeaderTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	if srv.Shutdown(grace) != nil { // a connection that never asked anything
		return srv.Close()
	}
	return nil
}

// platform registers an endpoint of the wire format: status 200 whatever happens.
func (s *Server) platform(method, path string, fn func(*http.Request) (any, error)) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			s.refuse(w, map[string]int{http.MethodGet: CodeRequireGET, http.MethodPost: CodeRequirePOST}[method])
			return
		}
		got, err := fn(r)
		s.answer(w, got, err)
	})
}

func (s *Server) refuse(w http.ResponseWriter, code int) { s.answer(w, nil, s.o.Platform.Fail(code)) }

func (s *Server) answer(w http.ResponseWriter, got any, err error) {
	var e *Error
	switch {
	case errors.As(err, &e):
		got = wireStatus{e.Code, e.Msg}
	case err != nil:
		e = s.o.Platform.Fail(CodeBusy)
		got = wireStatus{e.Code, e.Msg}
	}
	writeJSON(w, http.StatusOK, got)
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		http.Error(w, "internal", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(bytes.TrimRight(out.Bytes(), "\n")) // a client that left needs no answer
}

// body reads the JSON of a request, refusing with an *Error.
func (s *Server) body(r *http.Request, into any) error {
	raw, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return s.o.Platform.Fail(CodeTooLarge)
	case err != nil || json.Unmarshal(raw, into) != nil:
		return s.o.Platform.Fail(CodeBadJSON)
	}
	return nil
}
