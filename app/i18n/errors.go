package i18n

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"syscall"
	"time"

	"tongtu/auth"
	"tongtu/auth/phone"
	"tongtu/data"
	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

const (
	keyUnexpected  Key = "errors.unexpected"
	keyLocked      Key = "errors.data.locked"       // {path}
	keyLockedBy    Key = "errors.data.locked-by"    // {path} {pid} {host} {since}
	keyWaitMinutes Key = "errors.auth.wait.minutes" // {n}
	keyWaitSeconds Key = "errors.auth.wait.seconds" // {n}
	keyCodeWrong   Key = "errors.phone.code"        // {n}
	keyCodeDead    Key = "errors.phone.code-dead"
	keyInUse       Key = "errors.data.in-use"   // {n}
	keyPlace       Key = "errors.place.unknown" // {text}
	keyPlaceNear   Key = "errors.place.unknown-near"
	keyPlaceUnsure Key = "errors.place.ambiguous"
)

// sentinels gives the words of errors that carry no detail worth showing. The
// first that matches counts, so the special come before the general.
var sentinels = []struct {
	err error
	key Key
}{
	{plan.ErrNoRoute, "errors.plan.no-route"},
	{plan.ErrSamePlace, "errors.plan.same-place"},
	{plan.ErrUnknown, "errors.plan.unknown-place"},
	{plan.ErrUnsupported, "errors.plan.unsupported"},
	{timetable.ErrNetwork, "errors.engine.network"},
	{engine.ErrNoTimetable, "errors.engine.no-timetable"},

	{data.ErrSchemaTooNew, "errors.data.too-new"},
	{data.ErrSchemaOld, "errors.data.too-old"},
	{data.ErrFellBack, "errors.data.fell-back"},
	{data.ErrMissing, "errors.data.missing"},
	{data.ErrDamaged, "errors.data.damaged"},
	{data.ErrReplaced, "errors.data.replaced"},
	{data.ErrReadOnly, "errors.data.read-only"},
	{data.ErrNothingToUndo, "errors.data.nothing-to-undo"},
	{data.ErrNothingToRedo, "errors.data.nothing-to-redo"},

	{auth.ErrNotSignedIn, "errors.auth.not-signed-in"},
	{auth.ErrExpired, "errors.auth.expired"},
	{auth.ErrSignedOut, "errors.auth.signed-out"},
	{auth.ErrDeclined, "errors.auth.declined"},
	{auth.ErrChallengeExpired, "errors.auth.challenge-expired"},
	{auth.ErrCode, "errors.auth.code"},
	{auth.ErrBlocked, "errors.auth.blocked"},
	{auth.ErrBusy, "errors.auth.busy"},
	{auth.ErrTooMany, "errors.auth.too-many"},
	{auth.ErrUnknownProvider, "errors.auth.provider"},
	{auth.ErrPassphrase, "errors.auth.passphrase"},
	{auth.ErrPassphraseShort, "errors.auth.passphrase-short"},
	{auth.ErrPassphraseLong, "errors.auth.passphrase-long"},
	{auth.ErrNoPassphrase, "errors.auth.no-passphrase"},
	{auth.ErrPassphraseSet, "errors.auth.passphrase-set"},
	{auth.ErrRecovery, "errors.auth.recovery"},
	{auth.ErrLastAdmin, "errors.auth.last-admin"},
	{auth.ErrNeverAdmin, "errors.auth.never-admin"},
	{auth.ErrKiosk, "errors.auth.kiosk"},
	{auth.ErrNotRemembered, "errors.auth.not-remembered"},
	{auth.ErrAuditBroken, "errors.auth.audit"},
	{phone.ErrNumber, "errors.phone.number"},
	{phone.ErrCaptcha, "errors.phone.captcha"},

	{context.Canceled, "errors.cancelled"},
	{context.DeadlineExceeded, "errors.timeout"},
	{fs.ErrNotExist, "errors.no-file"},
	{fs.ErrPermission, "errors.no-access"},
	{model.ErrConflict, "errors.conflict"},
	{model.ErrExists, "errors.exists"},
	{model.ErrForbidden, "errors.forbidden"},
	{model.ErrNotFound, "errors.not-found"},
}

