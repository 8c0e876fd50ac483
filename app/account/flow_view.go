package account

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/auth/wechat"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// Widths of the parts beside the picture.
const (
	flowSide  float32 = 232
	flowRight float32 = 300
)

// flowActions are what a person can do in the flow view.
type flowActions struct {
	source    func(live bool)
	as        func(text bool)
	user      func(name string)
	run       func(wechat.Fault)
	ahead     func(time.Duration)
	compare   func()
	seek      func(at int)
	by        func(step int)
	play      func()
	copy, png func()
	json      func()
	back      func()
}

// flowView draws the flow view.
type flowView struct {
	root             fyne.CanvasObject
	w                flowWords
	source           *widgets.Segmented
	user             *widget.Select
	runs             []*widget.Button
	lab              *fyne.Container // what only the lab has
	clock            words
	picture          *flowPicture
	scroll           *container.Scroll // round the picture
	prose            *container.Scroll // round the text
	verdict          *fyne.Container
	text             words
	as               *widgets.Segmented
	shown            *fyne.Container
	play             *widget.Button
	at, proof        words
	title, why       words
	knows            []words
	expected, actual words
	match            words
	tokens           *fyne.Container
}

func newFlowView(tr *i18n.Catalogue, users []string, do flowActions) *flowView {
	v := &flowView{w: flowWords{tr}}
	edge := layout.NewCustomPaddedLayout(look.Gap, look.Gap, look.PaddingCard, look.PaddingCard)
	side := container.New(column{width: flowSide}, container.NewVScroll(container.New(edge, v.buildSide(tr, users, do))))
	right := container.New(column{width: flowRight}, container.NewVScroll(container.New(edge, v.buildRight(tr))))
	v.root = container.NewStack(canvas.NewRectangle(look.Color(theme.ColorNameBackground)),
		container.NewBorder(nil, nil, container.NewHBox(side, upright()), container.NewHBox(upright(), right), v.buildMiddle(tr, do)))
	return v
}

// upright is a hairline between columns.
func upright() fyne.CanvasObject {
	r := canvas.NewRectangle(look.Color(look.ColorHairline))
	r.SetMinSize(fyne.NewSize(1, 0))
	return r
}

// clockSteps are how far the lab's clock can be moved at once.
var clockSteps = []time.Duration{time.Minute, 5 * time.Minute, 2 * time.Hour}

func (v *flowView) buildSide(tr *i18n.Catalogue, users []string, do flowActions) fyne.CanvasObject {
	v.source = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyFlowLab)}, widgets.Segment{Label: tr.T(keyFlowLive)})
	v.source.OnChanged = func(i int) { do.source(i == 1) }
	v.user = widget.NewSelect(users, do.user)
	faults := container.NewVBox()
	for _, f := range wechat.Faults() {
		b := widget.NewButton(tr.T(faultKeys[f][0]), func() { do.run(f) })
		b.Alignment = widget.ButtonAlignLeading
		v.runs = append(v.runs, b)
		faults.Add(b)
	}
	v.clock = newWords("", look.SizeCaption, look.ColorMuted)
	steps := container.NewGridWithColumns(len(clockSteps))
	for _, d := range clockSteps {
		steps.Add(widget.NewButton(tr.T(keyFlowAhead, i18n.A{"time": model.Second(d / time.Second)}), func() { do.ahead(d) }))
	}
	back := widget.NewButtonWithIcon(tr.T(keyFlowBack), theme.NavigateBackIcon(), do.back)
	back.Importance = widget.LowImportance
	v.lab = container.NewVBox(
		container.NewHBox(caption(tr.T(keyFlowUser), look.SizeCaption), layout.NewSpacer(), badge(tr.T(keyDemoMark))), v.user,
		caption(tr.T(keyFlowFaults), look.SizeCaption), faults,
		gap(look.GapInner), flush(v.clock), steps,
		gap(look.GapInner), widget.NewButton(tr.T(keyTokensDo), do.compare))
	return container.NewVBox(container.NewHBox(back), heading(tr.T(keyFlowTitle), look.SizeStrong), v.source, v.lab)
}

