package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/data/sample"
)

// maxScale bounds --scale: a hundred times a whole country.
const maxScale = 100

// runSample writes the demonstration network: a GTFS feed for a name that ends
// in .zip, a data file otherwise.
func runSample(ctx context.Context, c *call) error {
	var out string
	var scale int
	args, err := c.parse(func(fs *pflag.FlagSet) {
		fs.StringVar(&out, "out", "", "")
		fs.IntVar(&scale, "scale", 1, "")
	})
	if err != nil {
		return err
	}
	if len(args) != 0 || out == "" {
		return usage(keyFlagNeedsValue, i18n.A{"flag": "--out"})
	}
	if scale < 1 || scale > maxScale {
		return badValue("--scale", fmt.Sprint(scale), wantScale)
	}
	n := sample.Generate(scale)
	if strings.EqualFold(filepath.Ext(out), ".zip") {
		err = writeFile(out, func(w *os.File) error { return gtfs.Write(w, n) })
	} else {
		err = c.sampleFile(ctx, out, n)
	}
	if err != nil {
		return err
	}
	c.print(c.tr.T(keySampleOut, i18n.A{"file": out, "cities": len(n.Cities), "trips": len(n.Trips)}))
	return nil
}

// sampleFile makes a new data file; an existing one is somebody's work.
func (c *call) sampleFile(ctx context.Context, path string, n model.Network) (err error) {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return usage(keyFileExists, i18n.A{"path": path})
	}
	st, err := data.Open(path, data.Options{New: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	err = data.NewEditor(st, owner{}).Replace(ctx, n, c.stepProgress(keyWriting))
	c.endProgress()
	return err
}

// writeFile lets write fill a temporary file beside path and puts it in place
// only when that went well.
func writeFile(path string, write func(*os.File) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(write(f), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
