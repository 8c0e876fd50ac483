package data

import (
	"fmt"

	"tongtu/data/model"
)

// Severity grades a Finding.
type Severity uint8

// The severities, the worst first. A network with errors is not imported.
const (
	SeverityError Severity = iota
	SeverityWarning
	SeverityInfo
)

// Finding is one thing wrong with the file or the network.
type Finding struct {
	Severity Severity
	Code     model.Rule // the rule broken; RuleDamaged for the file itself
	Where    string     // "trips/T1/calls[2].station"
	Value    string     // what was there; may be empty
}

// RuleDamaged is the Code of a Finding about the file itself.
const RuleDamaged model.Rule = "damaged"

// CheckNetwork reports every broken rule of n: those of each value's Validate,
// identifiers used twice, and references to what does not exist. What a network
// can be used with all the same is a warning: calendars without a day,
// operators and zones nobody knows, cities without stations, change records
// about the same pair.
func CheckNetwork(n model.Network) []Finding {
	c := netCheck{n: n}
	c.collect()
	c.cities()
	c.stations()
	c.operators()
	c.routes()
	c.calendars()
	c.trips()
	c.fares()
	c.changes()
	return c.found
}

// netCheck is one CheckNetwork under way: the identifiers there are, and what was found.
type netCheck struct {
	n         model.Network
	cityIDs   map[model.CityID]bool
	stationID map[model.StationID]bool
	operator  map[model.OperatorID]bool
	routeIDs  map[model.RouteID]bool
	calendar  map[model.CalendarID]bool
	tripIDs   map[model.TripID]bool
	found     []Finding
}

func (c *netCheck) collect() {
	c.cityIDs = idSet(c.n.Cities, func(v model.City) model.CityID { return v.ID })
	c.stationID = idSet(c.n.Stations, func(v model.Station) model.StationID { return v.ID })
	c.operator = idSet(c.n.Operators, func(v model.Operator) model.OperatorID { return v.ID })
	c.routeIDs = idSet(c.n.Routes, func(v model.Route) model.RouteID { return v.ID })
	c.calendar = idSet(c.n.Calendars, func(v model.Calendar) model.CalendarID { return v.ID })
	c.tripIDs = idSet(c.n.Trips, func(v model.Trip) model.TripID { return v.ID })
}

func idSet[K ~string, V any](list []V, id func(V) K) map[K]bool {
	set := make(map[K]bool, len(list))
	for _, v := range list {
		set[id(v)] = true
	}
	return set
}

func (c *netCheck) add(s Severity, rule model.Rule, where, value string) {
	c.found = append(c.found, Finding{Severity: s, Code: rule, Where: where, Value: value})
}

func (c *netCheck) fail(rule model.Rule, where, value string) {
	c.add(SeverityError, rule, where, value)
}

func (c *netCheck) warn(rule model.Rule, where, value string) {
	c.add(SeverityWarning, rule, where, value)
}

// fields reports what a value's own Validate says.
func (c *netCheck) fields(bucket, id string, err error) {
	if err == nil {
		return
	}
	for _, fe := range model.FieldErrors(err) {
		severity := SeverityError
		if fe.Rule == model.RuleNever {
			severity = SeverityWarning
		}
		c.add(severity, fe.Rule, bucket+"/"+id+"/"+fe.Field, fe.Value)
	}
}

// twice reports an identifier seen before.
func twice[K ~string](c *netCheck, bucket string, seen map[K]bool, id K) {
	if seen[id] {
		c.fail(model.RuleDuplicate, bucket+"/"+string(id)+"/id", string(id))
	}
	seen[id] = true
}

func (c *netCheck) cities() {
	seen := map[model.CityID]bool{}
	served := map[model.CityID]bool{}
	for _, s := range c.n.Stations {
		served[s.City] = true
	}
	for _, v := range c.n.Cities {
		twice(c, cities.name, seen, v.ID)
		c.fields(cities.name, string(v.ID), v.Validate())
		if !served[v.ID] {
			c.warn(model.RuleRequired, cities.name+"/"+string(v.ID)+"/stations", "")
		}
	}
}

func (c *netCheck) stations() {
	seen := map[model.StationID]bool{}
	for _, v := range c.n.Stations {
		twice(c, stations.name, seen, v.ID)
		c.fields(stations.name, string(v.ID), v.Validate())
		if v.City != "" && !c.cityIDs[v.City] {
			c.fail(model.RuleUnknownRef, stations.name+"/"+string(v.ID)+"/city", string(v.City))
		}
	}
}