func (v *flowView) buildMiddle(tr *i18n.Catalogue, do flowActions) fyne.CanvasObject {
	var names []string
	for _, l := range lanes {
		names = append(names, v.w.lane(l))
	}
	v.picture = newFlowPicture(names, tr.T(keyBoundary))
	v.picture.onSeek = do.seek
	v.picture.onKey = func(k fyne.KeyName) { flowKey(k, do) }
	v.text = newWords("", look.SizeBody, theme.ColorNameForeground)
	v.scroll = container.NewVScroll(v.picture)
	v.prose = container.NewVScroll(v.text.RichText)
	v.shown = container.NewStack(v.scroll)
	v.as = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyFlowPicture)}, widgets.Segment{Label: tr.T(keyFlowText)})
	v.as.OnChanged = func(i int) { do.as(i == 1) }
	v.play = widget.NewButtonWithIcon("", theme.MediaPlayIcon(), do.play)
	v.play.Importance = widget.HighImportance
	v.at = newWords("", look.SizeBody, theme.ColorNameForeground)
	v.proof = newWords("", look.SizeBody, look.ColorOK).bold()
	icon := func(r fyne.Resource, f func()) fyne.CanvasObject { return widget.NewButtonWithIcon("", r, f) }
	move := container.NewHBox(
		icon(theme.MediaSkipPreviousIcon(), func() { do.seek(0) }), icon(theme.NavigateBackIcon(), func() { do.by(-1) }),
		v.play,
		icon(theme.NavigateNextIcon(), func() { do.by(1) }), icon(theme.MediaSkipNextIcon(), func() { do.seek(maxSeek) }),
		container.New(column{width: 96}, v.at.RichText))
	take := container.NewHBox(widget.NewButtonWithIcon(tr.T(keyFlowCopy), theme.ContentCopyIcon(), do.copy),
		widget.NewButton(tr.T(keyFlowPNG), do.png), widget.NewButton(tr.T(keyFlowJSON), do.json))
	foot := container.New(layout.NewCustomPaddedLayout(look.GapInner, look.Gap, look.PaddingCard, look.PaddingCard), container.NewVBox(
		flush(v.proof),
		container.NewBorder(nil, nil, move, nil, nil),
		container.NewBorder(nil, nil, take, nil, nil),
		caption(tr.T(keyFlowKeys), look.SizeCaption)))
	head := container.New(layout.NewCustomPaddedLayout(look.Gap, look.GapInner, look.PaddingCard, look.PaddingCard), container.NewHBox(v.as))
	return container.NewBorder(head, container.NewVBox(hairline(), foot), nil, nil, v.shown)
}

// showAs shows the picture or the text that mirrors it.
func (v *flowView) showAs(text bool) {
	want, i := fyne.CanvasObject(v.scroll), 0
	if text {
		want, i = v.prose, 1
	}
	v.as.SetSelected(i)
	if v.shown.Objects[0] != want {
		v.shown.Objects[0] = want
		v.shown.Refresh()
	}
}

func (v *flowView) buildRight(tr *i18n.Catalogue) fyne.CanvasObject {
	inner := flowRight - 2*look.PaddingCard
	text := func(w words, n int) fyne.CanvasObject {
		return container.New(column{width: inner, height: lines(n, look.SizeBody)}, flush(w))
	}
	v.title = newWords("", look.SizeStrong, theme.ColorNameForeground).bold()
	v.why = newWords("", look.SizeBody, theme.ColorNameForeground)
	v.expected = newWords("", look.SizeBody, theme.ColorNameForeground)
	v.actual = newWords("", look.SizeBody, theme.ColorNameForeground)
	v.match = newWords("", look.SizeBody, look.ColorOK).bold()
	v.tokens = container.NewVBox()
	v.verdict = container.NewVBox(hairline(), text(v.expected, 1), text(v.actual, 1), text(v.match, 1))
	box := container.NewVBox(text(v.title, 1), text(v.why, 4), v.verdict, v.tokens,
		hairline(), heading(tr.T(keyFlowKnows), look.SizeBody))
	for _, l := range lanes {
		k := newWords("", look.SizeCaption, theme.ColorNameForeground)
		v.knows = append(v.knows, k)
		box.Add(caption(v.w.lane(l), look.SizeCaption))
		box.Add(container.New(column{width: inner}, flush(k)))
	}
	return box
}

