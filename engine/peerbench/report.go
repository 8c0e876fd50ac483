package main

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"
)

// report is everything one run found out.
type report struct {
	Rows    []row
	Machine string
	Date    time.Time
	Budget  time.Duration
	Full    bool
}

// machine is the class of this machine; nothing that would identify it.
func machine() string {
	cpu := runtime.GOARCH
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == "model name" {
				cpu = strings.TrimSpace(v)
				break
			}
		}
	}
	return fmt.Sprintf("%d × %s, %s, %s", runtime.NumCPU(), cpu, runtime.GOOS, runtime.Version())
}

// group is the rows of one question on one network, the fastest first and the
// ones that were not measured last.
type group struct {
	Question, Network string
	Rows              []row
}

func (r report) groups() []group {
	var list []group
	for _, w := range r.Rows {
		i := slices.IndexFunc(list, func(g group) bool { return g.Rows[0].rival(w.job) })
		if i < 0 {
			list, i = append(list, group{Question: w.Question, Network: w.Network}), len(list)
		}
		list[i].Rows = append(list[i].Rows, w)
	}
	for _, g := range list {
		slices.SortStableFunc(g.Rows, func(a, b row) int {
			switch {
			case (a.N == 0) != (b.N == 0):
				return b.N - a.N
			case a.Median < b.Median:
				return -1
			case a.Median > b.Median:
				return 1
			}
			return 0
		})
	}
	return list
}

func header() []string {
	return []string{"question", "network", "engine", "n", "median", "p99", "ratio", "against", "allocs/op", "B/op", "MB", "note"}
}

// cells are what is printed of a row, in the order of header.
func (r row) cells() []string {
	name := r.Engine
	if r.Peer {
		name += " (peer)"
	}
	if r.N == 0 {
		return []string{r.Question, r.Network, name, "–", "–", "–", "–", "", "–", "–", "–", "not measured: " + r.Skip}
	}
	ratio := "–"
	if r.Ratio > 0 {
		ratio = number(r.Ratio) + " ×"
	}
	return []string{r.Question, r.Network, name, strconv.Itoa(r.N), duration(r.Median), duration(r.P99), ratio, r.Against,
		count(r.Allocs), count(r.Bytes), number(r.Memory), r.Note}
}

// duration formats µs to three digits.
func duration(us float64) string {
	switch {
	case us < 1000:
		return number(us) + " µs"
	case us < 1e6:
		return number(us/1000) + " ms"
	}
	return number(us/1e6) + " s"
}

// number formats x to three digits, and long whole parts with commas.
func number(x float64) string {
	switch {
	case x >= 999.5:
		digits := fmt.Sprintf("%.0f", x)
		for i := len(digits) - 3; i > 0; i -= 3 {
			digits = digits[:i] + "," + digits[i:]
		}
		return digits
	case x >= 99.95:
		return fmt.Sprintf("%.0f", x)
	case x >= 9.995:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

// count formats what was counted per query; negative is not known.
func count(x float64) string {
	switch {
	case x < 0:
		return "–"
	case x >= 1e6:
		return number(x/1e6) + " M"
	case x >= 1e4:
		return number(x/1e3) + " k"
	}
	return fmt.Sprintf("%.0f", x)
}

// text is the table for the terminal.
func (r report) text() string {
	lines := [][]string{header()}
	for _, g := range r.groups() {
		for i, w := range g.Rows {
			c := w.cells()
			if i > 0 {
				c[0], c[1] = "", ""
			}
			lines = append(lines, c)
		}
	}
	width := make([]int, len(lines[0]))
	for _, l := range lines {
		for i, c := range l {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	for _, l := range lines {
		var line strings.Builder
		for i, c := range l {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
			if rightAligned(i) {
				line.WriteString(pad + c + "  ")
			} else {
				line.WriteString(c + pad + "  ")
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	fmt.Fprintf(&b, "\n%s. %s per row.\n", r.Machine, r.Budget)
	return b.String()
}

// rightAligned are the columns of numbers.
func rightAligned(column int) bool { return column >= 3 && column <= 10 && column != 7 }

// csv is the table for machines: times in µs, memory in MB.
func (r report) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	lines := [][]string{{"question", "network", "engine", "peer", "n", "median_us", "p99_us", "ratio", "against", "allocs_op", "bytes_op", "memory_mb", "note"}}
	known := func(x float64) string {
		if x < 0 {
			return ""
		}
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
	for _, g := range r.groups() {
		for _, r := range g.Rows {
			l := []string{r.Question, r.Network, r.Engine, strconv.FormatBool(r.Peer), strconv.Itoa(r.N), "", "", "", "", "", "", "", "not measured: " + r.Skip}
			if r.N > 0 {
				copy(l[5:], []string{known(r.Median), known(r.P99), "", r.Against, known(r.Allocs), known(r.Bytes), known(r.Memory), r.Note})
				if r.Ratio > 0 {
					l[7] = known(r.Ratio)
				}
			}
			lines = append(lines, l)
		}
	}
	err := w.WriteAll(lines)
	return b.Bytes(), err
}

//go:embed bench.md.tmpl
var page string

// markdown explains the table and holds it.
func (r report) markdown() ([]byte, error) {
	t, err := template.New("bench.md").Parse(page)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct{ Date, Machine, Budget, Table string }{
		r.Date.Format(time.DateOnly), r.Machine, r.Budget.String(), r.markdownTable()})
	return b.Bytes(), err
}

func (r report) markdownTable() string {
	var b strings.Builder
	head := header()
	b.WriteString("| " + strings.Join(head[2:], " | ") + " |\n|")
	for i := range head[2:] {
		if rightAligned(i + 2) {
			b.WriteString("--:|")
		} else {
			b.WriteString("---|")
		}
	}
	b.WriteString("\n")
	for _, g := range r.groups() {
		fmt.Fprintf(&b, "| **%s** · %s |%s\n", g.Question, g.Network, strings.Repeat(" |", len(head)-3))
		for _, w := range g.Rows {
			b.WriteString("| " + strings.Join(w.cells()[2:], " | ") + " |\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// write puts bench.csv, bench.svg and bench.md into dir.
func (r report) write(dir string) error {
	table, err := r.csv()
	if err != nil {
		return err
	}
	text, err := r.markdown()
	if err != nil {
		return err
	}
	for name, b := range map[string][]byte{"bench.csv": table, "bench.svg": []byte(r.svg()), "bench.md": text} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}
