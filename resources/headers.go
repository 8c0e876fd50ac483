package resources

import _ "embed"

// Headers are the words that plain tables use for columns and modes; package
// data/table reads it.
//
//go:embed headers.csv
var Headers []byte
