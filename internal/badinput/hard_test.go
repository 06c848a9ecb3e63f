package badinput

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/render"
)

// hard is a good document that is hard to set. Each of texts must be found in the DOCX and in the PDF, blanks aside.
type hard struct {
	name    string
	json    string
	texts   []string
	apart   bool     // in the PDF other text stands beside texts, so that only their words are looked for, in order
	letters int      // how many w must be found, whatever stands between them
	wary    bool     // any warnings are welcome
	warns   []string // codes that are expected, each at least once; no others may come
}

// words is about n bytes of text in which every word is another, so that nothing can be lost or doubled unseen.
func words(n int) string {
	syllables := []string{"thi", "đua", "khen", "thưởng", "kế", "hoạch", "quyết", "định", "Ủy", "ban"}
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s%d", syllables[i%len(syllables)], i)
	}
	return b.String()
}

const megabyte = 1 << 20

func hardDocuments() []hard {
	long := words(megabyte)
	q := quote(long)
	unbroken := strings.Repeat("ưưưưưưưưư1", megabyte/40)
	nest := func(n int) string {
		return strings.Repeat(`{"item":"Cấp","body":[`, n) + `"Tận cùng."` + strings.Repeat(`]}`, n)
	}
	rows := func(n int, f func(i int) string) string { return `"rows":[` + repeat(n, f) + `]` }
	list := []hard{
		{name: "10,000 nodes", json: body(repeat(10000, func(i int) string { return fmt.Sprintf(`{"item":"Mục %d."}`, i) })), texts: []string{"I. Mục 0.", "MMMCMXCIX. Mục 3998.", "10000. Mục 9999"}},
		{name: "1 MB in a paragraph", json: body(q), texts: []string{long}},
		{name: "1 MB in a heading", json: body(`{"heading":` + q + `}`), texts: []string{long}, warns: []string{"not_capitals"}},
		{name: "1 MB in a cell", json: table(`"rows":[["a",` + q + `]]`), texts: []string{long}},
		{name: "1 MB in a header cell", json: table(`"header":[["a",` + q + `]],"rows":[["b","c"]]`), texts: []string{long}},
		{name: "1 MB in a footnote", json: body(`{"text":[{"text":"x"},{"footnote":` + q + `}]}`), apart: true, texts: []string{long}},
		{name: "1 MB in the subject", json: plan("subject=" + q), texts: []string{long}, warns: []string{"too_long"}},
		{name: "1 MB in an organ line", json: plan(`organ={"name":` + q + `}`), apart: true, texts: []string{long}, warns: []string{"too_long", "not_capitals"}},
		{name: "1 MB in a recipient", json: plan(`recipients=[` + q + `,"Lưu: VT"]`), apart: true, texts: []string{long}},
		{name: "1 MB in a signer's name", json: plan(`signer={"position":"GIÁM ĐỐC","name":` + q + `}`), texts: []string{long}, warns: []string{"too_long"}},
		{name: "1 MB in the place", json: plan("place=" + q), apart: true, texts: []string{long}, warns: []string{"number_row_too_wide"}},
		{name: "1 MB in a ground", json: plan("bases=[" + q + "]"), texts: []string{long}},
		{name: "1 MB in a label", json: body(`{"item":"x","label":` + q + `}`), texts: []string{long}},
		{name: "1 MB without a blank", json: body(quote(unbroken)), texts: []string{unbroken}},
		{name: "1 MB of blanks", json: body(quote("a" + strings.Repeat(" ", megabyte) + "b"))},
		{name: "1 MB of line breaks", json: body(quote("a" + strings.Repeat("\n", 50_000) + "b")), warns: []string{"line_break_in_text"}},
		{name: "100,000 runs", json: body(`{"text":[` + repeat(90_000, func(i int) string { return `{"text":"a ","bold":true}` }) + `]}`)},
		{name: "5 levels", json: body(nest(5)), texts: []string{"Tận cùng."}},
		{name: "63 levels of an own scheme", json: plan(`numbering=[`+repeat(63, func(int) string { return `"1."` })+`]`, `body=[`+nest(63)+`]`), texts: []string{"Tận cùng."}},
		{name: "table of 500 rows", json: table(`"header":[["TT","Tên"]],` + rows(500, func(i int) string { return fmt.Sprintf(`["%d","Ông thứ %d"]`, i+1, i+1) })), texts: []string{"Ông thứ 1", "Ông thứ 499", "Ông thứ 500"}},
		{name: "table of 5,000 rows", json: table(`"header":[["TT","Tên"]],` + rows(5000, func(i int) string { return fmt.Sprintf(`["%d","Ông thứ %d"]`, i+1, i+1) })), texts: []string{"Ông thứ 1", "Ông thứ 4999", "Ông thứ 5000"}},
		{name: "table of 63 columns", json: table(rows(3, func(i int) string {
			return `[` + repeat(63, func(c int) string { return fmt.Sprintf(`"%c%d"`, 'a'+i, c%10) }) + `]`
		})), texts: []string{"a0", "c9"}},
		{name: "a span over 500 rows", json: table(rows(500, func(i int) string {
			if i == 0 {
				return `[{"text":"gộp","rowspan":500},"1"]`
			}
			return fmt.Sprintf(`["%d"]`, i+1)
		})), texts: []string{"gộp"}},
		{name: "a header of 200 rows", json: table(`"header":[` + repeat(200, func(i int) string { return fmt.Sprintf(`["tiêu đề %d"]`, i) }) + `],"rows":[["hàng"],["hàng cuối"]]`), texts: []string{"tiêu đề 199", "hàng cuối"}},
		{name: "a hair's column", json: table(`"columns":[{"width":0.001},{"width":2000}],"rows":[["hẹp","rộng"]]`), texts: []string{"rộng"}},
		{name: "only a table", json: table(`"rows":[["a"]]`), texts: []string{"a"}},
		{name: "only bands and a row", json: table(`"rows":[{"band":"QUÝ I"},{"band":"QUÝ II"},["a"]]`), texts: []string{"QUÝ II"}},
		{name: "1,000 footnotes in a paragraph", json: body(`{"text":[` + repeat(1000, func(i int) string { return fmt.Sprintf(`{"text":"chữ"},{"footnote":"chú thích %d."}`, i) }) + `]}`), texts: []string{"chú thích 0.", "chú thích 999."}},
		{name: "a footnote in a cell of a header", json: table(`"header":[[[{"text":"x"},{"footnote":"trong tiêu đề"}]]],"rows":[["a"],["b"]]`), texts: []string{"trong tiêu đề"}},
		{name: "100 signers", json: plan("signer=", `signers=[`+repeat(100, func(i int) string { return fmt.Sprintf(`{"position":"GIÁM ĐỐC","name":"Ông %d"}`, i) })+`]`), texts: []string{"Ông 99"}},
		{name: "500 recipients", json: plan(`recipients=[` + repeat(500, func(i int) string { return fmt.Sprintf(`"Đơn vị %d"`, i) }) + `,"Lưu: VT"]`), texts: []string{"Đơn vị 499"}},
		{name: "100 appendices", json: plan(`appendices=[`+repeat(100, func(i int) string { return fmt.Sprintf(`{"title":"BẢNG %d","body":["kèm theo %d"]}`, i, i) })+`]`, `body=["Có phụ lục kèm theo."]`), texts: []string{"kèm theo 99"}},
	}
	// What text from Word brings along is remarked upon and printed as it stands.
	list = append(list,
		hard{name: "numbers typed by hand", json: body(`{"heading":"I. MỤC ĐÍCH","body":[{"item":"1. Một"},{"bullet":"- Hai"}]}`), texts: []string{"I. I. MỤC ĐÍCH", "1. 1. Một", "- - Hai"}, warns: []string{"number_typed"}},
		hard{name: "figures that are no numbers", json: body(`{"item":"2026 là năm bản lề."},{"item":"1.000.000 đồng."},{"item":"A. Nguyễn"},{"bullet":"- 5 °C."}`), texts: []string{"I. 2026 là năm", "III. A. Nguyễn", "- - 5 °C"}},
		hard{name: "the type in the subject", json: plan(`subject="Kế hoạch thi đua"`), texts: []string{"Kế hoạch thi đua"}, warns: []string{"type_repeated"}},
		hard{name: "V/v in the subject", json: plan(`subject="V/v thi đua"`), texts: []string{"V/v thi đua"}, warns: []string{"v_v_in_subject"}},
		hard{name: "a decision without articles", json: decision(`body=["Tặng Giấy khen."]`), texts: []string{"Tặng Giấy khen."}, warns: []string{"no_article"}},
		hard{name: "one signer of two organs", json: plan(`organ=`, `organs=[{"name":"SỞ NỘI VỤ"},{"name":"SỞ Y TẾ"}]`), texts: []string{"Nguyễn Văn An"}, warns: []string{"signers_fewer_than_organs"}},
	)
	// One word that fits no line, in every place that has lines of its own.
	word := strings.Repeat("wăm", 1000)
	w := quote(word)
	for place, json := range map[string]string{
		"the subject": plan("subject=" + w), "a line of the subject": plan(`subject=["a",` + w + `]`), "the subtitle": plan("subtitle=" + w),
		"an organ": plan(`organ={"name":` + w + `}`), "the organ above": plan(`organ={"name":"A","parent":` + w + `}`),
		"one of two organs": plan("organ=", `organs=[{"name":`+w+`},{"name":"B"}]`),
		"the number":        plan(`code={"number":` + w + `,"notation":"KH-SNV"}`), "the notation": plan(`code={"number":"1","notation":` + w + `}`),
		"the place": plan("place=" + w), "the salutation": plan("salutation=[" + w + "]"), "two salutations": plan("salutation=[" + w + "," + w + "]"),
		"a ground": plan("bases=[" + w + "]"), "the authority": decision("authority=" + w), "an article": decision(`body=[{"item":` + w + `}]`),
		"a heading": body(`{"heading":` + w + `}`), "a bullet": body(`{"bullet":` + w + `}`), "a label": body(`{"item":"x","label":` + w + `}`),
		"a label_value": body(`{"label_value":[` + w + `,` + w + `]}`), "a chapter": plan(`numbering=["Chương I"]`, `body=[{"heading":`+w+`}]`),
		"a cell": table(`"rows":[["a",` + w + `]]`), "a header cell": table(`"header":[["a",` + w + `]],"rows":[["a","b"]]`), "a band": table(`"rows":[{"band":` + w + `},["a"]]`),
		"the unit": table(`"unit":` + w + `,"rows":[["a"]]`), "the note": table(`"note":` + w + `,"rows":[["a"]]`), "a footnote": body(`{"text":[{"text":"x"},{"footnote":` + w + `}]}`),
		"the competence": plan(`signer={"competence":` + w + `,"position":"A","name":"B"}`), "the position": plan(`signer={"position":` + w + `,"name":"B"}`),
		"the other title": plan(`signer={"position":"A","other_title":` + w + `,"name":"B"}`), "a name": plan(`signer={"position":"A","name":` + w + `}`),
		"one of three signers": plan("signer=", `signers=[{"position":"A","name":`+w+`},{"position":"B"},{"position":"C","organ":`+w+`}]`),
		"a recipient":          plan("recipients=[" + w + `,"Lưu: VT"]`), "the drafter": plan("drafter=" + w), "the contact": plan("contact=" + w),
		"an appendix": plan(`body=["Có phụ lục kèm theo."]`, `appendices=[{"title":`+w+`,"body":["x"]}]`), "an enclosure": decision(`enclosures=[{"type":"ke-hoach","subject":` + w + `,"body":["x"]}]`),
	} {
		list = append(list, hard{name: "long word in " + place, json: json, letters: strings.Count(json, "wăm"), wary: true})
	}
	for _, m := range markup {
		list = append(list, hard{name: "literal " + m, json: body(quote(m + " (nguyên văn)")), texts: []string{m}})
	}
	return list
}

