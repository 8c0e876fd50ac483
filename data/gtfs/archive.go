package gtfs

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"tongtu/data/feed"
)

// Limits of one archive, checked before anything is unpacked.
const (
	MaxEntries  = 200              // files and folders in a zip
	MaxUnpacked = 1_500_000_000    // bytes of all tables together
	maxRatio    = 200              // unpacked : packed of one table …
	ratioFrom   = 10 * 1000 * 1000 // … that unpacks to more than this
)

// required are the tables no feed can do without; calendar.txt or
// calendar_dates.txt comes on top.
var required = [...]string{"agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"}

// tables are all files this package reads, in the order they are handled.
var tables = [...]string{infoFile, "feed_info.txt", "agency.txt", "stops.txt", "areas.txt", "stop_areas.txt", "translations.txt",
	"calendar.txt", "calendar_dates.txt", "routes.txt", "shapes.txt", "trips.txt", "stop_times.txt", "frequencies.txt",
	"transfers.txt", "fare_attributes.txt", "fare_rules.txt", "rider_categories.txt", "fare_products.txt", "route_networks.txt",
	"fare_leg_rules.txt", changesFile}

// ignored are files of the reference that hold nothing for a planner of this kind.
var ignored = [...]string{"pathways.txt", "levels.txt", "attributions.txt", "timeframes.txt",
	"fare_media.txt", "fare_leg_join_rules.txt", "fare_transfer_rules.txt", "networks.txt", "location_groups.txt", "location_group_stops.txt", "booking_rules.txt"}

// archive is an opened feed: a zip file or a folder.
type archive struct {
	name    string
	files   map[string]source // by table name
	ignored []string          // tables of the reference that are not read
	unknown []string          // other .txt files beside the tables
	folder  string            // where in the archive the tables are, "" at the top
	closer  io.Closer

	encodings map[string]string // of the tables that were not UTF-8
}

// source is one table that can be unpacked.
type source struct {
	size   int64 // unpacked, as the archive says
	packed int64
	open   func() (io.ReadCloser, error)
}

// Close releases the file behind the archive.
func (a *archive) Close() error {
	if a.closer == nil {
		return nil
	}
	return a.closer.Close()
}

func openPath(name string) (*archive, error) {
	base := filepath.Base(name)
	f, err := os.Open(name)
	if err != nil {
		return nil, &feed.Error{File: base, Code: feed.CodeIO, Err: err}
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(&feed.Error{File: base, Code: feed.CodeIO, Err: err}, f.Close())
	}
	if info.IsDir() {
		a, err := openFolder(base, name)
		return a, errors.Join(err, f.Close())
	}
	a, err := openZip(base, f, info.Size())
	if err != nil {
		_ = f.Close() // only read
		return nil, err
	}
	a.closer = f
	return a, nil
}

// maxInner is the size of the largest archive inside an archive.
const maxInner = 300 * 1000 * 1000

func openZip(name string, r io.ReaderAt, size int64) (*archive, error) {
	l, inner, err := listZip(name, r, size)
	if err != nil || len(l.folders()) > 0 || len(inner) == 0 {
		return archiveOf(l, err)
	}
	if len(inner) > 1 {
		return nil, &feed.Error{File: name, Code: feed.CodeSubfolder, Value: feed.Shorten(inner[0].Name + ", " + inner[1].Name)}
	}
	if inner[0].UncompressedSize64 > maxInner {
		return nil, &feed.Error{File: name, Code: feed.CodeTooLarge, Value: feed.Shorten(inner[0].Name)}
	}
	f, err := inner[0].Open()
	if err != nil {
		return nil, readError(name, err)
	}
	b, err := io.ReadAll(io.LimitReader(f, maxInner))
	if err != nil {
		return nil, readError(name, err)
	}
	l, _, err = listZip(name, bytes.NewReader(b), int64(len(b)))
	return archiveOf(l, err)
}

func archiveOf(l listing, err error) (*archive, error) {
	if err != nil {
		return nil, err
	}
	return l.archive()
}

// listZip lists the tables of a zip file, and the zip files in it.
func listZip(name string, r io.ReaderAt, size int64) (l listing, inner []*zip.File, err error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // add judges the paths
		return l, nil, notZip(name, r, size, err)
	}
	if len(z.File) > MaxEntries {
		return l, nil, &feed.Error{File: name, Code: feed.CodeTooManyFiles}
	}
	l = listing{name: name}
	for _, f := range z.File {
		if !safeEntry(f.Name) || f.Mode()&fs.ModeSymlink != 0 {
			return l, nil, &feed.Error{File: name, Code: feed.CodeUnsafePath, Value: feed.Shorten(f.Name)}
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" {
			return l, nil, &feed.Error{File: name, Code: feed.CodeExcel}
		}
		if strings.HasSuffix(strings.ToLower(f.Name), ".zip") {
			inner = append(inner, f)
		}
		l.add(f.Name, source{int64(min(f.UncompressedSize64, MaxUnpacked+1)), int64(min(f.CompressedSize64, MaxUnpacked)), f.Open})
	}
	return l, inner, nil
}

