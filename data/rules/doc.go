// Package rules finds what is wrong, doubtful or odd in a network: references
// to nothing, times that run backwards, trains faster than trains can be, names
// read in a way nobody reads them.
//
// [Check] looks at a whole network. A [Checker] keeps a network and what it
// found; [Checker.Update] takes the next state and looks again only at what the
// difference can affect. Both always find the same.
//
// A [Finding] has no words: it has a code, the thing concerned and values. Where
// there is exactly one sensible remedy it has a [Fix], a value that data.Editor
// applies as one command.
//
// What a network cannot be stored with is [Error]; everything else can be used
// all the same.
package rules
