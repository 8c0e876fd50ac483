package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// maxLine bounds one query line of a batch.
const maxLine = 1 << 20

// batchQuery is one line of `plan --batch`. The fields a planner cannot honour
// yet are read so that they are refused by name, not silently dropped.
type batchQuery struct {
	From      string   `json:"from"`
	To        string   `json:"to"`
	Depart    string   `json:"depart"`
	By        string   `json:"by"`
	Modes     []string `json:"modes"`
	Classes   []string `json:"classes"`
	MinChange *int32   `json:"min_change_s"`
	Horizon   int32    `json:"horizon_s"`
	Algorithm string   `json:"algorithm"`

	Arrive     json.RawMessage `json:"arrive"`
	Via        json.RawMessage `json:"via"`
	Avoid      json.RawMessage `json:"avoid"`
	MaxChanges json.RawMessage `json:"max_changes"`
	Window     json.RawMessage `json:"window_s"`
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
		return answer{}, usage(keyLine, i18n.A{"detail": err.Error()})
	}
	if dec.More() {
		return answer{}, usage(keyLine, i18n.A{"detail": string(line[:min(len(line), 40)])})
	}
	if err := b.unsupported(); err != nil {
		return answer{}, err
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

// unsupported names the first field with a value that no planner honours.
func (b *batchQuery) unsupported() error {
	for _, f := range []struct {
		name string
		raw  json.RawMessage
	}{{"arrive", b.Arrive}, {"via", b.Via}, {"avoid", b.Avoid}, {"max_changes", b.MaxChanges}, {"window_s", b.Window}} {
		switch string(f.raw) {
		case "", "null", `""`, "[]":
		default:
			return usage(keyNotYet, i18n.A{"field": f.name})
		}
	}
	return nil
}

func (b *batchQuery) query(c *call, n *network) (plan.Query, error) {
	f := planFlags{depart: b.Depart, by: b.By, modes: b.Modes, classes: b.Classes}
	if f.by == "" {
		f.by = plan.Fastest.String()
	}
	q, err := f.query(c, n, b.From, b.To)
	if err != nil {
		return q, err
	}
	if b.MinChange != nil {
		d := model.Second(*b.MinChange)
		if d < 0 || d > model.Day {
			return q, usage(keyLine, i18n.A{"detail": "min_change_s"})
		}
		q.MinChange = &d
	}
	q.Horizon = model.Second(b.Horizon)
	if q.Horizon < 0 || q.Horizon > maxHorizon {
		return q, usage(keyLine, i18n.A{"detail": "horizon_s"})
	}
	return q, nil
}
