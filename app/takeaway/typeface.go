package takeaway

import (
	"fmt"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// codes is how many glyphs a font of a PDF can have.
const codes = 255

// typeface collects the glyphs of a font that a document uses, so that only those
// are embedded. They become fonts of type 3 (ISO 32000-1, 9.6.5), whose glyphs are
// drawings: the program's font is keyed by character collections, which no PDF
// library for Go can cut down.
type typeface struct {
	name  string
	font  *sfnt.Font
	buf   sfnt.Buffer
	units int
	code  map[rune]int // position in used
	used  []rune
}

func newTypeface(name string, raw []byte) (*typeface, error) {
	f, err := sfnt.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("takeaway: font: %w", err)
	}
	return &typeface{name: name, font: f, units: int(f.UnitsPerEm()), code: map[rune]int{}}, nil
}

// advance is the width of a character in units of the font.
func (t *typeface) advance(r rune) int {
	a, err := t.font.GlyphAdvance(&t.buf, t.glyph(r), fixed.I(t.units), 0)
	if err != nil {
		return t.units
	}
	return a.Round()
}

// glyph is the one of a character; the font's own sign for a missing one, where
// it has none.
func (t *typeface) glyph(r rune) sfnt.GlyphIndex {
	g, err := t.font.GlyphIndex(&t.buf, r)
	if err != nil {
		return 0
	}
	return g
}

// width of a text at a size.
func (t *typeface) width(s string, size float64) float64 {
	w := 0
	for _, r := range s {
		w += t.advance(r)
	}
	return float64(w) * size / float64(t.units)
}

// show appends the operators that write s to a content stream.
func (t *typeface) show(out *strings.Builder, s string, size float64) {
	part := -1
	for _, r := range s {
		i, ok := t.code[r]
		if !ok {
			i = len(t.used)
			t.code[r] = i
			t.used = append(t.used, r)
		}
		if i/codes != part {
			if part >= 0 {
				out.WriteString("> Tj ")
			}
			part = i / codes
			fmt.Fprintf(out, "/%s%d %.1f Tf <", t.name, part, size)
		}
		fmt.Fprintf(out, "%02X", i%codes+1)
	}
	if part >= 0 {
		out.WriteString("> Tj ")
	}
}

// parts are the fonts of type 3 that t needs: the characters of each.
func (t *typeface) parts() [][]rune {
	var out [][]rune
	for from := 0; from < len(t.used); from += codes {
		out = append(out, t.used[from:min(from+codes, len(t.used))])
	}
	return out
}

// drawing is the content of a glyph: its width, its box, and its outline filled.
func (t *typeface) drawing(r rune) (string, error) {
	segments, err := t.font.LoadGlyph(&t.buf, t.glyph(r), fixed.I(t.units), nil)
	if err != nil {
		return "", fmt.Errorf("takeaway: glyph of %q: %w", r, err)
	}
	box := segments.Bounds()
	var out strings.Builder
	fmt.Fprintf(&out, "%d 0 %d %d %d %d d1\n", t.advance(r), box.Min.X.Floor(), -box.Max.Y.Ceil(), box.Max.X.Ceil(), -box.Min.Y.Floor())
	point := func(p fixed.Point26_6) { fmt.Fprintf(&out, "%d %d ", p.X.Round(), -p.Y.Round()) }
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				out.WriteString("h\n")
			}
			point(s.Args[0])
			out.WriteString("m\n")
		case sfnt.SegmentOpLineTo:
			point(s.Args[0])
			out.WriteString("l\n")
		case sfnt.SegmentOpQuadTo:
			// PDF knows cubic curves only; fonts of outlines with these are not ours.
			return "", fmt.Errorf("takeaway: glyph of %q: quadratic outline", r)
		case sfnt.SegmentOpCubeTo:
			point(s.Args[0])
			point(s.Args[1])
			point(s.Args[2])
			out.WriteString("c\n")
		}
	}
	out.WriteString("f\n")
	return out.String(), nil
}
