package costs

import (
	"context"
	"errors"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Windows gives the cheapest journey of those that depart in each of the windows
// and arrive within the horizon of its beginning; nil where there is none or no
// fare is known. Of q it honours From, To, Modes, Classes, MinChange, and Horizon.
func (p *Cheapest) Windows(ctx context.Context, tt *timetable.Timetable, q plan.Query, windows []plan.Window) ([]*plan.Itinerary, error) {
	s := p.pool.Get().(*scan)
	defer p.put(s)
	q = plan.Query{From: q.From, To: q.To, Modes: q.Modes, Classes: q.Classes, MinChange: q.MinChange, Horizon: q.Horizon, By: plan.Cheapest}
	out := make([]*plan.Itinerary, len(windows))
	guess := noCost // the fare of the window before: mostly that of the next
	for i, w := range windows {
		q.At = w.From
		if err := s.Resolve(tt, &q); err != nil {
			return nil, err
		}
		if s.x == nil {
			s.begin(ctx, nil, p.indexOf(tt, s))
			s.bounds()
		}
		err := s.answer(nil, s.Start+int32(w.Length), guess)
		switch {
		case err == nil:
			it := s.Itinerary(s.rode)
			out[i], guess = &it, s.best.cost
		case !s.x.fits || !errors.Is(err, plan.ErrNoRoute) && !errors.Is(err, plan.ErrUnsupported):
			return nil, err
		}
	}
	return out, nil
}
