// Package nghiquyet defines the nghị quyết cá biệt (Mẫu 1.1).
package nghiquyet

import (
	"embed"
	"io/fs"

	"vanban/templates/parts"
)

//go:embed samples/*.json
var files embed.FS

// Type returns the definition.
func Type() parts.Type {
	kind, _ := parts.KindOf("nghi-quyet")
	samples, err := fs.Sub(files, "samples")
	if err != nil {
		panic(err) // the path is a constant
	}
	return parts.Type{
		Kind: kind,
		Form: "Mẫu 1.1",
		Cite: "Phụ lục III, Mẫu 1.1, Nghị định 30/2020/NĐ-CP",
		// Kiểu bố cục điều – khoản – điểm (PL.I-II.6đ), and the dashes of practice.
		Numbering: parts.ArticleScheme(),
		Enacting:  "QUYẾT NGHỊ:",
		Needs: parts.Needs{
			Notation: parts.Required, Subject: parts.Required, Authority: parts.Required, Bases: parts.Required,
			Body: parts.Required, Signer: parts.Required, Recipients: parts.Required,
			Salutation: parts.Unusual,
		},
		Samples: samples,
	}
}
