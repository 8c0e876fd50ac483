package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// A KeptBackup is one of the copies that are made by themselves.
type KeptBackup struct {
	Path  string
	N     uint64    // counts them: the clock may jump
	At    time.Time // when it was made
	State uint64    // the transaction it holds
	Size  int64
}

// How often a backup is made, and how many are kept: the newest few, and of
// each of the last days, weeks and months the newest. Whatever the bytes, two stay.
const (
	backupEvery  = time.Hour
	keepNewest   = 5
	keepDays     = 7
	keepWeeks    = 5
	keepMonths   = 12
	keepBytes    = 1 << 30
	keepAnyway   = 2
	backupLayout = "20060102T150405Z"
)

func backupFolder(path string) string { return path + ".backups" }

// Backups lists the copies made of the data file at path, the newest first.
// They are not looked into.
func Backups(path string) ([]KeptBackup, error) {
	entries, err := os.ReadDir(backupFolder(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []KeptBackup
	for _, e := range entries {
		b, ok := parseBackup(e.Name())
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() {
			continue
		}
		b.Path, b.Size = filepath.Join(backupFolder(path), e.Name()), info.Size()
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b KeptBackup) int { return cmp.Compare(b.N, a.N) })
	return list, nil
}

func (b KeptBackup) name() string {
	return fmt.Sprintf("%08d-%s-%d.db", b.N, b.At.UTC().Format(backupLayout), b.State)
}

func parseBackup(name string) (b KeptBackup, ok bool) {
	var at string
	f := strings.Split(strings.TrimSuffix(name, ".db"), "-")
	if len(f) != 3 {
		return b, false
	}
	at = f[1]
	_, err1 := fmt.Sscanf(f[0], "%d", &b.N)
	_, err2 := fmt.Sscanf(f[2], "%d", &b.State)
	t, err3 := time.Parse(backupLayout, at)
	b.At = t
	return b, err1 == nil && err2 == nil && err3 == nil && b.name() == name
}

// NewestGood returns the newest backup of the data file at path that is whole
// and that this program can open; ok is false when there is none.
func NewestGood(ctx context.Context, path string) (b KeptBackup, ok bool, err error) {
	list, err := Backups(path)
	if err != nil {
		return b, false, err
	}
	for _, b := range list {
		s, err := surveyFile(b.Path, 0, ctx.Err)
		if ctx.Err() != nil {
			return b, false, ctx.Err()
		}
		if err == nil && len(s.found) == 0 && s.schema >= 1 && s.schema <= len(migrations) {
			return b, true, nil
		}
	}
	return b, false, nil
}

// Rotate makes a backup if the file has changed since the newest one and that
// is an hour old, and drops those that are not worth their place any more. It
// reports whether it made one. A clock that went back makes one too many, never
// one too few.
func (s *Store) Rotate(ctx context.Context) (made bool, err error) {
	if s.readOnly {
		return false, nil
	}
	list, err := Backups(s.path)
	if err != nil {
		return false, fmt.Errorf("backup: %w", err)
	}
	if len(list) > 0 {
		age := s.now().Sub(list[0].At)
		if age >= 0 && age < backupEvery || list[0].State == s.state() {
			return false, nil
		}
	}
	_, err = s.keepCopy(ctx, list)
	return err == nil, err
}

// state is the number of the newest transaction, 0 if it cannot be read.
func (s *Store) state() (id uint64) {
	_ = s.view(func(tx *bolt.Tx) error { id = uint64(tx.ID()); return nil })
	return id
}

// keepCopy makes one more backup than list and thins them out.
func (s *Store) keepCopy(ctx context.Context, list []KeptBackup) (path string, err error) {
	b := KeptBackup{N: 1, At: s.now(), State: s.state()}
	if len(list) > 0 {
		b.N = list[0].N + 1
	}
	dir := backupFolder(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("backup: %w", err)
	}
	b.Path = filepath.Join(dir, b.name())
	if err := s.Backup(ctx, b.Path); err != nil {
		return "", err
	}
	info, err := os.Stat(b.Path)
	if err != nil {
		return "", fmt.Errorf("backup: %w", err)
	}
	b.Size = info.Size()
	// The newest was looked through a moment ago, so whatever goes now, a good
	// one stays.
	for _, old := range superfluous(append([]KeptBackup{b}, list...), keepBytes) {
		if err := os.Remove(old.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return b.Path, fmt.Errorf("backup: %w", err)
		}
	}
	return b.Path, nil
}

// superfluous are the backups of list, the newest first, that are not kept.
func superfluous(list []KeptBackup, bytes int64) (drop []KeptBackup) {
	classes := []struct {
		n    int
		of   func(time.Time) string
		seen map[string]bool
	}{
		{keepDays, func(t time.Time) string { return t.Format("2006-01-02") }, map[string]bool{}},
		{keepWeeks, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, w) }, map[string]bool{}},
		{keepMonths, func(t time.Time) string { return t.Format("2006-01") }, map[string]bool{}},
	}
	kept, size := 0, int64(0)
	for i, b := range list {
		keep := i < keepNewest
		for _, c := range classes {
			// By name, not by distance: a clock that jumps to and fro uses no
			// place up.
			if name := c.of(b.At); len(c.seen) < c.n && !c.seen[name] {
				c.seen[name] = true
				keep = true
			}
		}
		if !keep || size+b.Size > bytes && kept >= keepAnyway {
			drop = append(drop, b)
			continue
		}
		kept++
		size += b.Size
	}
	return drop
}
