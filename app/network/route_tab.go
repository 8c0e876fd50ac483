package network

import "strings"

// RouteTab is one of the views of a route's trips.
type RouteTab int

// The views, in the order of their tabs.
const (
	TabTimetable RouteTab = iota // the stops of the trip shown
	TabSheet                     // the times of all trips
	TabChart                     // the trips as lines over time and way
	TabFares                     // classes, fees, fares between pairs of stops
	TabImpact                    // what saving would change for travellers
)

// Tab is the view in front.
func (s *RouteState) Tab() RouteTab { return s.tab }

// SetTab brings a view to the front.
func (s *RouteState) SetTab(t RouteTab) { s.tab = t }

// TabOf is the view that shows the first of the problems.
func (s *RouteState) TabOf(problems []Problem) RouteTab {
	for _, p := range problems {
		switch {
		case p.Field == s.TripField("classes"), p.Field == s.TripField("fee"), strings.HasPrefix(p.Field, "pairs"):
			return TabFares
		case strings.HasPrefix(p.Field, "trips"):
			return TabTimetable
		}
	}
	return TabTimetable
}
