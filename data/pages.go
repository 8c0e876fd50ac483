package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
)

// bbolt's file format, as far as a survey reads it. All numbers are in the
// machine's own byte order.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	pageHead    = 16 // id, flags, count, overflow
	elementSize = 16 // of a leaf or a branch
	bucketHead  = 16 // root, sequence
	metaSize    = 64

	branchPage   = 0x01
	leafPage     = 0x02
	metaPage     = 0x04
	freelistPage = 0x10
	bucketFlag   = 0x01

	noFreelist = math.MaxUint64
	longList   = 0xffff // a page's count when the list has its own in front
)

var native = binary.NativeEndian

// metaRecord is one of the two records at the start of a file; the newer valid
// one says which state is in force.
type metaRecord struct {
	pageSize uint32
	root     uint64
	freelist uint64
	pages    uint64 // the first page never used
	txid     uint64
}

// parseMeta reads the record of a meta page; ok is false unless it is whole.
func parseMeta(page []byte) (m metaRecord, ok bool) {
	if len(page) < pageHead+metaSize {
		return m, false
	}
	raw := page[pageHead : pageHead+metaSize]
	sum := fnv.New64a()
	_, _ = sum.Write(raw[:metaSize-8])
	m = metaRecord{
		pageSize: native.Uint32(raw[8:]), root: native.Uint64(raw[16:]), freelist: native.Uint64(raw[32:]),
		pages: native.Uint64(raw[40:]), txid: native.Uint64(raw[48:]),
	}
	ok = native.Uint32(raw) == boltMagic && native.Uint32(raw[4:]) == boltVersion && native.Uint64(raw[56:]) == sum.Sum64()
	return m, ok && m.pageSize >= 512 && m.pageSize <= 1<<16 && m.pageSize&(m.pageSize-1) == 0
}

// errNoMeta means that neither record at the start of a file is whole.
var errNoMeta = errors.New("not a data file")

// readMetas returns the whole ones of the two records, the newer first.
func readMetas(r io.ReaderAt) ([]metaRecord, error) {
	head := make([]byte, 1<<17)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	first, ok := parseMeta(head)
	if !ok {
		// The second one is a page further; without the first, its size is a guess.
		for size := 512; size <= 1<<16 && size < n; size *= 2 {
			if second, ok := parseMeta(head[size:]); ok && int(second.pageSize) == size {
				return []metaRecord{second}, nil
			}
		}
		return nil, errNoMeta
	}
	if int(first.pageSize) >= n {
		return []metaRecord{first}, nil
	}
	second, ok := parseMeta(head[first.pageSize:])
	switch {
	case !ok:
		return []metaRecord{first}, nil
	case second.txid > first.txid:
		return []metaRecord{second, first}, nil
	}
	return []metaRecord{first, second}, nil
}

// page is one page with its overflow, read but not trusted.
type page struct {
	id    uint64
	flags uint16
	count int
	raw   []byte
}

// element returns the i-th element's four numbers and where it starts.
func (p page) element(i int) (flags, pos, ksize, vsize uint32, at int, err error) {
	at = pageHead + i*elementSize
	if at+elementSize > len(p.raw) {
		return 0, 0, 0, 0, 0, fmt.Errorf("page %d: %d elements do not fit", p.id, p.count)
	}
	e := p.raw[at:]
	return native.Uint32(e), native.Uint32(e[4:]), native.Uint32(e[8:]), native.Uint32(e[12:]), at, nil
}

// slice is n bytes from at, if they are inside the page.
func (p page) slice(at, n uint64) ([]byte, error) {
	if at+n > uint64(len(p.raw)) || n > uint64(len(p.raw)) {
		return nil, fmt.Errorf("page %d: a key or value reaches out of it", p.id)
	}
	return p.raw[at : at+n : at+n], nil
}

// leaf returns the i-th pair of a leaf.
func (p page) leaf(i int) (key, value []byte, isBucket bool, err error) {
	flags, pos, ksize, vsize, at, err := p.element(i)
	if err != nil {
		return nil, nil, false, err
	}
	start := uint64(at) + uint64(pos)
	if key, err = p.slice(start, uint64(ksize)); err != nil {
		return nil, nil, false, err
	}
	value, err = p.slice(start+uint64(ksize), uint64(vsize))
	return key, value, flags&bucketFlag != 0, err
}

// branch returns the i-th key of a branch and the page below it.
func (p page) branch(i int) (key []byte, child uint64, err error) {
	pos, ksize, _, _, at, err := p.element(i)
	if err != nil {
		return nil, 0, err
	}
	key, err = p.slice(uint64(at)+uint64(pos), uint64(ksize))
	return key, native.Uint64(p.raw[at+8:]), err
}

// ours reports whether the file at path looks like a data file, whole or not.
func ours(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	_, err = readMetas(f)
	return err == nil
}
