package place_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/place"
)

func TestGivenPinyinIsJudged(t *testing.T) {
	for _, c := range []struct {
		name, given string
		want        place.Verdict
	}{
		{"重庆", "chong qing", place.ReadingUsual}, {"重庆", "Chongqing", place.ReadingUsual}, {"重庆", "chóngqìng", place.ReadingUsual},
		{"重庆", "zhong qing", place.ReadingUnusual}, {"厦门", "sha men", place.ReadingUnusual}, {"长沙", "zhang sha", place.ReadingUnusual},
		{"长沙", "chang sa", place.ReadingWrong}, {"西安", "xian", place.ReadingUsual}, {"西安", "beijing", place.ReadingWrong},
		{"吕梁", "lü liang", place.ReadingUsual}, {"吕梁", "lvliang", place.ReadingUsual},
		{"西安", "", place.ReadingMissing}, {"Paris", "", place.ReadingUsual}, {"", "", place.ReadingUsual}, {"", "x", place.ReadingUsual},
	} {
		require.Equal(t, c.want, place.Judge(c.name, c.given), "%s %q", c.name, c.given)
	}
}

func TestPolyphonesAndTheirReadings(t *testing.T) {
	require.Equal(t, []place.Polyphone{{Char: "重", Used: "chong", Other: []string{"zhong", "tong"}}}, place.Polyphones("重庆"))
	require.Empty(t, place.Polyphones("西安"))
	require.Empty(t, place.Polyphones("Paris"))
	for _, c := range []struct{ name, given, want string }{
		{"重庆", "zhongqing", "zhong qing"}, {"西安", "xi an", "xi an"}, {"六合 镇", "liuhezhen", "liu he zhen"},
	} {
		got, ok := place.Syllables(c.name, c.given)
		require.True(t, ok, c.name)
		require.Equal(t, c.want, strings.Join(got, " "))
	}
	for _, bad := range [][2]string{{"西安", "beijing"}, {"", "x"}, {"西安", ""}} {
		_, ok := place.Syllables(bad[0], bad[1])
		require.False(t, ok, bad)
	}
}
