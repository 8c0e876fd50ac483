package cli

import (
	"context"
	"os"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data/exchange"
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
	return nil
}
