//go:build !amd64

package costs

const vectors = false

func filterAVX2([]int32, []conn, []int32, []uint8, *[1 << block]uint64) int { panic("no vectors") }

var (
	under   = underGo
	lower   = lowerGo
	shift   = shiftGo
	enter   = enterGo
	alight  = alightGo
	outlook = outlookGo
	ride    = rideGo
)
