package network

import (
	"context"
	"fmt"
	"sync"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// Whole is where the network is read as a whole; *data.Store is one.
type Whole interface {
	Network(ctx context.Context) (model.Network, error)
	Revision() uint64
}

// Inspector keeps up with what is wrong with the stored network. The screens
// share one: what one of them had looked at, the other does not look at again.
// It is safe for concurrent use; the work belongs on a task.
type Inspector struct {
	store Whole

	mu      sync.Mutex
	checker *rules.Checker // nil until asked for the first time
	report  Report
}

// NewInspector returns an Inspector of s that has not looked yet.
func NewInspector(s Whole) *Inspector { return &Inspector{store: s} }

// Located is a finding with what is needed to tell of it and to go there.
type Located struct {
	rules.Finding
	About, Other rules.Subject
}

// Report is all that is wrong, the worst first. It is never changed.
type Report struct {
	Revision uint64
	Findings []Located
}

// Look reads the network, unless nothing was edited since, and looks at what
// differs from the last time.
func (x *Inspector) Look(ctx context.Context) (Report, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.checker != nil && x.store.Revision() == x.report.Revision {
		return x.report, nil
	}
	n, err := x.store.Network(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("network: look: %w", err)
	}
	if x.checker == nil {
		x.checker = rules.New(n)
	} else if err := x.checker.Update(ctx, n); err != nil {
		return Report{}, fmt.Errorf("network: look: %w", err)
	}
	found := x.checker.Findings()
	list := make([]Located, len(found))
	for i, f := range found {
		list[i] = Located{Finding: f, About: x.checker.Subject(f.Of), Other: x.checker.Subject(f.With)}
	}
	x.report = Report{Revision: n.Revision, Findings: list}
	return x.report, nil
}
