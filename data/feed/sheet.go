package feed

import (
	"strconv"

	"tongtu/data/model"
)

// Sheet builds one CSV table.
type Sheet struct {
	Buf []byte
	mid bool // a cell was written to the current row
}

// Comma begins a cell; the caller appends its text to Buf.
func (s *Sheet) Comma() {
	if s.mid {
		s.Buf = append(s.Buf, ',')
	}
	s.mid = true
}

// End ends the row.
func (s *Sheet) End() {
	s.Buf = append(s.Buf, '\n')
	s.mid = false
}

// Row writes a whole row of texts.
func (s *Sheet) Row(cells ...string) {
	for _, c := range cells {
		s.Text(c)
	}
	s.End()
}

// Text writes a cell, quoted where its text would not survive bare.
func (s *Sheet) Text(c string) {
	s.Comma()
	if !needsQuotes(c) {
		s.Buf = append(s.Buf, c...)
		return
	}
	s.Buf = append(s.Buf, '"')
	for i := range len(c) {
		if c[i] == '"' {
			s.Buf = append(s.Buf, '"')
		}
		s.Buf = append(s.Buf, c[i])
	}
	s.Buf = append(s.Buf, '"')
}

func needsQuotes(c string) bool {
	if c == "" {
		return false
	}
	for _, x := range [2]byte{c[0], c[len(c)-1]} {
		if x == ' ' || x == '\t' {
			return true
		}
	}
	for i := range len(c) {
		switch c[i] {
		case ',', '"', '\n', '\r':
			return true
		}
	}
	return false
}

// Int writes a whole number.
func (s *Sheet) Int(n int) {
	s.Comma()
	s.Buf = strconv.AppendInt(s.Buf, int64(n), 10)
}

// Decimal writes n / 10^places exactly.
func (s *Sheet) Decimal(n int64, places int) {
	s.Comma()
	s.Buf = AppendDecimal(s.Buf, n, places)
}

// Degrees writes a coordinate with as many digits as it takes to read the same back.
func (s *Sheet) Degrees(f float64) {
	s.Comma()
	s.Buf = strconv.AppendFloat(s.Buf, f, 'f', -1, 64)
}

// Date writes YYYYMMDD.
func (s *Sheet) Date(d model.Date) {
	s.Comma()
	s.Buf = AppendDate(s.Buf, d)
}

// Clock writes HH:MM:SS.
func (s *Sheet) Clock(t model.Second) {
	s.Comma()
	h, m, sec := t/model.Hour, t%model.Hour/model.Minute, t%model.Minute
	if h < 10 {
		s.Buf = append(s.Buf, '0')
	}
	s.Buf = strconv.AppendInt(s.Buf, int64(h), 10)
	s.Buf = append(s.Buf, ':', byte('0'+m/10), byte('0'+m%10), ':', byte('0'+sec/10), byte('0'+sec%10))
}

// Flag writes 1 or nothing.
func (s *Sheet) Flag(b bool) {
	s.Comma()
	if b {
		s.Buf = append(s.Buf, '1')
	}
}
