package network

import (
	"context"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
)

// change runs an edit of stored cities that is not about the form, after asking
// when that would lose typed text.
func (c *Cities) change(work func(context.Context) error, toast func() string) {
	c.unless(func() {
		c.state.Revert()
		c.edit(work, func(d CityData) {
			c.state.Load(d)
			c.Shell.Toast(toast())
		})
	})
}

// patch sets fields of all chosen cities.
func (c *Cities) patch() {
	plan, ids := c.state.Several(), c.state.CheckedIDs()
	if !c.state.Actions().Several || plan.Idle() {
		return
	}
	c.change(func(ctx context.Context) error { return c.Editor.PatchCities(ctx, plan.Patch(), ids...) }, func() string {
		c.state.PlanSeveral(Several{Into: plan.Into})
		return c.Shell.Tr().T(keySeveralPatched, i18n.A{"n": len(ids)})
	})
}

// merge makes the chosen cities one, after asking.
func (c *Cities) merge() {
	if !c.state.Actions().Several {
		return
	}
	into := c.state.Several().Into
	var others []model.CityID
	target, names := "", ""
	stations := 0
	for _, v := range c.state.Checked() {
		if v.ID == into {
			target = v.Name
			continue
		}
		others = append(others, v.ID)
		stations += len(c.state.stations[v.ID])
		if names != "" {
			names += ", "
		}
		names += v.Name
	}
	if target == "" || len(others) == 0 {
		return
	}
	tr := c.Shell.Tr()
	a := i18n.A{"names": names, "name": target, "stations": stations, "n": len(others)}
	c.Shell.Confirm(tr.T(keyMergeTitle, a), tr.T(keyMergeBody, a), tr.T(keyMergeYes), func() {
		c.change(func(ctx context.Context) error { return c.Editor.MergeCities(ctx, into, others...) }, func() string {
			c.state.Open(into)
			return tr.T(keyMerged, a)
		})
	})
}

// removeSeveral asks with the consequences, then deletes the chosen cities.
func (c *Cities) removeSeveral() {
	if !c.state.Actions().Several {
		return
	}
	ids := c.state.CheckedIDs()
	task.Latest(c.group, slotEdit, func(ctx context.Context) (data.Use, error) { return c.Store.CityUse(ctx, ids...) },
		func(u data.Use, err error) {
			if err != nil {
				c.fail(err)
				return
			}
			tr := c.Shell.Tr()
			a := i18n.A{"n": len(ids), "stations": u.Stations, "routes": u.Routes, "trips": u.Trips}
			c.Shell.Confirm(tr.T(keySeveralDeleteTitle, a), tr.T(keyCityDeleteBody, a), tr.T(keyCityDeleteYes), func() {
				c.change(func(ctx context.Context) error { return c.Editor.DeleteCity(ctx, ids...) }, func() string {
					return tr.T(keySeveralDeleted, a)
				})
			})
		})
}

// locate shows what a finding is about, here or where routes are edited.
func (c *Cities) locate(f Located) {
	switch {
	case f.About.City != "":
		at := func() { c.view.locateField(&c.state, f) }
		if f.About.City == c.state.ID() {
			at()
			return
		}
		c.unless(func() {
			c.state.Open(f.About.City)
			c.show()
			at()
		})
	case f.About.Route != "":
		c.Shell.Open(screen.Route{Name: screen.Routes, Args: screen.EditRoute{ID: f.About.Route}})
	}
}

// fix applies remedies.
func (c *Cities) fix(code rules.Code, fixes []rules.Fix) {
	n := 0
	c.change(func(ctx context.Context) (err error) {
		n, err = c.Editor.Apply(ctx, code, fixes...)
		return err
	}, func() string { return c.Shell.Tr().T(keyFindingsFixed, i18n.A{"n": n}) })
}
