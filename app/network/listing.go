package network

import "tongtu/app/i18n"

// listing is what a list at the left edge shows of.
type listing interface {
	Loaded() bool
	Total() int
	SearchText() string
}

// emptyText says why a list of so many rows is empty, "" while it is not; none
// is what it says of a network without any.
func emptyText(tr *i18n.Catalogue, l listing, rows int, none i18n.Key) string {
	switch {
	case !l.Loaded():
		return tr.T(keyLoading)
	case l.Total() == 0:
		return tr.T(none)
	case rows == 0:
		return tr.T(keyNoHit, i18n.A{"text": l.SearchText()})
	}
	return ""
}
