package app

import (
	"fyne.io/fyne/v2"

	"tongtu/app/i18n"
	"tongtu/app/screen"
)

const (
	keyMenuProgram  i18n.Key = "shell.menu.program"
	keyMenuView     i18n.Key = "shell.menu.view"
	keyMenuHelp     i18n.Key = "shell.menu.help"
	keyMenuFind     i18n.Key = "shell.menu.find"
	keyMenuHistory  i18n.Key = "shell.menu.history"
	keyMenuLanguage i18n.Key = "shell.menu.language"
	keyMenuTheme    i18n.Key = "shell.menu.theme"
	keyMenuContrast i18n.Key = "shell.menu.contrast"
	keyMenuLarger   i18n.Key = "shell.menu.larger"
	keyMenuSmaller  i18n.Key = "shell.menu.smaller"
	keyMenuFull     i18n.Key = "shell.menu.full-screen"
	keyMenuAccount  i18n.Key = "shell.menu.account"
	keyMenuPeople   i18n.Key = "shell.menu.people"
	keyMenuFlow     i18n.Key = "shell.menu.flow"
	keyAbout        i18n.Key = "shell.about"
	keyAboutBody    i18n.Key = "shell.about.body" // {version} {path}
)

// menu is the window's menu. Its shortcuts are the only ones that work while a
// text field has the keyboard: Fyne gives all others to the field.
func (p *Program) menu() *fyne.MainMenu {
	tr := p.look.tr
	item := func(key i18n.Key, sc fyne.KeyName, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(tr.T(key), func() {
			defer p.shell.caught()
			do()
		})
		if sc != "" {
			m.Shortcut = control(sc)
		}
		return m
	}
	quit := item(keyQuit, fyne.KeyQ, p.quit)
	quit.IsQuit = true
	full := item(keyMenuFull, "", func() { p.win.SetFullScreen(!p.win.FullScreen()) })
	return fyne.NewMainMenu(
		fyne.NewMenu(tr.T(keyMenuProgram),
			item(keyPlan, fyne.Key1, func() { p.goTo(screen.Planner) }),
			item(keyCities, fyne.Key2, func() { p.goTo(screen.Cities) }),
			item(keyRoutes, fyne.Key3, func() { p.goTo(screen.Routes) }),
			item(keyMenuAccount, fyne.Key4, func() { p.goTo(screen.Account) }),
			item(keyMenuPeople, "", func() { p.goTo(screen.People) }),
			item(keyMenuFlow, "", func() { p.goTo(screen.Flow) }),
			fyne.NewMenuItemSeparator(),
			item(keyMenuFind, fyne.KeyF, p.shell.search),
			item(keyMenuHistory, fyne.KeyH, func() { p.goTo(screen.History) }),
			fyne.NewMenuItemSeparator(),
			quit),
		fyne.NewMenu(tr.T(keyMenuView),
			item(keyMenuLanguage, fyne.KeyL, p.toggleLanguage),
			item(keyMenuTheme, fyne.KeyD, p.toggleTheme),
			item(keyMenuContrast, "", p.toggleContrast),
			item(keyMenuLarger, fyne.KeyEqual, func() { p.textSize(+1) }),
			item(keyMenuSmaller, fyne.KeyMinus, func() { p.textSize(-1) }),
			fyne.NewMenuItemSeparator(), full),
		fyne.NewMenu(tr.T(keyMenuHelp), item(keyAbout, "", p.about)),
	)
}

// goTo is a menu's way to a screen; while starting there is none yet.
func (p *Program) goTo(name screen.Name) {
	if p.core != nil {
		p.shell.Open(screen.Route{Name: name})
	}
}

// about says what the program is, of which version, and where its data comes from.
func (p *Program) about() {
	tr := p.look.tr
	ask(p.win, question{title: tr.T(keyAbout), no: tr.T(i18n.Close),
		body: tr.T(keyAboutBody, i18n.A{"version": Version, "path": p.o.DataPath})})
}
