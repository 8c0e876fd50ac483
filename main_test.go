package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestNothingIsSaidBeforeMain holds package locale to being initialised before
// the toolkit looks at the environment.
func TestNothingIsSaidBeforeMain(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.list=^$")
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "LANGUAGE=")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if stderr.Len() > 0 {
		t.Errorf("on standard error before main:\n%s", stderr.String())
	}
}
