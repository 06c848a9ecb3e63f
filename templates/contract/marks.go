package contract

import (
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"
)

// The wording of mức độ khẩn (PL.I-III.2b) and of the circulation marks (PL.I-III.2c), as they are printed. Decode accepts
// them in any case, with any tone placement or none, and with hyphens for spaces: "hoả tốc", "HỎA TỐC", "hoa-toc".
const (
	HoaToc        = "HỎA TỐC"
	ThuongKhan    = "THƯỢNG KHẨN"
	Khan          = "KHẨN"
	XemXongTraLai = "XEM XONG TRẢ LẠI"
	LuuHanhNoiBo  = "LƯU HÀNH NỘI BỘ"
)

var (
	urgencies    = []string{HoaToc, ThuongKhan, Khan}
	circulations = []string{XemXongTraLai, LuuHanhNoiBo}
)

// mark reads one of a few fixed wordings.
func (d *decoder) mark(words []string) string {
	if !d.expect(jsontext.KindString, wantText) {
		return ""
	}
	s := d.str(breakSpace)
	folded := fold(s)
	if folded == "" {
		return ""
	}
	for _, w := range words {
		if fold(w) == folded {
			return w
		}
	}
	p := unknownValue(d.where(), s, words)
	p.Cite = d.field.cite
	d.report(p)
	return ""
}

// fold reduces a word to its lower-case letters and digits without marks, so that "Trích yếu", "trich_yeu" and "trichYeu" are
// the same.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == 'đ':
			return 'd'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		}
		return -1
	}, norm.NFD.String(s))
}
