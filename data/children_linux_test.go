//go:build linux && amd64 && !race

package data_test

var systemChildren = map[string]func(path string, seed uint64) error{
	"full": fullChild, "fault": faultChild, "record": recordChild,
}
