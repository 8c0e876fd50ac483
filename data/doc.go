// Package data keeps the network in one bbolt file.
//
// # Basics
//
// [Open] gives a [Store] for reading and [NewEditor] an [Editor] for writing on
// behalf of a person. Every Editor method asks the [Authorizer] first, then
// validates (every broken rule is a *model.FieldError, joined), then changes
// the file in one transaction, and tells the subscribers of [Store.Changes]
// after the commit and only then. Each command is written into a journal
// together with what it changed, so [Editor.Undo] and [Editor.Redo] also work
// after a restart.
//
// # Caveats
//
// The file belongs to one process; [Open] in a second one fails with a
// *[LockedError] that names the first. With [Options].ReadOnly the second one
// gets a copy of the last committed state instead.
//
// Every record carries a checksum over its bucket, key and value, verified at
// each read: a damaged record is an error that wraps [ErrDamaged], never data.
package data
