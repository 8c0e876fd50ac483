package cli

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data"
)

func runUndo(ctx context.Context, c *call) error {
	return c.travel(ctx, keyUndone, (*data.Editor).Undo)
}

func runRedo(ctx context.Context, c *call) error {
	return c.travel(ctx, keyRedone, (*data.Editor).Redo)
}

// travel undoes or redoes one command and says which.
func (c *call) travel(ctx context.Context, done i18n.Key, step func(*data.Editor, context.Context) (data.Command, error)) (err error) {
	if _, err := c.operands(0, wantNothing, nil); err != nil {
		return err
	}
	st, err := c.edited()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.leave(ctx, st)) }()
	cmd, err := step(data.NewEditor(st, owner{}), ctx)
	if err == nil {
		c.print(c.tr.T(done, i18n.A{"edit": c.tr.Edit(cmd)}))
	}
	return err
}

// operands reads the arguments of a command that works on the data file.
func (c *call) operands(n int, want i18n.Key, declare func(*pflag.FlagSet)) ([]string, error) {
	args, err := c.parse(declare)
	switch {
	case err != nil:
		return nil, err
	case len(args) != n:
		return nil, arguments(want)
	case c.sample:
		return nil, exclusive("--sample", c.name)
	}
	return args, nil
}

// historyReport is the JSON of `history --json`: the commands, the oldest first.
type historyReport struct {
	File     string         `json:"file"`
	Commands []historyEntry `json:"commands"`
}

type historyEntry struct {
	N      int       `json:"n"`
	Kind   string    `json:"kind"`
	Name   string    `json:"name"`
	ID     string    `json:"id,omitempty"`
	Who    string    `json:"who,omitempty"`
	At     time.Time `json:"at"`
	Undone bool      `json:"undone"`
}

func runHistory(ctx context.Context, c *call) error {
	var asJSON bool
	_, err := c.operands(0, wantNothing, func(fs *pflag.FlagSet) { fs.BoolVar(&asJSON, "json", false, "") })
	if err != nil {
		return err
	}
	st, err := c.watched()
	if err != nil {
		return err
	}
	defer closeQuietly(st)
	list, done, err := st.History(ctx)
	if err != nil {
		return err
	}
	if !asJSON {
		c.printHistory(list, done)
		return nil
	}
	r := historyReport{File: st.Path(), Commands: []historyEntry{}}
	for i, cmd := range list {
		r.Commands = append(r.Commands, historyEntry{i + 1, cmd.Kind, cmd.Name, cmd.ID, cmd.Who.Name, cmd.At, i >= done})
	}
	return json.NewEncoder(c.Stdout).Encode(r)
}

func (c *call) printHistory(list []data.Command, done int) {
	if len(list) == 0 {
		c.print(c.tr.T(keyNoHistory))
	}
	for i, cmd := range list {
		who := cmd.Who.Name
		if who == "" {
			who = c.tr.T(keyNobody)
		}
		at := cmd.At.In(c.Now().Location()).Format(time.DateTime)
		line := c.tr.T(keyEntry, i18n.A{"n": i + 1, "at": at, "who": who, "edit": c.tr.Edit(cmd)})
		if i >= done {
			line = c.tr.T(keyTakenBack, i18n.A{"entry": line})
		}
		c.print(line)
	}
}
