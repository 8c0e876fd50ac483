//go:build !amd64

package costs

// filterBlocks leaves all connections to filter.
func filterBlocks([]int32, []conn, []int32, []uint8) (n, whole int) { return 0, 0 }

var (
	under   = underGo
	lower   = lowerGo
	shift   = shiftGo
	enter   = enterGo
	alight  = alightGo
	outlook = outlookGo
	ride    = rideGo
)
