package data

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tongtu/data/rules"
)

// A survey reads every page of a data file that is in use and believes nothing:
// each is looked at once and has to lie inside the file, keys have to be in
// order, every record has to have its checksum, and what is not in use has to be
// in the list of free pages. bbolt itself trusts its pages: on a damaged file it
// may crash, run in a circle or fill the memory, so a file is surveyed before
// bbolt is let at it. A file that passes has none of that.
type survey struct {
	stop   func() error // an error ends the survey
	r      io.ReaderAt
	size   int64
	meta   metaRecord
	metas  int // whole ones of the two
	used   []bool
	schema int
	have   map[string]bool // buckets, by path
	found  []rules.Finding
}

const (
	maxDepth = 64 // of the tree; a file of 2^40 bytes has some ten levels
	maxFound = 50 // one lost page can make thousands of findings
)

// surveyFile surveys the state txid of the file at path, 0 for the one in force,
// until stop returns an error; nil never does. The error says that the file
// could not be read; damage is among the findings.
func surveyFile(path string, txid uint64, stop func() error) (*survey, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if stop == nil {
		stop = func() error { return nil }
	}
	s := &survey{stop: stop, r: f, size: info.Size(), have: map[string]bool{}}
	if err := s.choose(txid); err != nil {
		return nil, err
	}
	if len(s.found) > 0 {
		return s, nil
	}
	s.used = make([]bool, s.meta.pages)
	s.used[0], s.used[1] = true, true
	s.pages()
	if len(s.found) == 0 {
		s.buckets()
	}
	return s, stop()
}

// err is what was found as an error that is ErrDamaged, if anything was.
func (s *survey) err(path string) error {
	if len(s.found) == 0 {
		return nil
	}
	return &DamageError{Path: path, Findings: s.found}
}

func (s *survey) damaged(where, what string) {
	if len(s.found) < maxFound {
		s.found = append(s.found, damage(where, what))
	}
}

// choose picks the state to survey.
func (s *survey) choose(txid uint64) error {
	metas, err := readMetas(s.r)
	if errors.Is(err, errNoMeta) {
		s.damaged("start", err.Error())
		return nil
	}
	if err != nil {
		return err
	}
	s.metas = len(metas)
	i := 0
	if txid != 0 {
		i = slices.IndexFunc(metas, func(m metaRecord) bool { return m.txid == txid })
	}
	if i < 0 {
		return errMovedOn
	}
	s.meta = metas[i]
	most := uint64(s.size) / uint64(s.meta.pageSize)
	if s.meta.pages > most || s.meta.pages < 3 {
		s.damaged("end", fmt.Sprintf("%d of %d pages", most, s.meta.pages))
	}
	return nil
}

// errMovedOn means that the state asked for was overwritten meanwhile.
var errMovedOn = errors.New("the file has moved on")

// pages walks the tree and the list of free pages.
func (s *survey) pages() {
	s.tree(s.meta.root, nil, bounds{}, 0)
	if s.stop() != nil {
		return
	}
	if s.meta.freelist != noFreelist {
		s.free()
	}
	for id, used := range s.used {
		if !used {
			s.damaged("pages", fmt.Sprintf("page %d belongs nowhere", id))
			return
		}
	}
}

