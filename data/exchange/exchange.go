package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/data/netjson"
	"tongtu/data/table"
)

// Format is a file format.
type Format string

// The formats.
const (
	GTFS Format = "gtfs"
	CSV  Format = "csv"
	JSON Format = "json"
)

// FormatOf tells the format that a file to be written shall have by its name.
func FormatOf(name string) (Format, bool) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".zip":
		return GTFS, true
	case ".csv":
		return CSV, true
	case ".json":
		return JSON, true
	}
	return "", false
}

// ParseFormat finds a format by its name.
func ParseFormat(name string) (Format, bool) {
	f := Format(name)
	return f, f == GTFS || f == CSV || f == JSON
}

// MaxText is the size of the largest file that is read as one text.
const MaxText = 1_000_000_000

// Options change how a file is read. The zero value is strict and silent.
type Options struct {
	// Progress, when set, is called on the reading goroutine; done never falls
	// and ends at total.
	Progress func(done, total int64)
	// LeaveOut leaves broken rows out and reports them; see gtfs.Options.
	LeaveOut bool
	// Encoding of text; the zero value finds it out.
	Encoding feed.Encoding
	// Columns, From, To and Places are for plain tables; see table.Options.
	Columns  map[string]string
	From, To model.Date
	Places   func(name string) (table.Place, bool)
}

// Read reads the file or folder at path, completely or not at all. A refusal is
// made of *feed.Error values; only a cancelled ctx gives another kind of error.
func Read(ctx context.Context, path string, o Options) (model.Network, feed.Report, error) {
	base := filepath.Base(path)
	head, err := headOf(path)
	if err != nil {
		return model.Network{}, feed.Report{}, &feed.Error{File: base, Code: feed.CodeIO, Err: err}
	}
	if head == nil || bytes.HasPrefix(head, []byte("PK")) {
		return gtfs.ReadWith(ctx, path, gtfs.Options{Progress: o.Progress, LeaveOut: o.LeaveOut, Encoding: o.Encoding})
	}
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) { // what Excel wrote before 2007
		return model.Network{}, feed.Report{}, &feed.Error{File: base, Code: feed.CodeExcel}
	}
	if len(head) == 0 {
		return model.Network{}, feed.Report{}, &feed.Error{File: base, Code: feed.CodeEmptyFile}
	}
	text, from, err := readText(path, base, o.Encoding)
	if err != nil {
		return model.Network{}, feed.Report{}, err
	}
	return readOne(ctx, base, text, from, o)
}

func readOne(ctx context.Context, base string, text []byte, from feed.Encoding, o Options) (model.Network, feed.Report, error) {
	n, rep, err := parse(ctx, base, text, o)
	if err == nil && from.Name != "" {
		rep.Findings = append(rep.Findings, feed.Finding{Severity: feed.SeverityInfo, Code: feed.CodeEncoding, File: base, Value: from.Name, Count: 1})
	}
	return n, rep, err
}

// parse reads a text as JSON when it begins like it or is called so, else as a
// plain table.
func parse(ctx context.Context, base string, text []byte, o Options) (model.Network, feed.Report, error) {
	start := bytes.TrimLeft(text, " \t\r\n")
	if bytes.HasPrefix(start, []byte("{")) || strings.EqualFold(filepath.Ext(base), ".json") {
		return netjson.Read(ctx, base, text, o.Progress)
	}
	return table.Read(ctx, base, text, table.Options{Progress: o.Progress, LeaveOut: o.LeaveOut, Columns: o.Columns,
		From: o.From, To: o.To, Places: o.Places})
}

// headOf reads the beginning of a file; nil for a folder.
func headOf(path string) (head []byte, err error) {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a pipe may never end, or never begin
		return nil, fmt.Errorf("%s: %w", path, errors.ErrUnsupported)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	head = make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// readText reads a whole file into memory, if it is of a reasonable size.
func readText(path, base string, want feed.Encoding) ([]byte, feed.Encoding, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, want, &feed.Error{File: base, Code: feed.CodeIO, Err: err}
	}
	if info.Size() > MaxText {
		return nil, want, &feed.Error{File: base, Code: feed.CodeTooLarge}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, want, &feed.Error{File: base, Code: feed.CodeIO, Err: err}
	}
	text, from, refusal := feed.Decode(base, b, want)
	if refusal != nil {
		return nil, want, refusal
	}
	return text, from, nil
}

// Write writes n in format f; the bytes depend on n alone.
func Write(w io.Writer, n model.Network, f Format) error {
	switch f {
	case GTFS:
		return gtfs.Write(w, n)
	case CSV:
		return table.Write(w, n)
	case JSON:
		return netjson.Write(w, n)
	}
	return fmt.Errorf("format %q: %w", f, errors.ErrUnsupported)
}
