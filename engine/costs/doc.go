// Package costs answers questions of fares by sweeping all departures in order of
// time, as the Connection Scan Algorithm does (J. Dibbelt, T. Pajor, B. Strasser,
// D. Wagner, arXiv 1703.05997), with costs in place of times: what must have been
// paid, at least, to be at a stop by now. In order of time that only falls.
//
// On a national timetable the horizon of three days binds nearly always: the
// cheapest journeys are chains of slow trains that just arrive in time. So nearly
// all stops can be reached for some fare, and sorting out departures costs more
// than looking at them. A ride is paid call by call, and a trip has a cost too:
// what somebody who sits in it has paid so far (index.go, days.go). Trips with
// fares for pairs of calls, and those with hops that take no time, are followed to
// all later calls instead. What must be beaten at a stop is kept as one cost as
// well: what is known there, or what costs too much with the least fare from there
// to the end (bounds.go). The clock and its events are in ground.go and events.go.
//
// Cheapest keeps one number per stop. The first journey of the lowest fare is also
// the one of them that arrives first. Lowest fares are seldom far above their
// bound: the limit starts at one and a half times that, and is doubled until a
// journey is found. The sweep leaves, for every stop, the costs as they fell
// (steps.go). From them the rides of all journeys as good are found back from the
// end, by number of rides: a ride is one of these if what was paid at its boarding
// and its fare are what was paid at its end. So latest departure, fewest changes
// and the order of trips are settled among few rides (links.go). Windows of
// departure close the origin when they are over. The quickest journey of a window
// is the same search with the departure as the cost: the latest by which one is at
// a stop by now (quickest.go). O(c + e·k) for c departures within the horizon and
// e times that a stop becomes cheaper, with k changes from each; links: O(r·n) for
// r arrivals at stops on the way while they cost what they must, of trips with n
// calls. It is the engine's choice for "cheapest" unless something is avoided,
// passed, or limited but the fare, and for the calendar of prices.
//
// Front keeps a row of numbers per stop, by rides (rows.go, aboard.go, arrive.go,
// exits.go, outlook.go), and so finds the Pareto set over arrival, fare and rides:
// the journeys, in order of arrival, are where the row of the destination falls.
// What is done with rows is done with eight numbers at once where the processor
// can (rowops.go, ride.go, filter.go): that is why they are whole, with all that
// costs no less. Nothing is kept of how one got somewhere; for the few journeys
// found, that is looked up afterwards: the boarding at which what was paid and the
// fare add up (journeys.go). O(c + s·l + e·k·l) for s departures of trips somebody
// sits in and l numbers of rides. It is the engine's choice for "best" from a
// moment on, unless something is avoided, passed or limited but fare and changes.
// What becomes ready at a stop from elsewhere in the city also counts as having
// alighted there, where no further change gains by it (timetable.Change.Covers): a
// city of many stations is then hardly dearer than one of a single station.
//
// Rides finds the Pareto set over arrival and rides. A ride costs one there, so
// that a single number per stop and trip is enough, and every arrival at the end
// that needs fewer rides than those before is a journey (count.go). How one got
// there is looked up for them alone. It is the engine's choice for "best" without
// fares from a moment on, unless something is avoided, passed or limited but
// changes. O(c + e·k).
package costs
