package rulestest

import "tongtu/data/model"

// Clean is a network nothing can be said against:
//
//	北京西 ──08:00 G1 10:30── 石家庄 ──10:34── 12:30 西安北      every day
//	北京首都 ──09:00 CA1 11:10── 西安咸阳                       weekdays
//
// with a way on foot between 西安北 and 西安 that a record times.
func Clean() model.Network {
	day := model.NewDate(2026, 12, 1)
	return model.Network{
		Info: model.Info{Currency: "CNY"},
		Cities: []model.City{
			{ID: "bj", Name: "北京", Pinyin: "bei jing", English: "Beijing", Province: "北京", Pos: model.LonLat{Lon: 116.4, Lat: 39.9}, Aliases: []string{"京城"}},
			{ID: "sj", Name: "石家庄", Pinyin: "shi jia zhuang", English: "Shijiazhuang", Province: "河北", Pos: model.LonLat{Lon: 114.5, Lat: 38.0}},
			{ID: "xa", Name: "西安", Pinyin: "xi an", English: "Xi'an", Province: "陕西", Pos: model.LonLat{Lon: 108.9, Lat: 34.3}},
		},
		Stations: []model.Station{
			{ID: "BXP", City: "bj", Name: "北京西", Pinyin: "bei jing xi", Code: "BXP", Pos: model.LonLat{Lon: 116.32, Lat: 39.89}, Zone: "z1"},
			{ID: "PEK", City: "bj", Name: "北京首都", Pinyin: "bei jing shou du", Code: "PEK", Pos: model.LonLat{Lon: 116.6, Lat: 40.08}, Mode: model.Air},
			{ID: "SJP", City: "sj", Name: "石家庄", Pinyin: "shi jia zhuang", Code: "SJP", Pos: model.LonLat{Lon: 114.48, Lat: 38.01}},
			{ID: "EAY", City: "xa", Name: "西安北", Pinyin: "xi an bei", Code: "EAY", Pos: model.LonLat{Lon: 108.94, Lat: 34.38}, Zone: "z2"},
			{ID: "XIY", City: "xa", Name: "西安咸阳", Pinyin: "xi an xian yang", Code: "XIY", Pos: model.LonLat{Lon: 108.75, Lat: 34.45}, Mode: model.Air},
		},
		Operators: []model.Operator{{ID: "cr", Name: "China Railway"}, {ID: "ca", Name: "Air China"}},
		Routes: []model.Route{
			{ID: "g1", Number: "G1", Operator: "cr", Mode: model.Rail},
			{ID: "ca1", Number: "CA1", Operator: "ca", Mode: model.Air},
		},
		Calendars: []model.Calendar{
			{ID: "daily", Days: model.EveryDay, From: day, To: day + 365},
			{ID: "weekdays", Days: 0x1f, From: day, To: day + 365, Added: []model.Date{day + 4}, Removed: []model.Date{day + 7}},
		},
		Trips: []model.Trip{
			{ID: "g1a", Route: "g1", Calendar: "daily", Classes: []model.Class{"second"}, Calls: []model.Call{
				{Station: "BXP", Arr: 8 * model.Hour, Dep: 8 * model.Hour, Fares: []model.Fen{0}},
				{Station: "SJP", Arr: 9*model.Hour + 10*model.Minute, Dep: 9*model.Hour + 14*model.Minute, Fares: []model.Fen{13000}, Dist: 281_000},
				{Station: "EAY", Arr: 12*model.Hour + 30*model.Minute, Dep: 12*model.Hour + 30*model.Minute, Fares: []model.Fen{51500}, Dist: 1_216_000},
			}},
			{ID: "ca1a", Route: "ca1", Calendar: "weekdays", Classes: []model.Class{"economy"}, Fee: 5000, Calls: []model.Call{
				{Station: "PEK", Arr: 9 * model.Hour, Dep: 9 * model.Hour, Fares: []model.Fen{0}},
				{Station: "XIY", Arr: 11*model.Hour + 10*model.Minute, Dep: 11*model.Hour + 10*model.Minute, Fares: []model.Fen{90000}},
			}},
		},
		FareTables: []model.FareTable{{Route: "g1", Rules: []model.FareRule{{From: "z1", To: "z2", Class: "second", Price: 50000}}}},
		Changes: []model.ChangeRecord{
			{From: "EAY", To: "XIY", Time: 90 * model.Minute}, {From: "XIY", To: "EAY", Time: 90 * model.Minute},
		},
		ChangeTable: model.DefaultChangeTable(),
	}
}
