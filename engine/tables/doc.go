// Package tables answers questions between two cities by looking them up:
// everything that can be asked about one day is computed in advance. It knows
// "fastest", "fewest changes" and, by arrival and changes, "best", of a window of
// departures too.
//
// For a pair of cities the answers are the journeys that no other beats in
// departure, arrival and rides; which of several equal ones counts does not depend
// on when one asks. So a table holds, by pair and number of rides, the departures
// of these journeys and where to find their rides, and a query is a binary search
// for each number of rides: among the journeys of as many rides that leave in time
// the first to leave is the first to arrive.
//
// The table is built destination by destination, each by one profile connection
// scan (J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan
// Algorithm", arXiv 1703.05997, section 4.1, with the numbers of rides side by
// side as in section 4.3): all departures of the span, the latest first, so that
// what one can change to is known before what one comes from. What is kept of a
// continuation is its arrival and rides and, of equal ones, that of the lowest
// fare and the first rides in order: putting the same ride before two
// continuations does not change which of them is better, so the best journey
// consists of best continuations. Only where a journey begins a later departure
// counts too. Why it is exact in the odd cases:
//
//   - For who sits in a run the best way out is one row where fares are flat
//     (timetable.View.Flat): the fare is a difference, so where one boarded does
//     not matter. Elsewhere that row only tells which departures are hopeless,
//     and the others look at every call that follows.
//   - Departures of one moment can depend on each other where rides and changes
//     take no time. Such a moment is repeated until nothing improves.
//   - What can be boarded is kept per stop and, where change times within a city
//     are equal, once per city and mode (ways.go).
//   - Journeys that arrive after the span are not in the table. The span is long
//     enough for the usual horizon; whoever asks beyond it may get ErrUnsupported,
//     and another planner answers.
//
// The best of a window are the journeys of the table that depart within it, and
// those that only a departure after the window beats. These are searched for
// (late.go), with the table as a bound that is nearly always met: as A* does, but
// with whole journeys at hand.
//
// Of equal journeys "best" has the one that departs last, then that of the lowest
// fare and the first rides; of those that are searched for, the first one found.
//
// A table takes 16 bytes per journey, so that the national timetable of 752
// cities needs about 200 MB.
package tables
