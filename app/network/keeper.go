package network

import (
	"context"
	"time"

	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
)

// The slots of work with drafts.
const (
	slotKeep = "keep" // writes one to disk
	slotLeft = "left" // removes one that was left, and looks for more
)

// keepDelay is how long a change may wait for the next one before it is written.
const keepDelay = 400 * time.Millisecond

// unsaved is the state of a screen, as far as its keeper needs to know it.
type unsaved interface {
	Dirty() bool
	Version() uint64       // changes whenever the draft does
	Kept() ([]byte, error) // the draft as it is written to disk
	Called() string        // what it is a draft of
	Left() *Left           // unsaved work of an earlier run
	SetLeft(l *Left)       // nil: none
	Revert()               // gives the draft up
}

// Left is unsaved work that an earlier run of the program left behind.
type Left struct {
	Name  string
	At    time.Time
	Since Since
	draft drafts.Draft
	take  func() // opens it in the form
}

// Since says what became of the stored thing while its draft lay on disk.
type Since uint8

// What can have become of it.
const (
	SinceSame    Since = iota // it is as it was
	SinceChanged              // somebody changed it
	SinceGone                 // somebody deleted it
)

// since compares the revision a draft was begun on with what is stored now; a
// draft of something new was begun on none.
func since(begun uint64, isNew, found bool, stored uint64) Since {
	switch {
	case isNew:
		return SinceSame
	case !found:
		return SinceGone
	case stored != begun:
		return SinceChanged
	}
	return SinceSame
}

// keeper keeps the unsaved work of one screen on disk, so that it survives.
type keeper struct {
	drafts *drafts.Store // nil: nothing is kept
	kind   drafts.Kind
	shell  screen.Shell
	now    func() time.Time
	state  unsaved
	group  *task.Group
	kept   uint64 // the version that is on disk
}

// keep writes the draft soon after it changed, and gives the file up when there
// is nothing unsaved any more.
func (k *keeper) keep() {
	if k.drafts == nil || k.group == nil || k.kept == k.state.Version() || k.group.Busy(slotKeep) {
		return
	}
	if !k.state.Dirty() {
		k.write()
		return
	}
	k.group.After(slotKeep, keepDelay, k.write)
}

// write puts what is unsaved now on disk, or gives the file up.
func (k *keeper) write() {
	version, turn := k.state.Version(), k.drafts.Turn()
	work := func() error { return k.drafts.Drop(turn, k.kind) }
	if k.state.Dirty() {
		d := drafts.Draft{Kind: k.kind, Name: k.state.Called(), At: k.now()}
		var err error
		if d.Body, err = k.state.Kept(); err != nil {
			k.shell.Report(err)
			return
		}
		work = func() error { return k.drafts.Keep(turn, d) }
	}
	task.Latest(k.group, slotKeep, func(context.Context) (struct{}, error) { return struct{}{}, work() },
		func(_ struct{}, err error) {
			k.shell.Report(err)
			k.kept = version
			k.keep()
		})
}

// giveUp forgets the unsaved work, on disk as well. It waits for the disk: the
// program may end the next moment.
func (k *keeper) giveUp() {
	k.state.Revert()
	if k.drafts != nil {
		k.shell.Report(k.drafts.Drop(k.drafts.Turn(), k.kind))
	}
	k.kept = k.state.Version()
}

// take opens the work that was left. Its file goes only after the new one is written.
func (k *keeper) take(l *Left, look func() (*Left, error), show func()) {
	l.take()
	k.write()
	k.forget(l, look, show)
}

// forget removes the file of work that was left, and looks for more.
func (k *keeper) forget(l *Left, look func() (*Left, error), show func()) {
	k.state.SetLeft(nil)
	show()
	task.Latest(k.group, slotLeft, func(context.Context) (*Left, error) {
		if err := k.drafts.Discard(l.draft); err != nil {
			return nil, err
		}
		return look()
	}, func(next *Left, err error) {
		k.shell.Report(err)
		k.state.SetLeft(next)
		show()
	})
}

// drop gives the work up that was left, after asking.
func (k *keeper) drop(look func() (*Left, error), show func()) {
	if l := k.state.Left(); l != nil {
		tr := k.shell.Tr()
		a := i18n.A{"name": leftName(tr, l)}
		k.shell.Confirm(tr.T(keyLeftDrop, a), tr.T(keyLeftDropBody, a), tr.T(keyDiscardYes), func() { k.forget(l, look, show) })
	}
}

func leftName(tr *i18n.Catalogue, l *Left) string {
	if l.Name == "" {
		return tr.T(keyUnnamed)
	}
	return l.Name
}