// notZip tells a damaged archive from a file of another kind.
func notZip(name string, r io.ReaderAt, size int64, err error) error {
	if size == 0 {
		return &feed.Error{File: name, Code: feed.CodeEmptyFile}
	}
	head := make([]byte, 4)
	if n, rerr := r.ReadAt(head, 0); rerr != nil && n < len(head) && !errors.Is(rerr, io.EOF) {
		return &feed.Error{File: name, Code: feed.CodeIO, Err: rerr}
	}
	if bytes.HasPrefix(head, []byte("PK")) {
		return &feed.Error{File: name, Code: feed.CodeDamagedZip, Err: err}
	}
	return &feed.Error{File: name, Code: feed.CodeNotZip}
}

// safeEntry reports whether an entry stays inside the archive on every system.
func safeEntry(name string) bool {
	if strings.ContainsAny(name, `\:`) || strings.ContainsFunc(name, unicode.IsControl) {
		return false
	}
	return filepath.IsLocal(strings.TrimSuffix(name, "/"))
}

func openFolder(name, dir string) (*archive, error) {
	l := listing{name: name}
	if err := l.addFolder(dir, ""); err != nil {
		return nil, &feed.Error{File: name, Code: feed.CodeIO, Err: err}
	}
	if len(l.folders()) == 0 {
		subs, err := os.ReadDir(dir)
		if err != nil {
			return nil, &feed.Error{File: name, Code: feed.CodeIO, Err: err}
		}
		for _, sub := range subs {
			if sub.IsDir() && len(l.found) <= MaxEntries {
				// A folder that may not be listed holds nothing for us.
				_ = l.addFolder(filepath.Join(dir, sub.Name()), sub.Name())
			}
		}
	}
	return l.archive()
}

// listing gathers the files of an archive before it is known which folder of
// it holds the feed.
type listing struct {
	name  string
	found []found
}

type found struct {
	folder, file string
	source
}

func (l *listing) add(name string, s source) {
	folder, file := path.Split(name)
	file = strings.ToLower(file)
	if !strings.HasSuffix(file, ".txt") || strings.HasPrefix(file, ".") || strings.HasPrefix(name, "__MACOSX/") {
		return
	}
	l.found = append(l.found, found{strings.TrimSuffix(folder, "/"), file, s})
}

func (l *listing) addFolder(dir, sub string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasSuffix(strings.ToLower(e.Name()), ".txt") {
			continue
		}
		file := filepath.Join(dir, e.Name())
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		if info.Mode().IsRegular() {
			l.add(path.Join(sub, e.Name()), source{size: info.Size(), packed: info.Size(),
				open: func() (io.ReadCloser, error) { return os.Open(file) }})
		}
	}
	return nil
}

// folders lists the folders that hold at least one required table.
func (l *listing) folders() (out []string) {
	for _, f := range l.found {
		if slices.Contains(required[:], f.file) && !slices.Contains(out, f.folder) {
			out = append(out, f.folder)
		}
	}
	return out
}

// archive picks the folder of the feed: the top, else the only one.
func (l *listing) archive() (*archive, error) {
	folders := l.folders()
	a := &archive{name: l.name, files: make(map[string]source), encodings: make(map[string]string)}
	switch {
	case len(folders) == 0 || slices.Contains(folders, ""):
	case len(folders) == 1:
		a.folder = folders[0]
	default:
		return nil, &feed.Error{File: l.name, Code: feed.CodeSubfolder, Value: feed.Shorten(strings.Join(folders, ", "))}
	}
	var total int64
	for _, f := range l.found {
		if f.folder != a.folder {
			continue
		}
		if _, twice := a.files[f.file]; twice {
			return nil, &feed.Error{File: f.file, Code: feed.CodeDuplicatedFile}
		}
		if !slices.Contains(tables[:], f.file) {
			if slices.Contains(ignored[:], f.file) {
				a.ignored = append(a.ignored, f.file)
			} else {
				a.unknown = append(a.unknown, f.file)
			}
			continue
		}
		a.files[f.file] = f.source
		total += f.size
		if total > MaxUnpacked || f.size > ratioFrom && f.size/max(f.packed, 1) > maxRatio {
			return nil, &feed.Error{File: f.file, Code: feed.CodeTooLarge}
		}
	}
	return a, nil
}
