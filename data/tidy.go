package data

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// abandoned is the age at which a temporary file beside the data file belongs to
// nobody any more: its process was killed.
const abandoned = time.Hour

// tidy removes temporary files that killed processes left beside the data file
// at path and among its backups. Not being able to is no reason not to open.
func tidy(path string) {
	for dir, prefixes := range map[string][]string{
		filepath.Dir(path): {"." + filepath.Base(path) + "-", "." + filepath.Base(path) + ".new-"},
		backupFolder(path): {"."},
	} {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			info, err := e.Info()
			if err != nil || !info.Mode().IsRegular() || time.Since(info.ModTime()) < abandoned {
				continue
			}
			for _, p := range prefixes {
				if strings.HasPrefix(e.Name(), p) {
					_ = os.Remove(filepath.Join(dir, e.Name()))
				}
			}
		}
	}
}
