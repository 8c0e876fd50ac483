package auth_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
)

// refusal sorts what a call says into: not allowed, or anything else.
func refusal(err error) error {
	for _, r := range []error{model.ErrForbidden, auth.ErrNotSignedIn, auth.ErrExpired, auth.ErrSignedOut} {
		if errors.Is(err, r) {
			return r
		}
	}
	return nil
}

// callable are the exported methods of v that take a context.
func callable(v any) map[string]func(context.Context) error {
	out := map[string]func(context.Context) error{}
	value := reflect.ValueOf(v)
	ctxType, errType := reflect.TypeFor[context.Context](), reflect.TypeFor[error]()
	for i := range value.NumMethod() {
		method, of := value.Method(i), value.Type().Method(i)
		kind := method.Type()
		if kind.NumIn() == 0 || kind.In(0) != ctxType || kind.NumOut() == 0 || kind.Out(kind.NumOut()-1) != errType {
			continue
		}
		out[of.Name] = func(ctx context.Context) error {
			args := []reflect.Value{reflect.ValueOf(ctx)}
			for k := 1; k < kind.NumIn(); k++ {
				args = append(args, reflect.Zero(kind.In(k)))
			}
			var results []reflect.Value
			if kind.IsVariadic() {
				results = method.CallSlice(args)
			} else {
				results = method.Call(args)
			}
			err, _ := results[len(results)-1].Interface().(error)
			return err
		}
	}
	return out
}

var roles = []auth.Role{auth.Guest, auth.Viewer, auth.Editor, auth.Admin}

// TestRoleByEditorMethod asks every method of the real editor as every role. A
// new method is asked too: it needs an editor unless it is listed here.
func TestRoleByEditorMethod(t *testing.T) {
	least := map[string]auth.Role{}
	h := newHouse(t)
	methods := callable(data.NewEditor(h.store, h.Service))
	require.Greater(t, len(methods), 8)
	for _, role := range roles {
		ctx := auth.WithSession(t.Context(), as(t, h.Service, role))
		for name, call := range methods {
			needs, listed := least[name]
			if !listed {
				needs = auth.Editor
			}
			rev := h.store.Revision()
			got := refusal(call(ctx))
			switch {
			case role >= needs:
				require.NoError(t, got, "%s as %s", name, role)
			case role == auth.Guest:
				require.ErrorIs(t, got, auth.ErrNotSignedIn, "%s as %s", name, role)
			default:
				require.ErrorIs(t, got, model.ErrForbidden, "%s as %s", name, role)
			}
			if role < needs {
				require.Equal(t, rev, h.store.Revision(), "%s as %s changed something", name, role)
			}
		}
	}
}

// TestRoleByServiceMethod asks every method of the service that acts for
// somebody; each has its line.
func TestRoleByServiceMethod(t *testing.T) {
	const none, noAdmin = auth.Guest, auth.Admin + 1 // noAdmin: from Viewer on, but not an administrator
	least := map[string]auth.Role{
		"Actor": none, "Begin": none, "SignIn": none, "Run": none, "Authorize": none, "Record": none,
		"SetUp": none, "Elevate": none, "Recover": none, "Resume": none, // whoever knows the secret
		"Sessions": auth.Viewer, "EndSession": auth.Viewer, "EndOthers": auth.Viewer, "Forget": auth.Viewer, "CheckKey": auth.Viewer,
		"Remember": noAdmin,
		"StepDown": auth.Admin, "ChangePassphrase": auth.Admin, "AddAdmin": auth.Admin,
		"Accounts": auth.Admin, "SetRole": auth.Admin, "Approve": auth.Admin, "Remove": auth.Admin,
		"SetApprovedOnly": auth.Admin, "SetKiosk": auth.Admin,
		"Audit": auth.Admin, "VerifyAudit": auth.Admin, "ExportAudit": auth.Admin,
	}
	h := newHouse(t)
	// These two end the sessions that the table is asked with, or are checked below.
	ends := map[string]bool{"StepDown": true, "Run": true}
	for _, role := range roles {
		for name, call := range callable(h.Service) {
			needs, listed := least[name]
			require.True(t, listed, "%s has no line in the table", name)
			if ends[name] {
				continue
			}
			ctx := auth.WithSession(t.Context(), as(t, h.Service, role))
			var got error
			switch name {
			case "AddAdmin": // refused for other reasons before it asks
				_, _, err := h.AddAdmin(ctx, "x"+role.String(), auth.NewSecret(passphrase))
				got = refusal(err)
			case "ExportAudit":
				got = refusal(h.ExportAudit(ctx, &bytes.Buffer{}))
			case "SetRole":
				got = refusal(h.SetRole(ctx, "names:nobody", auth.Viewer))
			case "Authorize":
				got = refusal(h.Authorize(ctx, model.PermPlan))
			default:
				got = refusal(call(ctx))
			}
			allowed := role >= needs
			if needs == noAdmin {
				allowed = role == auth.Viewer || role == auth.Editor
			}
			switch {
			case allowed:
				require.NoError(t, got, "%s as %s", name, role)
			case role == auth.Guest:
				require.ErrorIs(t, got, auth.ErrNotSignedIn, "%s as %s", name, role)
			default:
				require.ErrorIs(t, got, model.ErrForbidden, "%s as %s", name, role)
			}
		}
		_, err := h.StepDown(auth.WithSession(t.Context(), as(t, h.Service, role)))
		require.Equal(t, role == auth.Admin, refusal(err) == nil, "StepDown as %s", role)
	}
}

// TestSignOutStopsARealImport signs out between two steps of a long write.
func TestSignOutStopsARealImport(t *testing.T) {
	h := newHouse(t)
	editor := data.NewEditor(h.store, h.Service)
	sess := signIn(t, h.Service, "alice")
	ctx := auth.WithSession(t.Context(), sess)
	n := model.Network{ChangeTable: model.DefaultChangeTable()}
	for i := range 3000 {
		id := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		n.Cities = append(n.Cities, model.City{ID: model.CityID(id), Name: id})
	}
	rev := h.store.Revision()
	told := 0
	err := editor.Replace(ctx, n, func(int, int) {
		if told++; told == 2 {
			h.SignOut(sess)
		}
	})
	require.GreaterOrEqual(t, told, 2, "it was under way")
	require.Error(t, err)
	require.ErrorIs(t, context.Cause(ctx), auth.ErrSignedOut)
	require.Equal(t, rev, h.store.Revision(), "nothing half done")
	after := auth.WithSession(t.Context(), sess)
	require.ErrorIs(t, editor.Replace(after, n, nil), auth.ErrSignedOut)
	_, err = editor.Undo(after)
	require.ErrorIs(t, err, auth.ErrSignedOut)
}
