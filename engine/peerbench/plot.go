package main

import (
	"fmt"
	"html"
	"math"
	"strings"
	"time"
)

// The colours are those of the program: ours is the blue of trains, peers have
// the vermilion of flights, and a shape of their own.
const (
	colourOurs       = "#0072B2"
	colourPeer       = "#D55E00"
	colourText       = "#1F2933"
	colourMuted      = "#52606D"
	colourHairline   = "#C5CDD5"
	colourBackground = "#FFFFFF"
)

// The plot's measures in px.
const (
	plotWidth = 960
	plotLeft  = 290
	plotRight = 166
	plotTop   = 92
	rowHeight = 20
	groupGap  = 30
)

// scale is the logarithmic axis, in µs.
type scale struct{ lo, hi float64 }

func (s scale) x(us float64) float64 {
	return plotLeft + (plotWidth-plotLeft-plotRight)*math.Log(us/s.lo)/math.Log(s.hi/s.lo)
}

func scaleOf(rows []row) scale {
	s := scale{1, 10}
	for _, r := range rows {
		if r.N == 0 {
			continue
		}
		for us := math.Max(r.Median, 0.01); us < s.lo; {
			s.lo /= 10
		}
		for r.P99 > s.hi {
			s.hi *= 10
		}
	}
	return s
}

// svg draws every row that was measured: a mark at the median, a line to the
// 99th percentile.
func (r report) svg() string {
	s := scaleOf(r.Rows)
	var body strings.Builder
	y := float64(plotTop)
	for _, g := range r.groups() {
		if g.Rows[0].N == 0 {
			continue
		}
		y += groupGap
		fmt.Fprintf(&body, "<text x=\"16\" y=\"%.0f\" class=\"head\">%s <tspan class=\"muted\">%s</tspan></text>\n", y-4, html.EscapeString(g.Question), html.EscapeString(g.Network))
		for _, w := range g.Rows {
			if w.N > 0 {
				y += rowHeight
				w.draw(&body, s, y)
			}
		}
	}
	height := y + 28
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%.0f" viewBox="0 0 %[1]d %.0[2]f" role="img" aria-labelledby="title desc">
<title id="title">Query times of Tongtu and its peers</title>
<desc id="desc">For every question and engine the median and the 99th percentile on a logarithmic scale; the numbers are in bench.csv.</desc>
<style>
text { font: 13px "Noto Sans", "Noto Sans CJK SC", sans-serif; fill: %s }
.head { font-weight: 600 }
.title { font-size: 20px; font-weight: 600 }
.muted { fill: %s; font-weight: 400 }
.small { font-size: 12px }
</style>
<rect width="100%%" height="100%%" fill="%s"/>
<text x="16" y="32" class="title">Query times: median, and line to the 99th percentile</text>
<text x="16" y="54" class="muted">%s, %s. Less is better; each step of the scale is ten times the one before.</text>
`, plotWidth, height, colourText, colourMuted, colourBackground, r.Date.Format(time.DateOnly), html.EscapeString(r.Machine))
	fmt.Fprintf(&b, "<circle cx=\"22\" cy=\"73\" r=\"5\" fill=\"%s\"/><text x=\"34\" y=\"78\">ours</text>\n", colourOurs)
	fmt.Fprintf(&b, "%s<text x=\"104\" y=\"78\">peer</text>\n", diamond(92, 73))
	for t := s.lo; t <= s.hi*1.001; t *= 10 {
		fmt.Fprintf(&b, "<path d=\"M%.1f %d V%.0f\" stroke=\"%s\"/><text x=\"%.1f\" y=\"%d\" class=\"small muted\" text-anchor=\"middle\">%s</text>\n",
			s.x(t), plotTop, height-16, colourHairline, s.x(t), plotTop-6, tick(t))
	}
	b.WriteString(body.String())
	b.WriteString("</svg>\n")
	return b.String()
}

// tick formats a power of ten of µs.
func tick(us float64) string {
	switch {
	case us < 0.999:
		return fmt.Sprintf("%.0f ns", us*1000)
	case us < 999:
		return fmt.Sprintf("%.0f µs", us)
	case us < 999_999:
		return fmt.Sprintf("%.0f ms", us/1000)
	}
	return fmt.Sprintf("%.0f s", us/1e6)
}

// draw adds r to the plot with its base line at y.
func (r row) draw(b *strings.Builder, s scale, y float64) {
	colour, mark := colourOurs, fmt.Sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>", s.x(r.Median), y-5, colourOurs)
	if r.Peer {
		colour, mark = colourPeer, diamond(s.x(r.Median), y-5)
	}
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%s</text>", plotLeft-14, y, html.EscapeString(r.Engine))
	fmt.Fprintf(b, "<path d=\"M%.1f %.1f H%.1f\" stroke=\"%s\" stroke-width=\"2\"/>%s", s.x(r.Median), y-5, s.x(r.P99), colour, mark)
	label := duration(r.Median)
	if r.Ratio > 0 && r.Against != r.Engine {
		label += "  (" + number(r.Ratio) + " ×)"
	}
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%.0f\">%s</text>\n", plotWidth-plotRight+14, y, label)
}

// diamond is the mark of a peer.
func diamond(x, y float64) string {
	return fmt.Sprintf("<path d=\"M%.1f %.1f l6 6 l-6 6 l-6 -6 z\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>", x, y-6, colourBackground, colourPeer)
}
