package auth

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
	"sync"
)

const redacted = "[redacted]"

// Secret is text that must never be shown: a token, a code, a session key. Every
// way of printing or encoding one yields a placeholder; only Reveal gives the
// text. Copies share it, so Wipe empties them all. The zero value is empty.
//
// The text is held by a closure because fmt ignores methods on unexported
// fields and, for a verb that does not fit, even follows pointers: a struct that
// embeds a Secret privately then prints the address of a function.
type Secret struct{ v *vault }

type vault struct{ open func(func(text *[]byte)) }

// NewSecret wraps text.
func NewSecret(text string) Secret {
	var mu sync.Mutex
	b := []byte(text)
	return Secret{&vault{func(f func(*[]byte)) {
		mu.Lock()
		defer mu.Unlock()
		f(&b)
	}}}
}

// Reveal returns the text itself. Call it only where the text is sent or compared.
func (s Secret) Reveal() (text string) {
	if s.v != nil {
		s.v.open(func(b *[]byte) { text = string(*b) })
	}
	return text
}

// Empty reports whether s holds no text, because it never did or was wiped.
func (s Secret) Empty() bool {
	empty := true
	if s.v != nil {
		s.v.open(func(b *[]byte) { empty = len(*b) == 0 })
	}
	return empty
}

// Equal compares in constant time, the lengths included.
func (s Secret) Equal(o Secret) bool {
	a, b := sha256.Sum256([]byte(s.Reveal())), sha256.Sum256([]byte(o.Reveal()))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// Wipe overwrites the text and empties every copy of s.
func (s Secret) Wipe() {
	if s.v == nil {
		return
	}
	s.v.open(func(b *[]byte) {
		clear(*b)
		*b = nil
	})
}

// String returns a placeholder.
func (s Secret) String() string { return redacted }

// GoString returns a placeholder.
func (s Secret) GoString() string { return redacted }

// Format writes a placeholder whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) {
	// fmt.State cannot report the writer's failure to anybody.
	_, _ = io.WriteString(f, redacted)
}

// LogValue logs a placeholder.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON encodes a placeholder.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// MarshalText encodes a placeholder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalBinary encodes a placeholder.
func (s Secret) MarshalBinary() ([]byte, error) { return []byte(redacted), nil }
