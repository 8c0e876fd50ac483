package tables

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"tongtu/data/model"
	"tongtu/engine/timetable"
)

const (
	// spanDays is how many days after the beginning of the table's day the last
	// of its journeys arrive: who asks at its end may travel three more.
	spanDays = 4
	// budget bounds the memory of a table; destinations beyond it are not in it.
	budget = 224 << 20
)

// Prepare computes the table of a day on at most so many processors, all there
// are if that is 0, and puts it in force. progress, if not nil, is called with the
// number of destinations that are ready, from one goroutine at a time.
func (p *Planner) Prepare(ctx context.Context, tt *timetable.Timetable, day model.Date, processors int, progress func(done, total int)) error {
	if all := runtime.GOMAXPROCS(0); processors <= 0 || processors > all {
		processors = all
	}
	t, err := build(ctx, tt, day, budget, processors, progress)
	if err != nil {
		return err
	}
	p.cur.Store(t)
	return nil
}

// build computes as many destinations as the budget allows, those with most
// arrivals first.
func build(ctx context.Context, tt *timetable.Timetable, day model.Date, budget int64, processors int, progress func(done, total int)) (*table, error) {
	const until = spanDays * daySeconds
	x := newSpan(tt, day, until)
	t := &table{tt: tt, day: day, until: until, blocks: make([]block, tt.NumCities()), hubs: newHubs(tt)}
	t.legs = newLegs(tt, t.hubs)
	goals := busiest(tt)
	var next, size atomic.Int64
	var mu sync.Mutex
	done := 0
	var wg sync.WaitGroup
	for range min(processors, len(goals)) {
		wg.Go(func() {
			s := newScan(ctx, x)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(goals) || size.Load() > budget || s.run(goals[i]) != nil {
					return
				}
				b := s.block()
				size.Add(b.size())
				t.blocks[goals[i]] = b
				mu.Lock()
				done++
				if progress != nil {
					progress(done, len(goals))
				}
				mu.Unlock()
				runtime.Gosched() // whoever waits for a processor goes first
			}
		})
	}
	wg.Wait()
	return t, ctx.Err()
}

// busiest returns the cities by number of arrivals.
func busiest(tt *timetable.Timetable) []timetable.City {
	list := make([]timetable.City, tt.NumCities())
	arrivals := make([]int, len(list))
	for s := range timetable.Stop(tt.NumStops()) {
		arrivals[tt.CityOf(s)] += len(tt.Backward.Departures(s))
	}
	for c := range list {
		list[c] = timetable.City(c)
	}
	slices.SortStableFunc(list, func(a, b timetable.City) int { return cmp.Compare(arrivals[b], arrivals[a]) })
	return list
}
