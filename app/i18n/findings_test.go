package i18n_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/data/rules"
	"tongtu/data/rules/rulestest"
)

// TestEveryFindingHasWords puts the findings of every seeded fault into words.
func TestEveryFindingHasWords(t *testing.T) {
	for _, lang := range i18n.Langs() {
		tr := i18n.New(lang)
		for _, fault := range rulestest.Faults() {
			n := rulestest.Clean()
			fault.Seed(&n)
			c := rules.New(n)
			for _, f := range c.Findings() {
				says := tr.Finding(f, c.Subject(f.With))
				for _, text := range []string{says, tr.FindingTitle(f.Code), tr.Severity(f.Severity), tr.Subject(c.Subject(f.Of))} {
					require.NotEmpty(t, text)
					require.NotContains(t, text, "{", "%s: %+v", fault.Name, f)
					require.False(t, strings.HasPrefix(text, "rules."), text)
				}
				require.NotContains(t, says, "（未命名）")
				require.NotContains(t, says, "(unnamed)", "%s: %+v", fault.Name, f)
				if f.Fix.Action != rules.NoFix {
					require.NotContains(t, tr.Fix(f.Fix), "{")
					require.NotContains(t, tr.Fix(f.Fix), "rules.")
				}
			}
		}
	}
	for _, code := range rules.Codes() {
		require.NotEqual(t, string(code), i18n.New(i18n.En).FindingTitle(code))
	}
}

func TestFindingsInWords(t *testing.T) {
	n := rulestest.Clean()
	n.Cities[0].Name, n.Cities[0].Pinyin = "重庆", "zhong qing"
	n.Trips[0].Calls[2].Arr = 10*3600 + 30*60
	c := rules.New(n)
	said := map[rules.Code]string{}
	zh := i18n.New(i18n.Zh)
	for _, f := range c.Findings() {
		said[f.Code] = zh.Subject(c.Subject(f.Of)) + ": " + zh.Finding(f, c.Subject(f.With)) + " " + zh.Fix(f.Fix)
	}
	require.Equal(t, "重庆: 拼音 zhong qing，地名通常读 chong qing 改为 chong qing", said[rules.PinyinDoubt])
	require.Contains(t, said[rules.TooFast], "G1 08:00开: 从“石家庄”起均速 ")
}
