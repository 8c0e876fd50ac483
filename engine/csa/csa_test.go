package csa_test

import (
	"testing"
	"time"

	"tongtu/engine/csa"
	"tongtu/engine/plan/plantest"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	plantest.Run(t, csa.New(), seed, networks)
}
