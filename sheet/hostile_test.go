package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"vanban/sheet"
)

// edit copies a workbook with parts changed or added; a part that becomes nothing is left out.
func edit(t testing.TB, file []byte, change map[string]func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name, content string) {
		if content == "" {
			return
		}
		f, err := w.Create(name)
		must(t, err)
		_, err = f.Write([]byte(content))
		must(t, err)
	}
	for _, f := range r.File {
		src, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(src)
		must(t, err)
		content := string(data)
		if c := change[f.Name]; c != nil {
			content = c(content)
			delete(change, f.Name)
		}
		put(f.Name, content)
	}
	for name, c := range change {
		put(name, c(""))
	}
	must(t, w.Close())
	return b.Bytes()
}

func is(content string) func(string) string { return func(string) string { return content } }

const (
	sheet1   = "xl/worksheets/sheet1.xml"
	strings1 = "xl/sharedStrings.xml"
	types    = "[Content_Types].xml"
	rels     = "xl/_rels/workbook.xml.rels"
	relHead  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relKind  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

func worksheet(rows string) string {
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// noise repeats what f makes of numbers that do not pack like a bomb.
func noise(n int, f func(i int, junk string) string) string {
	var b strings.Builder
	seed := uint64(1)
	for i := range n {
		seed = seed*6364136223846793005 + 1442695040888963407
		b.WriteString(f(i, strconv.FormatUint(seed, 36)))
	}
	return b.String()
}

type hostileCase struct {
	code string
	file []byte
}

func hostile(t testing.TB) map[string]hostileCase {
	good := book(t, "TT|Họ và tên|Chức vụ", "1|Nguyễn Văn An|Trưởng phòng")
	with := func(name, content string) []byte {
		return edit(t, good, map[string]func(string) string{name: is(content)})
	}
	change := func(name, old, new string) []byte {
		return edit(t, good, map[string]func(string) string{name: func(s string) string {
			if !strings.Contains(s, old) {
				t.Fatalf("%s has no %s", name, old)
			}
			return strings.Replace(s, old, new, 1)
		}})
	}
	rel := func(kind, target, mode string) string {
		return relHead + `<Relationship Id="rId9" Type="` + relKind + kind + `" Target="` + target + `" TargetMode="` + mode + `"/></Relationships>`
	}
	doctype := `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`
	return map[string]hostileCase{
		"nothing":               {"file_empty", nil},
		"blank":                 {"file_empty", []byte(" \r\n\x00")},
		"blank csv":             {"file_empty", []byte("\ufeff \n")},
		"pdf":                   {"file_unknown", []byte("%PDF-1.7\n")},
		"html as xls":           {"file_unknown", []byte("<html><table><tr><td>Họ và tên</td></tr></table></html>")},
		"rtf":                   {"file_unknown", []byte(`{\rtf1 x}`)},
		"xls":                   {"file_unknown", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00")},
		"encrypted":             {"file_encrypted", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), utf16le("EncryptedPackage")[2:]...)},
		"program":               {"file_unknown", []byte("MZ\x00\x00\x90\x01")},
		"bytes without meaning": {"file_unknown", []byte("a,b\n\xff\xfe\xfd\xfc,\x81\x82\n")},
		"docx":                  {"file_unknown", with("word/document.xml", "<a/>")},
		"ods":                   {"file_unknown", with("content.xml", "<a/>")},
		"xlsb":                  {"file_unknown", with("xl/workbook.bin", "x")},
		"zip":                   {"file_unknown", edit(t, good, map[string]func(string) string{types: is("")})},
		"no workbook":           {"file_unknown", edit(t, good, map[string]func(string) string{"xl/workbook.xml": is("")})},
		"no list":               {"list_no_header", book(t, "xin chào", "các bạn")},
		"no rows":               {"list_empty", book(t, "TT|Họ và tên")},
		"empty workbook":        {"list_no_header", book(t)},
		"quote left open":       {"file_truncated", []byte(strings.Repeat("Họ và tên,Đơn vị\n", 100) + "\"" + strings.Repeat("Trần Thị Bình,Sở Y tế\n", 200_000))},
		"cut csv":               {"file_truncated", []byte("Họ và tên,Đơn vị\n\"Nguyễn Văn An,Sở Y tế\n" + strings.Repeat("Trần Thị Bình,Sở Y tế\n", 400))},
		"half":                  {"file_truncated", good[:len(good)/2]},
		"end cut off":           {"file_truncated", good[:len(good)-30]},
		"sheet cut off":         {"file_truncated", change(sheet1, "</sheetData>", "")},
		"tags crossed":          {"file_truncated", with(sheet1, worksheet("<row><c></row></c>"))},
		"unknown entity":        {"file_truncated", with(sheet1, worksheet("<row><c><v>&x;</v></c></row>"))},
		"not utf-8":             {"file_truncated", with(sheet1, worksheet("<row><c t=\"str\"><v>\xff</v></c></row>"))},
		"string out of table":   {"file_truncated", change(sheet1, "<v>0</v>", "<v>99</v>")},
		"rows out of order":     {"file_truncated", change(sheet1, `<row r="2"`, `<row r="1"`)},
		"row beyond":            {"file_truncated", change(sheet1, `<row r="2"`, `<row r="1048577"`)},
		"cell beyond":           {"file_truncated", change(sheet1, `r="A1"`, `r="XFE1"`)},
		"column ZZZZZ":          {"file_truncated", change(sheet1, `r="A1"`, `r="ZZZZZ1"`)},
		"bytes changed":         {"file_truncated", flipped(t, good)},
		"macros":                {"file_macros", with("xl/vbaProject.bin", "x")},
		"macros by type":        {"file_macros", change(types, "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml")},
		"macros by relation":    {"file_macros", change(rels, "</Relationships>", `<Relationship Id="r9" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"/></Relationships>`)},
		"macros by extension":   {"file_macros", edit(t, good, map[string]func(string) string{types: binIsMacro, "xl/a.bin": is("x")})},
		"macro sheet":           {"file_macros", with("xl/macrosheets/sheet1.xml", "<a/>")},
		"external link":         {"file_external", with("xl/externalLinks/externalLink1.xml", "<a/>")},
		"external by relation":  {"file_external", with("xl/worksheets/_rels/sheet1.xml.rels", rel("oleObject", "file:///c:/a.xls", "External"))},
		"template elsewhere":    {"file_external", change(rels, "</Relationships>", `<Relationship Id="r9" Type="`+relKind+`image" Target="http://example.com/a.png" TargetMode="External"/></Relationships>`)},
		"connections":           {"file_external", with("xl/connections.xml", "<a/>")},
		"dde":                   {"file_external", with(sheet1, worksheet(`<row r="1"><c r="A1"><f>cmd|'/c calc'!A0</f><v>1</v></c></row>`))},
		"parent folder":         {"file_unsafe_name", with("../a.xml", "<a/>")},
		"twice":                 {"file_unsafe_name", with("XL/Workbook.xml", "<a/>")},
		"dtd":                   {"file_dtd", with(sheet1, doctype+worksheet(""))},
		"dtd in strings":        {"file_dtd", with(strings1, doctype+"<sst/>")},
		"dtd in workbook": {"file_dtd", edit(t, good, map[string]func(string) string{"xl/workbook.xml": func(s string) string {
			_, rest, _ := strings.Cut(s, "<workbook")
			return doctype + "<workbook" + rest
		}})},
		"dtd in styles":       {"file_dtd", with("xl/styles.xml", doctype+"<styleSheet/>")},
		"bomb":                {"file_bomb", with(sheet1, worksheet(strings.Repeat(" ", 64<<20)))},
		"bomb in a picture":   {"file_bomb", with("xl/media/image1.png", strings.Repeat("\x00", 8<<20))},
		"bomb of strings":     {"file_bomb", with(strings1, "<sst>"+strings.Repeat("<si><t>"+strings.Repeat("a", 30_000)+"</t></si>", 2000)+"</sst>")},
		"bomb that lies":      {"file_truncated", lying(t, good)},
		"strings without end": {"file_too_large", with(strings1, "<sst><si><t>"+noise(2_000, func(_ int, s string) string { return s })+"</t></si>"+noise(1_700_000, func(_ int, s string) string { return "<si><t>" + s[:2] + "</t></si>" })+"</sst>")},
		"one long text":       {"file_truncated", with(strings1, "<sst><si><t>"+noise(200_000, func(_ int, s string) string { return s })+"</t></si></sst>")},
		"a million columns":   {"file_too_large", with(sheet1, worksheet(`<row r="1">`+noise(16_000, func(i int, s string) string { return `<c t="str"><v>` + s + "</v></c>" })+"</row>"))},
		"csv of many columns": {"file_too_large", []byte("Họ và tên" + strings.Repeat(",x", 1_000_000))},
		"rows without end":    {"file_too_large", with(sheet1, worksheet(noise(210_000, func(i int, s string) string { return "<row><c><v>1</v></c><c t=\"str\"><v>" + s + "</v></c></row>" })))},
		"csv without end":     {"file_too_large", []byte("Họ và tên\n" + strings.Repeat("Nguyễn Văn An\n", 210_000))},
		"merges without end":  {"file_too_large", with(sheet1, strings.Replace(worksheet(""), "</worksheet>", noise(210_000, func(i int, _ string) string { return fmt.Sprintf(`<mergeCell ref="A%d:B%d"/>`, i+1, i+1) })+"</worksheet>", 1))},
		"styles without end":  {"file_too_large", with("xl/styles.xml", "<styleSheet>"+noise(800_000, func(_ int, s string) string { return "<a>" + s + "</a>" })+"</styleSheet>")},
		"a row of a megabyte": {"file_too_large", with(sheet1, worksheet("<row>"+noise(40, func(_ int, s string) string { return `<c t="str"><v>` + strings.Repeat(s, 2000) + "</v></c>" })+"</row>"))},
		"csv row too long":    {"file_too_large", []byte("Họ và tên,Đơn vị\nAn" + strings.Repeat(","+strings.Repeat("a", 30_000), 10) + "\n")},
		"one text everywhere": {"file_too_large", edit(t, good, map[string]func(string) string{strings1: is("<sst><si><t>" + strings.Repeat("chữ ", 7_000) + "</t></si></sst>"), sheet1: is(worksheet(noise(3_000, func(_ int, s string) string { return `<row><c t="s"><v>0</v></c><c><v>` + s + "</v></c></row>" })))})},
		"one text merged": {"file_too_large", change(sheet1, "</sheetData>", `<row r="3"><c r="C3" t="str"><v>`+strings.Repeat("chữ ", 7_000)+"</v></c></row>"+noise(3_000, func(i int, s string) string {
			return fmt.Sprintf(`<row r="%d"><c r="B%[1]d" t="str"><v>%s</v></c></row>`, i+4, s)
		})+`</sheetData><mergeCells><mergeCell ref="C3:C9999"/></mergeCells>`)},
		"a cell in pieces":   {"file_truncated", with(sheet1, worksheet("<row><c><v>"+noise(100_000, func(_ int, s string) string { return s + "<!---->" })+"</v></c></row>"))},
		"a string in pieces": {"file_truncated", with(strings1, "<sst><si><t>"+noise(100_000, func(_ int, s string) string { return s + "<!---->" })+"</t></si></sst>")},
		"wide for nothing": {"file_too_large", with(sheet1, worksheet(noise(11_000, func(i int, s string) string {
			return fmt.Sprintf(`<row r="%d"><c r="ALL%[1]d"><v>%s</v></c></row>`, i+1, s)
		})))},
		"many formats": {"file_too_large", with("xl/styles.xml", "<styleSheet><cellXfs>"+noise(130_000, func(_ int, s string) string { return `<xf numFmtId="` + s[:3] + `"/>` })+"</cellXfs></styleSheet>")},
		"many relations": {"file_too_many_parts", with(rels, relHead+noise(5_000, func(_ int, s string) string {
			return `<Relationship Id="` + s + `" Type="` + relKind + `x" Target="a"/>`
		})+"</Relationships>")},
		"one sheet twice": {"file_truncated", change("xl/workbook.xml", "<sheets>", `<sheets><sheet name="B" sheetId="9" r:id="rId1"/>`)},
		"name of a sheet": {"file_truncated", change("xl/workbook.xml", "<sheets>", `<sheets><sheet name="`+strings.Repeat("B", 1000)+`" sheetId="9" r:id="rId1"/>`)},
		"deep":            {"file_too_deep", with(sheet1, worksheet(strings.Repeat("<a>", 5000)+strings.Repeat("</a>", 5000)))},
		"too large":       {"file_too_large", append([]byte("PK\x03\x04"), make([]byte, 33<<20)...)},
		"many parts":      {"file_too_many_parts", manyParts(t)},
	}
}

// What refuses costs little: not 100 MB are ever asked for.
func TestHostile(t *testing.T) {
	for name, c := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			l, err := sheet.Read(c.file, sheet.Hint{})
			runtime.ReadMemStats(&after)
			if got := codeOf(err); got != c.code || l != nil {
				t.Errorf("got %q (%v), want %q", got, err, c.code)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 100<<20 {
				t.Errorf("asked for %d MB", used>>20)
			}
		})
	}
}

