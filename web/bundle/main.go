// Command bundle makes web/dist from web/src and the packages of web/package.json:
//
//	go run ./web/bundle
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("web"); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// run makes dist in the folder web, anew: a file that is made no longer does not stay.
func run(web string) error {
	files, err := Make(web)
	if err != nil {
		return err
	}
	dist := filepath.Join(web, "dist")
	if err := os.RemoveAll(dist); err != nil {
		return fmt.Errorf("clear %s: %w", dist, err)
	}
	if err := os.Mkdir(dist, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", dist, err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dist, name), data, 0o644); err != nil { //nolint:gosec // checked in, for all to read
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}
