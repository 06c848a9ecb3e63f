package read

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"vanban/read/viet"
)

// detectSize is how much text tells the encoding of a file.
const detectSize = 16 << 10

// DecodeLegacy rewrites, in place, text of the encodings before Unicode, which would be signs without meaning, and leaves a remark on how
// much of it there was. The font tells the encoding, or the letters do; fonts stay named as they were.
func (m *Manuscript) DecodeLegacy() {
	sample := make([]byte, 0, detectSize)
	fonts := false // some run names a font of an old encoding
	m.eachRun(func(r *Run, _ Place) {
		fonts = fonts || viet.LegacyFont(r.Font) != viet.Unicode
		if len(sample) < detectSize && !isUnicode(r.Text) {
			sample = append(append(sample, r.Text...), ' ')
		}
	})
	detected := viet.Detect(string(sample))
	if !fonts && detected == viet.Unicode {
		return
	}
	count := 0
	var first Place
	m.eachRun(func(r *Run, at Place) {
		e := viet.LegacyFont(r.Font)
		switch {
		case e != viet.Unicode:
		case fonts: // where fonts tell, those that say nothing are Unicode's, but for text that nobody could read so
			e = viet.Detect(r.Text)
		default:
			e = detected
		}
		if e == viet.Unicode || isUnicode(r.Text) {
			return
		}
		if s := e.Decode(r.Text); s != r.Text {
			if count == 0 {
				first = at
			}
			count += utf8.RuneCountInString(r.Text)
			r.Text = s
		}
	})
	if count > 0 {
		m.Remarks = append(m.Remarks, Remark{
			Code: "legacy_text", Place: first,
			Message: "Đã chuyển " + strconv.Itoa(count) + " ký tự từ bảng mã cũ (TCVN3 hoặc VNI) sang Unicode.",
		})
	}
}

// isUnicode reports whether text has letters that no old encoding can show: it is in Unicode, whatever its font says.
func isUnicode(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		switch r {
		case 'ă', 'Ă', 'đ', 'Đ', 'ĩ', 'Ĩ', 'ũ', 'Ũ', 'ơ', 'Ơ', 'ư', 'Ư':
			return true
		}
		return r >= 0x1ea0 && r <= 0x1ef9
	}) >= 0
}

// eachRun visits every run of characters.
func (m *Manuscript) eachRun(visit func(*Run, Place)) {
	runsOf(m.Blocks, visit)
	for i := range m.Notes {
		runsOf(m.Notes[i].Blocks, visit)
	}
	for i := range m.Sections {
		s := &m.Sections[i]
		for _, blocks := range [...][]Block{s.FirstHeader, s.Header, s.FirstFooter, s.Footer} {
			runsOf(blocks, visit)
		}
	}
}

func runsOf(blocks []Block, visit func(*Run, Place)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			for i := range b.Runs {
				if b.Runs[i].Kind == Chars {
					visit(&b.Runs[i], b.Place)
				}
			}
		case *Table:
			for i := range b.Rows {
				for j := range b.Rows[i].Cells {
					runsOf(b.Rows[i].Cells[j].Blocks, visit)
				}
			}
		}
	}
}
