package phone

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ErrNumber refuses what is not a mobile number of mainland China.
var ErrNumber = errors.New("not a mobile number of eleven digits")

var mobile = regexp.MustCompile(`^1[3-9][0-9]{9}$`)

// maxInput bounds what is looked at.
const maxInput = 64

// Normalize reads a number as people type it: full-width digits, spaces, hyphens
// and brackets, +86 or 0086 before it. It returns the eleven digits or ErrNumber.
func Normalize(text string) (string, error) {
	if len(text) > maxInput {
		return "", ErrNumber
	}
	n := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -()\t\u2010\u2011\u2013", r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
	for _, prefix := range []string{"+86", "0086"} {
		if rest, ok := strings.CutPrefix(n, prefix); ok {
			n = rest
			break
		}
	}
	if !mobile.MatchString(n) {
		return "", ErrNumber
	}
	return n, nil
}

// Mask hides the middle of a normalised number.
func Mask(number string) string {
	if len(number) < 8 {
		return strings.Repeat("*", len(number))
	}
	return number[:3] + "****" + number[7:]
}

// subject is how accounts know a number without having it.
func subject(number string) string {
	sum := sha256.Sum256([]byte("tongtu phone\x00" + number))
	return hex.EncodeToString(sum[:14])
}

// plain reads a code as people type it.
func plain(code string) string {
	if len(code) > maxInput {
		return ""
	}
	return strings.ReplaceAll(norm.NFKC.String(code), " ", "")
}
