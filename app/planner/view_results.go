package planner

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// resultsView is the column of answers.
type resultsView struct {
	root   fyne.CanvasObject
	title  *fyne.Container // over the list
	list   *fyne.Container
	foot   *fyne.Container
	busy   *widget.ProgressBarInfinite
	scroll *container.Scroll
	cards  []*widgets.Card
}

// resultsText is the width of running text in the column, also where a narrow
// window leaves it less room than it asks for.
func resultsText() float32 { return min(scaled(resultsWide), 480) - 2*24 }

func newResultsView() *resultsView {
	v := &resultsView{title: column(2), list: column(8), foot: container.NewStack(), busy: widget.NewProgressBarInfinite()}
	v.busy.Stop()
	v.busy.Hide()
	v.scroll = container.NewVScroll(padded(4, 12, 12, v.list))
	bar := container.New(thinLayout{}, v.busy)
	v.root = container.NewStack(canvas.NewRectangle(widgets.Sunken()),
		container.NewBorder(container.NewVBox(bar, v.title), v.foot, nil, nil, v.scroll))
	return v
}

// thinLayout keeps the height of the progress bar whether it shows or not.
type thinLayout struct{}

func (thinLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 4) }

func (thinLayout) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// show draws the phase.
func (v *resultsView) show(s *Screen) {
	v.title.RemoveAll()
	v.list.RemoveAll()
	v.foot.RemoveAll()
	v.cards = nil
	v.showBusy(s.st.busy)
	switch {
	case s.ready == nil:
		v.loading(s)
	case s.ready.tt.Counts().Trips == 0:
		v.message(look.IconRoute, s.shell.Tr().T(keyNetworkEmpty), s.shell.Tr().T(keyNetworkHint))
	case s.st.phase == phaseAnswers:
		v.answers(s)
	case s.st.phase == phaseNothing:
		v.nothing(s)
	case s.st.phase == phaseFailed:
		v.message(look.IconRoute, s.shell.Tr().T(keyFailed), s.shell.Tr().Error(s.st.failure))
		v.list.Add(container.NewCenter(widgets.NewChip(s.shell.Tr().T(keyRetry), nil, s.Search)))
	default:
		v.welcome(s)
	}
	v.list.Refresh()
	v.scroll.Refresh()
	v.root.Refresh()
}

func (v *resultsView) showBusy(on bool) {
	if on == v.busy.Visible() {
		return
	}
	if on {
		v.busy.Show()
		v.busy.Start()
		return
	}
	v.busy.Stop()
	v.busy.Hide()
}

// message is a designed state: a picture, what is the case, what to do.
func (v *resultsView) message(name look.IconName, title, hint string) {
	v.list.Add(padded(24, 8, 12, column(8,
		container.NewHBox(icon(look.IconIn(name, look.ColorMuted), 32)),
		headline(title, resultsText()),
		wrapped(hint, look.SizeBody, look.ColorMuted, resultsText()))))
}

func (v *resultsView) welcome(s *Screen) {
	tr := s.shell.Tr()
	v.message(look.IconPin, tr.T(keyWelcome), tr.T(keyWelcomeHint))
	if len(s.ready.examples) == 0 {
		return
	}
	v.list.Add(padded(12, 0, 12, caption(tr.T(keyExamples))))
	for _, e := range s.ready.examples {
		f := form{from: end{place: e.from}, to: end{place: e.to}}
		v.list.Add(widgets.NewRow(s.pair(f), tr.T(criterionKeys[e.by]), look.Icon(look.IconRoute), false, func() { s.runExample(e) }))
	}
}

// loading shows where the answers will be.
func (v *resultsView) loading(s *Screen) {
	v.message(look.IconClock, s.shell.Tr().T(keyLoading), s.shell.Tr().T(keyLoadingHint))
	for range 3 {
		v.list.Add(skeleton())
	}
}

// skeleton is a card without content.
func skeleton() fyne.CanvasObject {
	block := func(w, h float32) fyne.CanvasObject {
		r := canvas.NewRectangle(look.Color(theme.ColorNameButton))
		r.CornerRadius = 4
		r.SetMinSize(fyne.NewSize(w, h))
		return container.NewHBox(r)
	}
	return widgets.NewCard(column(10, block(150, 22), block(320, 6), block(210, 14)))
}

