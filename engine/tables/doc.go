// Package tables answers the plain "fastest" between two cities by looking it up:
// everything that can be asked about one day is computed in advance.
//
// For a pair of cities the answers are the journeys that no other beats in both
// departure and arrival; which of several equal ones counts does not depend on
// when one asks. So a table holds, by pair, the departures of these journeys and
// where to find their rides, and a query is a binary search.
//
// The table is built destination by destination, each by one profile connection
// scan (J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan
// Algorithm", arXiv 1703.05997, section 4.1): all departures of the span, the
// latest first, so that what one can change to is known before what one comes
// from. What is kept of a continuation is its arrival, rides, fare and first
// ride, in this order: putting the same ride before two continuations does not
// change which of them is better, so the best journey consists of best
// continuations. Only where a journey begins a later departure counts more than
// fewer rides. Why it is exact in the odd cases:
//
//   - For who sits in a run the best way out is one value where fares are flat
//     (timetable.View.Flat): the fare is a difference, so where one boarded does
//     not matter. Elsewhere that value only tells which departures are hopeless,
//     and the others look at every call that follows.
//   - Departures of one moment can depend on each other where rides and changes
//     take no time. Such a moment is repeated until nothing improves.
//   - What can be boarded is kept per stop and, where change times within a city
//     are equal, once per city and mode (ways.go).
//   - Journeys that arrive after the span are not in the table. Whoever might
//     need one gets ErrUnsupported, and another planner answers.
//
// A table takes 20 bytes per journey, so that the national timetable of 752
// cities needs about 60 MB.
package tables
