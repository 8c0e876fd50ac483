package graph

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// FormatCode says what is wrong with a line.
type FormatCode string

// What may be wrong with a file.
const (
	NoHeader     FormatCode = "no p line before the first entry"
	SecondHeader FormatCode = "second p line"
	BadHeader    FormatCode = "not the p line of this format"
	UnknownLine  FormatCode = "unknown kind of line"
	FieldCount   FormatCode = "wrong number of fields"
	NotNumber    FormatCode = "not a number"
	NodeRange    FormatCode = "node out of range"
	NodeTwice    FormatCode = "node given twice"
	WeightRange  FormatCode = "weight out of range"
	WrongCount   FormatCode = "not as many entries as announced"
	TooLarge     FormatCode = "beyond the limits"
	LongLine     FormatCode = "line too long"
	BadGzip      FormatCode = "damaged compression"
)

// FormatError says which line of a file is wrong, and what is.
type FormatError struct {
	Line  int // from 1; the last line for what is missing
	Code  FormatCode
	Value string // the field at fault, shortened; may be empty
}

// Error implements error.
func (e *FormatError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.Code)
	}
	return fmt.Sprintf("line %d: %s: %q", e.Line, e.Code, e.Value)
}

// lines splits a file into lines of fields.
type lines struct {
	in     *bufio.Reader
	left   int64 // bytes still allowed
	line   int
	fields [][]byte
}

// newLines unpacks r if it begins as gzip does.
func newLines(r io.Reader, limit int64) (*lines, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	l := &lines{in: in, left: limit}
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, l.fail(BadGzip, nil)
		}
		l.in = bufio.NewReaderSize(z, 1<<16)
	}
	return l, nil
}

// next returns the fields of the next line that is neither empty nor a
// comment; they are valid until the next call. At the end it returns io.EOF.
func (l *lines) next(ctx context.Context) ([][]byte, error) {
	for {
		if err := cancelled(ctx, l.line); err != nil {
			return nil, err
		}
		text, err := l.in.ReadSlice('\n')
		if len(text) == 0 && errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		l.line++
		l.left -= int64(len(text))
		switch {
		case l.left < 0:
			return nil, l.fail(TooLarge, nil)
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, l.fail(LongLine, nil)
		case damaged(err):
			return nil, l.fail(BadGzip, nil)
		case err != nil && !errors.Is(err, io.EOF):
			return nil, fmt.Errorf("line %d: %w", l.line, err)
		}
		if text[0] == 'c' && (len(text) == 1 || text[1] <= ' ') {
			continue
		}
		if l.fields = split(l.fields[:0], text); len(l.fields) > 0 {
			return l.fields, nil
		}
	}
}

// damaged reports whether the decompressor gave up.
func damaged(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader)
}

// split appends the fields between blanks; bytes.Fields would allocate.
func split(fields [][]byte, text []byte) [][]byte {
	begin := -1
	for i, b := range text {
		blank := b == ' ' || b == '\t' || b == '\r' || b == '\n'
		if blank && begin >= 0 {
			fields = append(fields, text[begin:i])
			begin = -1
		} else if !blank && begin < 0 {
			begin = i
		}
	}
	if begin >= 0 {
		fields = append(fields, text[begin:])
	}
	return fields
}

// number is a whole number from lo to hi; beyond is the code for another one.
func (l *lines) number(f []byte, lo, hi int, beyond FormatCode) (int, error) {
	x, neg := 0, false
	digits := f
	if len(f) > 1 && f[0] == '-' {
		digits, neg = f[1:], true
	}
	for _, b := range digits {
		if b < '0' || b > '9' {
			return 0, l.fail(NotNumber, f)
		}
		x = min(x*10+int(b-'0'), math.MaxInt/16) // stays beyond any limit
	}
	if neg {
		x = -x
	}
	if x < lo || x > hi {
		return 0, l.fail(beyond, f)
	}
	return x, nil
}

// coordinate is a finite number.
func (l *lines) coordinate(f []byte) (float64, error) {
	x, err := strconv.ParseFloat(string(f), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, l.fail(NotNumber, f)
	}
	return x, nil
}

func (l *lines) fail(code FormatCode, field []byte) error {
	const most = 40
	return &FormatError{Line: max(1, l.line), Code: code, Value: string(field[:min(most, len(field))])}
}