func (v *resultsView) answers(s *Screen) {
	w, tr := s.words(), s.shell.Tr()
	head := strong(inked(s.pair(s.st.asked), look.SizeStrong, theme.ColorNameForeground))
	at := s.st.found.query.At
	since := caption(tr.T(keySince, i18n.A{"date": at.Date(), "time": tr.ClockAt(at), "criterion": tr.T(criterionKeys[s.st.found.query.By])}))
	v.title.Add(padded(10, 6, 16, column(2, newLine(0, []*canvas.Text{head}, nil), newLine(0, []*canvas.Text{since}, nil))))
	divided := false
	for i, o := range s.st.found.offers {
		if len(o.wins) == 0 && !divided {
			divided = true
			v.list.Add(padded(8, 0, 4, caption(tr.T(keyLater))))
		}
		card := widgets.NewCard(v.content(s, w, i, o))
		card.SetSelected(i == s.st.selected)
		card.OnTapped = func() { s.pick(i, true) }
		card.OnMove = func(by int) { s.moveTo(i + by) }
		v.cards = append(v.cards, card)
		v.list.Add(card)
	}
	account := newLine(0, []*canvas.Text{caption(w.account(s.st.found))}, nil)
	v.foot.Add(canvas.NewRectangle(widgets.Sunken()))
	v.foot.Add(padded(6, 8, 16, account))
}

// content is a card's head and, for the chosen one, its course.
func (v *resultsView) content(s *Screen, w words, i int, o offer) fyne.CanvasObject {
	head := cardHead(s.shell.Tr(), w.summary(o))
	if i != s.st.selected {
		return head
	}
	rule := canvas.NewRectangle(look.Color(look.ColorHairline))
	rule.SetMinSize(fyne.NewSize(1, 1))
	total := s.shell.Tr().T(keyTotalTime, i18n.A{"duration": w.tr.Duration(o.it.Duration())})
	if o.it.Fare.Known() {
		total = s.shell.Tr().T(keyTotal, i18n.A{"duration": w.tr.Duration(o.it.Duration()), "price": w.price(o.it.Fare)})
	}
	return column(8, head, rule, courseView(w.course(o.it), s.st.open, s.toggleCalls),
		newLine(0, nil, []*canvas.Text{caption(total)}))
}

// repaint draws the cards i again after their selection changed.
func (v *resultsView) repaint(s *Screen, cards ...int) {
	w := s.words()
	for _, i := range cards {
		if i < len(v.cards) {
			v.cards[i].SetContent(v.content(s, w, i, s.st.found.offers[i]))
			v.cards[i].SetSelected(i == s.st.selected)
		}
	}
	v.list.Refresh()
	v.scroll.Refresh()
}

// focused is the index of the card with the keyboard, -1 without.
func (v *resultsView) focused() int {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.root)
	if c == nil {
		return -1
	}
	return slices.IndexFunc(v.cards, func(card *widgets.Card) bool { return fyne.Focusable(card) == c.Focused() })
}

// reveal scrolls until card i is in sight.
func (v *resultsView) reveal(i int) {
	if i >= len(v.cards) {
		return
	}
	top := v.cards[i].Position().Y
	bottom := top + v.cards[i].MinSize().Height + 16
	at := v.scroll.Offset
	switch {
	case top < at.Y:
		at.Y = top
	case bottom > at.Y+v.scroll.Size().Height:
		at.Y = fyne.Min(top, bottom-v.scroll.Size().Height)
	default:
		return
	}
	v.scroll.ScrollToOffset(at)
}

func (v *resultsView) nothing(s *Screen) {
	w, tr := s.words(), s.shell.Tr()
	q := s.st.found.query
	hint, ever := tr.T(keyNothingHint, i18n.A{"moment": q.At, "hours": int(horizon(q) / model.Hour)}), tr.T(keyNothingEver)
	if last := s.st.found.ends; last != 0 {
		hint, ever = tr.T(keyNothingEnds, i18n.A{"moment": q.At, "last": last.String()}), tr.T(keyNothingBefore)
	}
	title := tr.T(keyNothing, i18n.A{"from": w.place(q.From), "to": w.place(q.To)})
	v.message(look.IconRoute, title, hint)
	if len(s.st.found.loosen) == 0 {
		v.list.Add(padded(0, 0, 12, wrapped(ever, look.SizeBody, look.ColorMuted, resultsText())))
		return
	}
	v.list.Add(padded(8, 0, 12, caption(tr.T(keyLoosen))))
	for _, l := range s.st.found.loosen {
		name, gain := w.relief(l)
		card := widgets.NewCard(column(2,
			spread(strong(inked(name, look.SizeStrong, theme.ColorNamePrimary)), strong(inked(w.price(l.it.Fare), look.SizeStrong, theme.ColorNameForeground))),
			newLine(0, []*canvas.Text{caption(gain)}, nil)))
		card.OnTapped = func() { s.loosen(l) }
		v.list.Add(card)
	}
}
