package takeaway

import (
	"fmt"
	"io"
	"strings"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/resources"
)

// Measures of a page, in points.
const (
	margin     = 56
	gap        = 8
	timeColumn = 120 // from the left margin to what happens then
	titleSize  = 20
	timeSize   = 14
	textSize   = 11
	noteSize   = 9
)

// Greys of a page; print is black on white.
const (
	black = 0.0
	muted = 0.35
	line  = 0.75
)

// page lays lines of text out from the top.
type page struct {
	doc           *document
	regular, bold *typeface
	out           strings.Builder
	y             float64
}

// Page writes a PDF (A4) with the journey's legs and changes, its font embedded.
func (j *Journey) Page(w io.Writer, tr *i18n.Catalogue) error {
	regular, err := newTypeface("R", resources.FontRegular)
	if err != nil {
		return err
	}
	bold, err := newTypeface("B", resources.FontBold)
	if err != nil {
		return err
	}
	p := &page{doc: &document{faces: []*typeface{regular, bold}, title: j.title(tr), made: j.Made}, regular: regular, bold: bold, y: pageHeight - margin}
	p.text(bold, titleSize, margin, black, j.title(tr))
	p.next(titleSize)
	p.text(regular, textSize, margin, muted, tr.Date(j.Depart.Date())+" · "+
		tr.T(keySummary, i18n.A{"duration": j.duration(), "fare": j.Fare, "n": j.Changes}))
	p.next(textSize + gap)
	for i, l := range j.Legs {
		if p.y < margin+6*timeSize {
			p.turn()
		}
		p.rule()
		if i > 0 && !l.Walk {
			p.text(regular, noteSize, margin+timeColumn, muted, j.change(tr, i))
			p.next(noteSize)
		}
		p.stop(j.clock(tr, l.Depart), j.place(tr, l.From))
		details := j.legTitle(tr, l)
		if !l.Walk {
			details = l.Number + " · " + j.details(tr, l)
		}
		p.text(regular, textSize, margin+timeColumn, muted, details)
		p.next(textSize)
		p.stop(j.clock(tr, l.Arrive), j.place(tr, l.To))
		p.next(gap)
	}
	p.rule()
	notes := []string{tr.T(keyMade, i18n.A{"moment": model.MomentOf(j.Made.In(j.Zone)), "zone": j.Zone.String()})}
	if j.TT.Info().Demo {
		notes = append(notes, tr.T(keyDemo))
	}
	for _, n := range notes {
		p.text(regular, noteSize, margin, muted, n)
		p.next(noteSize)
	}
	p.turn()
	return p.doc.write(w)
}

// duration counts real time, also where the clocks change on the way.
func (j *Journey) duration() model.Second {
	return model.Second(j.Arrive.In(j.Zone).Sub(j.Depart.In(j.Zone)).Seconds())
}

// clock is a time of day, and the days since the journey began.
func (j *Journey) clock(tr *i18n.Catalogue, m model.Moment) string {
	return tr.Clock(model.Second(m - j.Depart.Date().At(0)))
}

// place names a station, and its city where that is another name.
func (j *Journey) place(tr *i18n.Catalogue, id model.StationID) string {
	station, city := j.station(tr, id), j.city(tr, id)
	if station == city {
		return station
	}
	return station + " (" + city + ")"
}

func (p *page) stop(clock, place string) {
	p.text(p.bold, timeSize, margin, black, clock)
	p.text(p.regular, timeSize, margin+timeColumn, black, place)
	p.next(timeSize)
}

// text writes s at x, shortened where it would leave the page.
func (p *page) text(f *typeface, size, x, grey float64, s string) {
	room := pageWidth - margin - x
	if f.width(s, size) > room {
		runes := []rune(s)
		for len(runes) > 0 && f.width(string(runes)+"…", size) > room {
			runes = runes[:len(runes)-1]
		}
		s = string(runes) + "…"
	}
	fmt.Fprintf(&p.out, "BT %.2f g %.1f %.1f Td ", grey, x, p.y-size)
	f.show(&p.out, s, size)
	p.out.WriteString("ET\n")
}

// next moves down by a line of a size.
func (p *page) next(size float64) { p.y -= size*1.4 + 2 }

// rule draws a hairline across.
func (p *page) rule() {
	fmt.Fprintf(&p.out, "%.2f G 0.5 w %d %.1f m %d %.1f l S\n", line, margin, p.y, pageWidth-margin, p.y)
	p.y -= gap
}

// turn ends the page and begins another.
func (p *page) turn() {
	p.doc.pages = append(p.doc.pages, p.out.String())
	p.out.Reset()
	p.y = pageHeight - margin
}
