//go:build !amd64

package costs

var (
	under   = underGo
	lower   = lowerGo
	enter   = enterGo
	alight  = alightGo
	outlook = outlookGo
	ride    = rideGo
)
