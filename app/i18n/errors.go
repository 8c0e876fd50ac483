package i18n

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

const (
	keyUnexpected Key = "errors.unexpected"
	keyCancelled  Key = "errors.cancelled"
	keyTimeout    Key = "errors.timeout"
	keyDiskFull   Key = "errors.disk-full"
	keyNoFile     Key = "errors.no-file"
	keyNoAccess   Key = "errors.no-access"
	keyNotFound   Key = "errors.not-found"
	keyExists     Key = "errors.exists"
	keyConflict   Key = "errors.conflict"
	keyForbidden  Key = "errors.forbidden"
	keyNoRoute    Key = "errors.plan.no-route"
	keyUnknownEnd Key = "errors.plan.unknown-place"
	keySamePlace  Key = "errors.plan.same-place"
	keyCannot     Key = "errors.plan.unsupported"
)

// sentinels gives the words of errors that carry no detail worth showing. The
// first that matches counts, so the special come before the general.
var sentinels = []struct {
	err error
	key Key
}{
	{context.Canceled, keyCancelled},
	{context.DeadlineExceeded, keyTimeout},
	{plan.ErrNoRoute, keyNoRoute},
	{plan.ErrSamePlace, keySamePlace},
	{plan.ErrUnknown, keyUnknownEnd},
	{plan.ErrUnsupported, keyCannot},
	{syscall.ENOSPC, keyDiskFull},
	{fs.ErrNotExist, keyNoFile},
	{fs.ErrPermission, keyNoAccess},
	{model.ErrConflict, keyConflict},
	{model.ErrExists, keyExists},
	{model.ErrForbidden, keyForbidden},
	{model.ErrNotFound, keyNotFound},
}

// Error puts an error of any layer into words for people: what happened, where,
// and what can be done. An error it does not know becomes a general sentence
// and known is false, so that the caller can log the detail.
func (c *Catalogue) Error(err error) string {
	text, _ := c.Describe(err)
	return text
}

// Describe is Error that also tells whether it knew the error.
func (c *Catalogue) Describe(err error) (text string, known bool) {
	if err == nil {
		return "", true
	}
	if fields := model.FieldErrors(err); len(fields) > 0 {
		return c.fields(fields), true
	}
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			return c.T(s.key), true
		}
	}
	return c.T(keyUnexpected), false
}
