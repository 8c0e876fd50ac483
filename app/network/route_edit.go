package network

import (
	"context"
	"errors"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
)

// unless runs then at once, or after asking when unsaved changes would be lost.
func (r *Routes) unless(then func()) {
	r.view.tabs.commit()
	proceed := func() {
		r.view.bar.fail("", "", nil)
		r.group.Cancel(slotOpen)
		then()
		r.show()
	}
	if !r.state.Dirty() {
		proceed()
		return
	}
	tr := r.Shell.Tr()
	name := r.state.Form().Number
	if name == "" {
		name = tr.T(keyUnnamed)
	}
	r.Shell.Confirm(tr.T(keyDiscard), tr.T(keyDiscardBody, i18n.A{"name": name}), tr.T(keyDiscardYes), proceed)
}

func (r *Routes) openRow(row int) {
	rows := r.state.Rows()
	if row < len(rows) && rows[row].ID != r.state.ID() {
		r.unless(func() { r.state.Revert(); r.open(rows[row].ID) })
	}
}

func (r *Routes) revert() {
	r.view.tabs.commit()
	r.view.bar.fail("", "", nil)
	r.state.Revert()
	r.show()
}

func (r *Routes) signIn() {
	r.Shell.Open(screen.Route{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.Routes}}})
}

// edited is what the screen reads after an edit.
type edited struct {
	data   RouteData
	detail data.RouteDetail // of the route to show; no id: none
}

// edit runs one edit in the background and reads the store again after it. work
// returns the route to show.
func (r *Routes) edit(work func(context.Context) (model.RouteID, error), done func(edited)) {
	r.state.SetBusy(true)
	r.view.bar.fail("", "", nil)
	r.show()
	task.Latest(r.group, slotEdit, func(ctx context.Context) (e edited, err error) {
		id, err := work(ctx)
		if err != nil {
			return e, err
		}
		if e.data, err = r.read(ctx); err != nil || id == "" {
			return e, err
		}
		e.detail, err = r.Store.Route(id)
		return e, err
	}, func(e edited, err error) {
		r.state.SetBusy(false)
		if err != nil {
			r.fail(err)
		} else {
			r.group.Cancel(slotLoad) // what these read is older
			r.group.Cancel(slotOpen)
			r.state.Load(e.data)
			done(e)
			r.found.look(r.group, r.Shell)
		}
		r.show()
	})
}

func (r *Routes) fail(err error) {
	f, ok := FailureOf(err, func(id model.StationID) string { return string(id) })
	if !ok {
		r.Shell.Report(err)
		return
	}
	showFailure(r.view.bar, r.Shell.Tr(), f, r.signIn, func() {
		r.view.bar.fail("", "", nil)
		r.state.Revert()
		r.load()
	})
}

func (r *Routes) save() {
	r.view.tabs.commit()
	draft, ok := r.state.Save()
	if !ok {
		r.show()
		r.view.locate(&r.state)
		return
	}
	r.edit(func(ctx context.Context) (model.RouteID, error) {
		if err := r.Editor.PutRoute(ctx, draft.Detail); err != nil {
			return "", err
		}
		if draft.Detail.Route.ID != "" {
			return draft.Detail.Route.ID, nil
		}
		last, _ := r.Store.LastEdit() // the store assigned the identifier
		return model.RouteID(last.ID), nil
	}, func(e edited) {
		r.state.Saved(draft, e.detail)
		r.Shell.Toast(r.Shell.Tr().T(keySaved, i18n.A{"name": e.detail.Route.Number}))
	})
}

// remove asks with the consequences, then deletes.
func (r *Routes) remove() {
	if !r.state.Actions().Delete {
		return
	}
	tr, stored := r.Shell.Tr(), r.state.Stored()
	id, number := stored.Route.ID, stored.Route.Number
	a := i18n.A{"number": number, "n": len(stored.Trips)}
	r.Shell.Confirm(tr.T(keyRouteDelete, a), tr.T(keyRouteDeleteBody, a), tr.T(keyRouteDeleteYes), func() {
		r.edit(func(ctx context.Context) (model.RouteID, error) { return "", r.Editor.DeleteRoute(ctx, id) }, func(edited) {
			r.state.Deleted(id)
			r.Shell.Toast(tr.T(keyDeleted, i18n.A{"name": number}))
		})
	})
}

// locateDoubt goes to the cell of the finding that is told.
func (r *Routes) locateDoubt() {
	r.view.tabs.commit()
	if f, _, _, ok := r.state.ShownFinding(); ok {
		r.state.GoToFinding(f)
		r.show()
		r.view.tabs.table.grid.Focus()
	}
}

// fixDoubt applies a remedy of the finding that is told.
func (r *Routes) fixDoubt(i int) {
	r.view.tabs.commit()
	if f, _, _, ok := r.state.ShownFinding(); ok && i < len(f.Fixes) {
		r.state.ApplyFix(f, f.Fixes[i])
		r.show()
	}
}

// redo does again what was taken back in the draft, or else in the store.
func (r *Routes) redo() {
	r.view.tabs.commit()
	switch {
	case r.state.StepOn():
		r.show()
	case r.state.Actions().Redo:
		r.travel(r.Editor.Redo, keyRedone)
	}
}

// undo takes back the last step of the draft, or else the last edit stored.
func (r *Routes) undo() {
	r.view.tabs.commit()
	switch {
	case r.state.StepBack():
		r.show()
	case r.state.Actions().Undo:
		r.travel(r.Editor.Undo, keyUndone)
	}
}

// travel undoes or redoes a stored edit, after asking when that would lose typed
// text.
func (r *Routes) travel(step func(context.Context) (data.Command, error), done i18n.Key) {
	r.unless(func() {
		r.state.Revert()
		shown := r.state.ID()
		var cmd data.Command
		r.edit(func(ctx context.Context) (id model.RouteID, err error) {
			if cmd, err = step(ctx); err != nil {
				return "", err
			}
			id = shown
			if cmd.Kind == data.PutRouteKind || cmd.Kind == data.DeleteRouteKind {
				id = model.RouteID(cmd.ID)
			}
			_, err = r.Store.Route(id)
			if errors.Is(err, model.ErrNotFound) {
				return "", nil // it is gone now
			}
			return id, err
		}, func(e edited) {
			r.state.Close()
			if e.detail.Route.ID != "" {
				r.state.Show(e.detail)
			}
			r.Shell.Toast(r.Shell.Tr().T(done, i18n.A{"edit": r.Shell.Tr().Edit(cmd)}))
		})
	})
}
