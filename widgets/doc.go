// Package widgets has the controls Fyne lacks: fields that complete, dates and
// times, one-of-few choices, cards. They know nothing of cities, trains or
// languages: texts come in as strings.
//
// Two promises hold for all: a setter never calls a hook, only what the user
// does calls it; and everything a mouse can do has a key.
package widgets
