package data

import "tongtu/data/model"

// Severity grades a Finding.
type Severity uint8

// The severities, the worst first. A network with errors is not imported.
const (
	SeverityError Severity = iota
	SeverityWarning
	SeverityInfo
)

// Finding is one thing wrong with the file or the network.
type Finding struct {
	Severity Severity
	Code     model.Rule // the rule broken, or one of the Rule constants of this package
	Where    string     // "trips/T1/calls[2].station"
	Value    string     // what was there; may be empty
}

// RuleDamaged is the Code of a Finding about the file itself.
const RuleDamaged model.Rule = "damaged"

// CheckNetwork reports every broken rule of n: those of each value's Validate,
// identifiers used twice, and references to what does not exist.
func CheckNetwork(n model.Network) []Finding { return nil }
