package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/resources"
)

// areas are the texts' files; a string literal that starts with one of them and
// a dot names a text.
func areas(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(resources.Text, "text/zh/*.json")
	require.NoError(t, err)
	for i, n := range names {
		names[i] = strings.TrimSuffix(filepath.Base(n), ".json")
	}
	return names
}

var keyForm = regexp.MustCompile(`^[a-z]+(\.[a-z0-9-]+)+$`)

// usedKeys reads the source of the module and returns every key with the first
// place that names it.
func usedKeys(t *testing.T, areas []string) map[i18n.Key]string {
	t.Helper()
	used := map[i18n.Key]string{}
	eachSource(t, func(path string, file *ast.File, fset *token.FileSet) {
		ast.Inspect(file, func(n ast.Node) bool {
			if _, isImport := n.(*ast.ImportSpec); isImport {
				return false
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			area, _, _ := strings.Cut(text, ".")
			if err != nil || !keyForm.MatchString(text) || !slices.Contains(areas, area) {
				return true
			}
			if _, twice := used[i18n.Key(text)]; !twice {
				used[i18n.Key(text)] = fset.Position(lit.Pos()).String()
			}
			return true
		})
	})
	return used
}

func eachSource(t *testing.T, visit func(path string, file *ast.File, fset *token.FileSet)) {
	t.Helper()
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	fset := token.NewFileSet()
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || strings.HasSuffix(d.Name(), "test")) && path != root: // plantest and its like serve tests only
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, path, src, 0)
		if err != nil {
			return err
		}
		visit(path, file, fset)
		return nil
	})
	require.NoError(t, err)
}

func load(t *testing.T) map[i18n.Lang]map[i18n.Key]string {
	t.Helper()
	texts, err := i18n.Load(resources.Text)
	require.NoError(t, err)
	return texts
}

func TestEveryUsedKeyHasATextInEveryLanguage(t *testing.T) {
	texts := load(t)
	for key, place := range usedKeys(t, areas(t)) {
		for lang, have := range texts {
			if have[key] == "" {
				t.Errorf("%s: %s has no text in %s", place, key, lang)
			}
		}
	}
}

func TestEveryTextIsUsed(t *testing.T) {
	used := usedKeys(t, areas(t))
	for lang, texts := range load(t) {
		for key := range texts {
			if _, ok := used[i18n.Key(strings.TrimSuffix(string(key), ".one"))]; !ok {
				t.Errorf("%s: %s is used nowhere", lang, key)
			}
		}
	}
}

func TestTextsLiveInTheFileOfTheirArea(t *testing.T) {
	for _, lang := range i18n.Langs() {
		for _, area := range areas(t) {
			name := "text/" + string(lang) + "/" + area + ".json"
			raw, err := fs.ReadFile(resources.Text, name)
			require.NoError(t, err, "every area exists in every language")
			for _, m := range regexp.MustCompile(`(?m)^\s*"([^"]+)":`).FindAllSubmatch(raw, -1) {
				if !strings.HasPrefix(string(m[1]), area+".") || !keyForm.Match(m[1]) {
					t.Errorf("%s: %s does not belong there", name, m[1])
				}
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func TestPlaceholdersAreTheSameInAllLanguages(t *testing.T) {
	texts := load(t)
	names := func(s string) []string {
		found := placeholder.FindAllString(s, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for key, zh := range texts[i18n.Zh] {
		if en, ok := texts[i18n.En][key]; ok {
			require.Equal(t, names(zh), names(en), key)
		}
	}
}

var words = regexp.MustCompile(`\p{Han}.*\p{Han}`) // single characters are what parsers accept

func TestNoTextForPeopleInTheSource(t *testing.T) {
	eachSource(t, func(path string, file *ast.File, fset *token.FileSet) {
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if ok && words.MatchString(lit.Value) {
				t.Errorf("%s: Chinese in the source belongs into resources/text: %s", fset.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	})
}