// read reads page id, marking it as used.
func (s *survey) read(id uint64) (p page, err error) {
	if err := s.stop(); err != nil {
		return p, err
	}
	if err := s.use(id); err != nil {
		return p, err
	}
	size := uint64(s.meta.pageSize)
	raw := make([]byte, size)
	if _, err := s.r.ReadAt(raw, int64(id*size)); err != nil {
		return p, err
	}
	p = page{id: id, flags: native.Uint16(raw[8:]), count: int(native.Uint16(raw[10:])), raw: raw}
	if at := native.Uint64(raw); at != id {
		return p, fmt.Errorf("page %d says it is %d", id, at)
	}
	more := uint64(native.Uint32(raw[12:]))
	for k := range min(more, s.meta.pages) {
		if err := s.use(id + 1 + k); err != nil {
			return p, err
		}
	}
	if more > 0 {
		p.raw = make([]byte, (1+more)*size)
		if _, err := s.r.ReadAt(p.raw, int64(id*size)); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (s *survey) use(id uint64) error {
	switch {
	case id < 2 || id >= s.meta.pages:
		return fmt.Errorf("page %d is outside the file", id)
	case s.used[id]:
		return fmt.Errorf("page %d is used twice", id)
	}
	s.used[id] = true
	return nil
}

// bounds are the keys a page may have: from is the first, to lies behind the last.
type bounds struct{ from, to []byte }

// tree surveys the page id of the bucket at path and all below.
func (s *survey) tree(id uint64, path []string, in bounds, depth int) {
	p, err := s.read(id)
	if err == nil && depth > maxDepth {
		err = fmt.Errorf("page %d: too deep", id)
	}
	if err != nil {
		s.damaged(whereOf(path), err.Error())
		return
	}
	s.node(p, path, in, depth)
}

func (s *survey) node(p page, path []string, in bounds, depth int) {
	var err error
	switch {
	case p.flags == leafPage:
		err = s.leaf(p, path, in, depth)
	case p.flags == branchPage && depth >= 0:
		err = s.branch(p, path, in, depth)
	default:
		err = fmt.Errorf("page %d: kind %#x", p.id, p.flags)
	}
	if err != nil {
		s.damaged(whereOf(path), err.Error())
	}
}

func (s *survey) branch(p page, path []string, in bounds, depth int) error {
	if p.count == 0 {
		return fmt.Errorf("page %d is an empty branch", p.id)
	}
	for i := range p.count {
		key, child, err := p.branch(i)
		if err != nil {
			return err
		}
		below := bounds{from: key, to: in.to}
		if i+1 < p.count {
			if below.to, _, err = p.branch(i + 1); err != nil {
				return err
			}
		}
		if len(key) == 0 || bytes.Compare(key, in.from) < 0 || below.to != nil && bytes.Compare(key, below.to) >= 0 {
			return fmt.Errorf("page %d: keys out of order", p.id)
		}
		s.tree(child, path, below, depth+1)
	}
	return nil
}

func (s *survey) leaf(p page, path []string, in bounds, depth int) error {
	last := in.from
	for i := range p.count {
		key, value, isBucket, err := p.leaf(i)
		if err != nil {
			return err
		}
		order := bytes.Compare(key, last)
		if len(key) == 0 || order < 0 || order == 0 && i > 0 || in.to != nil && bytes.Compare(key, in.to) >= 0 {
			return fmt.Errorf("page %d: keys out of order", p.id)
		}
		last = key
		if isBucket {
			s.bucket(value, append(slices.Clone(path), string(key)), depth)
			continue
		}
		s.record(path, key, value)
	}
	return nil
}

// bucket surveys a bucket, which is in pages of its own or, while small, inside
// its parent's leaf.
func (s *survey) bucket(value []byte, path []string, depth int) {
	s.have[whereOf(path)] = true
	if len(value) < bucketHead {
		s.damaged(whereOf(path), "no bucket")
		return
	}
	if root := native.Uint64(value); root != 0 {
		s.tree(root, path, bounds{}, depth+1)
		return
	}
	raw := value[bucketHead:]
	if len(raw) < pageHead {
		s.damaged(whereOf(path), "no bucket")
		return
	}
	inline := page{flags: native.Uint16(raw[8:]), count: int(native.Uint16(raw[10:])), raw: raw}
	s.node(inline, path, bounds{}, -1)
}

func (s *survey) record(path []string, key, value []byte) {
	if len(path) == 0 {
		s.damaged(printable(key), "a record outside all buckets")
		return
	}
	name := path[len(path)-1]
	_, err := verify(name, string(key), value)
	if err == nil && len(path) == 1 && name == meta.name && string(key) == keySchema {
		var v uint64
		err = unseal(name, keySchema, value, &v)
		s.schema = int(v)
	}
	if err != nil {
		s.damaged(whereOf(path)+"/"+printable(key), err.Error())
	}
}

// free surveys the list of free pages.
func (s *survey) free() {
	p, err := s.read(s.meta.freelist)
	if err == nil && p.flags != freelistPage {
		err = fmt.Errorf("page %d: kind %#x", p.id, p.flags)
	}
	if err != nil {
		s.damaged("free pages", err.Error())
		return
	}
	list, n := p.raw[pageHead:], uint64(p.count)
	if p.count == longList {
		n, list = native.Uint64(list), list[8:]
	}
	if n > uint64(len(list)/8) {
		s.damaged("free pages", fmt.Sprintf("%d do not fit", n))
		return
	}
	for i := range n {
		if err := s.use(native.Uint64(list[8*i:])); err != nil {
			s.damaged("free pages", err.Error())
			return
		}
	}
}

// buckets looks for those a file of this schema must have.
func (s *survey) buckets() {
	if s.schema != len(migrations) {
		return // an older or newer file has others, a foreign one none
	}
	want := append([]string{meta.name, journal.name, images.name, shelfRoot, networkRoot}, authBuckets...)
	roots := []string{networkRoot}
	for path := range s.have {
		if in, name, _ := strings.Cut(path, "/"); in == shelfRoot && name != "" && !strings.Contains(name, "/") {
			roots = append(roots, path+"/"+networkRoot)
		}
	}
	for _, root := range roots {
		for _, name := range networkBuckets {
			want = append(want, root+"/"+name)
		}
	}
	for _, path := range want {
		if !s.have[path] {
			s.damaged(whereOf(strings.Split(path, "/")), "missing")
		}
	}
}

// whereOf names a bucket; the keys of some are bytes.
func whereOf(path []string) string {
	out := make([]string, len(path))
	for i, name := range path {
		out[i] = printable([]byte(name))
	}
	return strings.Join(out, "/")
}
