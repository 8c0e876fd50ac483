// Package cli is the command line: the same questions and the same data as the
// window, without one. Commands, JSON and exit codes are a contract for
// scripts; see docs/cli.md.
//
// JSON goes to standard output only, messages to standard error only.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Exit codes.
const (
	ExitDone     = 0
	ExitNo       = 1 // a proper "no": no connection, findings of level error
	ExitUsage    = 2 // wrong use or bad input
	ExitInternal = 3
)

// Env is what the commands need of their surroundings.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	DataPath       func() (string, error) // of the user's data file
	Language       i18n.Lang
	// Shots renders the screens into dir.
	Shots func(ctx context.Context, dir string, o ShotOptions) error
	// Picture draws one itinerary on the map as PNG.
	Picture func(ctx context.Context, w io.Writer, tt *timetable.Timetable, it plan.Itinerary, lang i18n.Lang) error
}

// ShotOptions choose what Shots renders. Empty fields mean "all".
type ShotOptions struct {
	Width, Height int
	Theme         string // light, dark or contrast
	Language      i18n.Lang
	Screen        string
}

// command is one word of the command line.
type command struct {
	name string
	run  func(context.Context, *call) error
}

func commands() []command {
	return []command{
		{"plan", runPlan}, {"reach", runReach}, {"explain", runExplain}, {"calendar", runCalendar}, {"missed", runMissed}, {"through", runThrough}, {"import", runImport}, {"export", runExport}, {"check", runCheck},
		{"backup", runBackup}, {"restore", runRestore}, {"undo", runUndo}, {"redo", runRedo}, {"history", runHistory},
		{"sample", runSample}, {"shots", runShots}, {"wechat-mock", runWechatMock},
	}
}

// Known reports whether name is a command.
func Known(name string) bool {
	for _, c := range commands() {
		if c.name == name {
			return true
		}
	}
	return false
}

// call is one command under way.
type call struct {
	Env
	tr   *i18n.Catalogue
	name string
	args []string
	flagValues
}

// Run executes args, whose first is the command, and returns the exit code.
func Run(ctx context.Context, args []string, env Env) (code int) {
	if len(args) == 0 {
		args = []string{"help"}
	}
	c := &call{Env: env, tr: i18n.New(env.Language), name: args[0], args: args[1:]}
	defer func() {
		// A panic is a bug of ours; the person gets one line and a code, not a stack.
		if r := recover(); r != nil {
			c.say(c.tr.T(keyBug, i18n.A{"detail": fmt.Sprint(r)}))
			code = ExitInternal
		}
	}()
	for _, cmd := range commands() {
		if cmd.name == c.name {
			return c.exit(cmd.run(ctx, c))
		}
	}
	if c.name == "help" || c.name == "--help" || c.name == "-h" {
		c.print(c.tr.T(keyUsage))
		return ExitDone
	}
	c.say(c.tr.T(keyUnknownCommand, i18n.A{"name": c.name}))
	return ExitUsage
}

// errNo is a proper "no" whose words were already said.
var errNo = errors.New("no")

// usageError is wrong use: a text with arguments.
type usageError struct {
	key  i18n.Key
	args i18n.A
}

func (e *usageError) Error() string { return string(e.key) }

func usage(key i18n.Key, args i18n.A) error { return &usageError{key, args} }

func (c *call) exit(err error) int {
	var u *usageError
	switch {
	case err == nil:
		return ExitDone
	case errors.Is(err, errHelp):
		c.print(c.tr.T(keyUsage))
		return ExitDone
	case errors.Is(err, errNo):
		return ExitNo
	case errors.Is(err, plan.ErrNoRoute), errors.Is(err, data.ErrNothingToUndo), errors.Is(err, data.ErrNothingToRedo):
		c.say(c.tr.Error(err))
		return ExitNo
	}
	text, known := c.words(err)
	c.say(text)
	if errors.As(err, &u) || known {
		return ExitUsage
	}
	return ExitInternal
}

// words puts err into one line.
func (c *call) words(err error) (text string, known bool) {
	var u *usageError
	if errors.As(err, &u) {
		if want, ok := u.args["want"].(i18n.Key); ok {
			u.args["want"] = c.tr.T(want)
		}
		return c.tr.T(u.key, u.args), true
	}
	text, known = c.tr.Describe(err)
	if !known {
		text += " (" + err.Error() + ")"
	}
	return text, known
}

// print writes a line of the answer. A reader that went away is no error of
// the command's.
func (c *call) print(line string) { _, _ = fmt.Fprintln(c.Stdout, line) }

// say writes a message.
func (c *call) say(text string) { _, _ = fmt.Fprintln(c.Stderr, "tongtu: "+text) }

// draw writes to the line of the progress bar.
func (c *call) draw(format string, args ...any) { _, _ = fmt.Fprintf(c.Stderr, format, args...) }

// now is the wall clock in the network's zone.
func (c *call) now(loc *time.Location) model.Moment { return model.MomentOf(c.Now().In(loc)) }
