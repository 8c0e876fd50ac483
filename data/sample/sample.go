// Package sample generates the demonstration network: true geography, a
// generated timetable. It is not for travel.
package sample

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"tongtu/data/model"
	"tongtu/resources"
)

// Generate returns the demonstration network; the same scale always gives the
// same network. Scale 1 is the network that ships with the program.
func Generate(scale int) model.Network {
	n := model.Network{Info: model.Info{Zone: "Asia/Shanghai", Currency: "CNY", Demo: true}, ChangeTable: model.DefaultChangeTable()}
	err := readTable("cities.csv", resources.Cities, func(r *row) {
		n.Cities = append(n.Cities, model.City{
			ID: model.CityID(r.text("id")), Name: r.text("name"), Pinyin: r.text("pinyin"), English: r.text("english"),
			Aliases: r.list("aliases"), Province: r.text("province"), Pos: r.pos(), Rank: uint8(r.number("rank")),
		})
	})
	if err != nil {
		panic(err) // the tables are part of the program
	}
	slices.SortFunc(n.Cities, func(a, b model.City) int { return cmp.Compare(a.ID, b.ID) })
	n.Calendars = []model.Calendar{{ID: "daily", Days: model.EveryDay, From: model.NewDate(2026, time.January, 1), To: model.NewDate(2028, time.December, 31)}}
	n.Operators = []model.Operator{{ID: "CR", Name: "China Railway"}}
	for _, c := range n.Cities {
		n.Stations = append(n.Stations, model.Station{ID: model.StationID("S" + c.ID), City: c.ID, Name: c.Name, Pinyin: c.Pinyin, English: c.English, Pos: c.Pos})
	}
	for i, a := range n.Cities[1:] {
		near := 0
		for j := range n.Cities[:i+1] {
			if math.Hypot(n.Cities[j].Pos.Lon-a.Pos.Lon, n.Cities[j].Pos.Lat-a.Pos.Lat) < math.Hypot(n.Cities[near].Pos.Lon-a.Pos.Lon, n.Cities[near].Pos.Lat-a.Pos.Lat) {
				near = j
			}
		}
		for k := range 12 * scale {
			from, to := n.Stations[near].ID, n.Stations[i+1].ID
			if k%2 == 1 {
				from, to = to, from
			}
			id := fmt.Sprintf("K%d", 1000+i*100*scale+k)
			dep := model.Second(6+k%16) * model.Hour
			n.Routes = append(n.Routes, model.Route{ID: model.RouteID(id), Number: id, Operator: "CR", Mode: model.Rail})
			n.Trips = append(n.Trips, model.Trip{ID: model.TripID(id), Route: model.RouteID(id), Calendar: "daily", Classes: []model.Class{"hard-seat"}, Calls: []model.Call{
				{Station: from, Arr: dep, Dep: dep, Fares: []model.Fen{0}},
				{Station: to, Arr: dep + model.Hour, Dep: dep + model.Hour, Fares: []model.Fen{3000}},
			}})
		}
	}
	slices.SortFunc(n.Routes, func(a, b model.Route) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Trips, func(a, b model.Trip) int { return cmp.Compare(a.ID, b.ID) })
	return n
}
