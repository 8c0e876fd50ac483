package network

import (
	"errors"

	"tongtu/app/drafts"
	"tongtu/data"
	"tongtu/data/model"
)

// left reads the newest draft that was left behind, nil when there is none.
func (r *Routes) left() (*Left, error) {
	all, err := r.Drafts.Left(drafts.Route)
	for _, d := range all {
		kept, e := ReadKept(d.Body)
		if e != nil {
			err = errors.Join(err, e)
			continue
		}
		var stored data.RouteDetail
		found := false
		if kept.ID() != "" {
			stored, e = r.Store.Route(kept.ID())
			found = e == nil
			if e != nil && !errors.Is(e, model.ErrNotFound) {
				return nil, errors.Join(err, e)
			}
		}
		return &Left{
			Name: d.Name, At: d.At, draft: d, Since: kept.Since(stored, found),
			take: func() { r.state.Restore(kept, stored, found) },
		}, err
	}
	return nil, err
}

// restore opens the work that was left, after asking when that would lose other.
func (r *Routes) restore() {
	if l := r.state.Left(); l != nil {
		r.unless(func() { r.keeper.take(l, r.left, r.show) })
	}
}

// dropLeft gives the work up that was left, after asking.
func (r *Routes) dropLeft() { r.keeper.drop(r.left, r.show) }

// Left is unsaved work of an earlier run, nil when there is none.
func (s *RouteState) Left() *Left { return s.data.Left }

// SetLeft says what unsaved work of an earlier run there is.
func (s *RouteState) SetLeft(l *Left) { s.data.Left = l }

// Called is what the draft is of.
func (s *RouteState) Called() string { return s.form.Number }
