package law

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"vanban/internal/samples"
)

// subject is a sample without findings and with most parts: two sections' worth of pages, a table, a footnote, a rule each.
const subject = "kehoach/ubnd-dak-ha-2023"

func sampleNamed(t *testing.T, name string) samples.Sample {
	t.Helper()
	all := samples.All(t)
	i := slices.IndexFunc(all, func(s samples.Sample) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no sample %s", name)
	}
	return all[i]
}

// broke returns the rules that a report finds broken.
func broke(r *report) []string {
	set := map[string]bool{}
	for _, f := range r.findings {
		set[f.rule] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func expect(t *testing.T, r *report, want string) {
	t.Helper()
	if got := strings.Join(broke(r), " "); got != want {
		t.Errorf("broken rules are %q; want %q", got, want)
		for _, f := range r.findings[:min(len(r.findings), 5)] {
			t.Logf("  %s", f)
		}
	}
}

// TestLawFailsDOCX changes one number or element of a finished DOCX at a time and expects that very finding.
func TestLawFailsDOCX(t *testing.T) {
	s := sampleNamed(t, subject)
	in := parseInput(t, s)
	docx, pdf := render(t, s)
	widths := widthsOf(trace(t, pdf))
	parts := unzip(t, docx)
	expect(t, measureDOCX(t, in, parts, widths), "")

	const doc, styles, header = "word/document.xml", "word/styles.xml", "word/header1.xml"
	for _, m := range []struct{ name, part, after, old, new, want string }{
		{"paper", doc, "<w:pgSz", `w:h="16838"`, `w:h="15840"`, "PAGE-1"},
		{"orientation", doc, "<w:pgSz", `w:h=`, `w:orient="landscape" w:h=`, "PAGE-2"},
		{"upper margin", doc, "<w:pgMar", `w:top="1134"`, `w:top="1120"`, "PAGE-3"},
		{"lower margin", doc, "<w:pgMar", `w:bottom="1134"`, `w:bottom="1430"`, "PAGE-3"},
		{"left margin", doc, "<w:pgMar", `w:left="1701"`, `w:left="1690"`, "PAGE-4"},
		{"gutter", doc, "<w:pgMar", `w:gutter="0"`, `w:gutter="300"`, "PAGE-4"},
		{"right margin", doc, "<w:pgMar", `w:right="850"`, `w:right="840"`, "PAGE-5"},
		{"header distance", doc, "<w:pgMar", `w:header="567"`, `w:header="1000"`, "NUM-1"},
		{"first page", doc, "", `<w:titlePg/>`, ``, "NUM-1"},
		{"field", header, "", ` PAGE `, ` DATE `, "NUM-1"},
		{"quốc hiệu", doc, "", `CHỦ NGHĨA VIỆT`, `CHỦ NGHĨA  VIÊT`, "QH-1"},
		{"rule of tiêu ngữ", doc, `"KeTieuNgu"`, `w:right="1055"`, `w:right="1200"`, "QH-3"},
		{"rule of organ", doc, `"KeCoQuan"`, `w:left="1480" w:right="1481"`, `w:left="1000" w:right="1000"`, "CQ-2"},
		{"rule of trích yếu", doc, `"KeTrichYeu"`, `w:left="3649" w:right="3650"`, `w:left="4100" w:right="4100"`, "TL-3"},
		{"weight of rules", styles, `styleId="KeCoQuan"`, `w:sz="6"`, `w:sz="12"`, "CQ-2"},
		{"font", styles, "", `w:hAnsi="Times New Roman"`, `w:hAnsi="Arial"`, "FONT-1"},
		{"colour", styles, `styleId="LoiVan"`, `<w:rPr>`, `<w:rPr><w:color w:val="1F3864"/>`, "FONT-3"},
		{"size of body", styles, `styleId="LoiVan"`, `<w:sz w:val="28"/>`, `<w:sz w:val="30"/>`, "TYPE"},
		{"size of quốc hiệu", styles, `styleId="QuocHieu"`, `<w:sz w:val="26"/>`, `<w:sz w:val="28"/>`, "TYPE"},
		{"quốc hiệu not bold", styles, `styleId="QuocHieu"`, `<w:b/>`, ``, "TYPE"},
		{"organ not centred", styles, `styleId="CoQuanBanHanh"`, `<w:jc w:val="center"/>`, `<w:jc w:val="left"/>`, "ALIGN"},
		{"indent", styles, `styleId="LoiVan"`, `w:firstLine="720"`, `w:firstLine="650"`, "ND-1"},
		{"left indent", styles, `styleId="LoiVan"`, `w:left="0"`, `w:left="60"`, "ND-1"},
		{"space", styles, `styleId="LoiVan"`, `w:before="120"`, `w:before="100"`, "ND-1"},
		{"pitch too small", styles, `styleId="LoiVan"`, `w:line="240"`, `w:line="230"`, "ND-1"},
		{"pitch too large", styles, `styleId="LoiVan"`, `w:line="240"`, `w:line="370"`, "ND-1"},
		{"exact pitch", styles, `styleId="LoiVan"`, `w:lineRule="auto"`, `w:lineRule="exact"`, "ND-1"},
		{"ragged", styles, `styleId="LoiVan"`, `<w:jc w:val="both"/>`, `<w:jc w:val="left"/>`, "ND-1"},
		{"style of Word's", doc, "", `<w:pStyle w:val="LoiVan"/>`, `<w:pStyle w:val="Normal"/>`, "STYLE"},
		{"no style", doc, "", `<w:pStyle w:val="LoiVan"/>`, ``, "STYLE"},
		{"direct spacing", doc, "", `<w:pStyle w:val="LoiVan"/>`, `<w:pStyle w:val="LoiVan"/><w:spacing w:before="120"/>`, "DIRECT"},
		{"direct size", doc, `"TieuNgu"`, `<w:r>`, `<w:r><w:rPr><w:sz w:val="28"/></w:rPr>`, "DIRECT"},
		{"heading not outlined", styles, `styleId="MucCap1"`, `<w:outlineLvl w:val="1"/>`, ``, "OUTLINE"},
		{"header row", doc, "", `<w:tblHeader/>`, ``, "TABLE"},
		{"note", doc, "", `<w:footnoteReference w:id="1"/>`, `<w:t>1</w:t>`, "NOTE"},
		{"language", styles, "", `<w:lang w:val="vi-VN"`, `<w:lang w:val="en-US"`, "LANG"},
	} {
		t.Run(m.name, func(t *testing.T) {
			changed := maps.Clone(parts)
			changed[m.part] = replace(t, parts[m.part], m.after, m.old, m.new)
			expect(t, measureDOCX(t, in, changed, widths), m.want)
		})
	}
}

// replace changes the first old behind after.
func replace(t *testing.T, data []byte, after, old, with string) []byte {
	t.Helper()
	from := bytes.Index(data, []byte(after))
	at := -1
	if from >= 0 {
		at = bytes.Index(data[from:], []byte(old))
	}
	if at < 0 {
		t.Fatalf("the part has no %q behind %q", old, after)
	}
	at += from
	return slices.Concat(data[:at], []byte(with), data[at+len(old):])
}
