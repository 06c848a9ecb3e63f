package hostile

import (
	"fmt"
	"strings"
)

// heavy are DOCX files at the limits and above: much of one thing.
func heavy() []file {
	body := func(body string, more ...part) []byte { return packed(with(body, more...)...) }
	texts := func(n int, s string) func() []byte { // one paragraph of n bytes of s
		return func() []byte {
			i := 0
			return body(paragraph(many(n/len(s)/64, func(h string) string { i++; return strings.Repeat(s, 64) + h[:i%2] })))
		}
	}
	list := []file{
		{"million paragraphs.docx", func() []byte { return body(many(1_000_000, paragraph)) }, "file_too_large", ""},
		{"24,000 paragraphs.docx", func() []byte { return body(many(24_000, paragraph)) }, either, ""},
		{"24,000 paragraphs of lists.docx", func() []byte {
			i := 0
			return body(many(24_000, func(string) string { i++; return paragraph(fmt.Sprintf("%d. mục", i)) }))
		}, either, ""},
		{"24,000 paragraphs with numbers.docx", func() []byte {
			return body(many(24_000, func(h string) string {
				return `<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>` + h + `</w:t></w:r></w:p>`
			}), part{"numbering", giantNumbers()})
		}, "file_too_large", ""},
		{"58,000 runs in a paragraph.docx", func() []byte {
			return body("<w:p>" + many(58_000, func(h string) string {
				return "<w:r><w:rPr><w:b w:val=\"" + h[:1] + "\"/></w:rPr><w:t>" + h[:2] + "</w:t></w:r>"
			}) + "</w:p>")
		}, either, ""},
		{"million cells.docx", func() []byte {
			row := func(h string) string {
				return "<w:tr>" + strings.Repeat("<w:tc>"+paragraph(h)+"</w:tc>", 50) + "</w:tr>"
			}
			return body("<w:tbl>" + many(20_000, row) + "</w:tbl>")
		}, "file_too_large", ""},
		{"63 columns by 190 rows.docx", func() []byte {
			row := func(h string) string {
				return "<w:tr>" + strings.Repeat("<w:tc>"+paragraph(h)+"</w:tc>", 63) + "</w:tr>"
			}
			return body("<w:tbl>" + many(190, row) + "</w:tbl>")
		}, either, ""},
		{"spans of 2^31.docx", func() []byte {
			cell := `<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge/></w:tcPr>` + paragraph("x") + `</w:tc>`
			row := func(string) string {
				return `<w:tr><w:trPr><w:gridBefore w:val="2147483647"/><w:gridAfter w:val="2147483647"/></w:trPr>` + strings.Repeat(cell, 20) + `</w:tr>`
			}
			return body("<w:tbl><w:tblGrid>" + strings.Repeat(`<w:gridCol w:w="99999999999"/>`, 1000) + "</w:tblGrid>" + many(500, row) + "</w:tbl>")
		}, either, ""},
		{"11,000 rows of one cell over another.docx", func() []byte {
			row := func(string) string {
				return `<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + paragraph("x") + `</w:tc></w:tr>`
			}
			return body("<w:tbl>" + many(11_000, row) + "</w:tbl>")
		}, either, ""},
		{"9,900 styles in a chain.docx", func() []byte { return body(styled(9_900), part{"styles", chain(9_900)}) }, either, ""},
		{"styles in a circle.docx", func() []byte {
			return body(styled(100), part{"styles", `<w:styles><w:style w:styleId="s0"><w:basedOn w:val="s1"/></w:style><w:style w:styleId="s1"><w:basedOn w:val="s0"/></w:style></w:styles>`})
		}, either, ""},
		{"lists in a circle.docx", func() []byte {
			link := `<w:abstractNum w:abstractNumId="%d"><w:numStyleLink w:val="n%d"/></w:abstractNum>`
			return body(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`,
				part{"numbering", `<w:numbering>` + fmt.Sprintf(link, 0, 1) + fmt.Sprintf(link, 1, 0) + `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
				part{"styles", `<w:styles><w:style w:type="numbering" w:styleId="n0"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`})
		}, either, ""},
		{"million footnotes.docx", func() []byte {
			i := 0
			return body(paragraph("x"), part{"footnotes", "<w:footnotes>" + many(1_000_000, func(h string) string {
				i++
				return fmt.Sprintf(`<w:footnote w:id="%d">`, i) + paragraph(h) + `</w:footnote>`
			}) + "</w:footnotes>"})
		}, either, ""},
		{"a footnote named 58,000 times.docx", func() []byte {
			return body("<w:p>"+many(58_000, func(string) string { return `<w:r><w:footnoteReference w:id="1"/></w:r>` })+"</w:p>",
				part{"footnotes", `<w:footnotes><w:footnote w:id="1">` + paragraph("x") + `<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>`})
		}, either, ""},
		{"14,000 sections with one header.docx", func() []byte {
			section := func(string) string {
				return `<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="x0"/></w:sectPr></w:pPr></w:p>`
			}
			return body(paragraph("x")+many(14_000, section), part{"header", "<w:hdr>" + many(1000, paragraph) + "</w:hdr>"})
		}, either, ""},
		{"100,000 fields open.docx", func() []byte {
			return body("<w:p>" + many(100_000, func(h string) string {
				return `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>` + h + `</w:instrText></w:r>`
			}) + "</w:p>")
		}, "file_too_deep", ""},
		{"10 million letters.docx", texts(10_000_000, "chữ "), "file_too_large", ""},
	}
	// The patterns that say what a paragraph is see each of these at its largest.
	for _, s := range []string{"a", " ", "1.", "Điều 1. ", "(", "số 1/2020/NĐ-CP ", "Căn cứ ", "ngày 01 tháng 01 năm 2020 ", "\u0301", "A ", "- ", ".", "/", "1/"} {
		list = append(list, file{fmt.Sprintf("2 MB of %q.docx", s), texts(2_000_000, s), either, ""})
	}
	return list
}

func giantNumbers() string {
	level := `<w:lvl w:ilvl="%d"><w:start w:val="2147483647"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="` + strings.Repeat("%1%2%3%4%5%6%7%8%9", 2000) + `"/></w:lvl>`
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, strings.ReplaceAll(strings.ReplaceAll(level, "%", "%%"), "%%d", "%d"), i)
	}
	return `<w:numbering><w:abstractNum w:abstractNumId="0">` + b.String() + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
}

// styled has n paragraphs with a style each.
func styled(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, i, "x")
	}
	return b.String()
}

// chain has n styles, each based on the next.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="s%d"><w:basedOn w:val="s%d"/><w:rPr><w:sz w:val="%d"/></w:rPr></w:style>`, i, i+1, 20+i%20)
	}
	return `<w:styles>` + b.String() + `</w:styles>`
}
