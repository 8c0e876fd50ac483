package table

import (
	"tongtu/data/feed"
	"tongtu/data/model"
)

// places reads a list of cities with their positions; each has one station.
func (b *builder) places(t *feed.Table) {
	col := func(f string) feed.Column { return b.column(t, f) }
	id, name, lat, lon := col("id"), col("name"), col("lat"), col("lon")
	latin, english, province := col("latin"), col("english"), col("province")
	for t.Next() {
		var c model.City
		var ok bool
		if c.Name, ok = b.name(t, name); !ok {
			continue
		}
		if c.ID = model.CityID(c.Name); len(t.Get(id)) > 0 {
			s, ok := b.name(t, id)
			if !ok {
				continue
			}
			c.ID = model.CityID(s)
		}
		if _, twice := b.cities[c.ID]; twice {
			t.Bad(id, feed.CodeDuplicateKey, string(c.ID))
			continue
		}
		placed, ok := b.position(t, lat, lon, &c.Pos)
		if ok && !placed {
			t.Bad(lat, feed.CodeStopPosition, "")
		}
		if !ok || !placed {
			continue
		}
		if c.Pinyin, ok = b.optional(t, latin); !ok {
			continue
		}
		if c.English, ok = b.optional(t, english); !ok {
			continue
		}
		if c.Province, ok = b.optional(t, province); !ok {
			continue
		}
		b.add(model.Station{ID: model.StationID(c.ID), Name: c.Name, Pinyin: c.Pinyin, English: c.English, Pos: c.Pos}, c)
	}
	if len(b.net.Cities) == 0 && len(b.prob.Errs()) == 0 {
		b.prob.Refuse(feed.Error{File: t.File, Code: feed.CodeNoRows})
	}
}
