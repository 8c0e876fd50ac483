package model

// Mode is the kind of vehicle, from the GTFS route types (see ModeOfRouteType).
type Mode uint8

// The modes, in the order screens list them.
const (
	Rail Mode = iota
	Air
	Coach
	Ferry
	Local
	NumModes = 5
)

var modeNames = [NumModes]string{"rail", "air", "coach", "ferry", "local"}

// String is the name of m on the wire and on the command line.
func (m Mode) String() string {
	if int(m) < len(modeNames) {
		return modeNames[m]
	}
	return "unknown"
}

// ParseMode is the inverse of Mode.String.
func ParseMode(s string) (Mode, bool) {
	for i, n := range modeNames {
		if n == s {
			return Mode(i), true
		}
	}
	return 0, false
}

// ModeOfRouteType maps a GTFS route_type, basic or extended, to a mode:
// rail 2, 100–199; air 1100–1199; coach 200–299; ferry 4, 1000–1099, 1200–1299;
// everything else is local.
func ModeOfRouteType(t int) Mode {
	switch {
	case t == 2, t >= 100 && t < 200:
		return Rail
	case t >= 1100 && t < 1200:
		return Air
	case t >= 200 && t < 300:
		return Coach
	case t == 4, t >= 1000 && t < 1100, t >= 1200 && t < 1300:
		return Ferry
	}
	return Local
}

// ModeSet is a set of modes. The zero value means "all".
type ModeSet uint8

// ModesOf returns the set of ms.
func ModesOf(ms ...Mode) (s ModeSet) {
	for _, m := range ms {
		s |= 1 << m
	}
	return s
}

// Has reports whether m is in s; the empty set has every mode.
func (s ModeSet) Has(m Mode) bool { return s == 0 || s&(1<<m) != 0 }
