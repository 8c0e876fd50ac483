package sample_test

import (
	"testing"

	"tongtu/data/sample"
)

func TestEveryTripIsValid(t *testing.T) {
	for _, trip := range sample.Generate(1).Trips {
		if err := trip.Validate(); err != nil {
			t.Errorf("%s: %v", trip.ID, err)
		}
	}
}