// markup looks like the syntax of something that a document passes through.
var markup = []string{
	`<b>đậm</b>`, `&amp; &lt; &#65; &nbsp;`, `]]> <![CDATA[x]]>`, `{{x}} {{.X}} {% x %}`, `${y} $(y) #{y}`, `%s %d %%`, `\u0000 \n \x41`,
	`<w:p><w:r><w:t xml:space="preserve">x</w:t></w:r></w:p>`, `</w:t></w:r></w:p></w:body>`, `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>`,
	`) Tj ET (`, `\) Tj ET \(`, `endstream endobj`, `<< /Type /Catalog >>`, `%PDF-1.7 %%EOF`, `BT /F1 12 Tf 100 700 Td (x) Tj ET`,
	`«Tên» <<Tên>> MERGEFIELD`, `=1+1 @SUM(A1)`, `'; DROP TABLE x; --`, `"ngoặc" 'đơn' \ / | ~ ^ ` + "`", `-- - – — …`, `fi ffi fl`,
}

// TestHardDocuments: a correct DOCX and PDF with all of the text, and no warning that was not expected.
func TestHardDocuments(t *testing.T) {
	s := service(t)
	for _, c := range hardDocuments() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			res, err := s.Render(context.Background(), []byte(c.json), render.DOCX, render.PDF)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%v, DOCX %d kB, PDF %d kB", time.Since(start).Round(time.Millisecond), len(first(res.Files))>>10, len(last(res.Files))>>10)
			if !c.wary {
				expectWarnings(t, res.Problems, c.warns)
			}
			if len(res.Files) != 2 {
				t.Fatal("no files")
			}
			docx, pdf := docxText(t, res.Files[0]), pdfText(t, res.Files[1])
			if n := strings.Count(docx, "w"); n < c.letters {
				t.Errorf("DOCX: %d syllables of %d", n, c.letters)
			}
			if n := strings.Count(pdf, "w"); n < c.letters {
				t.Errorf("PDF: %d letters of %d", n, c.letters)
			}
			for _, text := range c.texts {
				find(t, "DOCX", docx, text)
				if c.apart {
					findWords(t, pdf, text)
				} else {
					find(t, "PDF", squeeze(pdf), text)
				}
			}
		})
	}
}

