package feed_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tongtu/data/feed"
	"tongtu/data/model"
)

var clockForm = regexp.MustCompile(`^([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])$`)

// FuzzTime holds parseTime against a regular expression, and what it takes
// against what String gives.
func FuzzTime(f *testing.F) {
	for _, s := range []string{"8:00:00", "08:00:00", "25:61:00", "0:-5:00", "120:00:00", "120:00:01", "８:00:00", "", "1:2:3", "24:00:60"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := feed.ParseTime([]byte(s))
		want, wantOK := model.Second(0), false
		if m := clockForm.FindStringSubmatch(s); m != nil {
			h, _ := strconv.Atoi(m[1])
			min, _ := strconv.Atoi(m[2])
			sec, _ := strconv.Atoi(m[3])
			want = model.Second(h*3600 + min*60 + sec)
			wantOK = want <= model.MaxClock
		}
		if ok != wantOK || ok && got != want {
			t.Errorf("ParseTime(%q) = %d, %v, want %d, %v", s, got, ok, want, wantOK)
		}
		if back, ok2 := feed.ParseTime([]byte(got.String())); ok && (!ok2 || back != got) {
			t.Errorf("ParseTime(%q) reads back as %v, %v", got, back, ok2)
		}
	})
}

// FuzzDate holds parseDate against package time.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"20261101", "20270229", "20280229", "2026.11.01", "00000101", "20261301", "99991231"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := feed.ParseDate([]byte(s))
		want, err := time.Parse("20060102", s)
		if ok != (err == nil) || ok && !got.Time().Equal(want) {
			t.Errorf("ParseDate(%q) = %v, %v, want %v, %v", s, got, ok, want, err)
		}
	})
}

var moneyForm = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// FuzzMoney holds parseMoney against exact rational arithmetic.
func FuzzMoney(f *testing.F) {
	for _, s := range []string{"0", "47.0", "0.29", "2.5000", "1.005", "-1", "1e3", "1,5", ".5", "5.", "10000000000000", "99999999999999999999", "NaN"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := feed.ParseMoney([]byte(s))
		want, wantOK := big.NewRat(0, 1), moneyForm.MatchString(s) && len(s) < 1000
		if wantOK {
			want.SetString(s)
			want.Mul(want, big.NewRat(100, 1))
			wantOK = want.IsInt() && want.Num().IsInt64() && want.Num().Int64() <= 1e15
		}
		if ok && len(s) >= 1000 {
			return // many zeros; the oracle is not asked
		}
		if ok != wantOK || ok && want.Cmp(big.NewRat(int64(got), 1)) != 0 {
			t.Errorf("ParseMoney(%q) = %d, %v, want %v, %v", s, got, ok, want, wantOK)
		}
		if !ok {
			return
		}
		text := feed.AppendDecimal(nil, int64(got), 2)
		if back, ok := feed.ParseMoney(text); !ok || back != got {
			t.Errorf("%d is written as %s, read as %d, %v", got, text, back, ok)
		}
	})
}

// FuzzFloat: whatever is taken is finite and what strconv reads.
func FuzzFloat(f *testing.F) {
	for _, s := range []string{"39.9", "-116.4", "+12.5", "NaN", "Inf", "0x1p3", "1_0", "1e309", "1e5", "", "-", "１"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := feed.ParseFloat([]byte(s))
		want, err := strconv.ParseFloat(s, 64)
		if ok && (math.IsNaN(got) || math.IsInf(got, 0) || err != nil || got != want) {
			t.Errorf("ParseFloat(%q) = %v, want %v, %v", s, got, want, err)
		}
		plain := regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`).MatchString(s)
		if !ok && plain && err == nil {
			t.Errorf("ParseFloat(%q) refused a plain number", s)
		}
	})
}

// FuzzRows holds the row reader against encoding/csv wherever the two have the
// same idea of the text: no lone CR, no padding, quotes as in RFC 4180.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a,\"b\nc\"\r\nd,\"\"\"\"\r\n", "\n\na\n", "\"x", "a\"b,c", "\"a\"b", ",,\n", "a,b", "\"\"\n", "1,\"a\"\"b\",\"c\"\"d\"\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := feed.Rows([]byte(s))
		if strings.ContainsAny(strings.ReplaceAll(s, "\r\n", "\n"), "\r \t") {
			return
		}
		r := csv.NewReader(strings.NewReader(s))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil {
			return // encoding/csv also refuses a bare quote, which is taken as it is here
		}
		var plain [][]string
		for _, row := range want {
			if len(row) > 1 || row[0] != "" { // a quoted empty line is as good as a blank one
				plain = append(plain, row)
			}
			if len(row) > feed.MaxColumns {
				return
			}
		}
		if !ok {
			t.Fatalf("Rows(%q) refused, want %q", s, plain)
		}
		for _, row := range got {
			for i := range row {
				row[i] = strings.ReplaceAll(row[i], "\r\n", "\n")
			}
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", plain) {
			t.Errorf("Rows(%q) = %q, want %q", s, got, plain)
		}
	})
}

// FuzzCells: every text that is written comes back.
func FuzzCells(f *testing.F) {
	f.Add("a", " b ", "\"c,\n\"")
	f.Add("", "", "\r")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		got, ok := feed.Rows(feed.CSVRow(a, b, c))
		if !ok || len(got) != 1 || len(got[0]) != 3 || got[0][0] != a || got[0][1] != b || got[0][2] != c {
			t.Errorf("wrote %q, %q, %q, read %q, %v", a, b, c, got, ok)
		}
		list := []string{a, b, c}
		if back := feed.SplitList[string](feed.JoinList(list)); fmt.Sprintf("%q", back) != fmt.Sprintf("%q", list) {
			t.Errorf("list %q came back as %q", list, back)
		}
	})
}

// FuzzDecode: what is taken for text is UTF-8 without NUL, UTF-8 stays as it
// is, and a refusal names its line.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"a,b\n", "\xef\xbb\xbfa", "\xff\xfea\x00", "\xfe\xff\x00a", "\xb1\xb1\xbe\xa9", "a\x00b\x00c\x00d\x00", "\x82\xa0", "\xff"} {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("\xb1\xb1"), "gbk")
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		want, _ := feed.EncodingOf(name)
		text, from, err := feed.Decode("f", b, want)
		switch {
		case err != nil:
			if err.File != "f" || err.Code == "" || text != nil {
				t.Errorf("Decode(%q) = %q, %#v", b, text, err)
			}
		case !utf8.Valid(text) || strings.ContainsRune(string(text), 0):
			t.Errorf("Decode(%q) = %q from %q", b, text, from.Name)
		case want.Name == "" && utf8.Valid(b) && from.Name == "" && string(text) != strings.TrimPrefix(string(b), "\ufeff"):
			t.Errorf("Decode(%q) = %q", b, text)
		}
	})
}
