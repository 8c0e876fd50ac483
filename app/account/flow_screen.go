package account

import (
	"context"
	"encoding/json"
	"image/png"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data/model"
)

// FlowDeps is what the flow view is made of.
type FlowDeps struct {
	Shell screen.Shell
	Lab   *wechat.Lab
	Feed  *auth.Feed   // the program's own sign-ins
	Copy  func(string) // puts a text on the clipboard
	// Save asks where to and writes there.
	Save func(name string, write func(io.Writer) error)
}

// ShowFlow asks the flow view for the newest message of the program's own
// sign-ins, or with a fault for the end of one of the lab.
type ShowFlow struct{ Fault wechat.Fault }

// Flow is the screen that shows a sign-in message by message: the program's own
// as they happen, or one of the lab, with a fault. It implements screen.Screen.
type Flow struct {
	d     FlowDeps
	state flowState
	group *task.Group
	view  *flowView
}

var _ screen.Screen = (*Flow)(nil)

// NewFlow returns the screen; the shell builds it.
func NewFlow(d FlowDeps) *Flow {
	return &Flow{d: d, state: flowState{user: d.Lab.Platform.Users()[0].Name}}
}

// Name implements screen.Screen.
func (f *Flow) Name() screen.Name { return screen.Flow }

// Needs implements screen.Screen: everybody may look.
func (f *Flow) Needs() model.Permission { return model.PermPlan }

// Build implements screen.Screen.
func (f *Flow) Build() fyne.CanvasObject {
	var users []string
	for _, u := range f.d.Lab.Platform.Users() {
		users = append(users, u.Name)
	}
	f.view = newFlowView(f.d.Shell.Tr(), users, flowActions{
		source: f.source, as: f.as, user: func(name string) { f.state.user = name }, run: func(t wechat.Fault) { f.run(t, f.draw) }, ahead: f.ahead, compare: f.compare,
		seek: f.seek, by: func(n int) { f.seek(f.state.at + n) }, play: f.play,
		copy: f.copy, png: f.png, json: f.json, back: func() { f.d.Shell.Open(screen.Route{Name: screen.Account}) },
	})
	f.draw()
	return f.view.root
}

// flowTick is the pace of playing, and of looking for new messages.
const flowTick = 700 * time.Millisecond

// Enter implements screen.Screen. Its argument is a ShowFlow; without one it
// goes on where it was.
func (f *Flow) Enter(g *task.Group, args any) {
	f.group = g
	switch a, ok := args.(ShowFlow); {
	case ok && a.Fault != "":
		f.run(a.Fault, func() { f.seek(maxSeek) })
	case ok:
		f.state.follow(f.d.Feed.Messages())
		f.state.seek(maxSeek)
	}
	g.Every(flowTick, f.tick)
	f.tick()
}

func (f *Flow) tick() {
	if f.state.live {
		f.state.follow(f.d.Feed.Messages())
	}
	f.state.tick()
	f.draw()
}

func (f *Flow) draw() {
	if f.view != nil {
		f.view.show(&f.state, f.d.Lab.Clock.Now())
	}
}

// source goes to the program's own messages, or back to the lab.
func (f *Flow) source(live bool) {
	if live {
		f.state.follow(f.d.Feed.Messages())
	} else {
		f.state.lab()
	}
	f.draw()
}

// as shows the picture, or the text that mirrors it.
func (f *Flow) as(text bool) {
	f.state.text = text
	f.draw()
}

const slotFlow = "flow"

// run lets a fault happen, and then done.
func (f *Flow) run(fault wechat.Fault, done func()) {
	user := f.state.user
	task.Latest(f.group, slotFlow,
		func(ctx context.Context) (wechat.Outcome, error) { return f.d.Lab.Run(ctx, fault, user) },
		func(o wechat.Outcome, err error) {
			if err != nil {
				f.d.Shell.Report(err)
				return
			}
			f.state.run(o)
			done()
		})
}

// compare holds an opaque token beside a JWT.
func (f *Flow) compare() {
	user := f.state.user
	task.Latest(f.group, slotFlow,
		func(ctx context.Context) ([]wechat.Compared, error) { return f.d.Lab.Compare(ctx, user) },
		func(c []wechat.Compared, err error) {
			f.d.Shell.Report(err)
			f.state.compared = c
			f.draw()
		})
}

// ahead moves the lab's clock.
func (f *Flow) ahead(by time.Duration) {
	f.d.Lab.Clock.Advance(by)
	f.draw()
}

func (f *Flow) seek(at int) {
	f.state.seek(at)
	f.draw()
}

func (f *Flow) play() {
	f.state.play()
	f.draw()
}

// flowKey is what the keys do in the picture.
func flowKey(k fyne.KeyName, do flowActions) {
	switch k {
	case fyne.KeySpace:
		do.play()
	case fyne.KeyLeft, fyne.KeyUp:
		do.by(-1)
	case fyne.KeyRight, fyne.KeyDown:
		do.by(1)
	case fyne.KeyHome:
		do.seek(0)
	case fyne.KeyEnd:
		do.seek(maxSeek)
	}
}

// maxSeek is past the end of every recording.
const maxSeek = 1 << 30

func (f *Flow) copy() {
	f.d.Copy(flowWords{f.d.Shell.Tr()}.mirror(&f.state))
	f.d.Shell.Toast(f.d.Shell.Tr().T(keyFlowCopied))
}

func (f *Flow) png() {
	img := drawFlow(&f.state, flowWords{f.d.Shell.Tr()})
	f.d.Save("tongtu-sign-in.png", func(w io.Writer) error { return png.Encode(w, img) })
}

func (f *Flow) json() {
	e := f.state.export()
	f.d.Save("tongtu-sign-in.json", func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(e)
	})
}
