package app

import (
	"errors"
	"io/fs"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/model"
)

const (
	keyStarting      i18n.Key = "shell.start.opening"
	keySampling      i18n.Key = "shell.start.sample"
	keyStoring       i18n.Key = "shell.start.store"
	keyCompiling     i18n.Key = "shell.start.compile"
	keyFirstTime     i18n.Key = "shell.start.first"
	keyLockedTitle   i18n.Key = "shell.start.locked"
	keyLockedHint    i18n.Key = "shell.start.locked.hint"
	keyDamagedTitle  i18n.Key = "shell.start.damaged"
	keyDamagedHint   i18n.Key = "shell.start.damaged.hint" // {path}
	keyTooNewTitle   i18n.Key = "shell.start.too-new"
	keyFailedTitle   i18n.Key = "shell.start.failed"
	keyFileAt        i18n.Key = "shell.start.path" // {path}
	keyOpenReadOnly  i18n.Key = "shell.start.read-only"
	keyRetry         i18n.Key = "shell.start.retry"
	keySetAside      i18n.Key = "shell.start.set-aside"
	keySetAsideTitle i18n.Key = "shell.start.set-aside.title"
	keySetAsideBody  i18n.Key = "shell.start.set-aside.body" // {path} {kept}
	keyMissingTitle  i18n.Key = "shell.start.missing"
	keyFellBackTitle i18n.Key = "shell.start.fell-back"
	keyNoBackup      i18n.Key = "shell.start.no-backup"
	keyBackupHint    i18n.Key = "shell.start.backup" // {at}
	keyRestore       i18n.Key = "shell.start.restore"
	keyAcceptLoss    i18n.Key = "shell.start.accept-loss"
	keyBeginAnew     i18n.Key = "shell.start.anew"
)

// startChoice is a way on that the start screen offers.
type startChoice uint8

const (
	chooseRetry startChoice = iota
	chooseReadOnly
	chooseSetAside
	chooseRestore
	chooseAcceptLoss
	chooseAnew
	chooseQuit
)

var choiceKeys = map[startChoice]i18n.Key{
	chooseRetry: keyRetry, chooseReadOnly: keyOpenReadOnly, chooseSetAside: keySetAside, chooseQuit: keyQuit,
	chooseRestore: keyRestore, chooseAcceptLoss: keyAcceptLoss, chooseAnew: keyBeginAnew,
}

var stageKeys = map[stage]i18n.Key{
	stageOpen: keyStarting, stageSample: keySampling, stageStore: keyStoring, stageCompile: keyCompiling,
}

// startState is what the start screen shows: how far it is, or why it cannot go on.
type startState struct {
	at    progress
	first bool  // the sample network is being installed
	err   error // nil: under way
}

// advanced is s after a report of progress.
func (s startState) advanced(p progress) startState {
	s.at, s.err = p, nil
	s.first = s.first || p.stage == stageSample
	return s
}

// backup is the one to restore after a failure; ok is false when there is none.
func (s startState) backup() (b data.KeptBackup, ok bool) {
	var r *restorable
	if errors.As(s.err, &r) {
		return r.backup, true
	}
	return b, false
}

// failed is s after opening ended with err.
func (s startState) failed(err error) startState {
	s.err = err
	return s
}

// startText is the start screen in words.
type startText struct {
	title, body string
	choices     []startChoice // the recommended one first
}

// text puts s into words; path is the data file.
func (s startState) text(tr *i18n.Catalogue, path string) startText {
	if s.err == nil {
		t := startText{title: tr.T(stageKeys[s.at.stage])}
		if s.first {
			t.body = tr.T(keyFirstTime)
		}
		return t
	}
	file := "\n\n" + tr.T(keyFileAt, i18n.A{"path": path})
	switch {
	case errors.Is(s.err, data.ErrLocked):
		return startText{tr.T(keyLockedTitle), tr.Error(s.err) + "\n\n" + tr.T(keyLockedHint),
			[]startChoice{chooseReadOnly, chooseRetry, chooseQuit}}
	case errors.Is(s.err, data.ErrDamaged), errors.Is(s.err, data.ErrMissing):
		return s.broken(tr, file)
	case errors.Is(s.err, data.ErrSchemaTooNew):
		return startText{tr.T(keyTooNewTitle), tr.Error(s.err) + file, []startChoice{chooseQuit, chooseRetry}}
	case errors.Is(s.err, fs.ErrPermission):
		return startText{tr.T(keyFailedTitle), tr.Error(s.err) + file, []startChoice{chooseReadOnly, chooseRetry, chooseQuit}}
	}
	return startText{tr.T(keyFailedTitle), tr.Error(s.err) + file, []startChoice{chooseRetry, chooseQuit}}
}

// broken is the text about a data file that cannot be used, with the newest good
// backup offered.
func (s startState) broken(tr *i18n.Catalogue, file string) startText {
	b, ok := s.backup()
	hint, ways := tr.T(keyNoBackup), []startChoice(nil)
	if ok {
		hint = tr.T(keyBackupHint, i18n.A{"at": model.MomentOf(b.At.Local())})
		ways = []startChoice{chooseRestore}
	}
	switch {
	case errors.Is(s.err, data.ErrMissing):
		return startText{tr.T(keyMissingTitle), hint + file, append(ways, chooseAnew, chooseRetry, chooseQuit)}
	case errors.Is(s.err, data.ErrFellBack): // what is left lacks the newest edit only, and comes first
		return startText{tr.T(keyFellBackTitle), hint + file, append([]startChoice{chooseAcceptLoss}, append(ways, chooseQuit)...)}
	case ok:
		return startText{tr.T(keyDamagedTitle), hint + file, append(ways, chooseSetAside, chooseQuit)}
	}
	return startText{tr.T(keyDamagedTitle), tr.T(keyDamagedHint) + file, []startChoice{chooseSetAside, chooseRetry, chooseQuit}}
}
