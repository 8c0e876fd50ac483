package keyring

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tongtu/auth"
	"tongtu/data/model"
)

// fileKeys is the fallback: JSON with mode 0600, replaced whole.
type fileKeys struct{ path string }

// maxFile bounds what is read: it holds a handful of short texts.
const maxFile = 64 << 10

func (f fileKeys) read() (map[string]string, error) {
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
	}
	raw, err := os.ReadFile(f.path)
	if err != nil {
		return nil, err
	}
	defer clear(raw)
	m := map[string]string{}
	if err := json.Unmarshal(raw, &m); err != nil {
		// The error would quote the file.
		return nil, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
	}
	return m, nil
}

func (f fileKeys) get(name string) (auth.Secret, error) {
	m, err := f.read()
	if err != nil {
		return auth.Secret{}, err
	}
	text, ok := m[name]
	if !ok {
		return auth.Secret{}, fmt.Errorf("%s: %s: %w", f.path, name, model.ErrNotFound)
	}
	return auth.NewSecret(text), nil
}

// change rewrites the file under a temporary name and then gives it its own, so
// that a crash leaves one or the other.
func (f fileKeys) change(fn func(map[string]string)) error {
	m, err := f.read()
	if err != nil {
		return err
	}
	fn(m)
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	defer clear(raw)
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+"-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = tmp.Write(raw)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), f.path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}
