// Package khenthuong defines the certificates: giấy khen and bằng khen. They are hiện vật khen thưởng (Luật Thi đua, khen thưởng,
// Điều 12) and no văn bản hành chính of Nghị định 30/2020/NĐ-CP: one page of placed parts, whose places an office may change.
package khenthuong

import (
	"embed"
	"io/fs"
	"slices"
	"strings"

	"vanban/templates/parts"
)

//go:embed samples/*.json
var files embed.FS

// Types returns the definitions.
func Types() []parts.Type {
	folder, err := fs.Sub(files, "samples")
	if err != nil {
		panic(err) // the path is a constant
	}
	kinds := parts.AwardKinds()
	types := make([]parts.Type, len(kinds))
	for i, k := range kinds {
		types[i] = parts.Type{
			Kind: k, Certificate: true, Samples: samples{folder, k.Slug},
			Form: "Điều 28, Nghị định 50/2006/NĐ-CP (đã hết hiệu lực)",
			Cite: k.Cite,
		}
	}
	return types
}

// samples are those of one type in the folder that both share: their names begin with its slug.
type samples struct {
	fs.FS
	slug string
}

// Glob makes a samples an fs.GlobFS.
func (s samples) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(s.FS, pattern)
	return slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, s.slug) }), err
}
