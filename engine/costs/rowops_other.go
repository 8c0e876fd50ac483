//go:build !amd64

package costs

var (
	under   = underGo
	lower   = lowerGo
	shift   = shiftGo
	enter   = enterGo
	alight  = alightGo
	outlook = outlookGo
	ride    = rideGo
)
