package cli

import (
	"tongtu/app/i18n"
	"tongtu/data/exchange"
	"tongtu/data/feed"
)

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

	// What became of a network that was there already.
	Merge       map[string]importTally `json:"merge,omitempty"`
	Differences []importDifference     `json:"differences,omitempty"`
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

type importTally struct {
	Added     int `json:"added"`
	Updated   int `json:"updated"`
	Renamed   int `json:"renamed"`
	Unchanged int `json:"unchanged"`
}

type importDifference struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Field string `json:"field,omitempty"`
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// The severities on the wire.
const (
	severityError   = "error"
	severityWarning = "warning"
	severityInfo    = "info"
)

var severityKeys = map[feed.Severity]i18n.Key{feed.SeverityInfo: keyInfo, feed.SeverityWarning: keyWarning, feed.SeverityError: keyError}

// fill takes over what reading gave.
func (r *importReport) fill(rep feed.Report, err error) {
	for _, e := range feed.Errors(err) {
		r.Findings = append(r.Findings, importFinding{severityError, string(e.Code), e.File, e.Line, e.Column, e.Value, 1})
	}
	for _, f := range rep.Findings {
		r.Findings = append(r.Findings, importFinding{f.Severity.String(), string(f.Code), f.File, f.Line, f.Column, f.Value, f.Count})
	}
	if err == nil {
		r.Cities, r.Stations, r.Routes, r.Trips, r.Calls = rep.Cities, rep.Stations, rep.Routes, rep.Trips, rep.Calls
	}
}

// merge takes over what a merge did.
func (r *importReport) merge(d exchange.Diff) {
	r.Merge = make(map[string]importTally)
	for _, k := range exchange.Kinds() {
		if t := d.Tallies[k]; t != (exchange.Tally{}) {
			r.Merge[string(k)] = importTally{Added: t.Added, Updated: t.Updated, Renamed: t.Renamed, Unchanged: t.Same}
		}
	}
	for _, x := range d.Differences {
		r.Differences = append(r.Differences, importDifference{string(x.Kind), x.ID, x.Field, x.Old, x.New})
	}
}

// printed is how many differences the report for people lists.
const printed = 20

func (c *call) printReport(r importReport, rep feed.Report, dryRun bool) {
	key := keyImported
	if dryRun {
		key = keyDryRun
	}
	c.print(c.tr.T(key, i18n.A{"file": r.File, "cities": r.Cities, "stations": r.Stations, "routes": r.Routes, "trips": r.Trips, "calls": r.Calls}))
	for _, f := range rep.Findings {
		c.print(c.tr.T(keyProblem, i18n.A{"severity": c.tr.T(severityKeys[f.Severity]), "text": c.tr.FeedFinding(f), "code": f.Code, "n": f.Count}))
	}
	for _, k := range exchange.Kinds() {
		if t, ok := r.Merge[string(k)]; ok {
			c.print(c.tr.T(keyMerged, i18n.A{"kind": c.tr.T(kindKeys[k]), "added": t.Added, "updated": t.Updated, "renamed": t.Renamed, "unchanged": t.Unchanged}))
		}
	}
	for i, d := range r.Differences {
		if i == printed {
			c.print(c.tr.T(keyMoreDifferences, i18n.A{"n": len(r.Differences) - printed}))
			return
		}
		c.print(c.tr.T(keyDifference, i18n.A{"kind": c.tr.T(kindKeys[exchange.Kind(d.Kind)]), "id": d.ID, "field": d.Field, "old": d.Old, "new": d.New}))
	}
}

var kindKeys = map[exchange.Kind]i18n.Key{
	exchange.KindCity:     "cli.kind.city",
	exchange.KindStation:  "cli.kind.station",
	exchange.KindOperator: "cli.kind.operator",
	exchange.KindRoute:    "cli.kind.route",
	exchange.KindTrip:     "cli.kind.trip",
	exchange.KindCalendar: "cli.kind.calendar",
	exchange.KindShape:    "cli.kind.shape",
	exchange.KindFares:    "cli.kind.fares",
	exchange.KindChange:   "cli.kind.change",
}
