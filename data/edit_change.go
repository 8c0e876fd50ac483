package data

import (
	"context"
	"fmt"

	"tongtu/data/model"
)

// putChanges makes list the general change records that begin or end at the
// stations, and reports whether any differs.
func (w *edit) putChanges(ctx context.Context, at []model.Station, list []model.ChangeRecord) (changed bool, err error) {
	here := map[model.StationID]bool{}
	for _, s := range at {
		here[s.ID] = true
	}
	left := map[changeKey]model.ChangeRecord{}
	all, err := changes.load(ctx, w.tx)
	if err != nil {
		return false, err
	}
	for _, r := range all {
		if r.General() && (here[r.From] || here[r.To]) {
			left[changeKeyOf(r)] = r
		}
	}
	if err := w.checkChanges(here, list); err != nil {
		return false, err
	}
	for _, r := range list {
		k := changeKeyOf(r)
		before, found := left[k]
		delete(left, k)
		if found && before == r {
			continue
		}
		changed = true
		if err := changes.put(w, k, r); err != nil {
			return false, err
		}
	}
	for _, k := range sortedKeys(left) {
		changed = true
		if err := changes.del(w, k); err != nil {
			return false, err
		}
	}
	return changed, nil
}

func (w *edit) checkChanges(here map[model.StationID]bool, list []model.ChangeRecord) error {
	var no refused
	seen := map[changeKey]bool{}
	for i, r := range list {
		at := fmt.Sprintf("changes[%d].", i)
		for _, end := range []struct {
			field string
			id    model.StationID
		}{{"from", r.From}, {"to", r.To}} {
			if !stations.has(w.tx, end.id) {
				no.add(at+end.field, model.RuleUnknownRef, string(end.id))
			}
		}
		if !r.General() || !here[r.From] && !here[r.To] {
			no.add(at+"from", model.RuleMismatch, string(r.From))
		}
		if r.Time < 0 || r.Time > model.MaxClock {
			no.add(at+"time", model.RuleRange, r.Time.String())
		}
		if seen[changeKeyOf(r)] {
			no.add(at+"to", model.RuleDuplicate, string(r.To))
		}
		seen[changeKeyOf(r)] = true
	}
	return no.err()
}
