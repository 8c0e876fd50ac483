// Command peerbench measures this project's engines and, in the same run, other
// people's, and prints one table. It is a module of its own so that the peers
// stay out of the program's.
//
// Every row is measured in a process of its own, one after the other, so that
// no engine pays for the garbage or the memory of another: the program starts
// itself with -row. scripts/bench installs what the rows need and runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peerbench:", err)
		stop()
		os.Exit(1)
	}
}

// options are the flags, which a row's process gets passed on.
type options struct {
	Data   string        // folder of real data; its files may be missing
	NPM    string        // folder with node_modules; empty: no peers from npm
	NoNPM  string        // why NPM is empty
	Out    string        // folder for bench.csv, bench.svg, bench.md; empty: none
	Full   bool          // more queries, slower peers
	Budget time.Duration // for the queries of one row
	Only   string        // expression that the names of rows must match
	Row    string        // measure this row only and print it as JSON
}

func (o *options) parse(args []string) error {
	f := flag.NewFlagSet("peerbench", flag.ContinueOnError)
	f.StringVar(&o.Data, "data", filepath.Join("..", "..", "..", "shared", "data"), "`folder` of real data")
	f.StringVar(&o.NPM, "npm", "", "`folder` with node_modules of the npm peers")
	f.StringVar(&o.NoNPM, "no-npm", "no -npm folder given", "why there are no npm peers")
	f.StringVar(&o.Out, "out", "", "`folder` to write bench.csv, bench.svg and bench.md to")
	f.BoolVar(&o.Full, "full", false, "more queries and the slowest peers at full size")
	f.DurationVar(&o.Budget, "budget", 0, "time for the queries of one row (default 4s, with -full 15s)")
	f.StringVar(&o.Only, "only", "", "measure rows matching this `expression`")
	f.StringVar(&o.Row, "row", "", "measure one row and print it as JSON")
	if err := f.Parse(args); err != nil {
		return err
	}
	if o.Budget == 0 {
		o.Budget = 4 * time.Second
		if o.Full {
			o.Budget = 15 * time.Second
		}
	}
	return nil
}

func run(ctx context.Context, args []string) error {
	var o options
	if err := o.parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	jobs := allJobs(o)
	if o.Row != "" {
		return runRow(ctx, o, jobs)
	}
	only, err := regexp.Compile(o.Only)
	if err != nil {
		return err
	}
	begin := time.Now()
	var rows []row
	for _, j := range jobs {
		if !only.MatchString(j.name()) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%6.0fs  %s\n", time.Since(begin).Seconds(), j.name())
		rows = append(rows, spawn(ctx, args, j))
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	compare(rows)
	rep := report{Rows: rows, Machine: machine(), Date: time.Now(), Budget: o.Budget, Full: o.Full}
	fmt.Print(rep.text())
	if o.Out != "" {
		return rep.write(o.Out)
	}
	return nil
}
