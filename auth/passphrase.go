package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The bounds of a new passphrase, in characters and, upwards, in bytes.
const (
	MinPassphrase  = 8
	GoodPassphrase = 15 // below it, warn
	MaxPassphrase  = 1024
)

// CheckPassphrase reports whether a new passphrase will do; weak asks for a warning.
func CheckPassphrase(p Secret) (weak bool, err error) {
	text := norm.NFKC.String(p.Reveal())
	n := utf8.RuneCountInString(text)
	switch {
	case len(text) > MaxPassphrase:
		return false, ErrPassphraseLong
	case n < MinPassphrase:
		return false, ErrPassphraseShort
	}
	return n < GoodPassphrase, nil
}

// Cost is what computing argon2id takes.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// DefaultCost is RFC 9106's second recommendation, above OWASP's least.
func DefaultCost() Cost { return Cost{Memory: 64 << 10, Time: 3, Threads: 4} }

// What a stored hash may ask for: more is not one of ours and would only cost
// memory.
const (
	maxMemory  = 1 << 20 // 1 GiB
	maxTime    = 32
	saltBytes  = 16
	hashBytes  = 32
	phcVersion = argon2.Version
)

var errPHC = errors.New("not an argon2id hash")

// hashPassphrase returns the hash of p in PHC form.
func hashPassphrase(p Secret, c Cost) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	return phc{c, salt, derive(p, salt, c, hashBytes)}.String()
}

// verifyPassphrase compares in constant time.
func verifyPassphrase(p Secret, stored string) (bool, error) {
	h, err := parsePHC(stored)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(derive(p, h.salt, h.cost, len(h.hash)), h.hash) == 1, nil
}

func derive(p Secret, salt []byte, c Cost, n int) []byte {
	text := norm.NFKC.Bytes([]byte(p.Reveal()))
	defer clear(text)
	return argon2.IDKey(text, salt, c.Time, c.Memory, c.Threads, uint32(n))
}

// phc is a hash in the form of the Password Hashing Competition.
type phc struct {
	cost       Cost
	salt, hash []byte
}

func (h phc) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", phcVersion,
		h.cost.Memory, h.cost.Time, h.cost.Threads, b64.EncodeToString(h.salt), b64.EncodeToString(h.hash))
}

func parsePHC(text string) (phc, error) {
	part := strings.Split(text, "$")
	if len(text) > 512 || len(part) != 6 || part[0] != "" || part[1] != "argon2id" {
		return phc{}, errPHC
	}
	var h phc
	var version int
	if _, err := fmt.Sscanf(part[2], "v=%d", &version); err != nil || version != phcVersion {
		return phc{}, errPHC
	}
	if _, err := fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &h.cost.Memory, &h.cost.Time, &h.cost.Threads); err != nil {
		return phc{}, errPHC
	}
	var err1, err2 error
	h.salt, err1 = base64.RawStdEncoding.DecodeString(part[4])
	h.hash, err2 = base64.RawStdEncoding.DecodeString(part[5])
	c := h.cost
	if err1 != nil || err2 != nil || len(h.salt) < 8 || len(h.hash) < 16 ||
		c.Time < 1 || c.Time > maxTime || c.Threads < 1 || c.Memory < 8*uint32(c.Threads) || c.Memory > maxMemory ||
		h.String() != text {
		return phc{}, errPHC
	}
	return h, nil
}
