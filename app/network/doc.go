// Package network has the screens that edit the network: [Cities] and [Routes].
//
// Each screen is a pure state that decides (CityState, RouteState: what is
// dirty, which field is wrong, what is allowed), a view that draws it, and the
// wiring to store and shell. States hold texts as typed, so nothing a person
// enters is lost, however wrong; a draft becomes model values only to be saved.
//
// Saving, deleting and undoing run in the background through app/task; the
// window never waits. What comes back replaces the draft unless the person
// typed on meanwhile.
package network
