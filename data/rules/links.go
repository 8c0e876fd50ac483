package rules

import (
	"math"
	"slices"
	"strconv"

	"tongtu/data/model"
)

// A link is what things have in common: calling at one station, bearing one
// name. It is how the things an edit affects are found.
type link struct {
	by   by
	a, b string
}

type by uint8

const (
	inCity       by = iota // stations, by city
	atStation              // trips and change records, by station
	ofRoute                // trips and change records, by route
	ofTrip                 // change records, by trip
	onCalendar             // trips, by calendar
	ofOperator             // routes, by operator
	inZone                 // stations, by fare zone
	namingZone             // fare tables, by zone
	cityNamed              // cities, by name
	cityAlias              // cities, by alias
	cityCell               // cities, by cell of the grid
	stationNamed           // stations, by city and name
	stationCode            // stations, by code
	routeNumber            // routes, by operator and number
	tripLike               // trips, by route and what is quick to compare
)

// links returns what t, as v has it, is found by; nil when v has no t.
func links(v *values, t Thing) []link {
	switch t.Kind {
	case City:
		if c := v.cities[model.CityID(t.ID)]; c != nil {
			return cityLinks(c)
		}
	case Station:
		if s := v.stations[model.StationID(t.ID)]; s != nil {
			return stationLinks(s)
		}
	case Route:
		if r := v.routes[model.RouteID(t.ID)]; r != nil {
			return []link{{ofOperator, string(r.Operator), ""}, {routeNumber, string(r.Operator), r.Number}}
		}
	case Trip:
		if x := v.trips[model.TripID(t.ID)]; x != nil {
			return tripLinks(x)
		}
	case Fares:
		if x := v.fares[model.RouteID(t.ID)]; x != nil {
			return fareLinks(x)
		}
	case Change:
		if r := v.changes[t.ID]; r != nil {
			return changeLinks(r)
		}
	}
	return nil
}

func cityLinks(c *model.City) []link {
	x, y := cell(c.Pos)
	out := []link{{cityNamed, c.Name, ""}, {cityCell, x, y}}
	for _, a := range c.Aliases {
		out = append(out, link{cityAlias, a, ""})
	}
	return unique(out)
}

// cellSize is the edge of a grid cell in degrees, larger than what is near.
const cellSize = 0.1

func cell(p model.LonLat) (x, y string) { return cellAt(p, 0, 0) }

func cellAt(p model.LonLat, dx, dy float64) (x, y string) {
	return strconv.Itoa(int(math.Floor(p.Lon/cellSize) + dx)), strconv.Itoa(int(math.Floor(p.Lat/cellSize) + dy))
}

func stationLinks(s *model.Station) []link {
	out := []link{{inCity, string(s.City), ""}, {stationNamed, string(s.City), s.Name}}
	if s.Zone != "" {
		out = append(out, link{inZone, string(s.Zone), ""})
	}
	if s.Code != "" {
		out = append(out, link{stationCode, s.Code, ""})
	}
	return out
}

func tripLinks(t *model.Trip) []link {
	out := make([]link, 0, len(t.Calls)+3)
	for _, c := range t.Calls {
		out = append(out, link{atStation, string(c.Station), ""})
	}
	out = append(out, link{ofRoute, string(t.Route), ""}, link{onCalendar, string(t.Calendar), ""}, likeness(t))
	return unique(out)
}

// likeness is what trips that are twice in the network have in common.
func likeness(t *model.Trip) link {
	key := []byte(t.Calendar)
	for _, n := range []int{len(t.Calls), first(t), last(t)} {
		key = strconv.AppendInt(append(key, 0), int64(n), 36)
	}
	return link{tripLike, string(t.Route), string(key)}
}

func first(t *model.Trip) int {
	if len(t.Calls) == 0 {
		return 0
	}
	return int(t.Calls[0].Dep)
}

func last(t *model.Trip) int {
	if len(t.Calls) == 0 {
		return 0
	}
	return int(t.Calls[len(t.Calls)-1].Arr)
}

func fareLinks(t *model.FareTable) []link {
	seen := map[model.ZoneID]bool{}
	var out []link
	for _, r := range t.Rules {
		for _, z := range []model.ZoneID{r.From, r.To} {
			if !seen[z] {
				seen[z] = true
				out = append(out, link{namingZone, string(z), ""})
			}
		}
	}
	return out
}

func changeLinks(r *model.ChangeRecord) []link {
	return unique(slices.DeleteFunc([]link{
		{atStation, string(r.From), ""}, {atStation, string(r.To), ""},
		{ofRoute, string(r.FromRoute), ""}, {ofRoute, string(r.ToRoute), ""},
		{ofTrip, string(r.FromTrip), ""}, {ofTrip, string(r.ToTrip), ""},
	}, func(l link) bool { return l.a == "" }))
}

// unique drops repeated links; there are a few dozen at most.
func unique(list []link) []link {
	out := list[:0]
	for _, l := range list {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}
