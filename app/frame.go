package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/screen"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// frameState is everything the frame around a screen shows, in words.
type frameState struct {
	title    string
	tabs     []frameTab
	account  frameTab // at the right end
	notices  []notice
	demo     string // the mark of the demonstration timetable; empty: none
	status   string
	closing  string // label that dismisses a notice
	language string // label of the language switch
}

// frameTab is one entry of the top bar.
type frameTab struct {
	name              screen.Name
	label             string
	selected, enabled bool
}

// frameHooks is what a person can do in the frame.
type frameHooks struct {
	open     func(screen.Name)
	language func()
	theme    func()
	textSize func(step int)
}

// frame is the part of the window that stays: top bar, notices, status line.
type frame struct {
	hooks   frameHooks
	root    fyne.CanvasObject
	bar     *fyne.Container
	notices *fyne.Container
	body    *fyne.Container
	foot    *fyne.Container
	toast   *widgets.Toast
	layer   fyne.CanvasObject // places the toast
}

func newFrame(hooks frameHooks) *frame {
	f := &frame{
		hooks: hooks, bar: container.NewStack(), notices: container.New(layout.NewCustomPaddedVBoxLayout(0)),
		body: container.NewStack(), foot: container.NewStack(), toast: widgets.NewToast(),
	}
	f.layer = widgets.ToastLayer(f.toast)
	f.root = container.New(edges{}, container.New(layout.NewCustomPaddedVBoxLayout(0), f.bar, f.notices), f.foot, container.NewStack(f.body, f.layer))
	return f
}

// edges puts the first object above, the second below and the third between,
// without gaps.
type edges struct{}

func (edges) Layout(o []fyne.CanvasObject, s fyne.Size) {
	top, foot := o[0].MinSize().Height, o[1].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, top))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(s.Width, foot))
	o[1].Move(fyne.NewPos(0, s.Height-foot))
	o[2].Resize(fyne.NewSize(s.Width, s.Height-top-foot))
	o[2].Move(fyne.NewPos(0, top))
}

func (edges) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, foot, body := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(fyne.Max(fyne.Max(top.Width, foot.Width), body.Width), top.Height+foot.Height+body.Height)
}

// show draws s; the body stays.
func (f *frame) show(s frameState) {
	f.bar.Objects = []fyne.CanvasObject{f.topBar(s)}
	f.notices.Objects = nil
	for _, n := range s.notices {
		f.notices.Add(n.strip(s.closing))
	}
	f.foot.Objects = []fyne.CanvasObject{statusLine(s)}
	f.bar.Refresh()
	f.notices.Refresh()
	f.foot.Refresh()
	f.root.Refresh()
}

// say shows a notice that goes away; its place follows its length.
func (f *frame) say(text string) {
	f.toast.Say(text, "", nil)
	f.layer.Refresh()
}

// put shows a screen's content in the body.
func (f *frame) put(content fyne.CanvasObject) {
	f.body.Objects = []fyne.CanvasObject{content}
	f.body.Refresh()
}

func (f *frame) topBar(s frameState) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(look.AppIcon())
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(28))
	name := canvas.NewText(s.title, look.Color(theme.ColorNameForeground))
	name.TextSize, name.TextStyle = look.Size(look.SizeTitle), fyne.TextStyle{Bold: true}

	left := container.New(layout.NewCustomPaddedHBoxLayout(look.GapInner),
		space(look.Gap), container.NewCenter(icon), container.NewCenter(name), space(look.Gap))
	for _, t := range s.tabs {
		left.Add(f.tab(t))
	}
	right := container.New(layout.NewCustomPaddedHBoxLayout(0),
		f.tab(s.account),
		quiet(s.language, nil, f.hooks.language),
		quiet("A", nil, func() { f.hooks.textSize(-1) }),
		quiet("A+", nil, func() { f.hooks.textSize(+1) }),
		quiet("", look.Icon(look.IconContrast), f.hooks.theme),
		space(look.Gap))
	return container.NewStack(canvas.NewRectangle(look.Color(look.ColorSurface)),
		container.New(edges{}, space(0), hairline(), container.NewBorder(nil, nil, left, right)))
}

func (f *frame) tab(t frameTab) fyne.CanvasObject {
	w := newTab(t.label, func() { f.hooks.open(t.name) })
	w.selected, w.disabled = t.selected, !t.enabled
	return w
}

func quiet(label string, icon fyne.Resource, do func()) fyne.CanvasObject {
	b := widget.NewButtonWithIcon(label, icon, do)
	b.Importance = widget.LowImportance
	return container.NewCenter(b)
}

func space(w float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(w, 0))
	return r
}

func statusLine(s frameState) fyne.CanvasObject {
	words := canvas.NewText(s.status, look.Color(look.ColorMuted))
	words.TextSize = look.Size(look.SizeCaption)
	mark := space(0)
	if s.demo != "" {
		mark = pill(s.demo, theme.ColorNameWarning)
	}
	return container.NewStack(canvas.NewRectangle(look.Color(look.ColorSurface)),
		container.New(edges{}, hairline(), space(0),
			container.New(layout.NewCustomPaddedLayout(look.GapInner, look.GapInner, look.PaddingCard, look.PaddingCard),
				container.New(&statusLayout{mark: mark, words: words, full: s.status}, mark, words))))
}

// statusLayout keeps the mark whole and shortens the words to the room left, so
// that a status never makes the window wider.
type statusLayout struct {
	mark  fyne.CanvasObject
	words *canvas.Text
	full  string
}

func (l *statusLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	size := l.mark.MinSize()
	l.mark.Resize(size)
	l.mark.Move(fyne.NewPos(0, (s.Height-size.Height)/2))
	left := size.Width
	if left > 0 {
		left += look.Gap
	}
	l.words.Text = widgets.Elide(l.full, l.words.TextSize, l.words.TextStyle, s.Width-left)
	word := l.words.MinSize()
	l.words.Resize(word)
	l.words.Move(fyne.NewPos(left, (s.Height-word.Height)/2))
}

func (l *statusLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := l.mark.MinSize()
	size.Height = fyne.Max(size.Height, fyne.MeasureText(l.full, l.words.TextSize, l.words.TextStyle).Height)
	return size
}
