package rules_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/data/rules/rulestest"
)

func TestACleanNetworkHasNoFindings(t *testing.T) {
	require.Empty(t, rules.Check(rulestest.Clean()))
	require.Empty(t, rules.Check(model.Network{}))
}

func TestEveryRuleFindsItsFault(t *testing.T) {
	for _, f := range rulestest.Faults() {
		t.Run(f.Name, func(t *testing.T) {
			n := rulestest.Clean()
			f.Seed(&n)
			var want *rules.Finding
			for _, x := range rules.Check(n) {
				if x.Code == f.Code && x.Where() == f.Where && want == nil {
					want = &x
					continue
				}
				require.Contains(t, f.Also, x.Code, "%s: unexpected %+v", f.Name, x)
			}
			require.NotNil(t, want, "not found among %+v", rules.Check(n))
			require.Equal(t, f.Severity, want.Severity)
			require.Equal(t, f.Fixable, want.Fix.Action != rules.NoFix, "%+v", want.Fix)
		})
	}
}

// TestEveryRuleHasAFault keeps the table above complete.
func TestEveryRuleHasAFault(t *testing.T) {
	var seeded []rules.Code
	for _, f := range rulestest.Faults() {
		seeded = append(seeded, f.Code)
	}
	for _, code := range rules.Codes() {
		require.Contains(t, seeded, code)
	}
	require.GreaterOrEqual(t, len(rules.Codes()), 25)
}
