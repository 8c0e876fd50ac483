package cli

import (
	"github.com/spf13/pflag"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// questionFlags are the flags of a question as typed.
type questionFlags struct {
	question
	minChange, horizon, window, maxDuration, maxFare string
	maxChanges                                       int
	algorithm                                        string
}

func (f *questionFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&f.depart, "depart", "", "")
	fs.StringVar(&f.arrive, "arrive", "", "")
	fs.StringVar(&f.by, "by", plan.Fastest.String(), "")
	fs.StringSliceVar(&f.modes, "mode", nil, "")
	fs.StringSliceVar(&f.classes, "class", nil, "")
	fs.StringSliceVar(&f.via, "via", nil, "")
	fs.StringSliceVar(&f.avoid, "avoid", nil, "")
	fs.StringVar(&f.minChange, "min-change", "", "")
	fs.StringVar(&f.horizon, "horizon", "", "")
	fs.StringVar(&f.window, "window", "", "")
	fs.StringVar(&f.maxDuration, "max-duration", "", "")
	fs.StringVar(&f.maxFare, "max-fare", "", "")
	fs.IntVar(&f.maxChanges, "max-changes", -1, "")
	fs.BoolVar(&f.noFares, "no-fares", false, "")
	fs.StringVar(&f.algorithm, "algorithm", "", "")
}

// flagNames are the flags whose fields have another name in a batch.
var flagNames = map[string]string{
	fieldMode: "mode", fieldClass: "class", fieldMinChange: "min-change", fieldHorizon: "horizon", fieldWindow: "window",
	fieldMaxDuration: "max-duration", fieldMaxChanges: "max-changes", fieldMaxFare: "max-fare",
}

func flagName(field string) string {
	if name, ok := flagNames[field]; ok {
		return "--" + name
	}
	return "--" + field
}

// ask turns the flags into a question about from and to.
func (f *questionFlags) ask(from, to string) (*question, error) {
	a := f.question
	a.field, a.from, a.to = flagName, from, to
	for _, x := range []struct {
		flag, text string
		value      *model.Second
	}{{"--horizon", f.horizon, &a.horizon}, {"--window", f.window, &a.window}, {"--max-duration", f.maxDuration, &a.maxDuration}} {
		if x.text == "" {
			continue
		}
		d, err := parseDuration(x.flag, x.text)
		if err == nil && d == 0 {
			err = badValue(x.flag, x.text, wantDuration)
		}
		if err != nil {
			return nil, err
		}
		*x.value = d
	}
	if f.minChange != "" {
		d, err := parseDuration("--min-change", f.minChange)
		if err != nil {
			return nil, err
		}
		a.minChange = &d
	}
	if f.maxFare != "" {
		fare, err := parseYuan("--max-fare", f.maxFare)
		if err != nil {
			return nil, err
		}
		a.maxFare = &fare
	}
	if f.maxChanges != -1 {
		a.maxChanges = &f.maxChanges
	}
	return &a, nil
}
