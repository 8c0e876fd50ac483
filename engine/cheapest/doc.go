// Package cheapest answers "cheapest", for a moment and for windows of departure,
// and finds when the quickest journeys of a window leave.
//
// It sweeps all departures in order of time, as the Connection Scan Algorithm does
// (J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, arXiv 1703.05997), with one number
// per stop: the least that must have been paid to be there by now. In order of
// time that number only falls, and the first journey of the lowest fare is also
// the one of them that arrives first. A departure costs a few loads and one
// comparison, whether it is of use or not: where the horizon of three days binds,
// nearly all stops can be reached for some fare, and sorting out departures costs
// more than looking at them. What it takes to keep that small:
//
//   - A ride is paid call by call, and a trip has one number too: the least that
//     somebody who sits in it has paid so far (index.go, days.go). Trips with fares
//     for pairs of calls, and those with hops that take no time, are followed to
//     all later calls instead.
//   - What must be beaten at a stop is one number as well: what is known there, or
//     the limit less the least fare from there to the end (bounds.go).
//   - Lowest fares are seldom far above their bound. The limit starts at one and a
//     half times that, and is doubled until a journey is found.
//
// The sweep leaves, for every stop, the costs as they fell (steps.go). From them
// the rides of all journeys as good are found back from the end, by number of
// rides: a ride is one of these if what was paid at its boarding and its fare are
// what was paid at its end. So latest departure, fewest changes and the order of
// trips are settled among few rides (links.go).
//
// The quickest journey of a window is the same search with the departure as the
// cost: the latest by which one is at a stop by now (quickest.go).
//
// Complexity: O(c + e·k) for c departures within the horizon and e times that a
// stop becomes cheaper, with k changes from each; links: O(r·n) for r arrivals at
// stops on the way while they cost what they must, of trips with n calls.
//
// It is the engine's choice for "cheapest" unless something is avoided, passed, or
// limited but the fare.
package cheapest
