package data

import (
	"encoding/binary"
	"hash/crc32"
	"os"
	"sync"
)

// A generation is the number of the newest committed transaction, in a small
// file beside the data file. bbolt falls back to the state before when the
// newer of its two meta pages is damaged, without a word; the number says so.
//
// The file has two slots, written in turn, so that a torn write leaves the one
// before. Not being able to write it is no reason to refuse an edit that is
// stored: what is lost is only that a fall-back is noticed.
type generation struct {
	path string

	mu   sync.Mutex
	file *os.File // nil until it could be opened
	last uint64
}

// The slots: a mark, the number, and the sum of both.
const (
	slotMark = "tongtu\x00\x01"
	slotSize = len(slotMark) + 8 + crc32.Size
	slotStep = 512 // a sector each
)

func generationPath(path string) string { return path + ".gen" }

// readGeneration returns the number noted for the data file at path, 0 for none.
func readGeneration(path string) (last uint64) {
	raw, err := os.ReadFile(generationPath(path))
	if err != nil {
		return 0
	}
	for at := 0; at+slotSize <= len(raw); at += slotStep {
		body, sum := raw[at:at+slotSize-crc32.Size], raw[at+slotSize-crc32.Size:at+slotSize]
		if string(body[:len(slotMark)]) == slotMark && crc32.Checksum(body, castagnoli) == binary.BigEndian.Uint32(sum) {
			last = max(last, binary.BigEndian.Uint64(body[len(slotMark):]))
		}
	}
	return last
}

// note makes n the number unless a newer one is.
func (g *generation) note(n uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if n <= g.last {
		return
	}
	if g.file == nil {
		f, err := os.OpenFile(generationPath(g.path), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return
		}
		g.file = f
	}
	slot := binary.BigEndian.AppendUint64([]byte(slotMark), n)
	slot = binary.BigEndian.AppendUint32(slot, crc32.Checksum(slot, castagnoli))
	if _, err := g.file.WriteAt(slot, int64(n%2)*slotStep); err != nil {
		return
	}
	g.last = n
	_ = g.file.Sync()
}

func (g *generation) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.file != nil {
		_ = g.file.Close()
		g.file = nil
	}
}

// forgetGeneration lets the data file at path be older than it was.
func forgetGeneration(path string) { _ = os.Remove(generationPath(path)) }
