package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// layers lists the packages from the bottom up. A package may import packages
// of strictly lower layers only; packages of one layer do not know each other.
// Test files are exempt. A new package is entered here first.
var layers = [][]string{
	{"data/model", "data/topic", "engine/trace", "widgets/mapview/geo", "resources"},
	{"engine/timetable", "engine/graph", "data/feed", "data/model/modeltest", "data/place", "data/sample", "widgets/look"},
	{"engine/plan", "data/rules", "auth", "widgets", "widgets/mapview", "widgets/trainchart"},
	{"engine/search", "data", "data/rules/rulestest"},
	{"engine/costs", "engine/csa", "engine/dijkstra", "engine/fares", "engine/pareto", "engine/profile", "engine/sweep", "engine/tables", "engine/plan/plantest", "data/gtfs", "data/netjson", "data/table", "auth/wechat", "auth/phone", "auth/keyring"},
	{"engine", "engine/impact", "engine/realtest", "data/exchange"},
	{"app/i18n", "app/locale", "app/prefs", "app/task"},
	{"app/screen", "app/drafts", "app/takeaway"},
	{"app/planner", "app/network", "app/account", "app/history"},
	{"app", "app/cli", "resources/gen/land", "resources/gen/sample"},
	{""},
}

// only says which packages may import a foreign module; a prefix match.
var only = map[string][]string{
	"fyne.io/":         {"app", "widgets", ""},
	"go.etcd.io/bbolt": {"data"},
	"net":              {"auth/wechat", "app/cli"},
	"net/http":         {"auth/wechat", "app/cli"},
}

// allowed reports whether pkg is one of roots or, except for the module root
// and for "data", below one.
func allowed(pkg string, roots []string) bool {
	for _, r := range roots {
		if pkg == r || r != "" && r != "data" && strings.HasPrefix(pkg, r+"/") {
			return true
		}
	}
	return false
}

func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		m[strings.TrimPrefix(strings.TrimPrefix(f[0], "tongtu"), "/")] = f[1:]
	}
	return m
}

func TestImportsGoDown(t *testing.T) {
	level := map[string]int{}
	for i, ps := range layers {
		for _, p := range ps {
			level[p] = i
		}
	}
	for from, imps := range imports(t) {
		lf, ok := level[from]
		if !ok {
			t.Errorf("package %q has no layer", from)
			continue
		}
		for _, imp := range imps {
			for module, roots := range only {
				if (imp == module || strings.HasSuffix(module, "/") && strings.HasPrefix(imp, module) || strings.HasPrefix(imp, module+"/") && module != "net") && !allowed(from, roots) {
					t.Errorf("%s imports %s: only %v may", from, imp, roots)
				}
			}
			to, own := strings.CutPrefix(imp, "tongtu/")
			if lt, listed := level[to]; own && listed && lt >= lf {
				t.Errorf("%s (layer %d) imports %s (layer %d)", from, lf, to, lt)
			}
		}
	}
}

// TestEveryListedPackageExists keeps the table honest.
func TestEveryListedPackageExists(t *testing.T) {
	have := imports(t)
	for _, ps := range layers {
		for _, p := range ps {
			if _, ok := have[p]; !ok {
				t.Errorf("package %q is listed but does not exist", p)
			}
		}
	}
}

// TestSourceRules checks what imports cannot show.
func TestSourceRules(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && path != "." {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		checkSource(t, filepath.ToSlash(path), src)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkSource(t *testing.T, path string, src []byte) {
	t.Helper()
	test := strings.HasSuffix(path, "_test.go")
	if lines := strings.Count(string(src), "\n"); !test && lines > 500 {
		t.Errorf("%s has %d lines: one concept per file, 500 at most", path, lines)
	}
	if test {
		return
	}
	// app/run.go hands fyne.Do to the tasks; everybody else uses them.
	if strings.Contains(string(src), "fyne.Do(") && path != "app/run.go" && !strings.HasPrefix(path, "app/task/") {
		t.Errorf("%s calls fyne.Do: use app/task", path)
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, i := range f.Imports {
		if strings.HasPrefix(filepath.Base(path), "state") && strings.HasPrefix(i.Path.Value, `"fyne.io/`) {
			t.Errorf("%s imports Fyne: state decides, view draws", path)
		}
	}
}
