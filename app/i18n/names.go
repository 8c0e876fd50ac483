package i18n

import "strings"

// Name is a name of the network in the language: its own, or in English the English
// one, for which without one the pinyin stands in.
func (c *Catalogue) Name(own, english, pinyin string) string {
	switch {
	case c.Lang() != En:
		return own
	case english != "":
		return english
	case pinyin != "":
		return latin(pinyin)
	}
	return own
}

// latin writes syllables as a name: "xi an" becomes Xi'an.
func latin(pinyin string) string {
	var out strings.Builder
	for i, syllable := range strings.Fields(pinyin) {
		switch {
		case i == 0:
			out.WriteString(strings.ToUpper(syllable[:1]) + syllable[1:])
			continue
		case strings.ContainsRune("aeo", rune(syllable[0])):
			out.WriteByte('\'')
		}
		out.WriteString(syllable)
	}
	return out.String()
}