func (c *netCheck) operators() {
	seen := map[model.OperatorID]bool{}
	for _, v := range c.n.Operators {
		twice(c, operators.name, seen, v.ID)
		if v.ID == "" {
			c.fail(model.RuleRequired, operators.name+"//id", "")
		}
	}
}

func (c *netCheck) routes() {
	seen := map[model.RouteID]bool{}
	for _, v := range c.n.Routes {
		twice(c, routes.name, seen, v.ID)
		c.fields(routes.name, string(v.ID), v.Validate())
		if v.Operator != "" && !c.operator[v.Operator] {
			c.warn(model.RuleUnknownRef, routes.name+"/"+string(v.ID)+"/operator", string(v.Operator))
		}
	}
}

func (c *netCheck) calendars() {
	seen := map[model.CalendarID]bool{}
	for _, v := range c.n.Calendars {
		twice(c, calendars.name, seen, v.ID)
		c.fields(calendars.name, string(v.ID), v.Validate())
	}
}

func (c *netCheck) trips() {
	seen := make(map[model.TripID]bool, len(c.n.Trips))
	for _, v := range c.n.Trips {
		twice(c, trips.name, seen, v.ID)
		c.fields(trips.name, string(v.ID), v.Validate())
		at := trips.name + "/" + string(v.ID) + "/"
		if v.Route != "" && !c.routeIDs[v.Route] {
			c.fail(model.RuleUnknownRef, at+"route", string(v.Route))
		}
		if v.Calendar != "" && !c.calendar[v.Calendar] {
			c.fail(model.RuleUnknownRef, at+"calendar", string(v.Calendar))
		}
		for i, call := range v.Calls {
			if call.Station != "" && !c.stationID[call.Station] {
				c.fail(model.RuleUnknownRef, fmt.Sprintf("%scalls[%d].station", at, i), string(call.Station))
			}
		}
	}
}

func (c *netCheck) fares() {
	zones := zonesOf(c.n.Stations)
	seen := map[model.RouteID]bool{}
	for _, t := range c.n.FareTables {
		twice(c, fares.name, seen, t.Route)
		at := fares.name + "/" + string(t.Route) + "/"
		if t.Route != "" && !c.routeIDs[t.Route] {
			c.fail(model.RuleUnknownRef, at+"route", string(t.Route))
		}
		for i, r := range t.Rules {
			if r.Price < 0 {
				c.fail(model.RuleRange, fmt.Sprintf("%srules[%d].price", at, i), fmt.Sprint(r.Price))
			}
			for _, z := range []model.ZoneID{r.From, r.To} {
				if !zones[z] {
					zones[z] = true // once is enough for each zone
					c.warn(model.RuleUnknownRef, fmt.Sprintf("%srules[%d].zone", at, i), string(z))
				}
			}
		}
	}
}

func (c *netCheck) changes() {
	seen := map[changeKey]bool{}
	for i, r := range c.n.Changes {
		at := fmt.Sprintf("%s[%d].", changes.name, i)
		for _, ref := range []struct {
			field, value string
			known        bool
		}{
			{"from", string(r.From), c.stationID[r.From]},
			{"to", string(r.To), c.stationID[r.To]},
			{"from-route", string(r.FromRoute), r.FromRoute == "" || c.routeIDs[r.FromRoute]},
			{"to-route", string(r.ToRoute), r.ToRoute == "" || c.routeIDs[r.ToRoute]},
			{"from-trip", string(r.FromTrip), r.FromTrip == "" || c.tripIDs[r.FromTrip]},
			{"to-trip", string(r.ToTrip), r.ToTrip == "" || c.tripIDs[r.ToTrip]},
		} {
			if !ref.known {
				c.fail(model.RuleUnknownRef, at+ref.field, ref.value)
			}
		}
		if r.Time < 0 {
			c.fail(model.RuleRange, at+"time", r.Time.String())
		}
		k := changeKeyOf(r)
		if seen[k] {
			c.warn(model.RuleDuplicate, at+"from", string(r.From))
		}
		seen[k] = true
	}
	c.table()
}

func (c *netCheck) table() {
	for to := range model.Mode(model.NumModes) {
		if s := c.n.ChangeTable.Same[to]; s < 0 {
			c.fail(model.RuleRange, fmt.Sprintf("%s/same[%s]", keyTable, to), s.String())
		}
		for from := range model.Mode(model.NumModes) {
			if s := c.n.ChangeTable.Other[from][to]; s < 0 {
				c.fail(model.RuleRange, fmt.Sprintf("%s/other[%s][%s]", keyTable, from, to), s.String())
			}
		}
	}
}