// binIsMacro is what excelize writes into the content types of each file that it saves, with macros or without.
func binIsMacro(types string) string {
	return strings.Replace(types, "</Types>", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`, 1)
}

// TestTypeOfNothing: a type for parts that are not there is no macro; every list that a program saves with excelize has one.
func TestTypeOfNothing(t *testing.T) {
	file := edit(t, book(t, "TT|Họ và tên", "1|Nguyễn Văn An"), map[string]func(string) string{"[Content_Types].xml": binIsMacro})
	if l, err := sheet.Read(file, sheet.Hint{}); err != nil || len(l.Rows) != 1 {
		t.Errorf("%v", err)
	}
}

// Links that people click are no links that files follow.
func TestHyperlinksPass(t *testing.T) {
	file := edit(t, book(t, "TT|Họ và tên|Email", "1|Nguyễn Văn An|a@example.com"), map[string]func(string) string{
		"xl/worksheets/_rels/sheet1.xml.rels": is(relHead + `<Relationship Id="rId1" Type="` + relKind + `hyperlink" Target="mailto:a@example.com" TargetMode="External"/></Relationships>`)})
	if _, err := sheet.Read(file, sheet.Hint{}); err != nil {
		t.Error(err)
	}
}

// A file that is cut short is refused, wherever it is cut.
func TestCutAnywhere(t *testing.T) {
	file := book(t, "TT|Họ và tên", "1|Nguyễn Văn An")
	for n := 0; n < len(file); n += 7 {
		if _, err := sheet.Read(file[:n], sheet.Hint{}); codeOf(err) == "" || strings.HasPrefix(codeOf(err), "error") {
			t.Fatalf("%d of %d bytes: %v", n, len(file), err)
		}
	}
}

// flipped changes a byte of every part's packed content but its head.
func flipped(t testing.TB, file []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	b := bytes.Clone(file)
	for _, f := range r.File {
		if f.Name == sheet1 {
			at, err := f.DataOffset()
			must(t, err)
			b[at+int64(f.CompressedSize64)/2] ^= 0x10
		}
	}
	return b
}

// lying says that its worksheet is small, and unpacks to 300 MB.
func lying(t testing.TB, good []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	must(t, err)
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range 300 {
		_, err := w.Write(chunk)
		must(t, err)
	}
	must(t, w.Close())
	r, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	must(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range r.File {
		if f.Name != sheet1 {
			must(t, out.Copy(f))
		}
	}
	f, err := out.CreateRaw(&zip.FileHeader{Name: sheet1, Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: 1000})
	must(t, err)
	_, err = f.Write(packed.Bytes())
	must(t, err)
	must(t, out.Close())
	return b.Bytes()
}

func manyParts(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 5000 {
		_, err := w.Create("xl/media/" + strconv.Itoa(i))
		must(t, err)
	}
	must(t, w.Close())
	return b.Bytes()
}
