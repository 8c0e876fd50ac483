// Command sample writes the demonstration network as a GTFS archive, the file
// that package resources embeds. Run it by go generate in resources.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"

	"tongtu/data/gtfs"
	"tongtu/data/sample"
)

func main() {
	out := flag.String("o", "sample.zip", "file to write")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "sample:", err)
		os.Exit(1)
	}
}

func run(out string) error {
	var b bytes.Buffer
	if err := gtfs.Write(&b, sample.Generate(1)); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}
