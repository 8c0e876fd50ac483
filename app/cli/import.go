package cli

import (
	"context"
	"encoding/json"
	"errors"
	"os/user"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/exchange"
	"tongtu/data/feed"
	"tongtu/data/model"
)

// owner is who uses the command line: whoever may write the file may edit it.
type owner struct{}

func (owner) Authorize(context.Context, model.Permission) error { return nil }

// Actor implements data.Namer: in the history stands the account's name.
func (owner) Actor(context.Context) model.Person {
	p := model.Person{ID: "local"}
	if u, err := user.Current(); err == nil {
		p.Name = u.Username
	}
	return p
}

// importReport is the JSON of `import --json`.
type importReport struct {
	File     string          `json:"file"`
	Imported bool            `json:"imported"`
	Cities   int             `json:"cities"`
	Stations int             `json:"stations"`
	Routes   int             `json:"routes"`
	Trips    int             `json:"trips"`
	Calls    int             `json:"calls"`
	Findings []importFinding `json:"findings"`
}

type importFinding struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   string `json:"column,omitempty"`
	Value    string `json:"value,omitempty"`
	Count    int    `json:"count,omitempty"`
}

func runImport(ctx context.Context, c *call) error {
	var dryRun, replace, leaveOut, asJSON bool
	args, err := c.parse(func(fs *pflag.FlagSet) {
		fs.BoolVar(&dryRun, "dry-run", false, "")
		fs.BoolVar(&replace, "replace", false, "")
		fs.BoolVar(&leaveOut, "leave-out-bad", false, "")
		fs.BoolVar(&asJSON, "json", false, "")
	})
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return arguments(wantOneFile)
	}
	if c.sample {
		return exclusive("--sample", "import")
	}
	n, rep, err := exchange.Read(ctx, args[0], exchange.Options{Progress: c.bytesProgress(keyReading), LeaveOut: leaveOut})
	c.endProgress()
	report := reportOf(args[0], rep, err)
	if err == nil && !dryRun {
		err = c.store(ctx, n, replace)
		report.Imported = err == nil
	}
	if asJSON {
		if e := json.NewEncoder(c.Stdout).Encode(report); e != nil {
			return e
		}
	}
	if err != nil {
		return err
	}
	if !asJSON {
		c.printReport(report, rep, dryRun)
	}
	return nil
}

func (c *call) printReport(r importReport, rep feed.Report, dryRun bool) {
	key := keyImported
	if dryRun {
		key = keyDryRun
	}
	c.print(c.tr.T(key, i18n.A{"file": r.File, "cities": r.Cities, "stations": r.Stations, "routes": r.Routes, "trips": r.Trips, "calls": r.Calls}))
	for _, f := range rep.Findings {
		c.print(c.tr.T(keyProblem, i18n.A{"severity": c.tr.T(severityKeys[f.Severity]), "text": c.tr.FeedFinding(f), "code": f.Code, "n": f.Count}))
	}
}

func reportOf(file string, r feed.Report, err error) importReport {
	out := importReport{File: file, Cities: r.Cities, Stations: r.Stations, Routes: r.Routes, Trips: r.Trips, Calls: r.Calls, Findings: []importFinding{}}
	for _, e := range feed.Errors(err) {
		out.Findings = append(out.Findings, importFinding{severityError, string(e.Code), e.File, e.Line, e.Column, e.Value, 1})
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, importFinding{f.Severity.String(), string(f.Code), f.File, f.Line, f.Column, f.Value, f.Count})
	}
	return out
}

// The severities on the wire.
const (
	severityError   = "error"
	severityWarning = "warning"
	severityInfo    = "info"
)

var severityKeys = map[feed.Severity]i18n.Key{feed.SeverityInfo: keyInfo, feed.SeverityWarning: keyWarning, feed.SeverityError: keyError}

// store puts n into the data file, which must be empty unless replace is set.
func (c *call) store(ctx context.Context, n model.Network, replace bool) (err error) {
	path, err := c.dataPath()
	if err != nil {
		return err
	}
	st, err := data.Open(path, data.Options{Now: c.Now, New: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.leave(ctx, st)) }()
	if !st.Empty() && !replace {
		return usage(keyHasNetwork, i18n.A{"path": path})
	}
	err = data.NewEditor(st, owner{}).Replace(ctx, n, c.stepProgress(keyWriting))
	c.endProgress()
	return err
}
