// Package cotenloai defines the văn bản có tên loại of Mẫu 1.4 that differ in name, numbering and Kính gửi alone, and the giấy
// mời (Mẫu 1.7), whose body is all that it has of its own.
package cotenloai

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
	// Bố cục by mục – khoản – điểm (PL.I-II.6đ); what is short as a rule begins with khoản. Kính gửi belongs to tờ trình, and
	// to báo cáo that goes to an organ above (PL.I-II.9b); practice has it in giấy mời too.
	sections, clauses := parts.SectionScheme(), parts.ClauseScheme()
	return []parts.Type{
		define("chi-thi", clauses, parts.Unusual),
		define("thong-cao", clauses, parts.Unusual),
		define("thong-bao", clauses, parts.Unusual),
		define("huong-dan", sections, parts.Unusual),
		define("chuong-trinh", sections, parts.Unusual),
		define("phuong-an", sections, parts.Unusual),
		define("de-an", sections, parts.Unusual),
		define("du-an", sections, parts.Unusual),
		define("bao-cao", sections, parts.Optional),
		define("to-trinh", sections, parts.Required),
		define("giay-moi", clauses, parts.Optional),
	}
}

func define(slug string, numbering []string, salutation parts.Need) parts.Type {
	kind, _ := parts.KindOf(slug)
	form := "Mẫu 1.4"
	if slug == "giay-moi" {
		form = "Mẫu 1.7"
	}
	folder, err := fs.Sub(files, "samples")
	if err != nil {
		panic(err) // the path is a constant
	}
	return parts.Type{
		Kind:      kind,
		Form:      form,
		Cite:      "Phụ lục III, " + form + ", Nghị định 30/2020/NĐ-CP",
		Numbering: numbering,
		Needs: parts.Needs{
			Notation: parts.Required, Subject: parts.Required, Body: parts.Required,
			Signer: parts.Required, Recipients: parts.Required,
			Salutation: salutation,
			Authority:  parts.Refused, Enclosures: parts.Refused,
		},
		Samples: samples{folder, slug},
	}
}

// samples are those of one type in the folder that all share: their names begin with its slug.
type samples struct {
	fs.FS
	slug string
}

// Glob makes a samples an fs.GlobFS.
func (s samples) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(s.FS, pattern)
	return slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, s.slug) }), err
}
