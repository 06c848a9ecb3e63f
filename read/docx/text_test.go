package docx_test

import (
	"slices"
	"strings"
	"testing"

	"vanban/read"
)

// run returns a run of XML, t one of text.
func run(inner string) string { return `<w:r>` + inner + `</w:r>` }

func t(text string) string { return run(`<w:t xml:space="preserve">` + text + `</w:t>`) }

func p(inner string) string { return `<w:p>` + inner + `</w:p>` }

// begin and friends make a complex field.
func complexField(instr, result string) string {
	return run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText>`+instr+`</w:instrText>`) +
		run(`<w:fldChar w:fldCharType="separate"/>`) + result + run(`<w:fldChar w:fldCharType="end"/>`)
}

func TestText(tt *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"one":                 {p(t("Căn cứ")), []string{"Căn cứ"}},
		"runs joined":         {p(t("Căn") + t(" cứ")), []string{"Căn cứ"}},
		"nothing":             {p(""), []string{""}},
		"blanks":              {p(t("  a  ")), []string{"  a  "}},
		"blanks not kept":     {p(run(`<w:t>  a  </w:t>`)), []string{"a"}},
		"entities":            {p(t("a &amp; b &#x1EA1; &lt;")), []string{"a & b ạ <"}},
		"cdata":               {p(run(`<w:t><![CDATA[<a>]]></w:t>`)), []string{"<a>"}},
		"tab":                 {p(run(`<w:t>a</w:t><w:tab/><w:t>b</w:t>`)), []string{"a→b"}},
		"line break":          {p(run(`<w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/>`)), []string{"a↵b↵"}},
		"hyphens":             {p(run(`<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/>`)), []string{"a\u2011b"}},
		"symbol":              {p(run(`<w:sym w:font="Wingdings" w:char="F0FC"/>`)), []string{"✓"}},
		"symbol font":         {p(run(`<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>` + "\uf0b7" + `</w:t>`)), []string{"•"}},
		"hyperlink":           {p(`<w:hyperlink w:anchor="x">` + t("thư") + `</w:hyperlink>`), []string{"thư"}},
		"smart tag":           {p(`<w:smartTag><w:smartTagPr/>` + t("Hà Nội") + `</w:smartTag>`), []string{"Hà Nội"}},
		"control in line":     {p(`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + t("ô") + `</w:sdtContent></w:sdt>`), []string{"ô"}},
		"control of blocks":   {`<w:sdt><w:sdtContent>` + p(t("a")) + p(t("b")) + `</w:sdtContent></w:sdt>`, []string{"a", "b"}},
		"inserted":            {p(`<w:ins>` + t("mới") + `</w:ins>`), []string{"mới"}},
		"moved here":          {p(`<w:moveTo>` + t("mới") + `</w:moveTo>`), []string{"mới"}},
		"simple field":        {p(`<w:fldSimple w:instr="DATE">` + t("hôm nay") + `</w:fldSimple>`), []string{"hôm nay"}},
		"complex field":       {p(t("a") + complexField("REF x", t("b")) + t("c")), []string{"abc"}},
		"field in field":      {p(complexField(`IF `, complexField("PAGE", t("2")))), []string{"2"}},
		"field of lines":      {p(run(`<w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/>`)+t("a")) + p(t("b")+run(`<w:fldChar w:fldCharType="end"/>`)), []string{"a", "b"}},
		"page break alone":    {p(t("a")) + p(run(`<w:br w:type="page"/>`)) + p(t("b")), []string{"a", "", "⏎b"}},
		"page break before":   {p(t("a")) + p(run(`<w:br w:type="page"/><w:t>b</w:t>`)), []string{"a", "⏎b"}},
		"page break inside":   {p(t("a") + run(`<w:br w:type="page"/>`) + t("b")), []string{"a", "⏎b"}},
		"page break last":     {p(t("a")+run(`<w:br w:type="page"/>`)) + p(t("b")), []string{"a", "⏎b"}},
		"page break by style": {p(t("a")) + `<w:p><w:pPr><w:pageBreakBefore/></w:pPr>` + t("b") + `</w:p>`, []string{"a", "⏎b"}},
		"choice":              {p(run(`<mc:AlternateContent><mc:Choice Requires="wps"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent>`)), []string{"a"}},
		"text box": {p(t("neo") + run(`<w:drawing><wp:anchor><wp:extent cx="999999" cy="999999"/><a:graphic><a:graphicData><wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>`+
			p(t("trong khung"))+`</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`)), []string{"neo", "trong khung"}},
		"text box of vml":      {p(run(`<w:pict><v:shape><v:textbox><w:txbxContent>` + p(t("dự thảo")) + `</w:txbxContent></v:textbox></v:shape></w:pict>`)), []string{"", "dự thảo"}},
		"equation":             {p(`<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>`), []string{"ab"}},
		"decomposed":           {p(t("Tie\u0302\u0301ng")), []string{"Tiếng"}},
		"mark in the next run": {p(t("Tiê") + run(`<w:rPr><w:b/></w:rPr><w:t>`+"\u0301"+`ng</w:t>`)), []string{"Tiếng"}},
	} {
		tt.Run(name, func(tt *testing.T) {
			if got := texts(body(tt, c.body, nil).Blocks); !slices.Equal(got, c.want) {
				tt.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What is not text of the document is kept beside it.
func TestRemarks(tt *testing.T) {
	for name, c := range map[string]struct{ body, code, want string }{
		"deleted":        {p(t("a") + `<w:del><w:r><w:delText>bỏ</w:delText></w:r><w:r><w:delText> đi</w:delText></w:r></w:del>`), "deleted_text", "bỏ đi"},
		"moved away":     {p(`<w:moveFrom>` + t("bỏ") + `</w:moveFrom>`), "deleted_text", "bỏ"},
		"deleted row":    {`<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>` + p(t("bỏ")) + `</w:tc></w:tr></w:tbl>`, "deleted_text", "bỏ"},
		"hidden":         {p(run(`<w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t>`)), "hidden_text", "ẩn"},
		"unknown":        {p(`<w:novel>` + t("lạ") + `</w:novel>`), "unknown_content", "lạ"},
		"unknown block":  {`<w:novel>` + p(t("lạ")) + `</w:novel>`, "unknown_content", "lạ"},
		"lost in a code": {p(run(`<w:fldChar w:fldCharType="begin"/>`) + t("kẹt")), "field_code", "kẹt"},
		"wordart":        {p(run(`<w:pict><v:shape style="width:9pt"><v:textpath string="DỰ THẢO"/></v:shape></w:pict>`)), "drawing_text", "DỰ THẢO "},
		"merged cell":    {`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p(t("a")) + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p(t("khuất")) + `</w:tc></w:tr></w:tbl>`, "merged_cell_text", "khuất"},
	} {
		tt.Run(name, func(tt *testing.T) {
			m := body(tt, c.body, nil)
			if got := remark(m, c.code); got != c.want {
				tt.Errorf("got %q of %+v, want %q", got, m.Remarks, c.want)
			}
			for _, s := range texts(m.Blocks) {
				if c.want != "" && strings.Contains(s, strings.TrimSpace(c.want)) {
					tt.Errorf("%q is text as well", s)
				}
			}
		})
	}
}

func TestComments(tt *testing.T) {
	m := body(tt, p(t("a"))+p(`<w:commentRangeStart w:id="7"/>`+t("b")), parts{"comments": `<w:comment w:id="7">` + p(t("sửa lại")) + `</w:comment>`})
	if len(m.Remarks) != 1 || m.Remarks[0].Code != "comment" || m.Remarks[0].Place.Paragraph != 2 {
		tt.Errorf("got %+v", m.Remarks)
	}
}

// Ordinals count every w:p of the XML, those in cells and boxes too, those in a fallback not.
func TestOrdinals(tt *testing.T) {
	m := body(tt, p(t("1"))+`<w:tbl><w:tr><w:tc>`+p(t("2"))+`</w:tc></w:tr></w:tbl>`+
		p(run(`<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>`+p(t("4"))+
			`</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>`+
			p(t("x"))+`</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`)+t("3"))+p(t("5")), nil)
	var got []string
	for _, q := range paragraphs(m.Blocks) {
		got = append(got, text(q)+"="+string(rune('0'+q.Place.Paragraph)))
	}
	if want := []string{"1=1", "2=2", "3=3", "4=4", "5=5"}; !slices.Equal(got, want) {
		tt.Errorf("got %q", got)
	}
}

func TestNotes(tt *testing.T) {
	m := body(tt, p(t("a")+run(`<w:endnoteReference w:id="2"/>`)+run(`<w:footnoteReference w:id="2"/>`)), parts{
		"footnotes": `<w:footnote w:type="separator" w:id="-1">` + p("") + `</w:footnote><w:footnote w:id="2">` + p(run(`<w:footnoteRef/>`)+t("chân")) + `</w:footnote>`,
		"endnotes":  `<w:endnote w:id="2">` + p(t("cuối")) + `</w:endnote><w:endnote w:id="3">` + p(t("thừa")) + `</w:endnote>`,
	})
	if got := texts(m.Blocks); got[0] != "a※※" || len(m.Notes) != 2 {
		tt.Fatalf("got %q, %d notes", got, len(m.Notes))
	}
	first, second := paragraphs(m.Notes[0].Blocks), paragraphs(m.Notes[1].Blocks)
	if text(first[0]) != "cuối" || text(second[0]) != "chân" || second[0].Place != (read.Place{Part: "footnotes", Paragraph: 2}) {
		tt.Errorf("got %q, %q at %+v", text(first[0]), text(second[0]), second[0].Place)
	}
	if got := remark(m, "unreferenced_note"); got != "thừa" {
		tt.Errorf("got %q", got)
	}
}

// Word's marks of pages count the author's breaks as well; without them nobody knows.
func TestPages(tt *testing.T) {
	m := body(tt, p(t("a"))+p(run(`<w:br w:type="page"/>`))+p(run(`<w:lastRenderedPageBreak/><w:t>b</w:t>`))+p(t("c")+run(`<w:lastRenderedPageBreak/><w:t>d</w:t>`))+p(t("e")), nil)
	var pages []int
	for _, q := range paragraphs(m.Blocks) {
		pages = append(pages, q.Place.Page)
	}
	if want := []int{1, 1, 2, 2, 3}; !slices.Equal(pages, want) {
		tt.Errorf("got %v, want %v", pages, want)
	}
	for _, q := range paragraphs(body(tt, p(t("a"))+p(run(`<w:br w:type="page"/>`)+t("b")), nil).Blocks) {
		if q.Place.Page != 0 {
			tt.Errorf("%q is on page %d", text(q), q.Place.Page)
		}
	}
}

// Parts may be in UTF-16, and in the namespaces of strict documents with units.
func TestEncodings(tt *testing.T) {
	plain := wordFile(p(t("Tiếng Việt")), nil)
	for _, big := range []bool{false, true} {
		wide := utf16le(`<?xml version="1.0" encoding="UTF-16"?>` + plain["word/document.xml"])
		if big {
			for i := 0; i < len(wide); i += 2 {
				wide[i], wide[i+1] = wide[i+1], wide[i]
			}
		}
		q := wordFile("", nil)
		q["word/document.xml"] = string(wide)
		if got := texts(manuscript(tt, q).Blocks); !slices.Equal(got, []string{"Tiếng Việt"}) {
			tt.Errorf("got %q", got)
		}
	}
	strict := wordFile(p(t("a"))+`<w:sectPr><w:pgSz w:w="210mm" w:h="297mm"/></w:sectPr>`, nil)
	for name, part := range strict {
		part = strings.ReplaceAll(part, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
		strict[name] = strings.ReplaceAll(part, relType, "http://purl.oclc.org/ooxml/officeDocument/relationships/")
	}
	if m := manuscript(tt, strict); m.Sections[0].Page.Width.Millimetres() != 210 || texts(m.Blocks)[0] != "a" {
		tt.Errorf("got %+v", m.Sections[0])
	}
}

func TestEmbedded(tt *testing.T) {
	q := wordFile(p(t("a")), nil)
	q["word/_rels/document.xml.rels"] = relations(map[string]string{"a": "customXml ../customXml/item1.xml", "b": "customXml ../customXml/item2.xml"})
	q["customXml/item1.xml"] = `<b:Sources xmlns:b="x"/>`
	q["customXml/item2.xml"] = `<document xmlns="urn:vanban:contract:v1">{"a": "1 &lt; 2 &amp; é"}</document>`
	if got := string(manuscript(tt, q).Embedded); got != `{"a": "1 < 2 & é"}` {
		tt.Errorf("got %q", got)
	}
	q["customXml/item2.xml"] = `<document xmlns="urn:other">{}</document>`
	if got := manuscript(tt, q).Embedded; got != nil {
		tt.Errorf("got %q", got)
	}
}
