//go:build !unix

package data_test

var systemChildren = map[string]func(path string, seed uint64) error{}
