package wechat

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"

	"rsc.io/qr"
)

const maxState = 1024

// qrConnect is the page of a web sign-in. The parameters mock_user and mock_deny
// stand for the phone: with one of them the browser is sent back at once.
func (s *Server) qrConnect(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		s.refuse(w, CodeRequireGET)
		return
	}
	q := r.URL.Query()
	back, err := s.redirect(q)
	if err != nil {
		s.answer(w, nil, err)
		return
	}
	user, deny := q.Get("mock_user"), q.Get("mock_deny")
	if user == "" && deny == "" {
		s.connectPage(w, q)
		return
	}
	to := back.Query()
	if state, given := q["state"]; given {
		to.Set("state", state[0])
	}
	if deny == "" || deny == "0" {
		code, err := s.o.Platform.Authorize(q.Get("appid"), user)
		if err != nil {
			s.answer(w, nil, err)
			return
		}
		to.Set("code", code.Reveal())
	}
	back.RawQuery = to.Encode()
	w.Header().Set("Location", back.String())
	w.WriteHeader(http.StatusFound)
}

// redirect checks the parameters and returns where the answer goes.
func (s *Server) redirect(q url.Values) (*url.URL, error) {
	p := s.o.Platform
	back, err := url.Parse(q.Get("redirect_uri"))
	switch {
	case q.Get("appid") == "":
		return nil, p.Fail(CodeMissingAppID)
	case p.apps[q.Get("appid")].ID == "":
		return nil, p.Fail(CodeInvalidAppID)
	case err != nil || back.Scheme != "http" && back.Scheme != "https" || back.Hostname() == "" || back.User != nil || back.Fragment != "":
		return nil, p.Fail(CodeRedirect)
	case q.Get("response_type") != "code", q.Get("scope") != connectScope, len(q.Get("state")) > maxState:
		return nil, p.Fail(CodeScope)
	}
	return back, nil
}

var connectTemplate = template.Must(template.New("connect").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:16px/1.6 sans-serif;text-align:center;margin:3em;color:#222;background:#fff}a{margin:.4em;color:#06603a}img{width:240px;height:240px;image-rendering:pixelated}</style></head>
<body><h1>{{.Title}}</h1>
<p><img alt="QR" src="{{.QR}}"></p>
<p>{{.Note}}</p>
<p>{{range .Users}}<a href="{{.Link}}">{{.Name}}</a>{{end}}</p>
<p><a href="{{.DenyLink}}">{{.Decline}}</a></p>
</body></html>
`))

// connectPage shows the code to scan, and links in the place of phones.
func (s *Server) connectPage(w http.ResponseWriter, q url.Values) {
	code, err := qr.Encode(Address{q.Get("appid"), q.Get("redirect_uri"), q.Get("state")}.String(), qr.M)
	if err != nil {
		s.refuse(w, CodeRedirect) // too long for a code
		return
	}
	link := func(name, value string) string {
		with := url.Values{}
		for k, v := range q {
			with[k] = v
		}
		with.Set(name, value)
		return connectPath + "?" + with.Encode()
	}
	type user struct{ Name, Link string }
	var users []user
	for _, u := range s.o.Platform.Users() {
		users = append(users, user{u.Name, link("mock_user", u.Name)})
	}
	var out bytes.Buffer
	err = connectTemplate.Execute(&out, struct {
		Words
		QR       template.URL
		Users    []user
		DenyLink string
	}{s.o.Words, template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(code.PNG())), users, link("mock_deny", "1")})
	if err != nil {
		s.refuse(w, CodeBusy)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'")
	_, _ = w.Write(out.Bytes()) // a client that left needs no answer
}
