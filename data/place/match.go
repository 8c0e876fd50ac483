package place

import "math/bits"

// quality says how well a query fits a name; lower is better.
type quality uint8

const (
	exact    quality = iota // the whole name
	prefix                  // its beginning
	initials                // its beginning with syllables cut short
	within                  // a later part of it
	none
)

// maxQuery is the longest query looked at, in characters: positions are bits.
const maxQuery = 60

// match returns how well query, a normalised text, fits the units of a name.
// Each unit takes its character, its syllable, or the start of its syllable.
func match(units []unit, query []rune) quality {
	if q := matchFrom(units, query); q != none {
		return q
	}
	for i := 1; i < len(units); i++ {
		if q := matchFrom(units[i:], query); q == exact || q == prefix {
			return within
		}
	}
	return none
}

// matchFrom keeps the set of query positions reachable after each unit, once
// through whole units only and once with some unit cut short.
func matchFrom(units []unit, query []rune) quality {
	end := uint64(1) << len(query)
	whole, cut := uint64(1), uint64(0)
	best := none
	for i, u := range units {
		w, c := step(u, query, whole)
		w2, c2 := step(u, query, cut)
		switch {
		case w&end != 0 && i == len(units)-1:
			return exact
		case (w|c)&end != 0: // ends with this unit or, typing goes on, within it
			best = min(best, prefix)
		case (w2|c2)&end != 0:
			best = min(best, initials)
		}
		whole, cut = w, c|w2|c2
		if whole|cut == 0 {
			break
		}
	}
	return best
}

// step returns the positions reachable from those in set through the whole
// unit, and through its start alone.
func step(u unit, query []rune, set uint64) (whole, cut uint64) {
	for ; set != 0; set &= set - 1 {
		at := bits.TrailingZeros64(set)
		if at >= len(query) {
			break
		}
		if u.char != 0 && query[at] == u.char {
			whole |= 1 << (at + 1)
			continue
		}
		k, n := 0, len(u.text)
		for k < n && at+k < len(query) && u.text[k] == query[at+k] {
			k++
			if k < n {
				cut |= 1 << (at + k)
			}
		}
		if k == n && n > 0 {
			whole |= 1 << (at + k)
		}
	}
	return whole, cut
}
