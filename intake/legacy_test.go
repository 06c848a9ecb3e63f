package intake_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"vanban/intake"
	"vanban/read/viet"
)

// oldLetters returns how the letters of Vietnamese are written in an encoding before Unicode, as Latin-1 code points.
func oldLetters(e viet.Encoding) map[string]string {
	codes := map[string]string{}
	add := func(code string) {
		if s := e.Decode(code); len([]rune(s)) == 1 && s != code && codes[s] == "" {
			codes[s] = code
		}
	}
	for c := rune(0x80); c <= 0xff; c++ {
		add(string(c))
		for b := rune('A'); b <= 'z' && e == viet.VNI; b++ {
			add(string(b) + string(c))
		}
		for b := rune(0x80); b <= 0xff && e == viet.VNI; b++ {
			add(string(b) + string(c))
		}
	}
	return codes
}

// toOld writes text in an encoding before Unicode.
func toOld(e viet.Encoding, s string) string {
	codes := oldLetters(e)
	var b strings.Builder
	for _, r := range s {
		if code, ok := codes[string(r)]; ok {
			b.WriteString(code)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestLegacyText imports the same text in the encodings before Unicode and in the writings of Unicode: the same document comes out.
func TestLegacyText(t *testing.T) {
	plain := string(readFile(t, "testdata/offices/t14-khenthuong.txt"))
	want := importFile(t, []byte(plain), intake.Hint{}).JSON
	latin := func(s string) []byte {
		var b []byte
		for _, r := range s {
			b = append(b, byte(r))
		}
		return b
	}
	for name, data := range map[string][]byte{
		"VNI as bytes":     latin(toOld(viet.VNI, plain)),
		"VNI as Latin-1":   []byte(toOld(viet.VNI, plain)),
		"UTF-16":           utf16Bytes(plain),
		"Unicode with BOM": append([]byte("\xef\xbb\xbf"), plain...),
	} {
		t.Run(name, func(t *testing.T) {
			if got := importFile(t, data, intake.Hint{}).JSON; !bytes.Equal(got, want) {
				t.Errorf("got\n%s", got)
			}
		})
	}
	// TCVN3 has no capitals with tones: its fonts show small letters as such.
	small := strings.ToLower(plain)
	if res := importFile(t, latin(toOld(viet.TCVN3, small)), intake.Hint{}); res.Document.Type != "quyet-dinh" ||
		!strings.Contains(string(res.JSON), "tặng giấy khen cho 02 tập thể và 03 cá nhân") {
		t.Errorf("TCVN3 gives\n%s", res.JSON)
	}
}

func utf16Bytes(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

// piece is a run of a Word file.
type piece struct{ font, text string }

// TestLegacyFonts reads a Word file with several fonts in one paragraph: each run by its font, and those in Unicode as they are.
func TestLegacyFonts(t *testing.T) {
	tcvn, vni := func(s string) string { return toOld(viet.TCVN3, s) }, func(s string) string { return toOld(viet.VNI, s) }
	data := wordFile(t,
		[]piece{{".VnTimeH", tcvn("kế hoạch")}},
		[]piece{{".VnTime", tcvn("Về công tác ")}, {"Times New Roman", "phòng, chống thiên tai ở "}, {"VNI-Times", vni("tỉnh Đắk Hà")}},
		[]piece{{"Times New Roman", "Công ty "}, {".VnTime", tcvn("phối hợp với các địa phương thực hiện kế hoạch này.")}, {"Times New Roman", " Tôi là cô."}},
	)
	res := importFile(t, data, intake.Hint{})
	for _, want := range []string{
		`"type": "ke-hoach"`, "Về công tác phòng, chống thiên tai ở tỉnh Đắk Hà", "Công ty phối hợp với các địa phương thực hiện kế hoạch này. Tôi là cô.",
	} {
		if !strings.Contains(string(res.JSON), want) {
			t.Errorf("%q is not in\n%s", want, res.JSON)
		}
	}
	if !slices.ContainsFunc(res.Notes, func(n intake.Note) bool { return n.Code == "legacy_text" }) {
		t.Errorf("notes %+v", res.Notes)
	}
}

// wordFile makes a DOCX of paragraphs.
func wordFile(t *testing.T, paragraphs ...[]piece) []byte {
	t.Helper()
	const w, relationships = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/package/2006/relationships"
	var body strings.Builder
	for _, runs := range paragraphs {
		body.WriteString("<w:p>")
		for _, r := range runs {
			body.WriteString(`<w:r><w:rPr><w:rFonts w:ascii="` + r.font + `" w:hAnsi="` + r.font + `"/></w:rPr><w:t xml:space="preserve">` + r.text + `</w:t></w:r>`)
		}
		body.WriteString("</w:p>")
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [...][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + relationships + `"><Relationship Id="a" Target="word/document.xml" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="` + w + `"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		f, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
