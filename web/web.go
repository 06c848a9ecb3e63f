// Package web holds the clerk's pages as the files that a browser loads: scripts, style sheets and their licences. They are made
// from src by `go run ./web/bundle` and checked in, so that a build needs no Node.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files are the files of dist. Their manifest.json names each with a hash of its content, for immutable addresses and ETags.
var Files = func() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the path is a constant
	}
	return files
}()
