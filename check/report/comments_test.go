package report_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"vanban/check"
	"vanban/check/report"
	"vanban/read"
)

const (
	wNS     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// part is one entry of a small package.
type part struct{ name, text string }

// docx packs a main text, and further parts that replace those of the same name or follow.
func docx(t testing.TB, body string, more ...part) []byte {
	t.Helper()
	parts := []part{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", relationsOf(`<Relationship Id="rId1" Type="` + relNS + `officeDocument" Target="word/document.xml"/>`)},
		{"word/document.xml", body},
	}
next:
	for _, m := range more {
		for i := range parts {
			if parts[i].name == m.name {
				parts[i] = m
				continue next
			}
		}
		parts = append(parts, m)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: uint16(i % 2 * 8), Comment: "giữ"})
		if err == nil {
			_, err = io.WriteString(f, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.SetComment("chú giải của tệp"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func relationsOf(s string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + s + `</Relationships>`
}

func body(s string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n" + `<w:document xmlns:w="` + wNS + `"><w:body>` + s + `</w:body></w:document>`
}

// at returns a report with one fault at each place.
func at(places ...read.Place) *check.Report {
	r := clean(read.DOCX)
	var list []check.Finding
	for _, p := range places {
		list = append(list, check.Finding{Status: check.Fail, Measured: "cỡ 12", Allowed: "cỡ 13–14", Hint: "Sửa <cỡ> & chữ.", Place: p})
	}
	put(r, "ND-1", list...)
	return r
}

func paragraphs(n ...int) *check.Report {
	var places []read.Place
	for _, i := range n {
		places = append(places, read.Place{Paragraph: i})
	}
	return at(places...)
}

var checked = time.Date(2026, 1, 5, 9, 15, 3, 0, time.FixedZone("", 7*3600))

func commented(t testing.TB, file []byte, r *check.Report) map[string]string {
	t.Helper()
	out, err := report.Comments(context.Background(), file, r, checked)
	if err != nil {
		t.Fatal(err)
	}
	return unzip(t, out)
}

func unzip(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}

// TestCommentsPlace: the marks go around the content of the paragraph that counts, and nothing else of the text changes.
func TestCommentsPlace(t *testing.T) {
	const start, end = `[`, `]`
	markStart := regexp.MustCompile(`<(\w+:)commentRangeStart( xmlns:\w+="[^"]*")? (\w+:)id="\d+"/>`)
	markEnd := regexp.MustCompile(`<(\w+:)commentRangeEnd( xmlns:\w+="[^"]*")? (\w+:)id="(\d+)"/><\w+:r( xmlns:\w+="[^"]*")?><\w+:commentReference \w+:id="\d+"/></\w+:r>`)
	box := `<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w"><w:txbxContent><w:p><w:r/></w:p><w:p/></w:txbxContent></mc:Choice>` +
		`<mc:Fallback><w:txbxContent><w:p/><w:p/></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`
	for _, c := range []struct {
		name, body string
		places     []int
		want       string
	}{
		{"text", body(`<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/>`), []int{1}, body(`<w:p>[<w:r><w:t>a</w:t></w:r>]</w:p><w:p/>`)},
		{"properties", body(`<w:p><w:pPr><w:jc w:val="left"/><w:pPrChange><w:pPr/></w:pPrChange></w:pPr><w:r/></w:p>`), []int{1},
			body(`<w:p><w:pPr><w:jc w:val="left"/><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>[<w:r/>]</w:p>`)},
		{"properties alone", body(`<w:p><w:pPr/></w:p>`), []int{1}, body(`<w:p><w:pPr/>[]</w:p>`)},
		{"empty", body(`<w:p/><w:p w:rsidR="00A1" />`), []int{2, 1}, body(`<w:p>[]</w:p><w:p w:rsidR="00A1">[]</w:p>`)},
		{"two at one", body(`<w:p><w:r/></w:p>`), []int{1, 1}, body(`<w:p>[[<w:r/>]]</w:p>`)},
		{"cells", body(`<w:tbl><w:tr><w:tc><w:p>á</w:p></w:tc><w:tc><w:p>ề</w:p></w:tc></w:tr></w:tbl><w:p/>`), []int{2, 3},
			body(`<w:tbl><w:tr><w:tc><w:p>á</w:p></w:tc><w:tc><w:p>[ề]</w:p></w:tc></w:tr></w:tbl><w:p>[]</w:p>`)},
		{"text box", body(box + `<w:p/>`), []int{3, 4}, body(strings.Replace(strings.Replace(box, `<w:p>`, `<w:p>[`, 1), `</mc:AlternateContent></w:r>`, `</mc:AlternateContent></w:r>]`, 1) + `<w:p>[]</w:p>`)},
		{"beyond the end", body(`<w:p>x</w:p>`), []int{7}, body(`<w:p>[x]</w:p>`)},
		{"other prefix", prefixed(body(`<w:p><w:pPr/>x</w:p>`)), []int{1}, prefixed(body(`<w:p><w:pPr/>[x]</w:p>`))},
		{"no prefix", `<document xmlns="` + wNS + `"><body><p><pPr/>x</p><p/></body></document>`, []int{1, 2},
			`<document xmlns="` + wNS + `"><body><p><pPr/>[x]</p><p>[]</p></body></document>`},
		{"strict", `<w:document xmlns:w="` + wStrict + `"><w:body><w:p/></w:body></w:document>`, []int{1},
			`<w:document xmlns:w="` + wStrict + `"><w:body><w:p>[]</w:p></w:body></w:document>`},
		{"drawing text", body(`<w:p><a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:p><w:p>x</w:p>`), []int{2},
			body(`<w:p><a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:p><w:p>[x]</w:p>`)},
		{"comments and sections of XML", body(`<!-- <w:p> --><w:p><![CDATA[<w:p>]]>&lt;w:p&gt;</w:p><w:p>x</w:p>`), []int{2},
			body(`<!-- <w:p> --><w:p><![CDATA[<w:p>]]>&lt;w:p&gt;</w:p><w:p>[x]</w:p>`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := commented(t, docx(t, c.body), paragraphs(c.places...))["word/document.xml"]
			wellFormed(t, got)
			got = markEnd.ReplaceAllString(markStart.ReplaceAllString(got, start), end)
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func prefixed(s string) string { return strings.NewReplacer("w:", "ns0:", ":w=", ":ns0=").Replace(s) }

func wellFormed(t testing.TB, s string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		switch _, err := dec.Token(); {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			t.Fatalf("%v in\n%s", err, s)
		}
	}
}

// TestCommentsText: a comment says rule, measure, hint and clause, and the place where it could not stand at it.
func TestCommentsText(t *testing.T) {
	r := at(read.Place{Paragraph: 1}, read.Place{Part: "header1", Paragraph: 2}, read.Place{})
	parts := commented(t, docx(t, body(`<w:p><w:r/></w:p>`)), r)
	var got []string
	for _, c := range strings.Split(parts["word/comments.xml"], "<w:comment ")[1:] {
		lines := strings.ReplaceAll(c, "</w:p>", "\n")
		got = append(got, regexp.MustCompile(`<[^>]*>|^[^>]*>`).ReplaceAllString(lines, ""))
	}
	const rest = "cỡ 12 → cỡ 13–14\nSửa &lt;cỡ&gt; &amp; chữ.\nCăn cứ: " + mucII + "6, điểm e" + law + "\n"
	want := []string{"ND-1 Lời văn\n" + rest, "ND-1 Lời văn\nChỗ: đầu trang (header1), đoạn 2\n" + rest, "ND-1 Lời văn\n" + rest}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "|"), strings.Join(want, "|"))
	}
	if s := `w:id="0" w:author="vanban" w:date="2026-01-05T09:15:03Z" w:initials="VB"`; !strings.Contains(parts["word/comments.xml"], s) {
		t.Errorf("no %s in\n%s", s, parts["word/comments.xml"])
	}
	if s := `Target="comments.xml"`; !strings.Contains(parts["word/_rels/document.xml.rels"], s) {
		t.Errorf("no %s in\n%s", s, parts["word/_rels/document.xml.rels"])
	}
	if s := `PartName="/word/comments.xml"`; !strings.Contains(parts["[Content_Types].xml"], s) {
		t.Errorf("no %s in\n%s", s, parts["[Content_Types].xml"])
	}
	out, err := report.Comments(context.Background(), docx(t, body(`<w:p/>`)), r, time.Time{})
	if err != nil || strings.Contains(unzip(t, out)["word/comments.xml"], "date=") {
		t.Errorf("a date out of nowhere (%v)", err)
	}
}

// TestCommentsThere: comments of others stay, ours follow with ids of their own, whatever the part is called and however it is written.
func TestCommentsThere(t *testing.T) {
	for name, old := range map[string]string{
		"with comments": `<w:comments xmlns:w="` + wNS + `"><w:comment w:id="4" w:author="A"><w:p/></w:comment></w:comments>`,
		"empty":         `<w:comments xmlns:w="` + wNS + `"/>`,
		"other prefix":  `<x:comments xmlns:x="` + wNS + `"><x:comment x:id="4"/></x:comments>`,
		"no prefix":     `<comments xmlns="` + wNS + `"></comments>`,
	} {
		t.Run(name, func(t *testing.T) {
			file := docx(t, body(`<w:p><w:commentRangeStart w:id="9"/><w:r/><w:commentRangeEnd w:id="9"/></w:p>`),
				part{"word/_rels/document.xml.rels", relationsOf(`<Relationship Id="rIdVanban" Type="` + relNS + `comments" Target="/word/notes/y.xml"/>`)},
				part{"word/notes/y.xml", old})
			parts := commented(t, file, paragraphs(1))
			got := parts["word/notes/y.xml"]
			wellFormed(t, got)
			kept := strings.TrimSuffix(strings.TrimSuffix(old, "/>"), "</"+strings.SplitN(old[1:], " ", 2)[0]+">")
			if !strings.HasPrefix(got, kept) || !regexp.MustCompile(`comment( xmlns:vb="[^"]*")? \w+:id="10"`).MatchString(got) {
				t.Errorf("got %s", got)
			}
			if len(parts) != 5 || !strings.Contains(parts["word/document.xml"], `<w:commentReference w:id="10"/>`) {
				t.Errorf("%d parts, text %s", len(parts), parts["word/document.xml"])
			}
		})
	}
	// A part that nothing leads to keeps its name; so does a relationship.
	parts := commented(t, docx(t, body(`<w:p/>`), part{"word/Comments.xml", "<x/>"},
		part{"word/_rels/document.xml.rels", relationsOf(`<Relationship Id="rIdVanban" Type="x" Target="y" TargetMode="External"/>`)}), paragraphs(1))
	rels := parts["word/_rels/document.xml.rels"]
	if parts["word/Comments.xml"] != "<x/>" || parts["word/comments1.xml"] == "" || !strings.Contains(rels, `Id="rIdVanban1"`) || !strings.Contains(rels, `Target="comments1.xml"`) {
		t.Errorf("%q", parts)
	}
}

// TestCommentsBytes: what is not edited is copied as it is packed; without a finding the file itself comes back.
func TestCommentsBytes(t *testing.T) {
	file := docx(t, body(`<w:p/>`), part{"word/media/a.bin", strings.Repeat("x", 9999)}, part{"word/styles.xml", "<x/>"})
	same, err := report.Comments(context.Background(), file, clean(read.DOCX), checked)
	if err != nil || !bytes.Equal(same, file) {
		t.Errorf("a good file is changed (%v)", err)
	}
	one, err := report.Comments(context.Background(), file, paragraphs(1), checked)
	if err != nil {
		t.Fatal(err)
	}
	if two, err := report.Comments(context.Background(), file, paragraphs(1), checked); err != nil || !bytes.Equal(one, two) {
		t.Errorf("the same input gives two files (%v)", err)
	}
	sameRaw(t, file, one, "[Content_Types].xml", "word/document.xml")
}

// sameRaw compares all entries of two packages, as they are packed, but for some.
func sameRaw(t testing.TB, before, after []byte, but ...string) {
	t.Helper()
	a, err := zip.NewReader(bytes.NewReader(before), int64(len(before)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := zip.NewReader(bytes.NewReader(after), int64(len(after)))
	if err != nil {
		t.Fatal(err)
	}
	if a.Comment != b.Comment {
		t.Errorf("the comment of the package is %q, was %q", b.Comment, a.Comment)
	}
	raw := func(f *zip.File) string {
		r, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for i, f := range a.File {
		g := b.File[i]
		if f.Name != g.Name {
			t.Fatalf("part %d is %s, was %s", i, g.Name, f.Name)
		}
		if strings.Contains(" "+strings.Join(but, " ")+" ", " "+f.Name+" ") {
			continue
		}
		if raw(f) != raw(g) || f.Method != g.Method || f.CRC32 != g.CRC32 || !bytes.Equal(f.Extra, g.Extra) || f.Comment != g.Comment || !f.Modified.Equal(g.Modified) {
			t.Errorf("%s was changed", f.Name)
		}
	}
}

// TestCommentsMany: a report with thousands of findings stays of use.
func TestCommentsMany(t *testing.T) {
	many := make([]int, 5000)
	for i := range many {
		many[i] = 1 + i%3
	}
	parts := commented(t, docx(t, body(`<w:p/><w:p/><w:p/>`)), paragraphs(many...))
	if n := strings.Count(parts["word/comments.xml"], "<w:comment "); n != 401 {
		t.Errorf("%d comments", n)
	}
	if !strings.Contains(parts["word/comments.xml"], "Còn 4600 nhận xét khác") {
		t.Error("nothing tells of those left out")
	}
}

// TestCommentsRefused: what cannot be commented on is an error, and no half of a file.
func TestCommentsRefused(t *testing.T) {
	whole := docx(t, body(`<w:p/>`))
	for name, file := range map[string][]byte{
		"nothing":       nil,
		"no package":    []byte("%PDF-1.7"),
		"half":          whole[:len(whole)/2],
		"no paragraph":  docx(t, body(`<w:sectPr/>`)),
		"broken text":   docx(t, body(`<w:p>`)),
		"other root":    docx(t, `<html xmlns="http://www.w3.org/1999/xhtml"/>`),
		"doctype":       docx(t, `<!DOCTYPE x><w:document xmlns:w="`+wNS+`"><w:p/></w:document>`),
		"nobody's text": docx(t, body(`<w:p/>`), part{"_rels/.rels", relationsOf("")}),
		"lost text":     docx(t, body(`<w:p/>`), part{"_rels/.rels", relationsOf(`<Relationship Id="a" Type="` + relNS + `officeDocument" Target="x.xml"/>`)}),
		"no types":      docx(t, body(`<w:p/>`), part{"[Content_Types].xml", ""}),
	} {
		if out, err := report.Comments(context.Background(), file, paragraphs(1), checked); err == nil || out != nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := report.Comments(ctx, whole, paragraphs(1), checked); !errors.Is(err, context.Canceled) {
		t.Errorf("the context has ended: %v", err)
	}
}
