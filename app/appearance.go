package app

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/widgets/look"
)

// Fyne's own words, in the places where its widgets show any.
const (
	keyQuit      i18n.Key = "shell.quit"
	keyCut       i18n.Key = "shell.fyne.cut"
	keyCopy      i18n.Key = "shell.fyne.copy"
	keyPaste     i18n.Key = "shell.fyne.paste"
	keySelectAll i18n.Key = "shell.fyne.select-all"
	keyUndoType  i18n.Key = "shell.fyne.undo"
	keyRedoType  i18n.Key = "shell.fyne.redo"
)

// appearance is language, theme and text size: what a person chose, applied.
type appearance struct {
	app   fyne.App
	tr    *i18n.Catalogue
	prefs *prefs.Store
	auto  i18n.Lang // what "auto" means on this machine
	force i18n.Lang // asked for on the command line; until the next switch

	system  look.Variant // what the desktop asked for; Light until it says
	setting bool         // while the theme is being set, which also calls the listener
}

// follow takes over the desktop's choice when it says or changes it, which may
// be long after the start, and tells changed.
func (a *appearance) follow(changed func()) {
	a.app.Settings().AddListener(func(s fyne.Settings) {
		if a.setting {
			return
		}
		before := a.system
		a.system = look.Light
		if s.ThemeVariant() == theme.VariantDark {
			a.system = look.Dark
		}
		if a.system != before && prefs.Theme.Get(a.prefs) == prefs.Auto {
			changed()
		}
	})
}

// apply puts all choices into force. Content built before keeps its texts.
func (a *appearance) apply() error {
	a.tr.Set(a.lang())
	a.setting = true
	a.app.Settings().SetTheme(look.Theme(a.variant(), float32(prefs.TextSize.Get(a.prefs))/100))
	a.setting = false
	return a.fyneWords()
}

func (a *appearance) lang() i18n.Lang {
	if a.force != "" {
		return a.force
	}
	if l, ok := i18n.ParseLang(prefs.Language.Get(a.prefs)); ok {
		return l
	}
	return a.auto
}

func (a *appearance) variant() look.Variant {
	switch prefs.Theme.Get(a.prefs) {
	case prefs.Light:
		return look.Light
	case prefs.Dark:
		return look.Dark
	case prefs.Contrast:
		return look.HighContrast
	}
	return a.system
}

func (a *appearance) toggleLanguage() error {
	a.force = ""
	return prefs.Language.Put(a.prefs, string(a.tr.Lang().Other()))
}

func (a *appearance) toggleContrast() error {
	if a.variant() == look.HighContrast {
		return prefs.Theme.Put(a.prefs, prefs.Auto)
	}
	return prefs.Theme.Put(a.prefs, prefs.Contrast)
}

func (a *appearance) toggleTheme() error {
	if a.variant() != look.Light {
		return prefs.Theme.Put(a.prefs, prefs.Light)
	}
	return prefs.Theme.Put(a.prefs, prefs.Dark)
}

// stepTextSize moves to the next larger or smaller size; at the ends it stays.
func (a *appearance) stepTextSize(step int) error {
	sizes := prefs.TextSizes()
	at := slices.Index(sizes, prefs.TextSize.Get(a.prefs)) + step
	return prefs.TextSize.Put(a.prefs, sizes[max(0, min(at, len(sizes)-1))])
}

// fyneWords switches the words of Fyne's own widgets. Fyne has no call for it:
// it reads the environment each time translations are added.
func (a *appearance) fyneWords() error {
	locale, file := "en_US", "en.json"
	if a.tr.Lang() == i18n.Zh {
		locale, file = "zh_CN", "zh-Hans.json"
	}
	for name, value := range map[string]string{"LC_ALL": locale + ".UTF-8", "LANG": locale + ".UTF-8", "LANGUAGE": locale} {
		if err := os.Setenv(name, value); err != nil {
			return fmt.Errorf("app: language of the toolkit: %w", err)
		}
	}
	words, err := json.Marshal(map[string]string{
		"OK": a.tr.T(i18n.OK), "Cancel": a.tr.T(i18n.Cancel), "Quit": a.tr.T(keyQuit),
		"Cut": a.tr.T(keyCut), "Copy": a.tr.T(keyCopy), "Paste": a.tr.T(keyPaste),
		"Select all": a.tr.T(keySelectAll), "Undo": a.tr.T(keyUndoType), "Redo": a.tr.T(keyRedoType),
	})
	if err != nil {
		return fmt.Errorf("app: language of the toolkit: %w", err)
	}
	if err := lang.AddTranslations(fyne.NewStaticResource(file, words)); err != nil {
		return fmt.Errorf("app: language of the toolkit: %w", err)
	}
	return nil
}
