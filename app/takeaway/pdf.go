package takeaway

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"
)

// The size of a page in points: A4.
const (
	pageWidth  = 595
	pageHeight = 842
)

// document is a PDF of text pages (ISO 32000-1). Add pages, then write it.
type document struct {
	faces []*typeface
	pages []string // content streams
	title string
	made  time.Time
}

// objects numbers the parts of a file as they are added.
type objects struct {
	body    bytes.Buffer
	offsets []int
}

// reserve takes the next number.
func (o *objects) reserve() int {
	o.offsets = append(o.offsets, 0)
	return len(o.offsets)
}

// put writes object n.
func (o *objects) put(n int, text string) {
	o.offsets[n-1] = o.body.Len()
	fmt.Fprintf(&o.body, "%d 0 obj\n%s\nendobj\n", n, text)
}

// add writes a new object.
func (o *objects) add(text string) int {
	n := o.reserve()
	o.put(n, text)
	return n
}

// stream writes a new object that holds data, compressed.
func (o *objects) stream(data string) (int, error) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := io.WriteString(z, data); err != nil {
		return 0, err
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	return o.add(fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", packed.Len(), packed.Bytes())), nil
}

// write puts the document together.
func (d *document) write(w io.Writer) error {
	o := &objects{}
	o.body.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	catalog, pages := o.reserve(), o.reserve()
	var fonts strings.Builder
	for _, f := range d.faces {
		for i, runes := range f.parts() {
			n, err := o.font(f, runes)
			if err != nil {
				return err
			}
			fmt.Fprintf(&fonts, "/%s%d %d 0 R ", f.name, i, n)
		}
	}
	var kids strings.Builder
	for _, text := range d.pages {
		content, err := o.stream(text)
		if err != nil {
			return err
		}
		page := o.add(fmt.Sprintf("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Resources << /Font << %s>> >> /Contents %d 0 R >>",
			pages, pageWidth, pageHeight, fonts.String(), content))
		fmt.Fprintf(&kids, "%d 0 R ", page)
	}
	o.put(pages, fmt.Sprintf("<< /Type /Pages /Kids [ %s] /Count %d >>", kids.String(), len(d.pages)))
	o.put(catalog, fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R >>", pages))
	info := o.add(fmt.Sprintf("<< /Title %s /Producer (Tongtu) /CreationDate (D:%sZ) >>", utf16Text(d.title), d.made.UTC().Format("20060102150405")))
	start := o.body.Len()
	fmt.Fprintf(&o.body, "xref\n0 %d\n0000000000 65535 f \n", len(o.offsets)+1)
	for _, at := range o.offsets {
		fmt.Fprintf(&o.body, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&o.body, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(o.offsets)+1, catalog, info, start)
	_, err := w.Write(o.body.Bytes())
	return err
}

// font writes a font of type 3 with the characters of runes at the codes from 1 on.
func (o *objects) font(f *typeface, runes []rune) (int, error) {
	var procs, names, widths, pairs strings.Builder
	for i, r := range runes {
		drawing, err := f.drawing(r)
		if err != nil {
			return 0, err
		}
		n, err := o.stream(drawing)
		if err != nil {
			return 0, err
		}
		fmt.Fprintf(&procs, "/g%d %d 0 R ", i+1, n)
		fmt.Fprintf(&names, "/g%d ", i+1)
		fmt.Fprintf(&widths, "%d ", f.advance(r))
		fmt.Fprintf(&pairs, "1 beginbfchar\n<%02X> <%s>\nendbfchar\n", i+1, hex16(string(r)))
	}
	unicode, err := o.stream("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Tongtu def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n" + pairs.String() + "endcmap\nCMapName currentdict /CMap defineresource pop\n" + strings.Repeat("end\n", 2))
	if err != nil {
		return 0, err
	}
	scale := 1 / float64(f.units)
	return o.add(fmt.Sprintf("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [%g 0 0 %g 0 0] /CharProcs << %s>> "+
		"/Encoding << /Type /Encoding /Differences [1 %s] >> /FirstChar 1 /LastChar %d /Widths [ %s] /Resources << >> /ToUnicode %d 0 R >>",
		scale, scale, procs.String(), names.String(), len(runes), widths.String(), unicode)), nil
}

// utf16Text is a text string of a PDF.
func utf16Text(s string) string { return "<FEFF" + hex16(s) + ">" }

func hex16(s string) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&out, "%04X", u)
	}
	return out.String()
}
