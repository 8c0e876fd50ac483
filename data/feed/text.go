package feed

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is how the bytes of a file stand for text.
type Encoding struct {
	Name string // "gb18030"; empty for UTF-8
	enc  encoding.Encoding
}

// EncodingOf finds an encoding by one of its names, in any case.
func EncodingOf(name string) (Encoding, bool) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return Encoding{}, false
	}
	canonical, err := htmlindex.Name(e)
	switch {
	case err != nil:
		return Encoding{}, false
	case canonical == "gbk": // a part of it, and what writes "GBK" uses the rest too
		return Encoding{"gb18030", simplifiedchinese.GB18030}, true
	case canonical == "utf-8":
		return Encoding{}, true
	}
	return Encoding{canonical, e}, true
}

// Decode makes UTF-8 of a file and tells which encoding it had. A zero want is
// found out: by a byte order mark, by being UTF-8, by the zeros of UTF-16, else
// by which of the East Asian encodings reads best. Text that is in none of
// them is an error with its line.
func Decode(file string, b []byte, want Encoding) (text []byte, from Encoding, err *Error) {
	utf8BOM := []byte("\xef\xbb\xbf")
	if want.enc == nil {
		switch {
		case bytes.HasPrefix(b, []byte("\xff\xfe")):
			want = Encoding{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
		case bytes.HasPrefix(b, []byte("\xfe\xff")):
			want = Encoding{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
		case bytes.IndexByte(b, 0) >= 0:
			want = zeros(b)
		case !utf8.Valid(b) && !mostlyUTF8(b):
			want = eastAsian(b)
		}
	}
	if want.enc == nil {
		b = bytes.TrimPrefix(b, utf8BOM)
		if i := bytes.IndexByte(b, 0); i >= 0 {
			return nil, want, &Error{File: file, Line: LineAt(b, i), Code: CodeCharacter, Value: `\x00`}
		}
		if i := firstBroken(b); i < len(b) {
			return nil, want, &Error{File: file, Line: LineAt(b, i), Code: CodeNotUTF8, Value: fmt.Sprintf("% x", b[i:min(len(b), i+8)])}
		}
		return b, want, nil
	}
	text, decodeErr := want.enc.NewDecoder().Bytes(b)
	if decodeErr != nil {
		return nil, want, &Error{File: file, Code: CodeNotUTF8, Value: want.Name, Err: decodeErr}
	}
	text = bytes.TrimPrefix(text, utf8BOM)
	switch i := bytes.Index(text, []byte("\uFFFD")); {
	case i >= 0 && i+len("\uFFFD") == len(text):
		return nil, want, &Error{File: file, Line: LineAt(text, i), Code: CodeCutCharacter, Value: want.Name}
	case i >= 0:
		return nil, want, &Error{File: file, Line: LineAt(text, i), Code: CodeNotUTF8, Value: want.Name}
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return nil, want, &Error{File: file, Line: LineAt(text, i), Code: CodeCharacter, Value: `\x00`}
	}
	return text, want, nil
}

// firstBroken is where b stops being UTF-8, its length if nowhere.
func firstBroken(b []byte) int {
	i := 0
	for i < len(b) {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		i += n
	}
	return i
}

// mostlyUTF8 reports whether b is UTF-8 with a few broken bytes: text in
// another encoding hardly ever holds a well-formed longer character.
func mostlyUTF8(b []byte) bool {
	long, broken := 0, 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			long++
		}
		i += n
	}
	return long > 4*broken
}

// zeros tells UTF-16 without a mark by where its zeros are; the zero Encoding
// when they are something else.
func zeros(b []byte) Encoding {
	var at [2]int
	sample := b[:min(len(b), 4096)&^1]
	for i, c := range sample {
		if c == 0 {
			at[i&1]++
		}
	}
	switch most := max(len(sample)/8, 2); { // at least every fourth character is ASCII
	case at[1] > most && at[0]*10 < at[1]:
		return Encoding{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	case at[0] > most && at[1]*10 < at[0]:
		return Encoding{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}
	}
	return Encoding{}
}

// candidate is an encoding of two-byte characters with the share of them that
// are common in its texts.
type candidate struct {
	Encoding
	common func(first, second byte) bool
	lead   func(first byte) bool
}

var candidates = []candidate{
	{Encoding{"gb18030", simplifiedchinese.GB18030},
		func(a, b byte) bool {
			return a >= 0xb0 && a <= 0xf7 && b >= 0xa1 || (a == 0xa1 || a == 0xa3) && b >= 0xa1
		},
		func(a byte) bool { return a >= 0x81 && a != 0xff }},
	{Encoding{"big5", traditionalchinese.Big5},
		func(a, b byte) bool { return a >= 0xa4 && a <= 0xc6 || a == 0xa1 && b <= 0x7e },
		func(a byte) bool { return a >= 0x81 && a != 0xff }},
	{Encoding{"shift_jis", japanese.ShiftJIS},
		func(a, b byte) bool {
			return a == 0x82 && b >= 0x4f || a == 0x83 && b <= 0x96 || a >= 0x88 && a <= 0x97 || a == 0x81 && b <= 0x7e
		},
		func(a byte) bool { return a >= 0x81 && a <= 0x9f || a >= 0xe0 && a <= 0xfc }},
}

// leastCommon is the share of common characters below which text is not taken
// for East Asian: bytes of another kind give about a third.
const leastCommon = 0.6

// eastAsian finds the encoding in which most characters of b are common ones,
// GB 18030 when in doubt; the zero Encoding when it reads in none.
func eastAsian(b []byte) Encoding {
	var best Encoding
	bestShare := leastCommon
	for _, c := range candidates {
		if share := c.share(b); share > bestShare && c.reads(b) {
			best, bestShare = c.Encoding, share
		}
	}
	return best
}

// reads reports whether every character of b is one of the encoding; the last
// may be cut.
func (c candidate) reads(b []byte) bool {
	text, err := c.enc.NewDecoder().Bytes(b)
	i := bytes.Index(text, []byte("\uFFFD"))
	return err == nil && (i < 0 || i > 0 && i+len("\uFFFD") == len(text) && len(text) > 3*utf8.UTFMax)
}

func (c candidate) share(b []byte) float64 {
	all, common := 0, 0
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] < 0x80:
			continue
		case !c.lead(b[i]):
			all++ // a single byte, rare in such texts, or an impossible one
		case i+1 < len(b) && b[i+1] >= '0' && b[i+1] <= '9' && c.Name == "gb18030":
			i += 3 // one of the rare four-byte characters says nothing
		case i+1 < len(b):
			all++
			if c.common(b[i], b[i+1]) {
				common++
			}
			i++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}
