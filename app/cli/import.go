package cli

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os/user"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/exchange"
	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/sample"
	"tongtu/data/table"
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

// importFlags are what `import` was asked for.
type importFlags struct {
	files                             []string
	dryRun, replace, leaveOut, asJSON bool
	columns                           []string // field=header
	encoding                          string
}

func runImport(ctx context.Context, c *call) error {
	var f importFlags
	var err error
	f.files, err = c.parse(func(fs *pflag.FlagSet) {
		fs.BoolVar(&f.dryRun, "dry-run", false, "")
		fs.BoolVar(&f.replace, "replace", false, "")
		fs.BoolVar(&f.leaveOut, "leave-out-bad", false, "")
		fs.BoolVar(&f.asJSON, "json", false, "")
		fs.StringArrayVar(&f.columns, "column", nil, "")
		fs.StringVar(&f.encoding, "encoding", "", "")
	})
	if err != nil {
		return err
	}
	if len(f.files) == 0 {
		return arguments(wantFiles)
	}
	if c.sample {
		return exclusive("--sample", "import")
	}
	o, err := c.readOptions(f)
	if err != nil {
		return err
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(softLimit))
	report, rep, err := c.importFiles(ctx, f, o)
	c.endProgress()
	if f.asJSON {
		if e := json.NewEncoder(c.Stdout).Encode(report); e != nil {
			return e
		}
	}
	if err != nil {
		return c.hinted(err, f)
	}
	if !f.asJSON {
		c.printReport(report, rep, f.dryRun)
	}
	return nil
}

// hinted says how rows that refused a file can be left out.
func (c *call) hinted(err error, f importFlags) error {
	problems := feed.Errors(err)
	if f.leaveOut || len(problems) == 0 || slices.ContainsFunc(problems, func(e *feed.Error) bool { return e.Line < 2 }) {
		return err
	}
	text, _ := c.words(err)
	return usage(keyLeaveOut, i18n.A{"problems": text})
}

// softLimit is the memory beyond which an import rather collects garbage than
// takes more; a network of three million calls stays below 1.5 GB with it.
const softLimit = 1150 << 20

// readOptions turns flags into options of reading. Services of plain tables
// that do not say when they run do so this year and the next.
func (c *call) readOptions(f importFlags) (exchange.Options, error) {
	year := c.Now().Year()
	o := exchange.Options{Progress: c.bytesProgress(keyReading), LeaveOut: f.leaveOut, Columns: make(map[string]string),
		From: model.NewDate(year, 1, 1), To: model.NewDate(year+1, 12, 31)}
	for _, s := range f.columns {
		field, name, ok := strings.Cut(s, "=")
		if !ok || name == "" || !table.IsField(field) {
			return o, badValue("--column", s, wantColumn)
		}
		o.Columns[field] = name
	}
	if f.encoding != "" {
		var ok bool
		if o.Encoding, ok = feed.EncodingOf(f.encoding); !ok {
			return o, badValue("--encoding", f.encoding, wantEncoding)
		}
	}
	return o, nil
}

// importFiles reads the files and lays them over the data file, or puts them in
// the place of what it holds.
func (c *call) importFiles(ctx context.Context, f importFlags, o exchange.Options) (report importReport, rep feed.Report, err error) {
	report = importReport{File: strings.Join(f.files, ", "), Findings: []importFinding{}}
	path, err := c.dataPath()
	if err != nil {
		return report, rep, err
	}
	st, err := data.Open(path, data.Options{ReadOnly: true, Now: c.Now})
	var there model.Network
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return report, rep, err
	case f.replace:
		err = st.Close()
	default:
		there, err = st.Network(ctx)
		err = errors.Join(err, st.Close())
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return report, rep, err
	}
	gazetteer, err := sample.Cities()
	if err != nil {
		return report, rep, err
	}
	o.Places = exchange.KnownPlaces(there, gazetteer)
	n, rep, err := exchange.ReadAll(ctx, f.files, o)
	report.fill(rep, err)
	if err != nil {
		return report, rep, err
	}
	changed := true
	if len(there.Cities) > 0 {
		var d exchange.Diff
		if n, d, err = exchange.Merge(there, n, exchange.PrefixOf(f.files[0])); err != nil {
			report.fill(feed.Report{}, err)
			return report, rep, err
		}
		if there.Info.Demo && !f.asJSON {
			c.say(c.tr.T(keyOverDemo))
		}
		report.merge(d)
		changed = d.Changed()
	}
	if f.dryRun {
		return report, rep, nil
	}
	if changed {
		if err := c.store(ctx, path, n, there.Revision); err != nil {
			return report, rep, err
		}
	}
	report.Imported = true
	return report, rep, nil
}

// store puts n into the data file, unless somebody changed it since revision.
func (c *call) store(ctx context.Context, path string, n model.Network, revision uint64) (err error) {
	st, err := data.Open(path, data.Options{Now: c.Now, New: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.leave(ctx, st)) }()
	if revision != 0 && st.Revision() != revision {
		return model.ErrConflict
	}
	return data.NewEditor(st, owner{}).Replace(ctx, n, c.stepProgress(keyWriting))
}
