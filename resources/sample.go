package resources

import _ "embed"

// The tables the demonstration network is generated from by data/sample. The
// comment lines at their beginning tell the columns and the sources.
var (
	//go:embed cities.csv
	Cities []byte
	//go:embed stations.csv
	Stations []byte
	//go:embed corridors.csv
	Corridors []byte
	//go:embed operators.csv
	Operators []byte
	//go:embed airports.csv
	Airports []byte
	//go:embed airlines.csv
	Airlines []byte
)

// SampleZip is the demonstration network as a GTFS feed, made from the tables
// above by data/sample.
//
//go:generate go run ./gen/sample -o sample.zip
//go:embed sample.zip
var SampleZip []byte
