package timetable

import (
	"math"
	"slices"

	"tongtu/data/model"
)

// Most trips have plain fares: no pair rules, and one class that is nowhere
// dearer than another; or a single hop of a known fare. A ride's cost is then a
// difference of two numbers, which searches can compare before they follow the
// ride.

// Flat reports whether trip i has such fares, so that a ride costs
// FareAt(alight) - FareAt(board) + Fee(i) where a query allows all classes.
func (v *View) Flat(i Trip) bool { return v.flat[i] }

// Instant reports whether a hop of trip i takes no time.
func (v *View) Instant(i Trip) bool { return v.instant[i] }

// FareAt is the cumulative fare at a call of a Flat trip, given by its position
// in the call arrays; it never falls along the view's direction.
func (v *View) FareAt(at int32) int64 { return int64(v.fare[at]) }

// Fee is the fixed fee per boarding of trip i.
func (t *Timetable) Fee(i Trip) int64 { return t.trips[i].fee }

// compileFlatFares fills the fares of the Forward view; those that say not all
// about a trip are kept beside.
func (t *Timetable) compileFlatFares() {
	v := &t.Forward
	v.flat = make([]bool, len(t.trips))
	v.instant = make([]bool, len(t.trips))
	v.fare = make([]int32, t.calls)
	for i := range t.net.Trips {
		tr := &t.net.Trips[i]
		for c := 1; c < len(tr.Calls); c++ {
			v.instant[i] = v.instant[i] || tr.Calls[c].Arr == tr.Calls[c-1].Dep
		}
		off := v.calls[i]
		if t.fares.general >= 0 || t.fares.tableOf[t.routeOfTrip[i]] >= 0 {
			t.fares.keep(Trip(i))
			v.flat[i] = len(tr.Calls) == 2 && t.compileHop(Trip(i), off)
			continue
		}
		k := lowestClass(tr)
		if k < 0 || len(tr.Classes) > 1 {
			t.fares.keep(Trip(i))
		}
		if k < 0 {
			continue
		}
		v.flat[i] = true
		for c := range tr.Calls {
			v.fare[off+int32(c)] = int32(tr.Calls[c].Fares[k])
		}
	}
	t.fares.paid = slices.Clone(t.fares.paid)
}

// mirrorFares fills the fares of the Backward view.
func (v *View) mirrorFares() {
	ahead := &v.t.Forward
	v.flat, v.instant = ahead.flat, ahead.instant
	v.fare = make([]int32, len(ahead.fare))
	for i := range v.t.trips {
		off, end := v.calls[i], v.calls[i+1]
		for at := off; at < end; at++ {
			v.fare[off+end-1-at] = -ahead.fare[at]
		}
	}
}

// compileHop sets the fares of a trip of two calls; it reports whether they are
// plain.
func (t *Timetable) compileHop(i Trip, off int32) bool {
	fare := t.LegCost(i, 0, 1, nil) - t.Fee(i)
	if fare < 0 || fare > math.MaxInt32 {
		return false
	}
	t.Forward.fare[off+1] = int32(fare)
	return true
}

// lowestClass finds the class of tr that is cheapest on every hop, -1 if there
// is none or a fare is unknown.
func lowestClass(tr *model.Trip) int {
	for i := range tr.Calls {
		if len(tr.Calls[i].Fares) != len(tr.Classes) {
			return -1
		}
		for _, f := range tr.Calls[i].Fares {
			if !f.Known() || f > math.MaxInt32 {
				return -1
			}
		}
	}
	for k := range tr.Classes {
		if cheapestOnEveryHop(tr, k) {
			return k
		}
	}
	return -1
}

func cheapestOnEveryHop(tr *model.Trip, k int) bool {
	for i := 1; i < len(tr.Calls); i++ {
		a, b := tr.Calls[i-1].Fares, tr.Calls[i].Fares
		hop := b[k] - a[k]
		if hop < 0 {
			return false
		}
		for j := range tr.Classes {
			if b[j]-a[j] < hop {
				return false
			}
		}
	}
	return true
}
