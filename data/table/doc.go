// Package table reads and writes networks as one plain table of delimited text,
// as people keep them in spreadsheets. Which of three kinds a table is, its
// columns tell:
//
//   - services: from, to, dep and arr (or duration), and what else is known:
//     mode, number, price, class, operator, km. One row is one service that runs
//     every day; with the column trip, rows of one trip follow each other. An
//     arrival before the departure is on the next day, and said so.
//   - edges: from, to, and km, price or duration, without times. Such a list says
//     what is joined, not when something runs; to be of use to a planner, each
//     edge gets a service every hour each way (one way if any pair is listed both
//     ways), with the time given or one estimated from the length.
//   - places: name, lat and lon.
//
// Columns are recognised by the words of resources/headers.csv in either
// language, in any order and case, or by Options.Columns. The separator is a
// comma, semicolon, tab or bar, whichever the header has most of; rows of title
// above the header are skipped.
//
// Cities are known by name. A name that Options.Places knows brings its position;
// one that nobody knows is put between its neighbours and reported.
//
// Write gives the table of services, a row for each hop. What it cannot hold,
// Lost tells. Cells that a spreadsheet would take for a formula are guarded by an
// apostrophe, which Read takes away again.
package table
