package auth_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
)

func TestAuditTellsWhoDidWhat(t *testing.T) {
	h := newHouse(t)
	_, err := h.SignIn(t.Context(), "names", auth.Secret{})
	require.Error(t, err)
	alice := signIn(t, h.Service, "alice")
	guest := t.Context()
	require.ErrorIs(t, h.SetKiosk(guest, true), auth.ErrNotSignedIn)
	require.ErrorIs(t, h.SetRole(auth.WithSession(guest, alice), alice.User.ID, auth.Admin), model.ErrForbidden)
	h.SignOut(alice)
	boss := auth.WithSession(guest, admin(t, h.Service))
	_, err = h.elevate("wrong")
	require.Error(t, err)
	require.NoError(t, h.SetRole(boss, alice.User.ID, auth.Viewer))
	h.Record(boss, "restore", "x.db", errors.New("disk"))
	list, err := h.Audit(boss, 0, 100)
	require.NoError(t, err)
	var got [][4]string
	for i, e := range list {
		require.EqualValues(t, i+1, e.Seq)
		require.Equal(t, h.clock.Now(), e.At)
		got = append(got, [4]string{string(e.Who), e.What, e.Target, e.Result})
	}
	require.Equal(t, [][4]string{
		{"", "sign-in", "names", "bad-code"},
		{"names:alice", "sign-in", "names", "ok"},
		{"", "kiosk-on", "", "not-signed-in"},
		{"names:alice", "set-role", "names:alice", "forbidden"},
		{"names:alice", "sign-out", "names:alice", "ok"},
		{"", "set-passphrase", "local:admin", "ok"},
		{"", "elevate", "local:admin", "wrong-passphrase"},
		{"local:admin", "set-role", "names:alice", "ok"},
		{"local:admin", "restore", "x.db", "failed"},
	}, got)
	page, err := h.Audit(boss, 3, 2)
	require.NoError(t, err)
	require.Equal(t, list[2:4], page)
}

// TestAuditShowsTampering changes the stored log as somebody with the file could.
func TestAuditShowsTampering(t *testing.T) {
	for name, spoil := range map[string]func(*model.AuditEntry){
		"what":   func(e *model.AuditEntry) { e.What = "sign-out" },
		"result": func(e *model.AuditEntry) { e.Result = "failed" },
		"who":    func(e *model.AuditEntry) { e.Who, e.Name = e.Who+"n", e.Name[1:] },
		"time":   func(e *model.AuditEntry) { e.At = e.At.Add(1) },
		"prev":   func(e *model.AuditEntry) { e.Prev = nil },
		"hash":   func(e *model.AuditEntry) { e.Hash[0] ^= 1 },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			for _, who := range []string{"alice", "bob", "carol"} {
				signIn(t, h.Service, who)
			}
			boss := auth.WithSession(t.Context(), admin(t, h.Service))
			n, err := h.VerifyAudit(boss)
			require.NoError(t, err)
			require.EqualValues(t, 4, n)
			list, err := h.store.Ledger().Audit(2, 1)
			require.NoError(t, err)
			spoil(&list[0])
			require.NoError(t, h.store.Ledger().Save(model.AuthChange{Log: list}))
			n, err = h.VerifyAudit(boss)
			require.ErrorIs(t, err, auth.ErrAuditBroken)
			require.EqualValues(t, 1, n, "the line before is sound")
			require.ErrorIs(t, h.ExportAudit(boss, &bytes.Buffer{}), auth.ErrAuditBroken)
		})
	}
}

func TestAuditIsExportedByAnAdministratorOnly(t *testing.T) {
	h := newHouse(t)
	alice := auth.WithSession(t.Context(), signIn(t, h.Service, "alice"))
	require.ErrorIs(t, h.ExportAudit(alice, nil), model.ErrForbidden)
	_, err := h.Audit(alice, 0, 1)
	require.ErrorIs(t, err, model.ErrForbidden)
	_, err = h.VerifyAudit(t.Context())
	require.ErrorIs(t, err, auth.ErrNotSignedIn)
	for range 520 { // more than is read at once
		h.Record(alice, "x", "", nil)
	}
	boss := auth.WithSession(t.Context(), admin(t, h.Service))
	var out bytes.Buffer
	require.NoError(t, h.ExportAudit(boss, &out))
	lines := 0
	for sc := bufio.NewScanner(&out); sc.Scan(); lines++ {
		var e model.AuditEntry
		require.NoError(t, json.Unmarshal(sc.Bytes(), &e))
		require.EqualValues(t, lines+1, e.Seq)
	}
	require.Equal(t, 525, lines)
	list, err := h.Audit(boss, 526, 10)
	require.NoError(t, err)
	require.Equal(t, "export-audit", list[0].What)
}

func TestReadOnlyWindowKeepsItsOwnLog(t *testing.T) {
	h := newHouse(t)
	signIn(t, h.Service, "alice")
	h.SignOut(admin(t, h.Service))
	ro, err := data.Open(h.path, data.Options{ReadOnly: true})
	require.NoError(t, err)
	defer func() { _ = ro.Close() }()
	over, err := auth.Overlay(ro.Ledger())
	require.NoError(t, err)
	s, err := auth.Open(auth.Options{Now: h.clock.Now, Ledger: over, Cost: cheap}, names{})
	require.NoError(t, err)
	boss := auth.WithSession(t.Context(), admin(t, s))
	n, err := s.VerifyAudit(boss)
	require.NoError(t, err)
	require.EqualValues(t, 4, n)
	st, err := h.store.Ledger().Load()
	require.NoError(t, err)
	require.EqualValues(t, 3, st.Last.Seq, "the file's own log is as it was")
}
