package cli

import (
	"context"
	"os"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data/exchange"
	"tongtu/data/table"
)

// runExport writes the whole network into a file, which appears complete or not
// at all.
func runExport(ctx context.Context, c *call) error {
	var format string
	args, err := c.parse(func(fs *pflag.FlagSet) { fs.StringVar(&format, "format", "", "") })
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return arguments(wantOneFile)
	}
	f, ok := exchange.FormatOf(args[0])
	if format != "" {
		f, ok = exchange.ParseFormat(format)
	}
	switch {
	case !ok && format == "":
		return usage(keyWhichFormat, i18n.A{"file": args[0]})
	case !ok:
		return badValue("--format", format, wantFormat)
	}
	n, err := c.read(ctx)
	if err != nil {
		return err
	}
	if err := writeFile(args[0], func(w *os.File) error { return exchange.Write(w, n, f) }); err != nil {
		return err
	}
	c.print(c.tr.T(keyExported, i18n.A{"file": args[0], "cities": len(n.Cities), "stations": len(n.Stations), "trips": len(n.Trips)}))
	if f == exchange.CSV {
		lost := table.Lost(n)
		for _, what := range []string{"classes", "fares", "changes", "shapes", "stops", "stations"} {
			if lost[what] > 0 {
				c.say(c.tr.T(keyLost, i18n.A{"n": lost[what], "what": c.tr.T(lostKeys[what])}))
			}
		}
	}
	return nil
}

// lostKeys name what a plain table cannot hold.
var lostKeys = map[string]i18n.Key{
	"classes":  "cli.lost.classes",
	"fares":    "cli.lost.fares",
	"changes":  "cli.lost.changes",
	"shapes":   "cli.lost.shapes",
	"stops":    "cli.lost.stops",
	"stations": "cli.lost.stations",
}
