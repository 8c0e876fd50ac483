// Package locale gives the toolkit a language where the environment names none.
//
// Fyne parses the locale while its packages are initialised, before main, and
// complains on standard error about "C.UTF-8", the usual locale of containers
// and kiosks: every command would print an error of three lines before its
// answer. The only remedy is to name a language earlier still.
package locale

import "os"

// Initialisation follows the order of import paths among packages whose
// imports are ready (Go specification, "Program initialization"). This package
// needs only os and so comes before unicode, which everything that parses text
// waits for. A test holds it to that.
func init() {
	if os.Getenv("LANGUAGE") != "" {
		return
	}
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if len(v) > 2 && v[:2] == "C." {
				// LANG itself stays: the window system reads the encoding there.
				_ = os.Setenv("LANGUAGE", "zh_CN") // the program's own language
			}
			return
		}
	}
}
