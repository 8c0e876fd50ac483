package tables

import "sync"

// pieces are what the blocks of a table are cut from. A lookup goes to a dozen
// places of a table, most of them in pages of their own; where a page is large the
// processor spends less on finding it.
type pieces struct {
	mu    sync.Mutex
	first piece[int32]
	keys  piece[key]
	rides piece[ride]
}

// block returns an empty block of so many origins and entries.
func (p *pieces) block(origins, entries int) block {
	p.mu.Lock()
	defer p.mu.Unlock()
	return block{p.first.cut(origins + 1), p.keys.cut(entries), p.rides.cut(entries)}
}

// piece is what is left of an array.
type piece[T any] struct {
	left []T
	size int // of the array
}

// largestPiece is how many elements an array has at most, unless one block needs
// more: so many megabytes that nearly all lies in large pages.
const largestPiece = 1 << 20

// cut returns n zeros.
func (p *piece[T]) cut(n int) []T {
	if n > len(p.left) {
		p.size = max(n, min(2*p.size, largestPiece))
		p.left = make([]T, p.size)
		largePages(p.left)
	}
	list := p.left[:n:n]
	p.left = p.left[n:]
	return list
}
