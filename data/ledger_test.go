package data_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

func TestLedgerIsKeptAndLeavesTheNetworkAlone(t *testing.T) {
	f := open(t)
	f.load(line())
	before, rev := f.network(), f.store.Revision()
	cancel := f.store.Changes().Subscribe(func(data.Change) { t.Error("told of an edit") })
	at := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	alice := model.Account{ID: "wechat:a", Name: "alice", Demo: true, Approved: true, Since: at, Seen: at, Key: []byte{1}}
	save := func(c model.AuthChange) { require.NoError(t, f.store.Ledger().Save(c)) }
	save(model.AuthChange{
		Accounts: map[model.UserID]*model.Account{alice.ID: &alice, "wechat:b": {ID: "wechat:b"}},
		Devices:  map[string]*model.Device{"d": {User: alice.ID, Since: at, Until: at}},
		Tries:    map[string]*model.Tries{"t": {Failed: 3, Until: at, Times: []time.Time{at}}},
		Policy:   &model.AccessPolicy{Kiosk: true},
		Log:      []model.AuditEntry{{Seq: 1, At: at, What: "x", Result: "ok", Hash: []byte{9}}, {Seq: 2, At: at, Prev: []byte{9}, Hash: []byte{8}}},
	})
	save(model.AuthChange{Accounts: map[model.UserID]*model.Account{"wechat:b": nil, "nobody": nil}})
	cancel()
	f.reopen()
	got, err := f.store.Ledger().Load()
	require.NoError(t, err)
	require.Equal(t, model.AuthState{
		Accounts: map[model.UserID]model.Account{alice.ID: alice},
		Devices:  map[string]model.Device{"d": {User: alice.ID, Since: at, Until: at}},
		Tries:    map[string]model.Tries{"t": {Failed: 3, Until: at, Times: []time.Time{at}}},
		Policy:   model.AccessPolicy{Kiosk: true},
		Last:     model.AuditEntry{Seq: 2, At: at, Prev: []byte{9}, Hash: []byte{8}},
	}, got)
	for _, tt := range []struct {
		from uint64
		n    int
		want []uint64
	}{{0, 9, []uint64{1, 2}}, {2, 9, []uint64{2}}, {0, 1, []uint64{1}}, {3, 9, nil}} {
		list, err := f.store.Ledger().Audit(tt.from, tt.n)
		require.NoError(t, err)
		var seqs []uint64
		for _, e := range list {
			seqs = append(seqs, e.Seq)
		}
		require.Equal(t, tt.want, seqs)
	}
	require.Equal(t, before, f.network())
	require.Equal(t, rev, f.store.Revision())
	require.NoError(t, f.Replace(t.Context(), line(), nil))
	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	again, err := f.store.Ledger().Load()
	require.NoError(t, err)
	require.Equal(t, got, again, "an import and its undo")
	f.sound()

	require.NoError(t, f.store.Close())
	ro, err := data.Open(f.path, data.Options{ReadOnly: true})
	require.NoError(t, err)
	defer func() { _ = ro.Close() }()
	require.ErrorIs(t, ro.Ledger().Save(model.AuthChange{}), data.ErrReadOnly)
	again, err = ro.Ledger().Load()
	require.NoError(t, err)
	require.Equal(t, got, again)
}

func TestRestoreLeavesAccountsAndTheLogAsTheyAre(t *testing.T) {
	f := open(t)
	f.load(line())
	save := func(seq uint64, pass string) {
		admin := model.Account{ID: "local:admin", Pass: pass}
		require.NoError(t, f.store.Ledger().Save(model.AuthChange{
			Accounts: map[model.UserID]*model.Account{admin.ID: &admin},
			Log:      []model.AuditEntry{{Seq: seq, Hash: []byte{byte(seq)}}},
		}))
	}
	save(1, "old")
	backup := filepath.Join(t.TempDir(), "backup")
	require.NoError(t, f.store.Backup(t.Context(), backup))
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	save(2, "new")
	f.restored(backup)
	require.Len(t, f.network().Routes, 2, "the network is the backup's")
	st, err := f.store.Ledger().Load()
	require.NoError(t, err)
	require.Equal(t, "new", st.Accounts["local:admin"].Pass)
	require.EqualValues(t, 2, st.Last.Seq)
	f.sound()

	// On another machine there is nothing to keep.
	elsewhere := filepath.Join(t.TempDir(), "network.db")
	_, err = data.Restore(t.Context(), elsewhere, backup, time.Now())
	require.NoError(t, err)
	s, err := data.Open(elsewhere, data.Options{})
	require.NoError(t, err)
	defer func() { _ = s.Close() }()
	st, err = s.Ledger().Load()
	require.NoError(t, err)
	require.Equal(t, "old", st.Accounts["local:admin"].Pass)
}
