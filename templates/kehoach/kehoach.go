// Package kehoach defines the kế hoạch (Mẫu 1.4).
package kehoach

import (
	"embed"
	"io/fs"

	"vanban/templates/parts"
)

//go:embed samples/*.json
var files embed.FS

// Type returns the definition.
func Type() parts.Type {
	kind, _ := parts.KindOf("ke-hoach")
	samples, err := fs.Sub(files, "samples")
	if err != nil {
		panic(err) // the path is a constant
	}
	return parts.Type{
		Kind: kind,
		Form: "Mẫu 1.4",
		Cite: "Phụ lục III, Mẫu 1.4, Nghị định 30/2020/NĐ-CP",
		// Kiểu bố cục mục – khoản – điểm (PL.I-II.6đ), and the dashes of practice.
		Numbering: parts.SectionScheme(),
		Needs: parts.Needs{
			Notation: parts.Required, Subject: parts.Required, Body: parts.Required,
			Signer: parts.Required, Recipients: parts.Required,
			// Kính gửi belongs to tờ trình, báo cáo and công văn (PL.I-II.9b).
			Salutation: parts.Unusual,
			Authority:  parts.Refused, Enclosures: parts.Refused,
		},
		Samples: samples,
	}
}
