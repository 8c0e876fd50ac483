package rules

import "tongtu/data/model"

// Subject tells what a Thing is called and where it can be looked at. Fields
// that do not apply are empty.
type Subject struct {
	Thing
	Name    string // of a city, station, operator; a route's number, also for its trips and fares
	English string
	To      string // name of the station a change record leads to
	Dep     model.Second
	City    model.CityID  // where it is edited: the city's form,
	Route   model.RouteID // or the route's
}

// Subject describes t as it is in the network; what does not exist has no name.
func (c *Checker) Subject(t Thing) Subject {
	s := Subject{Thing: t}
	switch t.Kind {
	case City:
		if v := c.x.cities[model.CityID(t.ID)]; v != nil {
			s.Name, s.English, s.City = v.Name, v.English, v.ID
		}
	case Station:
		if v := c.x.stations[model.StationID(t.ID)]; v != nil {
			s.Name, s.English, s.City = v.Name, v.English, v.City
		}
	case Operator:
		if v := c.x.operators[model.OperatorID(t.ID)]; v != nil {
			s.Name = v.Name
		}
	case Route, Fares:
		s.Route = model.RouteID(t.ID)
		if v := c.x.routes[s.Route]; v != nil {
			s.Name = v.Number
		}
	case Trip:
		if v := c.x.trips[model.TripID(t.ID)]; v != nil {
			s.Route, s.Dep = v.Route, model.Second(first(v))
			if r := c.x.routes[v.Route]; r != nil {
				s.Name = r.Number
			}
		}
	case Calendar:
		s.Route = c.routeOn(t)
		if v := c.x.routes[s.Route]; v != nil {
			s.Name = v.Number
		}
	case Change:
		if v := c.x.changes[t.ID]; v != nil {
			from := c.Subject(Thing{Station, string(v.From)})
			s.Name, s.English, s.City = from.Name, from.English, from.City
			s.To = c.Subject(Thing{Station, string(v.To)}).Name
		}
	}
	return s
}

// routeOn is the first of the routes whose trips run on a calendar.
func (c *Checker) routeOn(t Thing) (id model.RouteID) {
	for _, u := range c.x.linked[link{onCalendar, t.ID, ""}] {
		if v := c.x.trips[model.TripID(u.ID)]; v != nil && (id == "" || v.Route < id) {
			id = v.Route
		}
	}
	return id
}
