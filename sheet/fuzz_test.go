package sheet_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"vanban/sheet"
)

// Whatever is sent is refused with a reason or gives rows whose patches are JSON.
func check(t *testing.T, data []byte) {
	l, err := sheet.Read(data, sheet.Hint{})
	if err != nil {
		if strings.HasPrefix(codeOf(err), "error") {
			t.Fatal(err)
		}
		return
	}
	for _, r := range l.Rows {
		if !json.Valid(r.Patch) || !utf8.Valid(r.Patch) {
			t.Fatalf("row %d: %q", r.Number, r.Patch)
		}
		for _, p := range r.Problems {
			if p.Message == "" || !utf8.ValidString(p.Message) {
				t.Fatalf("row %d: %+v", r.Number, p)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range lists(f) {
		f.Add(c.file)
	}
	f.Fuzz(check)
}

// FuzzSheet changes the XML of a worksheet, which the packing around it would hide from FuzzRead.
func FuzzSheet(f *testing.F) {
	good := book(f, "TT|Họ và tên", "1|Nguyễn Văn An")
	f.Add(worksheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row>`), "<sst><si><t>An</t></si></sst>", "<styleSheet/>")
	f.Add(worksheet(`<row><c t="str"><v>Họ và tên</v></c></row><row hidden="1"><c s="1"><f>A1</f></c></row>`)+"<!-- -->", "<sst><si><r><rPr><rFont val=\".VnTime\"/></rPr><t>a</t></r></si></sst>", "<styleSheet><cellXfs><xf fontId=\"9\"/></cellXfs></styleSheet>")
	f.Fuzz(func(t *testing.T, cells, table, styles string) {
		check(t, edit(t, good, map[string]func(string) string{sheet1: is(cells), strings1: is(table), "xl/styles.xml": is(styles)}))
	})
}