// TestHardDocumentsAreValid asks Microsoft's validator about some of them; it takes more than a second for each.
func TestHardDocumentsAreValid(t *testing.T) {
	s := service(t)
	var paragraphs []string
	for _, m := range markup {
		paragraphs = append(paragraphs, quote(m))
	}
	list := map[string]string{"markup": body(strings.Join(paragraphs, ",")), "markup in the subject": plan("subject=" + quote(strings.Join(markup, "\n")))}
	for _, c := range hardDocuments() {
		switch c.name {
		case "63 levels of an own scheme", "table of 63 columns", "a span over 500 rows", "a hair's column", "a footnote in a cell of a header", "long word in one of three signers":
			list[c.name] = c.json
		}
	}
	files := map[string][]byte{}
	for name, json := range list {
		res, err := s.Render(context.Background(), []byte(json), render.DOCX)
		if err != nil || len(res.Files) != 1 {
			t.Fatal(name, err, res.Problems)
		}
		files[name] = res.Files[0]
	}
	for name, faults := range referee.OOXML(t, referee.Microsoft365, files) {
		t.Errorf("%s: %v", name, faults)
	}
}

func first(files [][]byte) []byte {
	if len(files) == 0 {
		return nil
	}
	return files[0]
}

func last(files [][]byte) []byte {
	if len(files) == 0 {
		return nil
	}
	return files[len(files)-1]
}

