package feed

import "errors"

// Problems collects what is wrong with a feed: errors, which refuse it, and
// findings, which do not.
type Problems struct {
	LeaveOut bool // broken rows are left out and reported

	errs     []*Error
	findings []Finding
	seen     map[findingKey]int // index into findings
	named    int                // rows left out that have a finding of their own
}

// MaxNamed is how many rows that were left out a report names one by one.
const MaxNamed = 200

type findingKey struct {
	severity     Severity
	code         Code
	file, column string
	line         int // of rows that are named one by one
}

// Refuse records an error that nothing can be left out for.
func (p *Problems) Refuse(e Error) {
	if !p.Full() {
		p.errs = append(p.errs, &e)
	}
}

// Bad records a broken row: an error, or a finding when broken rows are left out.
func (p *Problems) Bad(e Error) {
	if p.LeaveOut {
		p.Note(SeverityError, e)
		return
	}
	p.Refuse(e)
}

// Note records a finding; equal ones are counted, the first place is kept. Of
// what was left out, the first MaxNamed rows are named one by one.
func (p *Problems) Note(s Severity, e Error) {
	k := findingKey{severity: s, code: e.Code, file: e.File, column: e.Column}
	if s == SeverityError && p.named < MaxNamed {
		p.named++
		k.line = e.Line
	}
	if i, ok := p.seen[k]; ok {
		p.findings[i].Count++
		return
	}
	if p.seen == nil {
		p.seen = make(map[findingKey]int)
	}
	p.seen[k] = len(p.findings)
	p.findings = append(p.findings, Finding{Severity: s, Code: e.Code, File: e.File, Line: e.Line,
		Column: e.Column, Value: Shorten(e.Value), Count: 1})
}

// Full reports whether there is no use in reading on.
func (p *Problems) Full() bool { return len(p.errs) >= MaxErrors }

// Errs are the errors so far.
func (p *Problems) Errs() []*Error { return p.errs }

// Findings are the oddities so far.
func (p *Problems) Findings() []Finding { return p.findings }

// Err joins the errors; nil without any.
func (p *Problems) Err() error {
	all := make([]error, len(p.errs))
	for i, e := range p.errs {
		all[i] = e
	}
	return errors.Join(all...)
}
