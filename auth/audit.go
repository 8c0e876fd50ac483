package auth

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"tongtu/data/model"
)

// results are the words of the log for why something was refused.
var results = []struct {
	err  error
	word string
}{
	{ErrNotSignedIn, "not-signed-in"}, {ErrExpired, "expired"}, {ErrSignedOut, "signed-out"},
	{ErrDeclined, "declined"}, {ErrChallengeExpired, "lapsed"}, {ErrCode, "bad-code"},
	{ErrBlocked, "blocked"}, {ErrBusy, "busy"}, {ErrTooMany, "too-many"},
	{ErrPassphrase, "wrong-passphrase"}, {ErrRecovery, "wrong-recovery-code"}, {ErrNoPassphrase, "no-passphrase"},
	{ErrLastAdmin, "last-admin"}, {ErrNeverAdmin, "never-admin"}, {ErrKiosk, "kiosk"}, {ErrNotRemembered, "not-remembered"},
	{model.ErrForbidden, "forbidden"}, {model.ErrNotFound, "not-found"}, {model.ErrExists, "exists"},
	{context.Canceled, "cancelled"},
}

// worded is an error of a provider that has a word of its own.
type worded interface{ Word() string }

// resultOf is the word for err; never its text, which might say too much.
func resultOf(err error) string {
	var w worded
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &w):
		return w.Word()
	}
	for _, r := range results {
		if errors.Is(err, r.err) {
			return r.word
		}
	}
	return "failed"
}

// line makes the next line of the log. Callers hold write and commit it.
func (s *Service) line(who User, what, target string, err error) model.AuditEntry {
	return entryAfter(s.state.Last, s.now().Round(0).UTC(), who, what, target, err)
}

// entryAfter is the line that follows last.
func entryAfter(last model.AuditEntry, at time.Time, who User, what, target string, err error) model.AuditEntry {
	e := model.AuditEntry{
		Seq: last.Seq + 1, At: at, Who: who.ID, Name: who.Name,
		What: what, Target: target, Result: resultOf(err), Prev: last.Hash,
	}
	e.Hash = hashEntry(e)
	return e
}

// note writes a line of its own.
func (s *Service) note(sess Session, what, target string, err error) {
	s.leave(chore{who: sess.User, what: what, target: target, err: err})
}

// Record logs something that ctx did elsewhere, such as a restore: what and
// target are short words and hold no secret.
func (s *Service) Record(ctx context.Context, what, target string, err error) {
	s.note(SessionOf(ctx), what, target, err)
}

// hashEntry covers everything in e but its own hash; each part is preceded by
// its length, so that no two lines read the same.
func hashEntry(e model.AuditEntry) []byte {
	h := sha256.New()
	for _, part := range [][]byte{
		binary.BigEndian.AppendUint64(nil, e.Seq), []byte(e.At.UTC().Format(time.RFC3339Nano)),
		[]byte(e.Who), []byte(e.Name), []byte(e.What), []byte(e.Target), []byte(e.Result), e.Prev,
	} {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(part))))
		h.Write(part)
	}
	return h.Sum(nil)
}

// Audit returns up to n lines of the log from line seq on, oldest first. It
// needs PermAdmin.
func (s *Service) Audit(ctx context.Context, seq uint64, n int) ([]model.AuditEntry, error) {
	if err := s.Authorize(ctx, model.PermAdmin); err != nil {
		s.note(SessionOf(ctx), "audit", "", err)
		return nil, err
	}
	s.Flush()
	return s.ledger.Audit(seq, n)
}

// auditPage is how many lines are read at once.
const auditPage = 512

// VerifyAudit reads the whole log and checks that no line was changed, added or
// taken out. It returns how many lines are sound; with ErrAuditBroken the next
// one is not. It needs PermAdmin.
func (s *Service) VerifyAudit(ctx context.Context) (sound uint64, err error) {
	err = s.walkAudit(ctx, "verify-audit", func(model.AuditEntry) error { sound++; return nil })
	return sound, err
}

// ExportAudit writes the log as JSON, one line each, checking it on the way. It
// needs PermAdmin.
func (s *Service) ExportAudit(ctx context.Context, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return s.walkAudit(ctx, "export-audit", func(e model.AuditEntry) error { return enc.Encode(e) })
}

func (s *Service) walkAudit(ctx context.Context, what string, fn func(model.AuditEntry) error) error {
	if err := s.Authorize(ctx, model.PermAdmin); err != nil {
		s.note(SessionOf(ctx), what, "", err)
		return err
	}
	s.begin()
	last := s.state.Last
	s.write.Unlock()
	var prev model.AuditEntry
	for prev.Seq < last.Seq {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		page, err := s.ledger.Audit(prev.Seq+1, auditPage)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return fmt.Errorf("line %d: %w", prev.Seq+1, ErrAuditBroken)
		}
		for _, e := range page {
			if e.Seq > last.Seq {
				break
			}
			if e.Seq != prev.Seq+1 || !bytes.Equal(e.Prev, prev.Hash) || !bytes.Equal(e.Hash, hashEntry(e)) {
				return fmt.Errorf("line %d: %w", prev.Seq+1, ErrAuditBroken)
			}
			if err := fn(e); err != nil {
				return err
			}
			prev = e
		}
	}
	if !bytes.Equal(prev.Hash, last.Hash) {
		return fmt.Errorf("line %d: %w", last.Seq, ErrAuditBroken)
	}
	s.note(SessionOf(ctx), what, "", nil)
	return nil
}
