package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app"
	"tongtu/app/i18n"
)

func TestFlagsWithoutACommandAreTheWindows(t *testing.T) {
	for _, row := range []struct {
		args string
		want app.Options
		ok   bool
	}{
		{"", app.Options{}, true},
		{"--data x.db --lang en", app.Options{DataPath: "x.db", Language: i18n.En}, true},
		{"--lang=zh-CN --read-only", app.Options{Language: i18n.Zh, ReadOnly: true}, true},
		{"--lang fr", app.Options{}, false},
		{"plan a b", app.Options{}, false},
		{"--data x.db plan a b", app.Options{DataPath: "x.db"}, false},
		{"--help", app.Options{}, false},
		{"--nonsense", app.Options{}, false},
	} {
		t.Run(row.args, func(t *testing.T) {
			got, ok := windowOptions(strings.Fields(row.args))
			require.Equal(t, row.ok, ok)
			if ok {
				require.Equal(t, row.want, got)
			}
		})
	}
}

func TestFlagsBeforeACommandAreMovedBehindIt(t *testing.T) {
	for args, want := range map[string]string{
		"plan a b --json":             "plan a b --json",
		"--data x.db plan a b --json": "plan --data x.db a b --json",
		"--data=x.db --lang en check": "check --data=x.db --lang en",
		"--help":                      "--help",
		"--nonsense plan a b":         "--nonsense plan a b",
	} {
		require.Equal(t, strings.Fields(want), commandFirst(strings.Fields(args)), args)
	}
}
