package history

import "tongtu/app/i18n"

const (
	keyTitle      i18n.Key = "history.title"
	keyCount      i18n.Key = "history.count"        // {n}
	keyCountOf    i18n.Key = "history.count-undone" // {n} {undone}
	keySearch     i18n.Key = "history.search"
	keyLoading    i18n.Key = "history.loading"
	keyNothing    i18n.Key = "history.nothing"
	keyNoHit      i18n.Key = "history.no-hit" // {text}
	keyWhat       i18n.Key = "history.what"
	keyWho        i18n.Key = "history.who"
	keyWhen       i18n.Key = "history.when"
	keyState      i18n.Key = "history.state"
	keyDone       i18n.Key = "history.done"
	keyTakenBack  i18n.Key = "history.undone"
	keyNobody     i18n.Key = "history.nobody"
	keyUndo       i18n.Key = "history.undo"
	keyRedo       i18n.Key = "history.redo"
	keyPick       i18n.Key = "history.pick"
	keyUndoTo     i18n.Key = "history.undo-to" // {n}
	keyRedoTo     i18n.Key = "history.redo-to" // {n}
	keyUndoAll    i18n.Key = "history.undo-all"
	keyUndoBody   i18n.Key = "history.undo-all.body" // {n} {edit}
	keyUndoneMany i18n.Key = "history.undone-many"   // {n}
	keyRedoneMany i18n.Key = "history.redone-many"   // {n}
	keySignIn     i18n.Key = "history.sign-in"
	keyReadOnly   i18n.Key = "history.read-only"
)
