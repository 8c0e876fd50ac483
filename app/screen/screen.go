// Package screen is the contract between the shell and the screens. Screens do
// not know each other: one opens another through [Shell.Open] with the other's
// [Name] and one of the argument types of this package or of the target.
package screen

import (
	"fyne.io/fyne/v2"

	"tongtu/app/i18n"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data/model"
)

// Name identifies a screen; the shell has one per name.
type Name string

// The screens of the program.
const (
	Planner Name = "planner"
	Cities  Name = "cities"
	Routes  Name = "routes"
	Account Name = "account"
	Flow    Name = "flow"   // a sign-in, message by message
	People  Name = "people" // users and roles
	History Name = "history"
)

// A Route says which screen to show and with what. Args is one of this
// package's or the target package's exported argument types; nil shows the
// screen as it was left.
type Route struct {
	Name Name
	Args any
}

// A Screen is one page of the window. The shell calls it on the UI thread only.
type Screen interface {
	Name() Name

	// Needs is the permission for everything the screen can do. A visitor without
	// it still sees the screen, with what he may not do disabled; the shell offers
	// to sign in beside it. The services decide again.
	Needs() model.Permission

	// Build makes the widgets from the screen's state. It is called before the
	// first Enter and again, in the midst of a visit, when language, theme or text
	// size changed. Such a rebuild is no new visit: Enter is not called and work
	// under way goes on, so the new widgets show everything the state knows and
	// nothing a person typed may live in a widget alone.
	Build() fyne.CanvasObject

	// Enter begins a visit, after Build. Work started on g is cancelled when the
	// visit ends; g's context carries the visitor's session. A sign-in or sign-out
	// during a visit ends it and begins a new one with nil args, with which the
	// screen goes on where it was.
	Enter(g *task.Group, args any)
}

// Optional capabilities, found by type assertion in the shell.
type (
	// Dirty screens are asked before the visitor leaves, unless he goes to sign in
	// and comes back. Discard forgets the unsaved changes, which he agreed to.
	Dirty interface {
		Unsaved() bool
		Discard()
	}

	// Shortcuts lists the screen's own keys. Fyne gives them to the screen only
	// while no text field has the focus.
	Shortcuts interface {
		Shortcuts() map[fyne.Shortcut]func()
	}

	// Searchable screens have a field that Ctrl-F leads to.
	Searchable interface{ FocusSearch() }

	// Watcher screens are told on the UI thread when a new timetable is in force.
	// They are told even when not shown.
	Watcher interface{ NetworkChanged() }
)

// Shell is what a screen may ask of its surroundings, on the UI thread.
type Shell interface {
	// Open leaves the current screen, asking first when it is dirty.
	Open(Route)
	// Report shows a translated message and logs the details. A nil or cancelled
	// error is ignored.
	Report(error)
	// Tr is the catalogue in the current language.
	Tr() *i18n.Catalogue
	// Session is who uses the window; the zero session is a guest.
	Session() auth.Session
	// Confirm asks before something that deserves it; yes names the action on the
	// button. then runs only when the person agrees.
	Confirm(title, body, yes string, then func())
	// Toast shows a short notice that goes away by itself.
	Toast(text string)
}
