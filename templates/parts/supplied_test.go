package parts

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func codes(problems document.Problems) string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Pointer+" "+p.Code)
	}
	return strings.Join(out, "|")
}

// TestHeadLines: "(Kèm theo …)" is supplied once, the author's stands whole and where he put it, and no line is lost.
func TestHeadLines(t *testing.T) {
	for _, c := range []struct {
		name     string
		subject  contract.Lines
		subtitle string
		want     string
	}{
		{"nothing", nil, "", "KẾ HOẠCH|(SUPPLIED)"},
		{"subtitle alone", nil, "Giai đoạn 2", "KẾ HOẠCH|Giai đoạn 2|(SUPPLIED)"},
		{"own", contract.Lines{"Thi đua", "(Kèm theo Quyết định số 1)"}, "", "KẾ HOẠCH|Thi đua|(Kèm theo Quyết định số 1)"},
		{"own in two lines", contract.Lines{"Thi đua", "(Kèm theo Quyết định số 1", "của Giám đốc)", "Năm 2026"}, "Bản 2",
			"KẾ HOẠCH|Thi đua|(Kèm theo Quyết định số 1 của Giám đốc)|Năm 2026|Bản 2"},
		{"own in the subtitle", contract.Lines{"Thi đua"}, "(Ban hành\u00a0kèm theo Quyết định số 1)", "KẾ HOẠCH|Thi đua|(Ban hành\u00a0kèm theo Quyết định số 1)"},
		{"two", contract.Lines{"(Kèm theo A)", "(Kèm theo B)"}, "", "KẾ HOẠCH|(Kèm theo A)|(Kèm theo B)"},
		{"brackets inside", contract.Lines{"(Kèm theo A (bản 2)", "ngày 5)", "Sau"}, "", "KẾ HOẠCH|(Kèm theo A (bản 2) ngày 5)|Sau"},
		{"never closed", contract.Lines{"(Kèm theo A", "của B", "DANH SÁCH"}, "", "KẾ HOẠCH|(Kèm theo A của B|DANH SÁCH"},
		{"without brackets", contract.Lines{"Kèm theo A", "của B"}, "", "KẾ HOẠCH|Kèm theo A của B"},
		{"another word", contract.Lines{"Kèm theodolit"}, "", "KẾ HOẠCH|Kèm theodolit|(SUPPLIED)"},
	} {
		b := testBuilder(t, &contract.Document{Organ: &contract.Organ{Name: contract.Lines{"Sở"}}})
		b.beginSection(false, false)
		b.enclosureTitle(b.typ, &contract.Document{Subject: c.subject, Subtitle: c.subtitle})
		got := plainBlocks(b.section.Blocks)
		got = strings.Replace(got, strings.ReplaceAll(b.attached(b.doc, b.typ), "\n", " "), "(SUPPLIED)", 1)
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAppendixHead(t *testing.T) {
	for _, c := range []struct {
		title  contract.Lines
		number string
		want   string
	}{
		{contract.Lines{"Phụ lục", "DANH SÁCH"}, "II", "Phụ lục II|DANH SÁCH|(x)"},
		{contract.Lines{"PHỤ LỤC "}, "II", "PHỤ LỤC II|(x)"},
		{contract.Lines{"Phụ lục"}, "", "Phụ lục|(x)"},
		{contract.Lines{"Phụ lục 3a"}, "II", "Phụ lục 3a|(x)"},
		{contract.Lines{"DANH SÁCH"}, "II", "Phụ lục II|DANH SÁCH|(x)"},
		{contract.Lines{"DANH SÁCH", "(Kèm theo Kế hoạch", "số 5)"}, "", "Phụ lục|DANH SÁCH|(Kèm theo Kế hoạch số 5)"},
	} {
		b := testBuilder(t, &contract.Document{})
		b.beginSection(false, false)
		b.appendixHead(&contract.Appendix{Title: c.title}, c.number, func() string { return "(x)" })
		if got := plainBlocks(b.section.Blocks); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
	}
}

// TestTitleWithoutSubject: the extra line is not lost with it.
func TestTitleWithoutSubject(t *testing.T) {
	b := testBuilder(t, &contract.Document{Subtitle: "Dòng phụ"})
	b.beginSection(false, false)
	b.Title()
	if got := plainBlocks(b.section.Blocks); got != "KẾ HOẠCH|Dòng phụ" {
		t.Errorf("%q", got)
	}
}

// TestListLabels: the label of a list is not doubled, and an empty entry is not its last.
func TestListLabels(t *testing.T) {
	for _, c := range []struct {
		list []string
		want string
	}{
		{[]string{"Nơi nhận:", "Sở A", "Lưu: VT"}, "Nơi nhận:|- Sở A;|- Lưu: VT."},
		{[]string{"NƠI\u00a0NHẬN : Sở A", "Lưu: VT"}, "Nơi nhận:|- Sở A;|- Lưu: VT."},
		{[]string{"Nơi nhận"}, "Nơi nhận:"},
		{[]string{"Nơi nhận hồ sơ", "Lưu: VT"}, "Nơi nhận:|- Nơi nhận hồ sơ;|- Lưu: VT."},
		{[]string{"Sở A", "- lưu: VT", ""}, "Nơi nhận:|- Sở A;|- lưu: VT. PL.|"},
	} {
		d := &contract.Document{Recipients: texts(c.list...)}
		if strings.Contains(c.want, "PL.") {
			d.Drafter = "PL"
		}
		if got := plainBlocks(testBuilder(t, d).recipientBlocks()); got != c.want {
			t.Errorf("%q: %q, want %q", c.list, got, c.want)
		}
	}
	for _, c := range []struct {
		list []string
		want string
	}{
		{[]string{"Bộ Nội vụ"}, "Kính gửi: Bộ Nội vụ"},
		{[]string{"kính gửi: Bộ Nội vụ"}, "Kính gửi: Bộ Nội vụ"},
		{[]string{"Kính gửi:", "Bộ Nội vụ"}, "Kính gửi: Bộ Nội vụ"},
		{[]string{"Kính gửi:"}, "Kính gửi:"},
	} {
		b := testBuilder(t, &contract.Document{Salutation: texts(c.list...)})
		b.beginSection(false, false)
		b.Salutation()
		if got := plainBlocks(b.section.Blocks); got != c.want {
			t.Errorf("%q: %q, want %q", c.list, got, c.want)
		}
	}
	runs := contract.Text{Runs: []contract.Run{{Text: "Kính ", Bold: true}, {Text: "gửi: Bộ ", Bold: true}, {Text: "Y tế"}}}
	if got := withoutLabel([]contract.Text{runs}, "Kính gửi"); plainText(&got[0]) != "Bộ Y tế" || plainText(&runs) != "Kính gửi: Bộ Y tế" {
		t.Errorf("runs: %+v", got)
	}
}

func TestListEnding(t *testing.T) {
	for _, c := range []struct {
		list []string
		want string
	}{
		{[]string{"Sở A;", "Sở B;", "Lưu: VT."}, ""},
		{[]string{"Sở A.", "Lưu: VT;"}, "/0 list_ending|/1 list_ending"},
		{[]string{"Sở A, v.v.", "Sở B:", "Lưu: VT, …."}, ""},
		{[]string{"Sở A", "Lưu: VT;", ""}, "/1 list_ending"},
	} {
		list := texts(c.list...)
		for i := range list {
			list[i].At = "/" + string(rune('0'+i))
		}
		b := testBuilder(t, &contract.Document{Recipients: list})
		b.recipientBlocks()
		if got := codes(b.problems); got != c.want {
			t.Errorf("recipients %q: %q, want %q", c.list, got, c.want)
		}
		b = testBuilder(t, &contract.Document{Bases: list})
		b.beginSection(false, false)
		b.Bases()
		if got := codes(b.problems); got != c.want {
			t.Errorf("grounds %q: %q, want %q", c.list, got, c.want)
		}
	}
}

func TestLeads(t *testing.T) {
	for in, want := range map[string]bool{
		"Căn\u00a0cứ Luật A": true, "CĂN  CỨ Luật": true, "- Luật A": true, "– Căn cứ": true, "Dựa trên kết quả": true, "Xét đề nghị": true,
		"Để": true, "Thi hành Luật A": false, "Luật A": false, "Xéto": false, "Theo\u00a0đề nghị": true,
	} {
		if leads(in) != want {
			t.Errorf("leads(%q) = %v", in, !want)
		}
	}
}

func TestPlaceComma(t *testing.T) {
	for _, place := range []string{"Hà Nội", "Hà Nội,", " Hà Nội , \u00a0"} {
		if got := placeAndDate(place, contract.Date{Year: 2026}); !strings.HasPrefix(got, "Hà Nội, ngày") {
			t.Errorf("%q: %q", place, got)
		}
		if got := signerDate(&contract.Signer{Place: place}); !strings.HasPrefix(got, "Hà Nội, ngày") {
			t.Errorf("signer at %q: %q", place, got)
		}
	}
}

func TestEndMarkAndNotes(t *testing.T) {
	note := text("nguồn")
	mark := contract.Run{Footnote: &note}
	for _, c := range []struct {
		runs  []contract.Run
		want  string
		codes string
	}{
		{[]contract.Run{{Text: "quy định."}, mark}, "quy định./.", ""},
		{[]contract.Run{{Text: "quy định. "}, mark, {Text: " "}}, "quy định./. ", ""},
		{[]contract.Run{{Text: "quy định"}, mark}, "quy định./.", ""},
		{[]contract.Run{{Text: "quy định./."}, mark}, "quy định./.", ""},
		{[]contract.Run{{Text: "quy định,"}}, "quy định, ./.", "/b end_punctuation"},
		{[]contract.Run{{Text: "quy định:"}}, "quy định: ./.", "/b end_punctuation"},
		{[]contract.Run{{Text: "quy định…"}}, "quy định… ./.", ""},
	} {
		b := testBuilder(t, &contract.Document{Body: []contract.Node{{Text: contract.Text{Runs: c.runs}, At: "/b"}}})
		b.beginSection(false, false)
		b.Body()
		p := b.lastParagraph()
		if got := plainBlocks(b.section.Blocks); got != c.want || codes(b.problems) != c.codes {
			t.Errorf("%+v: %q %q, want %q %q", c.runs, got, codes(b.problems), c.want, c.codes)
		}
		if strings.HasSuffix(c.runs[0].Text, ".") && len(c.runs) > 1 && p.Runs[1].Kind != document.NoteMark {
			t.Errorf("%+v: the mark of the note has moved", c.runs)
		}
	}
}

func TestLabelledParents(t *testing.T) {
	labelled := func(label string, n contract.Node) contract.Node {
		n.Label = &label
		return n
	}
	got, _ := body(t, []string{"1.", "1.1.", "1.1.1."},
		labelled("3a.", heading("A", heading("b", item("c")))),
		labelled("", heading("B", heading("b", item("c")))),
		heading("C", labelled("2.5)", heading("b", item("c"))), labelled("", heading("d", item("e")))))
	expect(t, got,
		"MucCap1|3a. A", "MucCap2|3a.1. b", "NoiDungCap3|3a.1.1. c",
		"MucCap1|B", "MucCap2|1. b", "NoiDungCap3|1.1. c",
		"MucCap1|2. C", "MucCap2|2.5) b", "NoiDungCap3|2.5.1. c", "MucCap2|d", "NoiDungCap3|2.1. e")
}

func TestMucCapitals(t *testing.T) {
	for _, c := range []struct {
		scheme []string
		title  string
		want   string
	}{
		{nil, "MỤC ĐÍCH", ""}, {nil, "Mục đích", " not_capitals"}, {[]string{"1."}, "Mục đích", ""}, {[]string{"A.", "I."}, "Mục đích", ""},
	} {
		if _, problems := body(t, c.scheme, heading(c.title)); codes(problems) != c.want {
			t.Errorf("%q in %q: %q, want %q", c.title, c.scheme, codes(problems), c.want)
		}
	}
}

func TestOrganParts(t *testing.T) {
	name := func(s string) contract.Organ { return contract.Organ{Name: contract.Lines{s}} }
	for _, c := range []struct {
		organs []contract.Organ
		want   string
	}{
		{nil, "/organ/name"}, {[]contract.Organ{}, "/organs"}, {[]contract.Organ{name("A"), name(" ")}, "/organs/1/name"},
		{[]contract.Organ{name(""), name("")}, "/organs/0/name|/organs/1/name"}, {[]contract.Organ{name("A"), name("B")}, ""},
	} {
		b := testBuilder(t, &contract.Document{Organs: c.organs})
		b.judge(organParts(b.doc))
		var got []string
		for _, p := range b.problems {
			got = append(got, p.Pointer)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%+v: %q, want %q", c.organs, got, c.want)
		}
	}
	for in, want := range map[string]string{
		"/bases": `"bases"`, "/organ/name": `"name" trong "organ"`, "/organs/1/name": `"name" trong phần tử thứ 2 của "organs"`,
	} {
		if got := keyName(in); got != want {
			t.Errorf("keyName(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestEnclosureRemarks(t *testing.T) {
	d := &contract.Document{Date: contract.Date{Year: 2026}, Enclosures: []contract.Document{{
		At: "/enclosures/0", Organ: &contract.Organ{Name: contract.Lines{"Ủy ban nhân dân huyện Đắk Hà"}, At: "/enclosures/0/organ"},
		Appendices: make([]contract.Appendix, 1),
	}}}
	b := testBuilder(t, d)
	b.check()
	for _, want := range []string{
		"/enclosures/0/organ/name not_capitals", "/enclosures/0/organ/name district_level", "/enclosures/0/appendices appendix_not_mentioned",
	} {
		if !strings.Contains(codes(b.problems), want) {
			t.Errorf("%s is missing from %s", want, codes(b.problems))
		}
	}
}

// TestSubjectRemarks: the name of the type and V/v, in the title of a document and of an enclosure.
func TestSubjectRemarks(t *testing.T) {
	article, _ := KindOf("quyet-dinh")
	for _, c := range []struct {
		kind    string
		subject contract.Lines
		want    string
	}{
		{"ke-hoach", contract.Lines{"Kế hoạch triển khai công tác"}, "type_repeated Trích yếu bắt đầu bằng “Kế hoạch”, là tên loại đã in ở dòng trên. Bỏ “Kế hoạch” ở đầu trích yếu."},
		{"ke-hoach", contract.Lines{"", " KẾ  HOẠCH", "Triển khai"}, "type_repeated Trích yếu bắt đầu bằng “KẾ  HOẠCH”, là tên loại đã in ở dòng trên. Bỏ “KẾ  HOẠCH” ở đầu trích yếu."},
		{"ke-hoach", contract.Lines{"kế hoạch: triển khai"}, "type_repeated Trích yếu bắt đầu bằng “kế hoạch”, là tên loại đã in ở dòng trên. Bỏ “kế hoạch” ở đầu trích yếu."},
		{"quy-che", contract.Lines{"QUY CHẾ", "Thi đua, khen thưởng"}, "type_repeated Trích yếu bắt đầu bằng “QUY CHẾ”, là tên loại đã in ở dòng trên. Bỏ “QUY CHẾ” ở đầu trích yếu."},
		{"ke-hoach", contract.Lines{"V/v triển khai"}, "v_v_in_subject Trích yếu bắt đầu bằng “V/v”, cách ghi chỉ dùng cho công văn. Ghi “Về việc …”, hoặc bỏ chữ này ở đầu trích yếu."},
		{"quyet-dinh", contract.Lines{" V/V: khen thưởng"}, "v_v_in_subject Trích yếu bắt đầu bằng “V/V”, cách ghi chỉ dùng cho công văn. Ghi “Về việc …”, hoặc bỏ chữ này ở đầu trích yếu."},
		{"quyet-dinh", contract.Lines{"Kế hoạch triển khai"}, ""}, {"quyet-dinh", contract.Lines{"Về việc khen thưởng"}, ""}, {"quyet-dinh", nil, ""},
		{"ke-hoach", contract.Lines{"Kế hoạch hóa gia đình"}, ""}, {"ke-hoach", contract.Lines{"Kế hoạch hoá, đô thị hóa"}, ""}, {"huong-dan", contract.Lines{"Hướng dẫn viên du lịch"}, ""},
		{"ke-hoach", contract.Lines{"Kế hoạchh"}, ""}, {"ke-hoach", contract.Lines{"Triển khai Kế hoạch số 5"}, ""}, {"ke-hoach", contract.Lines{"V/vx"}, ""}, {"ke-hoach", contract.Lines{"V/"}, ""},
	} {
		kind, _ := KindOf(c.kind)
		b := testBuilder(t, &contract.Document{Subject: c.subject})
		b.typ = &Type{Kind: kind}
		b.beginSection(false, false)
		b.Title()
		inside := contract.Document{Subject: c.subject, At: "/enclosures/0"}
		enclosing := testBuilder(t, &contract.Document{})
		enclosing.beginSection(false, false)
		enclosing.typ = &Type{Kind: article}
		enclosing.enclosureTitle(b.typ, &inside)
		for at, list := range map[string]document.Problems{"": b.problems, "/enclosures/0": enclosing.problems} {
			got := ""
			for _, p := range list {
				if p.Pointer != at+"/subject" || p.Severity != document.Warning || p.Cite != citeSubject {
					t.Errorf("%+v", p)
				}
				got += p.Code + " " + p.Message + " " + p.Hint
			}
			if got != c.want {
				t.Errorf("%s %q: %q, want %q", c.kind, c.subject, got, c.want)
			}
		}
	}
}

// TestSignersOfOrgans: organs that issue together sign each for itself.
func TestSignersOfOrgans(t *testing.T) {
	organs := make([]contract.Organ, 2)
	for _, c := range []struct {
		doc  contract.Document
		want string
	}{
		{contract.Document{Organs: organs, Signer: &contract.Signer{}}, "/signer signers_fewer_than_organs"},
		{contract.Document{Organs: organs, Signers: make([]contract.Signer, 1)}, "/signers signers_fewer_than_organs"},
		{contract.Document{Organs: organs, Signers: make([]contract.Signer, 2)}, ""},
		{contract.Document{Organs: organs, Signers: make([]contract.Signer, 3)}, ""},
		{contract.Document{Organs: organs}, ""},
		{contract.Document{Organs: organs[:1], Signer: &contract.Signer{}}, ""},
		{contract.Document{Organ: &organs[0], Signers: make([]contract.Signer, 2)}, ""},
	} {
		b := testBuilder(t, &c.doc)
		b.checkSigners()
		if got := codes(b.problems); got != c.want {
			t.Errorf("%+v: %q, want %q", c.doc, got, c.want)
		}
		if c.want != "" && b.problems[0].Message != "Văn bản do 2 cơ quan cùng ban hành nhưng chỉ có 1 người ký." {
			t.Errorf("%q", b.problems[0].Message)
		}
	}
}

// TestNoArticle: what is set in Điều has one, whether the program numbers it or the author did.
func TestNoArticle(t *testing.T) {
	own, none := "Điều 5.", ""
	labelled, unnumbered := item("Tặng"), item("Tặng")
	labelled.Label, unnumbered.Label = &own, &none
	paragraph := func(s string) contract.Node { return contract.Node{Kind: contract.ParagraphNode, Text: text(s)} }
	for _, c := range []struct {
		name      string
		numbering []string
		body      []contract.Node
		want      string
	}{
		{"item", nil, []contract.Node{paragraph("Mở đầu"), item("Tặng")}, ""},
		{"heading in a chapter", []string{"Chương I", "Điều 1."}, []contract.Node{heading("CHUNG", heading("Phạm vi"))}, ""},
		{"own label", nil, []contract.Node{labelled}, ""},
		{"no label", nil, []contract.Node{unnumbered}, ""},
		{"typed", nil, []contract.Node{paragraph("Điều 1. Tặng")}, ""},
		{"typed in another scheme", []string{"1."}, []contract.Node{labelled}, ""},
		{"paragraphs", nil, []contract.Node{paragraph("Điều động ông Nguyễn Văn A."), paragraph("Theo Điều 5.")}, "/body no_article"},
		{"another scheme", []string{"1."}, []contract.Node{item("Tặng")}, "/body no_article"},
		{"nothing", nil, nil, ""}, // which is an error of its own
	} {
		kind, _ := KindOf("quyet-dinh")
		typ, err := Compile(Type{Kind: kind, Numbering: ArticleScheme(), Cite: "Mẫu 1.2"})
		if err != nil {
			t.Fatal(err)
		}
		b := testBuilder(t, &contract.Document{Numbering: c.numbering, Body: c.body})
		b.typ = typ
		b.beginSection(false, false)
		b.Body()
		if got := codes(b.problems); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if c.want != "" && (b.problems[0].Message != "Quyết định chưa có điều nào." || b.problems[0].Cite != "Mẫu 1.2") {
			t.Errorf("%s: %+v", c.name, b.problems[0])
		}
	}
	if _, problems := body(t, nil, paragraph("Kế hoạch")); len(problems) > 0 {
		t.Errorf("a plan: %+v", problems)
	}
}

func TestFileCopy(t *testing.T) {
	for in, want := range map[string]bool{
		"Lưu: VT": true, " - lưu VT": true, "– LƯU: VT": true, "Ông Lưu Văn A": false, "Lưuu": false, "": false,
	} {
		if s := text(in); isFileCopy(&s) != want {
			t.Errorf("isFileCopy(%q) = %v", in, !want)
		}
	}
}

// TestIssuerOnce: two phụ lục quote the issuer, the remark on its capitals comes once.
func TestIssuerOnce(t *testing.T) {
	b := testBuilder(t, &contract.Document{Authority: contract.Lines{"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC NGUYỄN DU"}})
	if one, two := b.issuer(), b.issuer(); one != two || codes(b.problems) != "/authority issuer_in_capitals" {
		t.Errorf("%q, %q: %s", one, two, codes(b.problems))
	}
}

func TestUnknownUrgency(t *testing.T) {
	b := testBuilder(t, &contract.Document{Urgency: "GẤP"})
	b.urgency()
	if codes(b.problems) != "/urgency unknown_urgency" {
		t.Errorf("%q", codes(b.problems))
	}
}
