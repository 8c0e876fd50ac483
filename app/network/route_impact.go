package network

import (
	"cmp"
	"context"
	"slices"

	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/engine/impact"
)

// slotImpact compares what is stored with what would be.
const slotImpact = "impact"

// departures are when the answers of before and after are compared: on one day,
// the fastest in the morning and in the afternoon, the cheapest from the morning on.
func departures(day model.Date) impact.Moments {
	morning, afternoon := day.At(8*model.Hour), day.At(16*model.Hour)
	return impact.Moments{Fastest: []model.Moment{morning, afternoon}, Cheapest: []model.Moment{morning}}
}

// Impact is what saving the draft would do to the answers, as far as that is known.
type Impact struct {
	Running   bool
	Done, All int // origins, while it runs
	Known     bool
	Stale     bool // the draft was changed since
	Result    impact.Result
}

// ImpactRow is what becomes of one pair of cities at one departure.
type ImpactRow struct {
	From, To model.City
	impact.Change
}

// impactState is what the screen knows of the impact of its draft.
type impactState struct {
	Impact
	version uint64 // of the draft it is of
	rows    []ImpactRow
}

// Impact is what saving would do.
func (s *RouteState) Impact() Impact {
	i := s.impact.Impact
	i.Stale = i.Known && s.impact.version != s.Version()
	return i
}

// ImpactRows are the pairs of a known impact: what gets worse first, and by much.
func (s *RouteState) ImpactRows() []ImpactRow { return s.impact.rows }

// ImpactDraft is the draft as it would be stored; ok is false while there is
// nothing to save, or something stands in the way of it.
func (s *RouteState) ImpactDraft() (d data.RouteDetail, ok bool) {
	if !s.Dirty() || !s.loaded {
		return d, false
	}
	d, problems := s.form.values(s.base, s.known())
	return d, len(problems) == 0
}

// beginImpact notes that the impact of the present draft is being found out.
func (s *RouteState) beginImpact() {
	s.impact = impactState{Impact: Impact{Running: true}, version: s.Version()}
}

// endImpact takes the result.
func (s *RouteState) endImpact(r impact.Result) {
	s.impact.Impact = Impact{Known: true, Result: r}
	s.impact.rows = s.impact.rows[:0]
	for _, p := range r.Pairs {
		for _, c := range p.Changes {
			s.impact.rows = append(s.impact.rows, ImpactRow{s.data.Stops.City(p.From), s.data.Stops.City(p.To), c})
		}
	}
	weight := func(r ImpactRow) int64 { // of a change: worse before better, then by how much
		later, _ := r.Later()
		dearer, _ := r.Dearer()
		w := max(int64(later), -int64(later)) + max(int64(dearer), -int64(dearer))/10
		if r.Time() < 0 || r.Money() < 0 {
			w += 1 << 40
		}
		return w
	}
	slices.SortStableFunc(s.impact.rows, func(a, b ImpactRow) int { return cmp.Compare(weight(b), weight(a)) })
}

// forgetImpact ends it without a result.
func (s *RouteState) forgetImpact() { s.impact = impactState{} }

// findImpact compares the answers of the stored network with those of the
// edited one, in the background.
func (r *Routes) findImpact() {
	r.view.tabs.commit()
	d, ok := r.state.ImpactDraft()
	if !ok {
		r.show()
		return
	}
	today := model.MomentOf(r.Now()).Date()
	r.state.beginImpact()
	r.show()
	task.LatestProgress(r.group, slotImpact, func(ctx context.Context, report func(impact.Progress)) (impact.Result, error) {
		n, err := r.Store.Network(ctx)
		if err != nil {
			return impact.Result{}, err
		}
		return impact.Compare(ctx, n, after(n, d), departures(firstRun(n, d, today)), report)
	}, func(p impact.Progress) {
		r.state.impact.Done, r.state.impact.All = max(r.state.impact.Done, p.Done), p.All
		r.view.tabs.impact.show(&r.state)
		r.view.strip.show(&r.state)
	}, func(res impact.Result, err error) {
		if err != nil {
			r.state.forgetImpact()
			r.Shell.Report(err)
		} else {
			r.state.endImpact(res)
		}
		r.show()
	})
}

// cancelImpact ends a comparison under way.
func (r *Routes) cancelImpact() {
	r.group.Cancel(slotImpact)
	r.state.forgetImpact()
	r.show()
}
