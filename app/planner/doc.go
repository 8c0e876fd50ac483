// Package planner is the query view: where from, where to, when and by which
// criterion on the left, the answers in the middle, the chosen one on the map.
//
// form.go, search.go, offer.go and words.go decide and know no widgets; the
// view_ files draw what they decided; screen.go joins the two and starts the
// background work. Nothing a person typed lives in a widget alone: Build makes
// everything again from the state.
package planner
