package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data/model"
)

var errHelp = pflag.ErrHelp

// flagValues are the global flags.
type flagValues struct {
	data   string
	sample bool
}

// parse reads the command's flags, which may stand anywhere among its
// arguments, and returns the arguments.
func (c *call) parse(declare func(*pflag.FlagSet)) ([]string, error) {
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	fs.Usage = func() {}
	fs.SetOutput(c.Stderr)
	lang := fs.String("lang", "", "")
	fs.StringVar(&c.data, "data", "", "")
	fs.BoolVar(&c.sample, "sample", false, "")
	if declare != nil {
		declare(fs)
	}
	err := fs.Parse(c.args)
	if *lang != "" {
		l, ok := i18n.ParseLang(*lang)
		if !ok {
			return nil, badValue("--lang", *lang, wantLang)
		}
		c.tr.Set(l)
		c.Language = l
	}
	return fs.Args(), flagError(err)
}

func flagError(err error) error {
	var (
		missing *pflag.NotExistError
		value   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case err == nil || errors.Is(err, errHelp):
		return err
	case errors.As(err, &missing):
		return usage(keyUnknownFlag, i18n.A{"flag": "--" + missing.GetSpecifiedName()})
	case errors.As(err, &value):
		return usage(keyFlagNeedsValue, i18n.A{"flag": "--" + value.GetFlag().Name})
	case errors.As(err, &invalid):
		return usage(keyBadFlags, i18n.A{"detail": "--" + invalid.GetFlag().Name + " " + invalid.GetValue()})
	}
	return usage(keyBadFlags, i18n.A{"detail": err.Error()})
}

// badValue says what a flag's value should have looked like; want is the key of
// that, worded when the message is.
func badValue(flag, value string, want i18n.Key) error {
	return usage(keyFlagValue, i18n.A{"flag": flag, "value": value, "want": want})
}

func exclusive(a, b string) error { return usage(keyExclusive, i18n.A{"a": a, "b": b}) }

func arguments(want i18n.Key) error { return usage(keyArguments, i18n.A{"want": want}) }

// parseDuration reads 90s, 30m, 6h, 1h30m and 2d.
func parseDuration(flag, s string) (model.Second, error) {
	days, rest := 0, s
	if i := strings.IndexByte(s, 'd'); i > 0 {
		n, err := strconv.Atoi(s[:i])
		if err != nil || n < 0 || n > 365 {
			return 0, badValue(flag, s, wantDuration)
		}
		days, rest = n, s[i+1:]
	}
	var d time.Duration
	if rest != "" {
		var err error
		if d, err = time.ParseDuration(rest); err != nil {
			return 0, badValue(flag, s, wantDuration)
		}
	}
	total := time.Duration(days)*24*time.Hour + d
	if total < 0 || total > 366*24*time.Hour || total%time.Second != 0 || s == "" {
		return 0, badValue(flag, s, wantDuration)
	}
	return model.Second(total / time.Second), nil
}

// layouts of a moment: with a zone, local, a date alone, a time of today.
var momentLayouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"}

// parseMoment reads RFC 3339 or a local date and time; a time alone means today.
func parseMoment(flag, s string, now model.Moment, loc *time.Location) (model.Moment, error) {
	var at time.Time
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		at = t.In(loc)
	} else if t, err := time.Parse("15:04", s); err == nil {
		return now.Date().At(model.Second(t.Hour()*3600 + t.Minute()*60)), nil
	} else {
		for _, layout := range momentLayouts {
			if t, err := time.Parse(layout, s); err == nil {
				at = t
				break
			}
		}
	}
	if at.IsZero() || at.Year() < 1900 || at.Year() > 2200 {
		return 0, badValue(flag, s, wantDate)
	}
	return model.MomentOf(at), nil
}

// parseYuan reads an amount of money with up to two decimals.
func parseYuan(flag, s string) (model.Fen, error) {
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.ParseUint(whole+(part + "00")[:2], 10, 40)
	if err != nil || whole == "" || len(part) > 2 || strings.HasSuffix(s, ".") {
		return 0, badValue(flag, s, wantMoney)
	}
	return model.Fen(n), nil
}

func parseModes(flag string, names []string) (model.ModeSet, error) {
	var set model.ModeSet
	for _, n := range names {
		m, ok := model.ParseMode(strings.TrimSpace(n))
		if !ok {
			return 0, badValue(flag, n, wantMode)
		}
		set |= model.ModesOf(m)
	}
	return set, nil
}
