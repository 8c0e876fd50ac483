package i18n_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
)

func TestNamesWrittenInLatinLetters(t *testing.T) {
	en, zh := i18n.New(i18n.En), i18n.New(i18n.Zh)
	for in, want := range map[string]string{"xi an": "Xi'an", "bei jing": "Beijing", "da an": "Da'an", "harbin": "Harbin", "": "城"} {
		require.Equal(t, want, en.Name("城", "", in))
		require.Equal(t, "City", en.Name("城", "City", in))
		require.Equal(t, "城", zh.Name("城", "City", in))
	}
}
