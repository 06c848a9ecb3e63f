package referee

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// minimal returns a hand-made DOCX with the given content of w:body.
func minimal(t *testing.T, body string) []byte {
	t.Helper()
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(head + part.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// para returns a paragraph of Times New Roman at 14 pt; runs are given as XML
// or, without a "<", as text.
func para(runs ...string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr><w:jc w:val="both"/></w:pPr>`)
	for _, r := range runs {
		if !strings.HasPrefix(r, "<") {
			r = `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr>` +
				`<w:t xml:space="preserve">` + r + `</w:t></w:r>`
		}
		b.WriteString(r)
	}
	return b.String() + `</w:p>`
}

const raisedOne = `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>` +
	`<w:vertAlign w:val="superscript"/><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r>`

func TestOfficeReadBack(t *testing.T) {
	const text = "Phát huy truyền thống thi đua yêu nước, khơi dậy ý chí tự lực, tự cường, khát vọng xây dựng đất nước"
	docx := map[string][]byte{
		"a": minimal(t, para(text)+para("Ghi chú", raisedOne, " ở giữa dòng")),
		"b": minimal(t, para("Độc lập - Tự do - Hạnh phúc")),
	}
	pdfs := OfficePDF(t, docx)
	if len(pdfs) != 2 {
		t.Fatalf("%d PDFs from 2 files", len(pdfs))
	}

	lines := Lines(Words(t, pdfs["a"]))
	var got []string
	for _, l := range lines {
		got = append(got, l.Text)
	}
	if len(got) != 3 || strings.Join(got[:2], " ") != text || got[2] != "Ghi chú1 ở giữa dòng" {
		t.Errorf("lines are %q", got)
	}
	if x := lines[0].X / pointsPerMM; x < 29.9 || x > 30.1 {
		t.Errorf("the text starts at %.2f mm; the left margin is 30", x)
	}
	if p := Compare(lines, lines); p.Equal != 3 || p.Lines != 3 || p.MaxDX != 0 || p.MaxDY != 0 {
		t.Errorf("a PDF against itself: %+v", p)
	}

	b := pdfs["b"]
	if got := strings.TrimSpace(Text(t, b)); got != "Độc lập - Tự do - Hạnh phúc" {
		t.Errorf("text is %q", got)
	}
	if info := Info(t, b); info.Pages != 1 || !strings.HasPrefix(info.Fields["Page size"], "595") {
		t.Errorf("info is %+v", info)
	}
	if fonts := Fonts(t, b); len(fonts) != 1 || fonts[0].Family() != "LiberationSerif" || !fonts[0].Embedded || !fonts[0].ToUnicode {
		t.Errorf("fonts are %+v", fonts)
	}
	if pages := PNG(t, b, 20); len(pages) != 1 || !bytes.HasPrefix(pages[0], []byte("\x89PNG")) {
		t.Errorf("%d page pictures", len(pages))
	}
	if err := QPDFCheck(t, b); err != nil {
		t.Error(err)
	}
	if err := QPDFCheck(t, b[:len(b)/2]); err == nil {
		t.Error("qpdf finds nothing in half a PDF")
	}
}

func TestOOXML(t *testing.T) {
	found := OOXML(t, Microsoft365, map[string][]byte{
		"good":   minimal(t, para("Kế hoạch")),
		"order":  minimal(t, `<w:p><w:r><w:t>a</w:t></w:r><w:pPr/></w:p>`),
		"broken": []byte("not a zip file"),
	})
	if len(found) != 2 || len(found["order"]) != 1 || found["order"][0].Type != "Schema" ||
		found["order"][0].Part != "/word/document.xml" || found["broken"][0].Type != "Exception" {
		t.Errorf("findings are %v", found)
	}
}

// stop is a T that notes how a helper ended the test.
type stop struct {
	*testing.T
	how string
}

type stopped struct{}

func (s *stop) Fatalf(string, ...any) { s.how = "failed"; panic(stopped{}) }
func (s *stop) Skipf(string, ...any)  { s.how = "skipped"; panic(stopped{}) }

func TestToolAbsent(t *testing.T) {
	for _, c := range []struct{ require, how string }{{"", "skipped"}, {"1", "failed"}} {
		t.Setenv("REQUIRE_TOOLS", c.require)
		s := &stop{T: t}
		func() {
			defer func() {
				if r := recover(); r != nil && r != any(stopped{}) {
					panic(r)
				}
			}()
			Tool(s, "no-such-tool-of-vanban")
		}()
		if s.how != c.how {
			t.Errorf("REQUIRE_TOOLS=%q: test %s, want %s", c.require, s.how, c.how)
		}
	}
}

func TestRoot(t *testing.T) {
	if _, err := os.Stat(filepath.Join(Root(t), "internal", "referee", "referee_test.go")); err != nil {
		t.Error(err)
	}
}

func TestParseFonts(t *testing.T) {
	const out = `name                                 type              encoding         emb sub uni object ID
------------------------------------ ----------------- ---------------- --- --- --- ---------
BAAAAA+LiberationSerif-Bold          TrueType          WinAnsi          yes yes yes     12  0
CAAAAA+ANameThatIsMuchLongerThanItsColumn-BoldItalic CID TrueType      Identity-H       no  no  yes      9  0
`
	fonts, err := parseFonts(out)
	want := []Font{
		{"BAAAAA+LiberationSerif-Bold", "TrueType", "WinAnsi", true, true, true},
		{"CAAAAA+ANameThatIsMuchLongerThanItsColumn-BoldItalic", "CID TrueType", "Identity-H", false, false, true},
	}
	if err != nil || len(fonts) != 2 || fonts[0] != want[0] || fonts[1] != want[1] {
		t.Errorf("got %+v, %v", fonts, err)
	}
	if _, err := parseFonts("Syntax Error"); err == nil {
		t.Error("no error for output without a table")
	}
}

func TestParseWords(t *testing.T) {
	words, err := parseWords([]byte("<html><title>a & <b</title><doc>\n" +
		`<page width="595.3" height="841.9"><word xMin="1" yMin="2" xMax="3" yMax="4">A&amp;B` + "\x02</word></page>" +
		`<page width="841.9" height="595.3"><word xMin="5" yMin="6" xMax="7" yMax="8">Điều</word></page></doc></html>`))
	want := []Word{
		{1, 1, 2, 3, 4, 595.3, 841.9, "A&B\uFFFD"},
		{2, 5, 6, 7, 8, 841.9, 595.3, "Điều"},
	}
	if err != nil || len(words) != 2 || words[0] != want[0] || words[1] != want[1] {
		t.Errorf("got %+v, %v", words, err)
	}
}
