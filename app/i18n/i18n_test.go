package i18n_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/data/model"
)

func TestPeopleReadTimesMoneyAndDates(t *testing.T) {
	zh, en := i18n.New(i18n.Zh), i18n.New(i18n.En)
	day := model.NewDate(2026, time.December, 1)
	for _, row := range []struct {
		name   string
		say    func(c *i18n.Catalogue) string
		zh, en string
	}{
		{"clock", func(c *i18n.Catalogue) string { return c.Clock(8*model.Hour + 20*model.Minute) }, "08:20", "08:20"},
		{"clock past midnight", func(c *i18n.Catalogue) string { return c.Clock(model.Day + 35*model.Minute) }, "00:35 +1", "00:35 +1"},
		{"moment", func(c *i18n.Catalogue) string { return c.Moment(day.At(8 * model.Hour)) }, "12月1日 周二 08:00", "Tue 1 Dec 08:00"},
		{"clock of a moment", func(c *i18n.Catalogue) string { return c.ClockAt(day.At(25 * model.Hour)) }, "01:00", "01:00"},
		{"duration", func(c *i18n.Catalogue) string { return c.Duration(5*model.Hour + 10*model.Minute) }, "5小时10分", "5h 10m"},
		{"whole hours", func(c *i18n.Catalogue) string { return c.Duration(30 * model.Hour) }, "30小时", "30h"},
		{"minutes", func(c *i18n.Catalogue) string { return c.Duration(45 * model.Minute) }, "45分", "45m"},
		{"seconds", func(c *i18n.Catalogue) string { return c.Duration(45) }, "45秒", "45s"},
		{"no time", func(c *i18n.Catalogue) string { return c.Duration(0) }, "0分", "0m"},
		{"fare", func(c *i18n.Catalogue) string { return c.Money(55300) }, "¥553.0", "¥553.0"},
		{"fare with fen", func(c *i18n.Catalogue) string { return c.Money(55305) }, "¥553.05", "¥553.05"},
		{"unknown fare", func(c *i18n.Catalogue) string { return c.Money(model.UnknownFen) }, "–", "–"},
		{"free", func(c *i18n.Catalogue) string { return c.Money(0) }, "¥0.0", "¥0.0"},
		{"date", func(c *i18n.Catalogue) string { return c.Date(day) }, "12月1日 周二", "Tue 1 Dec"},
		{"mode", func(c *i18n.Catalogue) string { return c.Mode(model.Air) }, "航班", "Flight"},
		{"class", func(c *i18n.Catalogue) string { return c.Class("hard-sleeper") + " " + c.Class("panorama") }, "硬卧 panorama", "Hard sleeper panorama"},
		{"no mode", func(c *i18n.Catalogue) string { return c.Mode(77) }, "其他", "Other"},
		{"small number", func(c *i18n.Catalogue) string { return c.Number(2026) }, "2026", "2026"},
		{"large number", func(c *i18n.Catalogue) string { return c.Number(1234567) }, "1\u00a0234\u00a0567", "1\u00a0234\u00a0567"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.Equal(t, row.zh, row.say(zh))
			require.Equal(t, row.en, row.say(en))
		})
	}
}

func TestMoneyFollowsTheNetworksCurrency(t *testing.T) {
	c := i18n.New(i18n.En)
	for code, want := range map[string]string{"EUR": "€12.5", "": "¥12.5", "CHF": "CHF 12.5"} {
		c.SetCurrency(code)
		require.Equal(t, want, c.Money(1250), code)
	}
	c.SetCurrency("EUR")
	c.Set(i18n.Zh)
	require.Equal(t, "€12.5", c.Money(1250), "a switch of language keeps the currency")
}

func TestLanguageOfTheEnvironment(t *testing.T) {
	for _, row := range []struct {
		name string
		env  map[string]string
		want i18n.Lang
	}{
		{"nothing set", nil, i18n.Zh},
		{"C locale", map[string]string{"LANG": "C.UTF-8"}, i18n.Zh},
		{"Chinese", map[string]string{"LANG": "zh_CN.UTF-8"}, i18n.Zh},
		{"English", map[string]string{"LANG": "en_GB.UTF-8"}, i18n.En},
		{"another language", map[string]string{"LANG": "fr_FR.UTF-8"}, i18n.En},
		{"LANGUAGE first", map[string]string{"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, i18n.Zh},
		{"LC_ALL before LANG", map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, i18n.En},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.Equal(t, row.want, i18n.Detect(func(k string) string { return row.env[k] }))
		})
	}
}

func TestABrokenCatalogueIsRefused(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"same key in two files": {"text/zh/a.json": {Data: []byte(`{"a.x":"1"}`)}, "text/zh/b.json": {Data: []byte(`{"a.x":"2"}`)}},
		"not json":              {"text/en/a.json": {Data: []byte(`{`)}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := i18n.Load(files)
			require.Error(t, err)
		})
	}
}

func TestAKeyWithoutTextShowsItself(t *testing.T) {
	require.Equal(t, "nowhere.none", i18n.New(i18n.Zh).T("nowhere.none"))
}
