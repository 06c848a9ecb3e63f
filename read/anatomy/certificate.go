package anatomy

import (
	"strings"

	"vanban/read"
	"vanban/read/viet"
	"vanban/thethuc"
)

// maxCertificate is how many letters a certificate has at most: what is longer speaks of certificates, or has one as its form.
const maxCertificate = 2500

// Certificate tells whether a manuscript is a giấy khen or bằng khen, which is no document of the decree. Its name stands on a line of its
// own in capitals, below no number and no name of a document, so that a quyết định, a tờ trình or a list about certificates is none; and
// the sheet lies on its side, or says TẶNG, or what for. What is printed on a blank has no name: the sheet lies on its side, and says what
// for and where it is registered.
func Certificate(m *read.Manuscript) (thethuc.Kind, bool) {
	var found *thethuc.Kind
	landscape := len(m.Sections) > 0 && m.Sections[0].Page.Landscape
	given, deserved, registered, other, letters := landscape, false, false, false, 0
	kinds := thethuc.AwardKinds()
	for _, line := range plainLines(m.Blocks) {
		if letters += len(line); letters > maxCertificate {
			return thethuc.Kind{}, false
		}
		f := fold(line)
		switch {
		case viet.IsUpper(line) && isOtherTitle(f), found == nil && strings.HasPrefix(f, "so:") && strings.Contains(f, "/"):
			other = true
		case viet.IsUpper(line):
			bare, tang := strings.CutPrefix(squash(f), "tang")
			for i := range kinds {
				if bare == squash(fold(kinds[i].Name)) {
					found, given = &kinds[i], given || tang
				}
			}
			given = given || tang && bare == ""
		}
		deserved = deserved || startsAny(f, []string{"da", "vi da", "co thanh tich", "vi co thanh tich"})
		registered = registered || startsAny(f, []string{"so so vang", "vao so", "so vang", "so bang"})
		given = given || deserved || registered || startsAny(f, []string{"tang"})
	}
	switch {
	case other:
	case found != nil && given:
		return *found, true
	case landscape && deserved && registered:
		return thethuc.Kind{Title: kinds[0].Title + " hoặc " + strings.ToLower(kinds[1].Title)}, true
	}
	return thethuc.Kind{}, false
}

// isOtherTitle reports whether a folded line is the name of a document.
func isOtherTitle(f string) bool {
	f = squash(strings.TrimRight(f, ": "))
	for _, list := range [...][]thethuc.Kind{thethuc.Kinds(), thethuc.EnclosedKinds()} {
		for i := range list {
			if f == squash(fold(list[i].Name)) {
				return true
			}
		}
	}
	return false
}

// plainLines returns the lines of the manuscript as they are seen, those of tables of data left out.
func plainLines(blocks []read.Block) (out []string) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *read.Paragraph:
			if len(b.Lines) > 0 {
				for i := range b.Lines {
					out = append(out, strings.TrimSpace(b.Lines[i].Text))
				}
				continue
			}
			for s := range strings.SplitSeq(shownText(b.Runs), "\n") {
				out = append(out, strings.TrimSpace(s))
			}
		case *read.Table:
			if b.Bordered && len(b.Rows) > 1 && len(b.Columns) > 1 { // a frame of one cell is no data
				continue
			}
			for i := range b.Rows {
				for j := range b.Rows[i].Cells {
					out = append(out, plainLines(b.Rows[i].Cells[j].Blocks)...)
				}
			}
		}
	}
	return out
}

// RefuseCertificate is the refusal of a file that is a certificate.
func RefuseCertificate(kind thethuc.Kind) *read.Refusal {
	name := strings.ToLower(kind.Title)
	return read.Refuse("file_certificate",
		"Tệp là "+name+", không phải văn bản hành chính nên không kiểm tra theo Nghị định 30/2020/NĐ-CP; chỉ tệp Word của "+name+" do vanban tạo mới đọc lại được thành JSON.",
		"Kiểm tra JSON của "+name+" bằng vanban validate (POST /v1/documents/validate).")
}
