package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/pflag"
)

func runShots(ctx context.Context, c *call) error {
	var o ShotOptions
	var size string
	args, err := c.parse(func(fs *pflag.FlagSet) {
		fs.StringVar(&size, "size", "1280x800", "")
		fs.StringVar(&o.Theme, "theme", "", "")
		fs.StringVar(&o.Screen, "screen", "", "")
	})
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return arguments(wantOneDir)
	}
	if _, err := fmt.Sscanf(size, "%dx%d", &o.Width, &o.Height); err != nil || o.Width < 320 || o.Height < 240 || o.Width > 7680 || o.Height > 4320 {
		return badValue("--size", size, wantSize)
	}
	if o.Theme != "" && !slices.Contains([]string{"light", "dark", "contrast"}, o.Theme) {
		return badValue("--theme", o.Theme, wantTheme)
	}
	if slices.ContainsFunc(c.args, func(a string) bool { return a == "--lang" || len(a) > 7 && a[:7] == "--lang=" }) {
		o.Language = c.tr.Lang()
	}
	return c.Shots(ctx, args[0], o)
}
