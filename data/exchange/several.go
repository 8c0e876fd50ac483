package exchange

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/table"
)

// ReadAll reads several files into one network, all or none, the later ones
// over the earlier. Tables of places are read first, so that tables of services
// find in them where their places are.
func ReadAll(ctx context.Context, paths []string, o Options) (model.Network, feed.Report, error) {
	var (
		n    model.Network
		rep  feed.Report
		errs []error
	)
	paths = placesFirst(paths, o)
	for i, path := range paths {
		if i > 0 && len(n.Cities) > 0 {
			o.Places = eitherPlaces(KnownPlaces(n, nil), o.Places)
		}
		one, r, err := Read(ctx, path, o)
		if err == nil && i > 0 && len(errs) == 0 {
			one, _, err = Merge(n, one, PrefixOf(path))
		}
		rep.Findings = append(rep.Findings, r.Findings...)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		n = one
	}
	if err := errors.Join(errs...); err != nil {
		return model.Network{}, feed.Report{}, err
	}
	rep.Cities, rep.Stations, rep.Routes, rep.Trips = len(n.Cities), len(n.Stations), len(n.Routes), len(n.Trips)
	for _, t := range n.Trips {
		rep.Calls += len(t.Calls)
	}
	return n, rep, nil
}

// PrefixOf is what goes before identifiers of the file at path that are taken:
// its name without endings.
func PrefixOf(path string) string {
	base, _, _ := strings.Cut(filepath.Base(path), ".")
	return base + ":"
}

func eitherPlaces(a, b func(string) (table.Place, bool)) func(string) (table.Place, bool) {
	return func(name string) (table.Place, bool) {
		if p, ok := a(name); ok || b == nil {
			return p, ok
		}
		return b(name)
	}
}

// placesFirst puts the tables of places before the other files. What cannot be
// read here says so when its turn comes.
func placesFirst(paths []string, o Options) []string {
	if len(paths) < 2 {
		return paths
	}
	var first, rest []string
	for _, path := range paths {
		if kind, ok := kindOf(path, o); ok && kind == table.Places {
			first = append(first, path)
		} else {
			rest = append(rest, path)
		}
	}
	return append(first, rest...)
}

func kindOf(path string, o Options) (table.Kind, bool) {
	head, err := headOf(path)
	if err != nil || len(head) == 0 || strings.HasPrefix(string(head), "PK") {
		return "", false
	}
	text, _, err := readText(path, "", o.Encoding)
	if err != nil {
		return "", false
	}
	return table.KindOf(text, table.Options{Columns: o.Columns})
}
