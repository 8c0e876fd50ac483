// Command tongtu plans trips by train and plane for a whole country. Without a
// command it opens the desktop window; its commands are in app/cli.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"
	_ "time/tzdata" // the zones of imported networks, wherever the program runs

	"tongtu/app"
	"tongtu/app/cli"
	"tongtu/app/i18n"
	_ "tongtu/app/locale" // before Fyne looks at the environment
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	app.IgnoreFileLimit()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, ok := windowOptions(args)
	if !ok {
		return cli.Run(ctx, commandFirst(args), cli.Env{
			Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now,
			DataPath: app.DefaultDataPath, Language: i18n.Detect(os.Getenv),
			Shots: shots, Picture: app.Picture,
		})
	}
	if err := app.Run(ctx, o); err != nil {
		lang := o.Language
		if lang == "" {
			lang = i18n.Detect(os.Getenv)
		}
		fmt.Fprintln(os.Stderr, "tongtu: "+app.Explain(err, i18n.New(lang)))
		return app.ExitCode(err)
	}
	return cli.ExitDone
}

// globals are the flags that may stand before a command.
func globals(o *app.Options, lang *string) *flag.FlagSet {
	fs := flag.NewFlagSet("tongtu", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.DataPath, "data", "", "")
	fs.StringVar(lang, "lang", "", "")
	fs.BoolVar(&o.ReadOnly, "read-only", false, "")
	return fs
}

// windowOptions reads the flags of the window; ok is false when args are for a
// command.
func windowOptions(args []string) (o app.Options, ok bool) {
	lang := ""
	fs := globals(&o, &lang)
	if err := fs.Parse(args); err != nil || fs.NArg() > 0 {
		return o, false
	}
	if lang != "" {
		if o.Language, ok = i18n.ParseLang(lang); !ok {
			return o, false
		}
	}
	return o, true
}

// commandFirst moves flags that stand before the command behind it.
func commandFirst(args []string) []string {
	var (
		o    app.Options
		lang string
	)
	fs := globals(&o, &lang)
	if fs.Parse(args) != nil || fs.NArg() == 0 {
		return args
	}
	before := args[:len(args)-fs.NArg()]
	return slices.Concat(fs.Args()[:1], before, fs.Args()[1:])
}

// shots is the command line's way to the pictures of the screens.
func shots(ctx context.Context, dir string, o cli.ShotOptions) error {
	return app.Shots(ctx, dir, app.ShotOptions{W: o.Width, H: o.Height, Theme: o.Theme, Lang: o.Language, Screen: o.Screen})
}
