package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tongtu/data/model"
)

// row is one record of an embedded table, its fields reachable by column name.
// The first bad field is kept and reported by the table's reader.
type row struct {
	file   string
	line   int
	header []string
	fields []string
	err    error
}

func (r *row) text(column string) string {
	i := slices.Index(r.header, column)
	if i < 0 {
		r.fail(column, errors.New("no such column"))
		return ""
	}
	return r.fields[i]
}

func (r *row) number(column string) float64 {
	v, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		r.fail(column, err)
	}
	return v
}

func (r *row) list(column string) []string {
	s := r.text(column)
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

func (r *row) pos() model.LonLat {
	p := model.LonLat{Lon: r.number("lon"), Lat: r.number("lat")}
	// The widest box around the country; catches swapped columns.
	if p.Lon < 73 || p.Lon > 136 || p.Lat < 3 || p.Lat > 54 {
		r.fail("lon", fmt.Errorf("%v is outside the country", p))
	}
	return p
}

func (r *row) fail(column string, err error) {
	if r.err == nil {
		r.err = fmt.Errorf("%s:%d: %s: %w", r.file, r.line, column, err)
	}
}

// readTable calls each for every record of an embedded CSV file. Lines that
// begin with # are comments; the first other line names the columns.
func readTable(file string, data []byte, each func(*row)) error {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: header: %w", file, err)
	}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		rec := &row{file: file, line: line, header: header, fields: fields}
		each(rec)
		if rec.err != nil {
			return rec.err
		}
	}
}
