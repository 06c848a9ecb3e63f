// Package quyetdinh defines the quyết định cá biệt: quy định trực tiếp (Mẫu 1.2), and with enclosures quy định gián tiếp
// (Mẫu 1.3).
package quyetdinh

import (
	"embed"
	"io/fs"

	"vanban/templates/parts"
)

//go:embed samples/*.json
var files embed.FS

// Type returns the definition.
func Type() parts.Type {
	kind, _ := parts.KindOf("quyet-dinh")
	samples, err := fs.Sub(files, "samples")
	if err != nil {
		panic(err) // the path is a constant
	}
	return parts.Type{
		Kind: kind,
		Form: "Mẫu 1.2",
		Cite: "Phụ lục III, Mẫu 1.2 và Mẫu 1.3, Nghị định 30/2020/NĐ-CP",
		// Kiểu bố cục điều – khoản – điểm (PL.I-II.6đ), and the dashes of practice.
		Numbering: parts.ArticleScheme(),
		Enacting:  "QUYẾT ĐỊNH:",
		Needs: parts.Needs{
			Notation: parts.Required, Subject: parts.Required, Authority: parts.Required, Bases: parts.Required,
			Body: parts.Required, Signer: parts.Required, Recipients: parts.Required,
			Salutation: parts.Unusual,
		},
		Samples: samples,
	}
}
