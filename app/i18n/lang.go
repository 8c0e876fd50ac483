package i18n

import "strings"

// Lang is a language of the program.
type Lang string

// The languages.
const (
	Zh Lang = "zh"
	En Lang = "en"
)

// Langs lists the languages, the program's own first.
func Langs() []Lang { return []Lang{Zh, En} }

// Other is the language the switch in the window leads to.
func (l Lang) Other() Lang {
	if l == Zh {
		return En
	}
	return Zh
}

func (l Lang) orDefault() Lang {
	if l == En {
		return En
	}
	return Zh
}

// ParseLang reads a language tag such as "zh", "zh-CN" or "en_GB.UTF-8".
func ParseLang(s string) (Lang, bool) {
	tag, _, _ := strings.Cut(strings.ToLower(s), ".")
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	for _, l := range Langs() {
		if tag == string(l) {
			return l, true
		}
	}
	return "", false
}

// Detect finds the person's language from the environment, in the order of
// POSIX: LANGUAGE, LC_ALL, LC_MESSAGES, LANG. A locale of another language
// means English; none at all, or "C", the program's own.
func Detect(getenv func(string) string) Lang {
	for _, name := range []string{"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} {
		first, _, _ := strings.Cut(getenv(name), ":")
		tag, _, _ := strings.Cut(first, ".")
		if tag == "" || tag == "C" || tag == "POSIX" {
			continue
		}
		if l, ok := ParseLang(first); ok {
			return l
		}
		return En
	}
	return Zh
}
