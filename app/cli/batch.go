package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// maxLine bounds one query line of a batch.
const maxLine = 1 << 20

// batchQuery is one line of `plan --batch`.
type batchQuery struct {
	From        string        `json:"from"`
	To          string        `json:"to"`
	Depart      string        `json:"depart"`
	Arrive      string        `json:"arrive"`
	By          string        `json:"by"`
	Modes       names         `json:"modes"`
	Classes     names         `json:"classes"`
	Via         names         `json:"via"`
	Avoid       names         `json:"avoid"`
	MinChange   *model.Second `json:"min_change_s"`
	Horizon     model.Second  `json:"horizon_s"`
	Window      model.Second  `json:"window_s"`
	MaxDuration model.Second  `json:"max_duration_s"`
	MaxChanges  *int          `json:"max_changes"`
	MaxFare     *model.Fen    `json:"max_fare_fen"`
	NoFares     bool          `json:"no_fares"`
	Algorithm   string        `json:"algorithm"`
}

// names is a list of names, or one text with commas between them.
type names []string

// UnmarshalJSON reads either form.
func (n *names) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return json.Unmarshal(raw, (*[]string)(n))
	}
	*n = nil
	if text != "" {
		*n = strings.Split(text, ",")
	}
	return nil
}

// batch answers one query a line, in order; a bad line is answered by an error
// and the rest goes on.
func (c *call) batch(ctx context.Context) error {
	n, err := c.network(ctx)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(c.Stdout)
	enc := json.NewEncoder(out)
	in := bufio.NewReaderSize(c.Stdin, 64<<10)
	for {
		line, err := readLine(in)
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var reply any
			a, qerr := c.answerLine(ctx, n, line)
			reply = a
			if qerr != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				text, _ := c.words(qerr)
				reply = map[string]string{"error": text}
			}
			if err := enc.Encode(reply); err != nil {
				return err
			}
			if in.Buffered() == 0 {
				// Nothing more to read right now: let a partner that waits for
				// this answer have it.
				if err := out.Flush(); err != nil {
					return err
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads to the end of the line; beyond maxLine the rest is dropped, so
// that the line becomes a parse error and the next one is found.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(line) < maxLine {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

func (c *call) answerLine(ctx context.Context, n *network, line []byte) (answer, error) {
	var b batchQuery
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&b); err != nil {
		return answer{}, usage(keyLine, i18n.A{"detail": lineDetail(err)})
	}
	if dec.More() {
		return answer{}, usage(keyLine, i18n.A{"detail": string(line[:min(len(line), 40)])})
	}
	q, err := b.query(c, n)
	if err != nil {
		return answer{}, err
	}
	res, err := n.plan(ctx, b.Algorithm, q)
	if err != nil && !errors.Is(err, plan.ErrNoRoute) {
		return answer{}, err
	}
	return n.answer(b.From, b.To, q, res), nil
}

// lineDetail says what in a line is wrong, in the line's own words: the field and
// what stands there.
func lineDetail(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return strings.TrimPrefix(kind.Field+": "+kind.Value, ": ")
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

func (b *batchQuery) query(c *call, n *network) (plan.Query, error) {
	a := question{
		field: func(name string) string { return name },
		from:  b.From, to: b.To, depart: b.Depart, arrive: b.Arrive, by: b.By,
		modes: b.Modes, classes: b.Classes, via: b.Via, avoid: b.Avoid,
		minChange: b.MinChange, horizon: b.Horizon, window: b.Window, maxDuration: b.MaxDuration,
		maxChanges: b.MaxChanges, maxFare: b.MaxFare, noFares: b.NoFares,
	}
	return a.query(c, n)
}