// show draws s; now is what the lab's clock shows. It fires no hook.
func (v *flowView) show(s *flowState, now time.Time) {
	tr := v.w.tr
	source := 0
	if s.live {
		source = 1
	}
	v.source.SetSelected(source)
	setHidden(v.lab, s.live)
	if v.user.Selected != s.user { // SetSelected would call the hook
		v.user.Selected = s.user
		v.user.Refresh()
	}
	for i, f := range wechat.Faults() {
		importance := widget.MediumImportance
		if s.outcome != nil && s.outcome.Fault == f {
			importance = widget.HighImportance
		}
		if v.runs[i].Importance != importance {
			v.runs[i].Importance = importance
			v.runs[i].Refresh()
		}
	}
	v.clock.show(tr.T(keyFlowClock, i18n.A{"at": now.Format(time.DateTime)}), look.ColorMuted)
	arrows := make([]arrow, len(s.msgs))
	for i, m := range s.msgs {
		arrows[i] = v.w.arrow(m)
	}
	v.showAs(s.text)
	v.picture.show(arrows, s.at)
	v.reveal()
	v.text.show(v.w.mirror(s), theme.ColorNameForeground)
	label, icon := tr.T(keyFlowPlay), theme.MediaPlayIcon()
	if s.playing {
		label, icon = tr.T(keyFlowPause), theme.MediaPauseIcon()
	}
	if v.play.Text != label {
		v.play.Icon = icon
		v.play.SetText(label)
	}
	v.at.show(tr.T(keyFlowAt, i18n.A{"i": s.at, "of": len(s.msgs)}), theme.ColorNameForeground)
	colour := look.ColorOK
	if proofOf(s.past()).Carried > 0 {
		colour = look.ColorDanger
	}
	v.proof.show(v.w.proofLine(s.past()), colour)
	title, why := v.w.step(s)
	v.title.show(title, theme.ColorNameForeground)
	v.why.show(why, theme.ColorNameForeground)
	for i, l := range lanes {
		v.knows[i].show(v.w.known(s.past(), l), theme.ColorNameForeground)
	}
	v.showVerdict(s)
	v.showTokens(s)
}

// reveal scrolls the message at the cursor into sight.
func (v *flowView) reveal() {
	top, bottom := v.picture.span()
	switch y, h := v.scroll.Offset.Y, v.scroll.Size().Height; {
	case v.picture.at <= 1:
		v.scroll.Offset.Y = 0
	case top < y:
		v.scroll.Offset.Y = top
	case bottom+look.Gap > y+h:
		v.scroll.Offset.Y = bottom + look.Gap - h
	default:
		return
	}
	v.scroll.Refresh()
}

func (v *flowView) showVerdict(s *flowState) {
	tr := v.w.tr
	setHidden(v.verdict, s.live || s.outcome == nil)
	if !v.verdict.Visible() {
		return
	}
	o := s.outcome
	v.expected.show(tr.T(keyExpected, i18n.A{"verdict": v.w.verdict(o.Expected)}), theme.ColorNameForeground)
	v.actual.show(tr.T(keyActual, i18n.A{"verdict": v.w.verdict(o.Actual)}), theme.ColorNameForeground)
	if o.Expected == o.Actual {
		v.match.show("✓ "+tr.T(keyAsExpected), look.ColorOK)
		return
	}
	v.match.show("✕ "+tr.T(keyNotExpected), look.ColorDanger)
}

// showTokens draws the comparison, once there is one.
func (v *flowView) showTokens(s *flowState) {
	v.tokens.RemoveAll()
	if s.live || len(s.compared) == 0 {
		return
	}
	tr := v.w.tr
	v.tokens.Add(hairline())
	v.tokens.Add(heading(tr.T(keyTokens), look.SizeBody))
	cells := container.NewGridWithColumns(3, caption("", look.SizeCaption),
		caption(tr.T(keyTokenOpaque), look.SizeCaption), caption(tr.T(keyTokenJWT), look.SizeCaption))
	for _, c := range s.compared {
		cells.Add(caption(tr.T(momentKeys[c.Moment]), look.SizeCaption))
		for _, ok := range []bool{c.Opaque, c.JWT} {
			t := caption("✕ "+tr.T(keyTokenNo), look.SizeCaption)
			t.Color = look.Color(look.ColorDanger)
			if ok {
				t.Text, t.Color = "✓ "+tr.T(keyTokenYes), look.Color(look.ColorOK)
			}
			cells.Add(t)
		}
	}
	v.tokens.Add(cells)
	v.tokens.Add(container.New(column{width: flowRight - 2*look.PaddingCard},
		flush(newWords(tr.T(keyTokensWhy), look.SizeCaption, look.ColorMuted))))
}
