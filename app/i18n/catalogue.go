// Package i18n holds every text people read, in Chinese and in English, and
// turns times, money and errors into words.
//
// A text is named by a [Key], declared as a constant by the package that shows
// it, and found in resources/text/<language>/<area>.json. Placeholders are
// named: "{city}" is replaced by the argument "city" of an [A]. The language is
// switched with [Catalogue.Set]; texts already shown keep their language until
// their screen is built again.
//
// A test reads the source of the whole module and fails when a key is missing in
// a language, used nowhere, or has different placeholders in the two languages.
package i18n

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync/atomic"

	"tongtu/data/model"
	"tongtu/resources"
)

// Key names a text: area, dot, name.
type Key string

// A holds the named arguments of a text. Values of the vocabulary (times, money,
// dates, modes) are put into words of the language, others printed as they are.
type A map[string]any

// Catalogue is all texts with a current language. It is safe for concurrent use.
type Catalogue struct {
	texts map[Lang]map[Key]string
	state atomic.Pointer[state]
}

type state struct {
	lang     Lang
	currency string
}

// New returns the built-in catalogue, speaking lang. It panics when the
// embedded files are broken, which a test excludes.
func New(lang Lang) *Catalogue {
	texts, err := Load(resources.Text)
	if err != nil {
		panic(err)
	}
	return with(texts, lang)
}

func with(texts map[Lang]map[Key]string, lang Lang) *Catalogue {
	c := &Catalogue{texts: texts}
	c.state.Store(&state{lang: lang.orDefault(), currency: currencyCNY})
	return c
}

// Load reads text/<language>/*.json of files. A key that appears twice in a
// language is an error.
func Load(files fs.FS) (map[Lang]map[Key]string, error) {
	out := map[Lang]map[Key]string{}
	for _, lang := range Langs() {
		names, err := fs.Glob(files, "text/"+string(lang)+"/*.json")
		if err != nil {
			return nil, fmt.Errorf("i18n: list %s: %w", lang, err)
		}
		out[lang] = map[Key]string{}
		for _, name := range names {
			if err := load(files, name, out[lang]); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func load(files fs.FS, name string, into map[Key]string) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("i18n: read %s: %w", name, err)
	}
	var texts map[Key]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		return fmt.Errorf("i18n: %s: %w", name, err)
	}
	for k, v := range texts {
		if _, twice := into[k]; twice {
			return fmt.Errorf("i18n: %s: %s: %w", name, k, model.ErrExists)
		}
		into[k] = v
	}
	return nil
}

// Lang is the current language.
func (c *Catalogue) Lang() Lang { return c.state.Load().lang }

// Set switches the language.
func (c *Catalogue) Set(lang Lang) {
	old := c.state.Load()
	c.state.Store(&state{lang: lang.orDefault(), currency: old.currency})
}

// SetCurrency says in which ISO 4217 currency Money is given; empty means CNY.
func (c *Catalogue) SetCurrency(code string) {
	if code == "" {
		code = currencyCNY
	}
	c.state.Store(&state{lang: c.Lang(), currency: code})
}

// T returns the text of key with its placeholders filled in. In English a
// text may have a second form, named key + ".one", for {n} = 1. A key without
// text yields the key itself, so that nothing is ever blank.
func (c *Catalogue) T(key Key, args ...A) string {
	texts := c.texts[c.Lang()]
	text, ok := texts[key]
	if !ok {
		return string(key)
	}
	if len(args) == 0 {
		return text
	}
	if n, ok := args[0]["n"]; ok && fmt.Sprint(n) == "1" {
		if one, ok := texts[key+".one"]; ok {
			text = one
		}
	}
	pairs := make([]string, 0, 2*len(args[0]))
	for _, a := range args {
		for name, v := range a {
			pairs = append(pairs, "{"+name+"}", c.value(v))
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// value puts an argument into words.
func (c *Catalogue) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return c.Number(v)
	case Key:
		return c.T(v)
	case model.Second:
		return c.Duration(v)
	case model.Moment:
		return c.Moment(v)
	case model.Date:
		return c.Date(v)
	case model.Fen:
		return c.Money(v)
	case model.Mode:
		return c.Mode(v)
	case error:
		return c.Error(v)
	}
	return fmt.Sprint(v)
}
