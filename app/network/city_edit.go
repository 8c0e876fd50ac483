package network

import (
	"context"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
)

// unless runs then at once, or after asking when unsaved changes would be lost.
func (c *Cities) unless(then func()) {
	c.view.commit()
	proceed := func() {
		c.view.bar.fail("", "", nil)
		then()
		c.show()
	}
	if !c.state.Dirty() {
		proceed()
		return
	}
	tr := c.Shell.Tr()
	name := c.state.Form().Name
	if name == "" {
		name = tr.T(keyUnnamed)
	}
	c.Shell.Confirm(tr.T(keyDiscard), tr.T(keyDiscardBody, i18n.A{"name": name}), tr.T(keyDiscardYes), proceed)
}

func (c *Cities) openRow(row int) {
	rows := c.state.Rows()
	if row < len(rows) && rows[row].ID != c.state.ID() {
		c.unless(func() { c.state.Open(rows[row].ID) })
	}
}

func (c *Cities) revert() {
	c.view.commit()
	c.view.bar.fail("", "", nil)
	c.state.Revert()
	c.show()
}

func (c *Cities) signIn() {
	c.Shell.Open(screen.Route{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.Cities}}})
}

// edit runs one edit in the background and reads the store again after it.
func (c *Cities) edit(work func(context.Context) error, done func(CityData)) {
	c.state.SetBusy(true)
	c.view.bar.fail("", "", nil)
	c.show()
	task.Latest(c.group, slotEdit, func(ctx context.Context) (CityData, error) {
		if err := work(ctx); err != nil {
			return CityData{}, err
		}
		return c.read(ctx)
	}, func(d CityData, err error) {
		c.state.SetBusy(false)
		if err != nil {
			c.fail(err)
		} else {
			c.group.Cancel(slotLoad) // what it reads is older
			done(d)
			c.found.look(c.group, c.Shell)
		}
		c.show()
	})
}

// fail shows why an edit was refused.
func (c *Cities) fail(err error) {
	f, ok := FailureOf(err, c.state.StationName)
	if !ok {
		c.Shell.Report(err)
		return
	}
	showFailure(c.view.bar, c.Shell.Tr(), f, c.signIn, func() {
		c.view.bar.fail("", "", nil)
		c.state.Revert()
		c.load()
	})
}

func (c *Cities) save() {
	c.view.commit()
	draft, ok := c.state.Save()
	if !ok {
		c.show()
		c.view.locate(c.state.Visible())
		return
	}
	var stored model.City
	c.edit(func(ctx context.Context) (err error) {
		stored, err = c.Editor.PutCityDetail(ctx, draft.Detail())
		return err
	}, func(d CityData) {
		c.view.pick.SetOn(false)
		c.state.Saved(draft, stored, stationsOf(d.Stations, stored.ID))
		c.state.Load(d)
		c.Shell.Toast(c.Shell.Tr().T(keySaved, i18n.A{"name": stored.Name}))
	})
}

func stationsOf(all []model.Station, city model.CityID) (out []model.Station) {
	for _, s := range all {
		if s.City == city {
			out = append(out, s)
		}
	}
	return out
}

// remove asks with the consequences, then deletes.
func (c *Cities) remove() {
	if !c.state.Actions().Delete {
		return
	}
	id, name := c.state.ID(), c.state.Stored().Name
	task.Latest(c.group, slotEdit, func(ctx context.Context) (data.Use, error) { return c.Store.CityUse(ctx, id) },
		func(u data.Use, err error) {
			if err != nil {
				c.fail(err)
				return
			}
			tr := c.Shell.Tr()
			body := keyCityDeleteBody
			if u.Trips == 0 {
				body = keyCityDeleteFree
			}
			a := i18n.A{"name": name, "stations": u.Stations, "routes": u.Routes, "trips": u.Trips}
			c.Shell.Confirm(tr.T(keyCityDelete, a), tr.T(body, a), tr.T(keyCityDeleteYes), func() { c.delete(id, name) })
		})
}

func (c *Cities) delete(id model.CityID, name string) {
	c.edit(func(ctx context.Context) error { return c.Editor.DeleteCity(ctx, id) }, func(d CityData) {
		c.state.Deleted(id)
		c.state.Load(d)
		c.Shell.Toast(c.Shell.Tr().T(keyDeleted, i18n.A{"name": name}))
	})
}

func (c *Cities) undo() {
	if c.state.Actions().Undo {
		c.travel(c.Editor.Undo, keyUndone)
	}
}

func (c *Cities) redo() {
	if c.state.Actions().Redo {
		c.travel(c.Editor.Redo, keyRedone)
	}
}

// travel undoes or redoes an edit, after asking when that would lose typed text.
func (c *Cities) travel(step func(context.Context) (data.Command, error), done i18n.Key) {
	c.unless(func() {
		c.state.Revert()
		var cmd data.Command
		c.edit(func(ctx context.Context) (err error) {
			cmd, err = step(ctx)
			return err
		}, func(d CityData) {
			c.state.Load(d)
			if cmd.Kind == data.PutCityKind || cmd.Kind == data.DeleteCityKind {
				c.state.Open(model.CityID(cmd.ID))
			}
			c.Shell.Toast(c.Shell.Tr().T(done, i18n.A{"edit": c.Shell.Tr().Edit(cmd)}))
		})
	})
}
