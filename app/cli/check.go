package cli

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/rules"
)

// checkReport is the JSON of `check --json`.
type checkReport struct {
	File     string         `json:"file"`
	Findings []checkFinding `json:"findings"`
}

type checkFinding struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Where    string `json:"where"`
	Value    string `json:"value,omitempty"`
}

func runCheck(ctx context.Context, c *call) error {
	var asJSON bool
	args, err := c.parse(func(fs *pflag.FlagSet) { fs.BoolVar(&asJSON, "json", false, "") })
	if err != nil {
		return err
	}
	if len(args) != 0 {
		return arguments(wantNothing)
	}
	report, err := c.check(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		if err := json.NewEncoder(c.Stdout).Encode(report); err != nil {
			return err
		}
	} else {
		c.printCheck(report)
	}
	for _, f := range report.Findings {
		if f.Severity == severityError {
			return errNo
		}
	}
	return nil
}

func (c *call) check(ctx context.Context) (checkReport, error) {
	r := checkReport{Findings: []checkFinding{}}
	var found []rules.Finding
	if c.sample {
		n, err := c.read(ctx)
		if err != nil {
			return r, err
		}
		found = rules.Check(n)
	} else {
		var err error
		if r.File, err = c.dataPath(); err != nil {
			return r, err
		}
		if found, err = c.checkFile(ctx, r.File); err != nil {
			return r, err
		}
	}
	names := map[rules.Severity]string{rules.Info: severityInfo, rules.Warning: severityWarning, rules.Error: severityError}
	for _, f := range found {
		r.Findings = append(r.Findings, checkFinding{names[f.Severity], string(f.Code), f.Where(), f.Was()})
	}
	return r, nil
}

// checkFile returns the findings about the data file, also of one too damaged to open.
func (c *call) checkFile(ctx context.Context, path string) ([]rules.Finding, error) {
	st, err := c.watched()
	if errors.Is(err, data.ErrDamaged) {
		return data.FindingsOf(err, path), nil
	}
	if err != nil {
		return nil, err
	}
	defer closeQuietly(st)
	return st.Check(ctx)
}

func (c *call) printCheck(r checkReport) {
	if len(r.Findings) == 0 {
		c.print(c.tr.T(keyClean))
	}
	for _, f := range r.Findings {
		c.print(c.tr.T(keyFinding, i18n.A{"severity": f.Severity, "code": f.Code, "where": f.Where, "value": f.Value, "n": 1}))
	}
}
