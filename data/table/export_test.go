package table

// What the tests hold against their oracles.
var (
	ParseClock = parseClock
	Separator  = separator
)
