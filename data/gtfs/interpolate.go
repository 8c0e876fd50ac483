package gtfs

import (
	"math"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// interpolate fills in missing times between two timed calls in proportion to
// the distance: along the shape where the feed gives it, else straight from
// stop to stop. Whole stretches without length are divided evenly.
func (b *tripBuilder) interpolate(rows []*callRow) {
	for i := 1; i < len(rows); i++ {
		if rows[i].arr != feed.NoTime {
			continue
		}
		from := i - 1
		for i < len(rows) && rows[i].arr == feed.NoTime {
			i++
		}
		// check has seen to it that the last call has a time.
		b.fill(rows[from : i+1])
	}
}

// fill estimates the times of all but the first and the last of rows.
func (b *tripBuilder) fill(rows []*callRow) {
	at := alongShape(rows)
	if at == nil {
		at = b.alongStops(rows)
	}
	last := len(rows) - 1
	span := float64(rows[last].arr - rows[0].dep)
	for i := 1; i < last; i++ {
		share := float64(i) / float64(last)
		if at[last] > 0 {
			share = at[i] / at[last]
		}
		t := rows[0].dep + model.Second(math.Round(span*share))
		rows[i].arr, rows[i].dep = t, t
		b.t.Line = int(rows[i].line)
		b.t.Note(feed.SeverityInfo, feed.Column{Name: "arrival_time"}, feed.CodeInterpolated, t.String())
	}
}

// alongShape returns the given distances from the first row, nil when they do
// not cover every row or fall.
func alongShape(rows []*callRow) []float64 {
	at := make([]float64, len(rows))
	for i, r := range rows {
		if r.dist < 0 || i > 0 && r.dist < rows[i-1].dist {
			return nil
		}
		at[i] = r.dist - rows[0].dist
	}
	if at[len(at)-1] == 0 {
		return nil
	}
	return at
}

func (b *tripBuilder) alongStops(rows []*callRow) []float64 {
	at := make([]float64, len(rows))
	for i := 1; i < len(rows); i++ {
		at[i] = at[i-1] + b.im.stops[rows[i-1].stop].pos.Metres(b.im.stops[rows[i].stop].pos)
	}
	return at
}