// disk are the refusals of a disk. Their text is followed by the file, if known.
var disk = []struct {
	errno syscall.Errno
	key   Key
}{
	{syscall.ENOSPC, "errors.disk-full"},
	{syscall.EDQUOT, "errors.disk-full"},
	{syscall.EFBIG, "errors.disk-limit"},
	{syscall.EIO, "errors.disk-broken"},
	{syscall.EROFS, "errors.disk-read-only"},
}

const keyAtFile Key = "errors.at-file" // {text} {path}

// disk words what the disk refused.
func (c *Catalogue) disk(err error) (string, bool) {
	for _, d := range disk {
		if !errors.Is(err, d.errno) {
			continue
		}
		var at *fs.PathError
		if errors.As(err, &at) {
			return c.T(keyAtFile, A{"text": d.key, "path": at.Path}), true
		}
		return c.T(d.key), true
	}
	return "", false
}

func sentinel(err error) (Key, bool) {
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			return s.key, true
		}
	}
	return "", false
}

// Error puts an error of any layer into words for people: what happened, where,
// and what can be done. An error it does not know becomes a general sentence.
func (c *Catalogue) Error(err error) string {
	text, _ := c.Describe(err)
	return text
}

// Describe is Error that also tells whether the error was a known one. The
// details of others belong into the log.
func (c *Catalogue) Describe(err error) (text string, known bool) {
	if err == nil {
		return "", true
	}
	if fields := model.FieldErrors(err); len(fields) > 0 {
		return c.fields(fields), true
	}
	if problems := feed.Errors(err); len(problems) > 0 {
		return c.feed(problems), true
	}
	if text, ok := c.typed(err); ok {
		return text, true
	}
	if text, ok := c.disk(err); ok {
		return text, true
	}
	if key, ok := sentinel(err); ok {
		return c.T(key), true
	}
	return c.T(keyUnexpected), false
}

// typed words the errors that carry details.
func (c *Catalogue) typed(err error) (string, bool) {
	var (
		locked    *data.LockedError
		inUse     *data.InUseError
		unknown   *place.UnknownError
		ambiguous *place.AmbiguousError
		wait      *auth.WaitError
		code      *phone.CodeError
	)
	switch {
	case errors.As(err, &wait):
		return c.wait(wait.Wait), true
	case errors.As(err, &code) && code.Left == 0:
		return c.T(keyCodeDead), true
	case errors.As(err, &code):
		return c.T(keyCodeWrong, A{"n": code.Left}), true
	case errors.As(err, &locked):
		return c.locked(locked), true
	case errors.As(err, &inUse):
		return c.T(keyInUse, A{"n": inUse.Trips}), true
	case errors.As(err, &ambiguous):
		return c.T(keyPlaceUnsure, A{"text": ambiguous.Text, "near": candidates(ambiguous.Candidates)}), true
	case errors.As(err, &unknown) && len(unknown.Candidates) > 0:
		return c.T(keyPlaceNear, A{"text": unknown.Text, "near": candidates(unknown.Candidates)}), true
	case errors.As(err, &unknown):
		return c.T(keyPlace, A{"text": unknown.Text}), true
	}
	return "", false
}

// wait rounds up: whoever comes back then is not refused again.
func (c *Catalogue) wait(d time.Duration) string {
	if d > 90*time.Second {
		return c.T(keyWaitMinutes, A{"n": int((d + time.Minute - 1) / time.Minute)})
	}
	return c.T(keyWaitSeconds, A{"n": int((d + time.Second - 1) / time.Second)})
}

func (c *Catalogue) locked(e *data.LockedError) string {
	if !e.Holder.Known() {
		return c.T(keyLocked, A{"path": e.Path})
	}
	return c.T(keyLockedBy, A{
		"path": e.Path, "pid": strconv.Itoa(e.Holder.PID), "host": e.Holder.Host,
		"since": c.Moment(model.MomentOf(e.Holder.Since.Local())),
	})
}

// maxCandidates is how many places one message offers.
const maxCandidates = 6

// candidates lists places with what tells namesakes apart, and the id to use
// where names cannot.
func candidates(ms []place.Match) string {
	var names []string
	for _, m := range ms[:min(len(ms), maxCandidates)] {
		name := m.Label
		if m.Detail != "" {
			name += " (" + m.Detail + ")"
		}
		id := string(m.City)
		if m.Station != "" {
			id = string(m.Station)
		}
		names = append(names, name+" id:"+id)
	}
	if len(ms) > maxCandidates {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
