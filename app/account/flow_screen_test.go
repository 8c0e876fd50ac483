package account_test

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/account"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/widgets/look"
)

// flowDesk is a desk with the flow view on it.
type flowDesk struct {
	*desk
	flow  *account.Flow
	lab   *wechat.Lab
	feed  *auth.Feed
	saved map[string]*bytes.Buffer

	themed int // how often the theme was set
}

func newFlowDesk(t *testing.T, lang i18n.Lang) *flowDesk {
	d := &flowDesk{desk: newDesk(t, lang, look.Light), lab: wechat.NewLab(1), saved: map[string]*bytes.Buffer{}}
	d.feed = auth.NewFeed(d.Now)
	d.flow = account.NewFlow(account.FlowDeps{Shell: d, Lab: d.lab, Feed: d.feed,
		Copy: func(text string) { d.copied = text },
		Save: func(name string, write func(io.Writer) error) {
			d.saved[name] = &bytes.Buffer{}
			require.NoError(t, write(d.saved[name]))
		}})
	return d
}

func (d *flowDesk) enterFlow(args any) {
	d.leave()
	d.group = task.NewGroup(d.t.Context(), d.queue.Post, task.WithTicks(task.NoTicks))
	d.t.Cleanup(d.group.Close)
	d.window.SetContent(d.flow.Build())
	d.flow.Enter(d.group, args)
	d.settle()
}

// key presses a key in the picture.
func (d *flowDesk) key(name fyne.KeyName) {
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

func TestEveryFaultButtonShowsExpectedAndActual(t *testing.T) {
	d := newFlowDesk(t, i18n.En)
	d.enterFlow(nil)
	d.requireText("flow.none.lab")
	for _, f := range wechat.Faults() {
		d.tap(d.tr.T(i18n.Key("flow.fault." + string(f))))
		d.settle()
		got, err := wechat.NewLab(1).Run(t.Context(), f, "alice")
		require.NoError(t, err)
		if got.Actual.Code != 0 {
			require.Equal(t, 2, strings.Count(d.read(), fmt.Sprintf("errcode %d,", got.Actual.Code)), f)
		}
		d.requireText("flow.as-expected")
		d.requireText("flow.at", i18n.A{"i": 0, "of": len(got.Messages)})
	}
	require.Empty(t, d.reported)
}

func TestTheKeysStepThroughTheMessages(t *testing.T) {
	d := newFlowDesk(t, i18n.Zh)
	d.enterFlow(account.ShowFlow{Fault: wechat.FaultNone})
	d.requireText("flow.at", i18n.A{"i": 9, "of": 9})
	d.tapPicture()
	d.key(fyne.KeyHome)
	d.requireText("flow.before")
	d.requireText("flow.proof", i18n.A{"with": "0", "all": "0", "field": "session_key"})
	d.key(fyne.KeyRight)
	d.key(fyne.KeyRight)
	d.requireText("flow.at", i18n.A{"i": 2, "of": 9})
	d.requireText("flow.proof", i18n.A{"with": "0", "all": "1", "field": "session_key"})
	d.key(fyne.KeyLeft)
	d.requireText("flow.why.connect")
	d.key(fyne.KeySpace)
	d.requireText("flow.pause")
	d.key(fyne.KeyEnd)
	d.requireText("flow.proof", i18n.A{"with": "0", "all": "3", "field": "session_key"})
}

// tapPicture gives the picture the keyboard, on its first message.
func (d *flowDesk) tapPicture() {
	d.t.Helper()
	for _, o := range d.texts() {
		if o.Text.Text == d.tr.T("flow.lane.store") && o.Text.TextStyle.Bold {
			test.TapCanvas(d.window.Canvas(), o.at.AddXY(0, 60))
			return
		}
	}
	require.Fail(d.t, "no picture")
}

func TestTheTextMirrorsThePicture(t *testing.T) {
	d := newFlowDesk(t, i18n.En)
	d.enterFlow(account.ShowFlow{Fault: wechat.FaultReplay})
	d.tap(d.tr.T("flow.as.text"))
	d.window.SetContent(d.flow.Build()) // as after a change of theme
	require.Contains(t, d.read(), "11. 08:01:00 Auth service → App")
	d.tap(d.tr.T("flow.copy"))
	require.Contains(t, d.copied, "App → Auth service: Hand the code over · provider wechat, code •••• (32 characters, SHA-256 ")
	require.Contains(t, d.copied, "errcode 40163, code not valid")
	require.Contains(t, d.copied, "0 of 3 messages to the client carried session_key")
	require.NotContains(t, d.copied, wechat.DemoApps()[0].Secret.Reveal())
}

func TestARecordingIsSavedAsPictureAndAsJSON(t *testing.T) {
	d := newFlowDesk(t, i18n.Zh)
	d.enterFlow(account.ShowFlow{Fault: wechat.FaultReplay})
	fyne.CurrentApp().Settings().AddListener(func(fyne.Settings) { d.themed++ })
	d.tap(d.tr.T("flow.export.png"))
	d.tap(d.tr.T("flow.export.json"))
	img, err := png.Decode(d.saved["tongtu-sign-in.png"])
	require.NoError(t, err)
	require.Greater(t, img.Bounds().Dx(), 1900)
	require.Greater(t, img.Bounds().Dy(), 800)
	require.Zero(t, d.themed, "the picture leaves the program's theme alone")
	text := d.saved["tongtu-sign-in.json"].String()
	require.Contains(t, text, `"to_client": 3`)
	require.NotRegexp(t, `[A-Za-z0-9+/]{22}==`, text)
}

func TestSigningOutEndsTheOpaqueTokenOnlyAndIsShown(t *testing.T) {
	d := newFlowDesk(t, i18n.En)
	d.enterFlow(nil)
	d.tap(d.tr.T("flow.tokens.do"))
	d.settle()
	d.requireText("flow.tokens.why")
	read := d.read()
	require.Equal(t, 3, strings.Count(read, "✓"))
	require.Equal(t, 3, strings.Count(read, "✕"))
}

func TestTheLabsClockIsMovedByHand(t *testing.T) {
	d := newFlowDesk(t, i18n.En)
	d.enterFlow(nil)
	before := d.lab.Clock.Now()
	d.tap(d.tr.T("flow.clock.ahead", i18n.A{"time": "2h"}))
	require.Equal(t, 2.0, d.lab.Clock.Now().Sub(before).Hours())
	d.requireText("flow.clock", i18n.A{"at": "2026-12-01 10:00:00"})
}

func TestTheProgramsOwnSignInsAreShownAsTheyHappen(t *testing.T) {
	d := newFlowDesk(t, i18n.En)
	d.enterFlow(account.ShowFlow{})
	d.requireText("flow.none.live")
	d.feed.Send(auth.Message{From: auth.LaneApp, To: auth.LaneService, Step: auth.StepLogin})
	d.enterFlow(nil)
	d.requireText("flow.why.login")
	d.requireText("flow.at", i18n.A{"i": 1, "of": 1})
	d.tap(d.tr.T("flow.back"))
	require.Equal(t, []screen.Route{{Name: screen.Account}}, d.opened)
}

func TestThePanelAndTheAccountLeadToTheMessages(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(nil)
	d.tap(d.tr.T("account.what-happened"))
	d.tap("alice")
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
	d.tap(d.tr.T("account.what-happened"))
	to := screen.Route{Name: screen.Flow, Args: account.ShowFlow{}}
	require.Equal(t, []screen.Route{to, to}, d.opened)
}
