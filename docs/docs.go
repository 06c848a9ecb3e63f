// Package docs holds the guides that the service shows at /docs, so that a server on a closed network has them with it. It has
// no code: the guides and what they refer to are the files beside it.
package docs

import "embed"

// Files are the guides for programmers (the API, the JSON of a document, reading and checking files, certificates, batches; in Vietnamese and English),
// the programs that they speak of, and the collection of calls.
//
//go:embed api.md api.vi.md json.md json.vi.md import.md import.vi.md check.md check.vi.md certificates.md certificates.vi.md batches.md batches.vi.md example.json example.txt examples collection
var Files embed.FS
