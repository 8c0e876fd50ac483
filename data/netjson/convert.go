package netjson

import "tongtu/data/model"

func infoOf(i model.Info) infoJSON { return infoJSON(i) }

func tableOf(t model.ChangeTable) tableJSON {
	j := tableJSON{Same: map[string]model.Second{}, Other: map[string]map[string]model.Second{}}
	for a := range model.Mode(model.NumModes) {
		j.Same[a.String()] = t.Same[a]
		row := map[string]model.Second{}
		for b := range model.Mode(model.NumModes) {
			row[b.String()] = t.Other[a][b]
		}
		j.Other[a.String()] = row
	}
	return j
}

// model is the table; a mode that is not mentioned needs no time.
func (j tableJSON) model() (t model.ChangeTable, ok bool) {
	for name, s := range j.Same {
		m, ok := model.ParseMode(name)
		if !ok {
			return t, false
		}
		t.Same[m] = s
	}
	for name, row := range j.Other {
		from, ok := model.ParseMode(name)
		if !ok {
			return t, false
		}
		for name, s := range row {
			to, ok := model.ParseMode(name)
			if !ok {
				return t, false
			}
			t.Other[from][to] = s
		}
	}
	return t, true
}

func cityOf(c model.City) cityJSON {
	return cityJSON{c.ID, c.Name, c.Pinyin, c.English, c.Aliases, c.Province, c.Pos.Lon, c.Pos.Lat, c.Rank}
}

func (j cityJSON) model() model.City {
	return model.City{ID: j.ID, Name: j.Name, Pinyin: j.Pinyin, English: j.English, Aliases: j.Aliases, Province: j.Province,
		Pos: model.LonLat{Lon: j.Lon, Lat: j.Lat}, Rank: j.Rank}
}

func stationOf(s model.Station) stationJSON {
	return stationJSON{s.ID, s.City, s.Name, s.Pinyin, s.English, s.Code, s.Pos.Lon, s.Pos.Lat, s.Zone, mode(s.Mode)}
}

func (j stationJSON) model() model.Station {
	return model.Station{ID: j.ID, City: j.City, Name: j.Name, Pinyin: j.Pinyin, English: j.English, Code: j.Code,
		Pos: model.LonLat{Lon: j.Lon, Lat: j.Lat}, Zone: j.Zone, Mode: model.Mode(j.Mode)}
}

func operatorOf(o model.Operator) operatorJSON { return operatorJSON(o) }

func (j operatorJSON) model() model.Operator { return model.Operator(j) }

func routeOf(r model.Route) routeJSON {
	return routeJSON{r.ID, r.Number, r.Name, r.Operator, mode(r.Mode), r.Type}
}

func (j routeJSON) model() model.Route {
	return model.Route{ID: j.ID, Number: j.Number, Name: j.Name, Operator: j.Operator, Mode: model.Mode(j.Mode), Type: j.Type}
}

func calendarOf(c model.Calendar) calendarJSON {
	return calendarJSON{c.ID, days(c.Days), date(c.From), date(c.To), convert[date](c.Added), convert[date](c.Removed)}
}

func (j calendarJSON) model() model.Calendar {
	return model.Calendar{ID: j.ID, Days: model.Weekdays(j.Days), From: model.Date(j.From), To: model.Date(j.To),
		Added: convert[model.Date](j.Added), Removed: convert[model.Date](j.Removed)}
}

func tripOf(t model.Trip) tripJSON {
	j := tripJSON{t.ID, t.Route, t.Calendar, t.Classes, t.Fee, t.Shape, make([]callJSON, len(t.Calls))}
	for i, c := range t.Calls {
		j.Calls[i] = callJSON{c.Station, clock(c.Arr), clock(c.Dep), c.NoBoard, c.NoAlight, convert[fare](c.Fares), c.Dist}
	}
	return j
}

// model is the trip; the stations' identifiers are those of known, so that a
// million calls share a few thousand strings.
func (j tripJSON) model(known map[model.StationID]model.StationID) model.Trip {
	t := model.Trip{ID: j.ID, Route: j.Route, Calendar: j.Calendar, Classes: j.Classes, Fee: j.Fee, Shape: j.Shape, Calls: make([]model.Call, len(j.Calls))}
	for i, c := range j.Calls {
		id, ok := known[c.Station]
		if !ok {
			id = c.Station
			known[id] = id
		}
		t.Calls[i] = model.Call{Station: id, Arr: model.Second(c.Arr), Dep: model.Second(c.Dep), NoBoard: c.NoBoard, NoAlight: c.NoAlight,
			Fares: convert[model.Fen](c.Fares), Dist: c.Dist}
	}
	return t
}

func shapeOf(s model.Shape) shapeJSON {
	j := shapeJSON{s.ID, make([][2]float64, len(s.Points))}
	for i, p := range s.Points {
		j.Points[i] = [2]float64{p.Lon, p.Lat}
	}
	return j
}

func (j shapeJSON) model() model.Shape {
	s := model.Shape{ID: j.ID, Points: make([]model.LonLat, len(j.Points))}
	for i, p := range j.Points {
		s.Points[i] = model.LonLat{Lon: p[0], Lat: p[1]}
	}
	return s
}

func fareTableOf(t model.FareTable) fareTableJSON {
	j := fareTableJSON{t.Route, make([]fareRuleJSON, len(t.Rules))}
	for i, r := range t.Rules {
		j.Rules[i] = fareRuleJSON(r)
	}
	return j
}

func (j fareTableJSON) model() model.FareTable {
	t := model.FareTable{Route: j.Route, Rules: make([]model.FareRule, len(j.Rules))}
	for i, r := range j.Rules {
		t.Rules[i] = model.FareRule(r)
	}
	return t
}

func changeOf(r model.ChangeRecord) changeJSON { return changeJSON(r) }

func (j changeJSON) model() model.ChangeRecord { return model.ChangeRecord(j) }

// convert changes the type of a list's items; no list stays none.
func convert[To, From ~int32 | ~int64](list []From) []To {
	if len(list) == 0 {
		return nil
	}
	out := make([]To, len(list))
	for i, v := range list {
		out[i] = To(v)
	}
	return out
}
