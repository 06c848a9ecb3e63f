package hostile

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

const (
	namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`
	relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	types    = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`
)

func relationships(list string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

func related(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"/>`, id, relation, kind, target)
}

// wordFile is a small file with a body.
func wordFile(body string) []part {
	return []part{{"[Content_Types].xml", types}, {"_rels/.rels", relationships(related("rId1", "officeDocument", "word/document.xml"))},
		{"word/document.xml", `<w:document` + namespaces + `><w:body>` + body + `</w:body></w:document>`}}
}

// with is wordFile with more parts of the main part, by kind.
func with(body string, more ...part) []part {
	var rels strings.Builder
	all := wordFile(body)
	for i, p := range more {
		rels.WriteString(related(fmt.Sprintf("x%d", i), p.name, fmt.Sprintf("%s%d.xml", p.name, i)))
		all = append(all, part{fmt.Sprintf("word/%s%d.xml", p.name, i), strings.Replace(p.content, ">", namespaces+">", 1)})
	}
	return append(all, part{"word/_rels/document.xml.rels", relationships(rels.String())})
}

func paragraph(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }

// replaced is a small file with one part exchanged or added.
func replaced(name, content string) func() []byte {
	return func() []byte {
		all := wordFile(paragraph("KẾ HOẠCH"))
		for i := range all {
			if all[i].name == name {
				all[i].content = content
				return packed(all...)
			}
		}
		return packed(append(all, part{name, content})...)
	}
}

// prologs are document type declarations, open and hidden.
func prologs() []file {
	whole := func(doctype string) string {
		return `<?xml version="1.0"?>` + doctype + `<w:document` + namespaces + `><w:body>` + paragraph("&a;") + `</w:body></w:document>`
	}
	external := whole(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`)
	laughs := `<!DOCTYPE x [<!ENTITY l0 "ha">`
	for i := range 30 {
		laughs += fmt.Sprintf(`<!ENTITY l%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	main := "word/document.xml"
	var list []file
	for _, f := range []struct{ name, part, content, code string }{
		{"external entity", main, external, "file_dtd"},
		{"billion laughs", main, whole(laughs + `<!ENTITY a "&l30;">]>`), "file_dtd"},
		{"external dtd", main, whole(`<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">`), "file_dtd"},
		{"parameter entity", main, whole(`<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>`), "file_dtd"},
		{"dtd behind a comment of 1 MB", main, whole(`<!--` + strings.Repeat(newRandom().hex(), 128<<10) + `--><!DOCTYPE x>`), "file_dtd"},
		{"dtd behind a mark", main, "\xef\xbb\xbf" + external, "file_dtd"},
		{"dtd in UTF-16", main, wide(binary.LittleEndian, "\xff\xfe", external), "file_dtd"},
		{"dtd in UTF-16 big", main, wide(binary.BigEndian, "\xfe\xff", external), "file_dtd"},
		{"dtd in UTF-16 without a mark", main, wide(binary.LittleEndian, "", external), "file_dtd"},
		{"dtd in UTF-7", main, strings.NewReplacer("<", "+ADw-", `"1.0"`, `"1.0" encoding="UTF-7"`, "<?", "<?").Replace(external), "file_truncated"},
		{"dtd in declared UTF-7", main, `<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<a/>`, "file_truncated"},
		{"dtd in UTF-32", main, "\x00\x00\xfe\xff" + strings.Join(strings.Split(external, ""), "\x00\x00\x00"), "file_truncated"},
		{"dtd in EBCDIC", main, "\x4c\x6f\xa7\x94\x93\x40", "file_truncated"},
		{"dtd in the types", "[Content_Types].xml", `<!DOCTYPE x>` + types, "file_dtd"},
		{"dtd in the relationships", "_rels/.rels", `<!DOCTYPE x>` + relationships(""), "file_dtd"},
		{"dtd in a part unread", "word/fontTable.xml", external, "file_dtd"},
		{"dtd in custom XML", "customXml/item1.xml", external, "file_dtd"},
	} {
		list = append(list, file{f.name + ".docx", replaced(f.part, f.content), f.code, ""})
	}
	return list
}

func wide(order binary.AppendByteOrder, mark, s string) string {
	b := []byte(mark)
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// packages are files with macros, in circles, cut short, and deeper than anything a person makes.
func packages() []file {
	typed := func(kind string) func() []byte {
		return replaced("[Content_Types].xml", strings.Replace(types, "</Types>", `<Override PartName="/word/x.bin" ContentType="`+kind+`"/></Types>`, 1))
	}
	vba := strings.Replace(related("rId2", "", "data.bin"), relation, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", 1)
	deep := func(n int, open, close string) func() []byte {
		return func() []byte {
			return packed(wordFile(strings.Repeat(open, n) + paragraph("x") + strings.Repeat(close, n))...)
		}
	}
	box := `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>`
	boxEnd := `</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`
	list := []file{
		{"macros.docm", typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "file_macros", ""},
		{"macros under another name.docx", typed("application/vnd.ms-office.vbaProject"), "file_macros", ""},
		{"macros in capitals and entities.docx", typed("application/vnd.ms-office.&#86;BAPROJECT"), "file_macros", ""},
		{"macros by relationship alone.docx", func() []byte {
			return packed(append(wordFile(paragraph("x")), part{"word/_rels/document.xml.rels", relationships(vba)}, part{"word/data.bin", "x"})...)
		}, "file_macros", ""},
		{"macros in the folder of a picture.docx", replaced("word/media/vbaProject.bin", "x"), "file_macros", ""},
		{"2,000 elements deep.docx", deep(2000, "<w:smartTag>", "</w:smartTag>"), "file_too_deep", ""},
		{"2,000 tables deep.docx", deep(2000, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "file_too_deep", ""},
		{"2,000 controls deep.docx", deep(2000, "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), "file_too_deep", ""},
		{"2,000 text boxes deep.docx", deep(2000, box, boxEnd), "file_too_deep", ""},
		{"80 tables deep.docx", deep(80, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "", ""},
		{"18 text boxes deep.docx", deep(18, box, boxEnd), "", ""},
		{"all relations to the main part.docx", circle, "", ""},
		{"links to elsewhere.docx", elsewhere, "", ""},
	}
	for _, percent := range []int{1, 10, 50, 90, 99} {
		list = append(list, file{fmt.Sprintf("cut at %d percent.docx", percent), func() []byte {
			whole := packed(wordFile(many(2000, paragraph))...)
			return whole[:len(whole)*percent/100]
		}, "file_truncated", ""})
	}
	return list
}

// circle names the main part as everything that it needs.
func circle() []byte {
	var rels strings.Builder
	for i, kind := range []string{"styles", "numbering", "settings", "theme", "footnotes", "endnotes", "comments", "header", "footer", "officeDocument"} {
		rels.WriteString(related(fmt.Sprintf("r%d", i), kind, "document.xml"))
	}
	body := `<w:p><w:r><w:footnoteReference w:id="1"/><w:t>x</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="r7"/></w:sectPr>`
	return packed(append(wordFile(body), part{"word/_rels/document.xml.rels", relationships(rels.String())})...)
}

// elsewhere asks for parts over the network and from the disk.
func elsewhere() []byte {
	var rels strings.Builder
	for i, target := range []string{"http://127.0.0.1:9/x", "file:///etc/passwd", `\\127.0.0.1\x`, "../../../../etc/passwd"} {
		for j, kind := range []string{"attachedTemplate", "image", "header", "styles", "subDocument", "aFChunk"} {
			fmt.Fprintf(&rels, `<Relationship Id="r%d%d" Type="%s%s" Target="%s" TargetMode="External"/>`, i, j, relation, kind, target)
		}
	}
	body := paragraph("x") + `<w:altChunk r:id="r05"/><w:subDoc r:id="r04"/><w:sectPr><w:headerReference w:type="default" r:id="r02"/></w:sectPr>`
	return packed(append(wordFile(body), part{"word/_rels/document.xml.rels", relationships(rels.String())})...)
}

// many joins n pieces that all differ.
func many(n int, piece func(string) string) string {
	var b strings.Builder
	r := newRandom()
	for range n {
		b.WriteString(piece(r.hex()))
	}
	return b.String()
}
