package resources

import _ "embed"

// Cities is the table of cities of the demonstration network (data/sample).
//
//go:embed cities.csv
var Cities []byte