func expectWarnings(t *testing.T, ps document.Problems, codes []string) {
	t.Helper()
	open := map[string]bool{}
	known := map[string]bool{}
	for _, c := range codes {
		open[c], known[c] = true, true
	}
	for _, p := range ps {
		if p.Severity == document.Error || !known[p.Code] {
			t.Errorf("unexpected: %s %s: %.300s", p.Pointer, p.Code, p.Message)
		}
		delete(open, p.Code)
	}
	for c := range open {
		t.Errorf("no warning %s", c)
	}
}

// find looks for text in what was read back, blanks aside.
func find(t *testing.T, where, all, text string) {
	t.Helper()
	text = squeeze(text)
	if strings.Contains(all, text) {
		return
	}
	n := 0 // how much of it is there
	for step := len(text) / 2; step > 0; step /= 2 {
		for n+step <= len(text) && strings.Contains(all, text[:n+step]) {
			n += step
		}
	}
	t.Errorf("%s: of %d bytes only the first %d are there; then comes %.80q", where, len(text), n, text[n:])
}

// squeeze takes out blanks, and composes what a tool may have read in pieces.
func squeeze(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
}

// docxText returns the text of body, footnotes and footers, squeezed, after every XML part of the package has been parsed.
func docxText(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		dec := xml.NewDecoder(r)
		inText := false
		for {
			tok, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s is not well-formed: %v", f.Name, err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				inText = tok.Name.Local == "t"
			case xml.EndElement:
				inText = false
			case xml.CharData:
				if inText && strings.HasPrefix(f.Name, "word/") {
					out.Write(tok)
				}
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return squeeze(out.String())
}

// pdfText returns the text without the page numbers, after qpdf has looked through the file.
func pdfText(t *testing.T, file []byte) string {
	t.Helper()
	if err := referee.QPDFCheck(t, file); err != nil {
		t.Error(err)
	}
	var out strings.Builder
	for i, page := range strings.Split(referee.Text(t, file, "-raw"), "\f") {
		head, rest, _ := strings.Cut(page, "\n")
		if i > 0 && strings.TrimSpace(head) == fmt.Sprint(i+1) {
			page = rest
		}
		out.WriteString(page + "\n")
	}
	return out.String()
}

// findWords looks for the words of text in the PDF's, in order.
func findWords(t *testing.T, all, text string) {
	t.Helper()
	list := strings.Fields(all)
	for _, w := range strings.Fields(text) {
		i := slices.IndexFunc(list, func(s string) bool { return s == w || strings.TrimRight(s, ".;,:/") == w })
		if i < 0 {
			t.Errorf("PDF: %q is not there, or not in its order", w)
			return
		}
		list = list[i+1:]
	}
}
