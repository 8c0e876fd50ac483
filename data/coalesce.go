package data

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"tongtu/data/model"
)

// typing is how soon after an edit the next one of the same field still belongs
// to it. A clock that went back ends it.
const typing = 10 * time.Second

// revisions are the fields, by bucket, that every edit changes.
var revisions = map[string]uint64{cities.name: 9, stations.name: 10, routes.name: 7, trips.name: 7, calendars.name: 7}

// continues looks whether c, which changed what is in changed, goes on with the
// newest entry: the same person edits the same fields of the same thing again,
// soon after. Undo then takes all of it back at once. Making and deleting things
// stands for itself, and so does what is done after an undo.
func (w *edit) continues(c Command, changed []image) (k entryKey, before []image, err error) {
	if !w.by.Known() || !slices.Contains([]Kind{PutCityKind, PatchCitiesKind, PutRouteKind}, c.Kind) {
		return "", nil, nil
	}
	done, err := number(w.tx, keyDone)
	if err != nil {
		return "", nil, err
	}
	k = entryKeyOf(done)
	prev, err := journal.get(w.tx, k)
	if errors.Is(err, model.ErrNotFound) {
		return "", nil, nil
	}
	since := w.at.Sub(prev.At)
	if err != nil || prev.Kind != c.Kind || prev.ID != c.ID || prev.Who != w.by || since < 0 || since > typing ||
		len(journal.from(w.tx, entryKeyOf(done+1))) > 0 {
		return "", nil, err
	}
	if before, err = images.get(w.tx, k); err != nil {
		return "", nil, err
	}
	was, err := fieldsOf(before)
	if err != nil || was == nil {
		return "", nil, err
	}
	now, err := fieldsOf(changed)
	if err != nil || now == nil || !maps.Equal(was, now) {
		return "", nil, err
	}
	return k, before, nil
}

// extend makes c and the entry k, whose images are before, one.
func (w *edit) extend(k entryKey, before []image, c Command, changed []image) error {
	at := map[string]int{}
	for i, m := range before {
		at[m.Bucket+"\x00"+m.Key] = i
	}
	for _, m := range changed {
		if i, ok := at[m.Bucket+"\x00"+m.Key]; ok {
			before[i].After = m.After
		} else {
			before = append(before, m)
		}
	}
	if err := w.keepImages(k, before); err != nil {
		return err
	}
	c.At, c.Who = w.at, w.by
	return journal.set(w.tx, k, c)
}

// fieldsOf names the fields that differ between the two sides of each image, as
// deep as they go; it is nil when anything came or went.
func fieldsOf(list []image) (map[string]bool, error) {
	fields := map[string]bool{}
	for _, m := range list {
		if m.Before == nil || m.After == nil {
			return nil, nil
		}
		before, err := decoded(m, m.Before)
		if err != nil {
			return nil, err
		}
		after, err := decoded(m, m.After)
		if err != nil {
			return nil, err
		}
		differing(m.Bucket+"/"+m.Key, before, after, fields)
	}
	return fields, nil
}

// decoded is one side of an image without its revision.
func decoded(m image, raw []byte) (any, error) {
	body, err := verify(m.Bucket, m.Key, bytes.Clone(raw))
	if err != nil {
		return nil, err
	}
	var v any
	if err := decoding.Unmarshal(body, &v); err != nil {
		return nil, fmt.Errorf("%s %q: %w: %w", m.Bucket, m.Key, ErrDamaged, err)
	}
	if fields, ok := v.(map[any]any); ok {
		delete(fields, revisions[m.Bucket])
	}
	return v, nil
}

// differing adds the paths below at where a and b differ. Lists of different
// length differ as a whole.
func differing(at string, a, b any, out map[string]bool) {
	if x, ok := a.(map[any]any); ok {
		if y, ok := b.(map[any]any); ok {
			for k := range x {
				differing(fmt.Sprint(at, "/", k), x[k], y[k], out)
			}
			for k := range y {
				if _, both := x[k]; !both {
					out[fmt.Sprint(at, "/", k)] = true
				}
			}
			return
		}
	}
	x, isList := a.([]any)
	y, both := b.([]any)
	if isList && both && len(x) == len(y) {
		for i := range x {
			differing(fmt.Sprint(at, "/", i), x[i], y[i], out)
		}
		return
	}
	if !reflect.DeepEqual(a, b) {
		out[at] = true
	}
}
