package network

// RouteTab is one of the views of a route's trips.
type RouteTab int

// The views, in the order of their tabs.
const (
	TabTimetable RouteTab = iota // the stops of the trip shown
	TabSheet                     // the times of all trips
	TabFares                     // classes, fees, fares between pairs of stops
)

// Tab is the view in front.
func (s *RouteState) Tab() RouteTab { return s.tab }

// SetTab brings a view to the front.
func (s *RouteState) SetTab(t RouteTab) { s.tab = t }
