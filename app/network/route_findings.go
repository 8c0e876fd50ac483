package network

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// routeLists is what stands at the left edge of the routes screen: the list of
// routes, or what is wrong with the network.
type routeLists struct {
	tabs *widgets.Segmented
	root *fyne.Container
}

func newRouteLists(tr *i18n.Catalogue, list *widgets.ListPanel, add *widget.Button, found *findingsPanel) *routeLists {
	l := &routeLists{tabs: widgets.NewSegmented(widgets.Segment{Label: tr.T(keyRoutes)}, widgets.Segment{Label: tr.T(keyFindingsTab)})}
	sides := []fyne.CanvasObject{container.NewBorder(nil, margins(look.Gap, 0, add), nil, nil, list), found.root}
	l.root = container.NewBorder(margins(0, look.Gap, container.NewHBox(l.tabs)), nil, nil, nil, container.NewStack(sides...))
	front := func(i int) {
		for k, o := range sides {
			present(o, k == i)
		}
		l.root.Refresh() // what was hidden was not laid out
	}
	l.tabs.OnChanged = front
	front(0)
	return l
}

// locateFinding shows what a finding is about, here or where cities are edited.
func (r *Routes) locateFinding(f Located) {
	switch {
	case f.About.Route != "" && f.About.Route == r.state.ID():
		r.found.sought = &f
		r.seek()
		r.show()
	case f.About.Route != "":
		r.unless(func() {
			r.state.Revert()
			r.found.sought = &f
			r.open(f.About.Route)
		})
	case f.About.City != "":
		r.Shell.Open(screen.Route{Name: screen.Cities, Args: screen.EditCity{ID: f.About.City}})
	}
}

// seek moves to the trip and the call that a finding is about, once its route
// is open.
func (r *Routes) seek() {
	f := r.found.sought
	if f == nil || f.About.Route != r.state.ID() {
		return
	}
	r.found.sought = nil
	r.state.SeekTrip(model.TripID(f.Of.ID), f.Field)
}

// SeekTrip moves to a stored trip of the route, and to the call that a field
// like "calls[2].arr" names; without such a trip it does nothing.
func (s *RouteState) SeekTrip(id model.TripID, field string) {
	i := slices.IndexFunc(s.form.Trips, func(t TripForm) bool { return t.kept.ID == id && id != "" })
	if i < 0 {
		return
	}
	s.SelectTrip(i)
	s.SetTab(TabTimetable)
	row := 0
	if _, err := fmt.Sscanf(field, "calls[%d]", &row); err == nil {
		s.Select(row, 0)
	}
}

// fixFindings applies remedies, after asking when that would lose typed text.
func (r *Routes) fixFindings(code rules.Code, fixes []rules.Fix) {
	r.unless(func() {
		r.state.Revert()
		shown, n := r.state.ID(), 0
		r.edit(func(ctx context.Context) (id model.RouteID, err error) {
			if n, err = r.Editor.Apply(ctx, code, fixes...); err != nil {
				return "", err
			}
			if _, err = r.Store.Route(shown); errors.Is(err, model.ErrNotFound) {
				return "", nil // none was open, or it is what was deleted
			}
			return shown, err
		}, func(e edited) {
			if e.detail.Route.ID != "" {
				r.state.Show(e.detail)
			} else if shown != "" {
				r.state.Deleted(shown)
			}
			r.Shell.Toast(r.Shell.Tr().T(keyFindingsFixed, i18n.A{"n": n}))
		})
	})
}
