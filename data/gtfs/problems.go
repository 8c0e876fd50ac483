package gtfs

import "errors"

// problems collects what is wrong with a feed: errors, which refuse it, and
// findings, which do not.
type problems struct {
	leaveOut bool
	errs     []*Error
	findings []Finding
	seen     map[findingKey]int // index into findings
}

type findingKey struct {
	severity     Severity
	code         Code
	file, column string
}

// refuse records an error that nothing can be left out for.
func (p *problems) refuse(e Error) {
	if !p.full() {
		p.errs = append(p.errs, &e)
	}
}

// bad records a broken row: an error, or a finding when broken rows are left out.
func (p *problems) bad(e Error) {
	if p.leaveOut {
		p.note(SeverityError, e)
		return
	}
	p.refuse(e)
}

// note records a finding; equal ones are counted, the first place is kept.
func (p *problems) note(s Severity, e Error) {
	k := findingKey{s, e.Code, e.File, e.Column}
	if i, ok := p.seen[k]; ok {
		p.findings[i].Count++
		return
	}
	if p.seen == nil {
		p.seen = make(map[findingKey]int)
	}
	p.seen[k] = len(p.findings)
	p.findings = append(p.findings, Finding{Severity: s, Code: e.Code, File: e.File, Line: e.Line,
		Column: e.Column, Value: shorten(e.Value), Count: 1})
}

// full reports whether there is no use in reading on.
func (p *problems) full() bool { return len(p.errs) >= MaxErrors }

func (p *problems) err() error {
	all := make([]error, len(p.errs))
	for i, e := range p.errs {
		all[i] = e
	}
	return errors.Join(all...)
}
