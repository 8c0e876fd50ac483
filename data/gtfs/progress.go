package gtfs

// progress counts bytes twice: once unpacked, once read as rows.
type progress struct {
	done, total int64
	report      func(done, total int64)
}

func newProgress(a *archive, report func(done, total int64)) *progress {
	p := &progress{report: report}
	for _, s := range a.files {
		p.total += 2 * s.size
	}
	p.step(0)
	return p
}

func (p *progress) step(bytes int) {
	p.done = min(p.done+int64(bytes), p.total)
	if p.report != nil {
		p.report(p.done, p.total)
	}
}

func (p *progress) finish() { p.step(int(p.total - p.done)) }
