// Package docs holds the guides that the service shows at /docs, so that a server on a closed network has them with it. It has
// no code: the guides and what they refer to are the files beside it.
package docs

import "embed"

// Files are the guides for programmers (the API and the JSON of a document, in Vietnamese and English), the programs that they
// speak of, and the collection of calls.
//
//go:embed api.md api.vi.md json.md json.vi.md example.json examples collection
var Files embed.FS
