package account_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/widgets/look"
)

const number = "１３８ 0013 8000" // as an input method writes it

// askForCode opens the panel and has a message sent.
func askForCode(t *testing.T, lang i18n.Lang) *desk {
	d := newDesk(t, lang, look.Light)
	d.show(screen.SignIn{Return: screen.Route{Name: screen.Cities}})
	d.tab("account.tab.text")
	d.requireText("account.text.none")
	d.write("account.text.number", number)
	d.write("account.text.picture", answer)
	d.tap(d.tr.T("account.text.send"))
	d.settle()
	return d
}

func TestSigningInByTextMessage(t *testing.T) {
	d := askForCode(t, i18n.Zh)
	d.requireText("account.text.sms", i18n.A{"code": textCode})
	d.requireText("account.text.to", i18n.A{"number": "138****8000"})
	d.requireText("account.text.resend-in", i18n.A{"time": "1:00"})
	d.requireText("account.text.code.lives", i18n.A{"time": "5:00", "n": 5})
	require.Equal(t, d.field("account.text.code"), d.window.Canvas().Focused(), "the code comes next")
	d.tap(d.tr.T("account.text.use"))
	require.Equal(t, textCode, d.field("account.text.code").Text)
	d.enter("account.text.code")
	require.Equal(t, "138****8000", d.session.User.Name)
	require.True(t, d.session.User.Demo)
	require.Equal(t, []screen.Route{{Name: screen.Cities}}, d.opened)
	require.Empty(t, d.reported)
}

func TestTheWaitForAnotherCodeSurvivesThePanel(t *testing.T) {
	d := askForCode(t, i18n.En)
	d.pass(20 * time.Second)
	d.requireText("account.text.resend-in", i18n.A{"time": "0:40"})
	d.requireText("account.text.code.lives", i18n.A{"time": "4:40", "n": 5})
	d.pass(40 * time.Second)
	d.requireText("account.text.resend")
	d.write("account.text.picture", answer)
	d.tap(d.tr.T("account.text.resend"))
	d.settle()
	d.requireText("account.text.resend-in", i18n.A{"time": "1:00"})
	d.requireText("account.text.code.lives", i18n.A{"time": "5:00", "n": 5})
}

func TestEveryMistakeIsToldAtItsField(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(nil)
	d.tab("account.tab.text")
	d.write("account.text.number", "12345")
	d.write("account.text.picture", answer)
	d.enter("account.text.picture")
	d.requireText("errors.phone.number")
	require.Equal(t, answer, d.field("account.text.picture").Text, "nobody looked at the picture yet")

	d.write("account.text.number", number)
	require.NotContains(t, d.read(), d.tr.T("errors.phone.number"), "while it is corrected")
	d.write("account.text.picture", "99999")
	d.enter("account.text.picture")
	d.requireText("errors.phone.captcha")
	require.Empty(t, d.field("account.text.picture").Text, "there is another picture")

	d.write("account.text.picture", answer)
	d.enter("account.text.picture")
	d.write("account.text.code", "123456")
	d.enter("account.text.code")
	d.requireText("errors.phone.code", i18n.A{"n": 4})
	require.Equal(t, d.field("account.text.code"), d.window.Canvas().Focused())
	require.False(t, d.session.SignedIn())

	d.pass(5 * time.Minute)
	d.requireText("account.text.code.hint")
	require.True(t, d.field("account.text.code").Disabled(), "the code is dead")
	require.Empty(t, d.reported)
}

func TestFiveMessagesAnHour(t *testing.T) {
	d := askForCode(t, i18n.En)
	for range 4 {
		d.pass(time.Minute)
		d.write("account.text.picture", answer)
		d.tap(d.tr.T("account.text.resend"))
		d.settle()
	}
	d.pass(time.Minute)
	d.requireText("account.text.resend-in", i18n.A{"time": "55:00"})
}
