package feed

// Severity grades a finding, as in the GTFS validator's notices.
type Severity uint8

// The severities. An error is in a report only when the broken rows were left
// out on request; otherwise errors refuse the feed.
const (
	SeverityInfo Severity = iota
	SeverityWarning
	SeverityError
)

// String is the severity on the wire: "info", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case SeverityError:
		return "error"
	case SeverityWarning:
		return "warning"
	}
	return "info"
}

// Finding is one kind of oddity that did not stop the import, with the first
// place where it was seen.
type Finding struct {
	Severity Severity
	Code     Code
	File     string // "stops.txt"
	Line     int    // 1 is the header; 0 means the whole file
	Column   string // may be empty
	Value    string // what was there, shortened; may be empty
	Count    int    // how often it was seen, at least 1
}

// Report says what a feed held and what was odd about it.
type Report struct {
	Findings []Finding
	Cities   int
	Stations int
	Routes   int
	Trips    int // runs of frequencies counted one by one
	Calls    int
}
