// Package congvan defines the công văn (Mẫu 1.5), the kind without tên loại.
package congvan

import (
	"embed"
	"io/fs"

	"vanban/templates/parts"
)

//go:embed samples/*.json
var files embed.FS

// Type returns the definition.
func Type() parts.Type {
	kind, _ := parts.KindOf("cong-van")
	samples, err := fs.Sub(files, "samples")
	if err != nil {
		panic(err) // the path is a constant
	}
	return parts.Type{
		Kind: kind,
		Form: "Mẫu 1.5",
		Cite: "Phụ lục III, Mẫu 1.5, Nghị định 30/2020/NĐ-CP",
		// Short as a rule: khoản and điểm (PL.I-II.6đ), and the dashes of practice.
		Numbering: parts.ClauseScheme(),
		Untitled:  true,
		Needs: parts.Needs{
			Notation: parts.Required, Subject: parts.Required, Salutation: parts.Required, Body: parts.Required,
			Signer: parts.Required, Recipients: parts.Required,
			Authority: parts.Refused, Enclosures: parts.Refused,
		},
		Samples: samples,
	}
}
