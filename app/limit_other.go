//go:build !unix

package app

// IgnoreFileLimit does nothing where no signal tells of a limit on files.
func IgnoreFileLimit() {}
