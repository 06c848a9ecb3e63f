package parts

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// testBuilder returns a builder for doc in the house's own sheet and fonts.
func testBuilder(t testing.TB, doc *contract.Document) *Builder {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	kind, _ := KindOf("ke-hoach")
	typ, err := Compile(Type{Kind: kind, Form: "Mẫu 1.4", Numbering: SectionScheme()})
	if err != nil {
		t.Fatal(err)
	}
	return newBuilder(typ, doc, Env{Pack: thethuc.ND30(), Measure: set})
}

func TestOrganLines(t *testing.T) {
	b := testBuilder(t, &contract.Document{})
	f := b.face(document.CoQuanBanHanh)
	for _, c := range []struct {
		width float64
		name  string
		want  string
	}{
		{65, "SỞ NỘI VỤ", "SỞ NỘI VỤ"},
		{65, "TÒA ÁN NHÂN DÂN TỐI CAO", "TÒA ÁN NHÂN DÂN TỐI CAO"},
		{60, "TÒA ÁN NHÂN DÂN TỐI CAO", "TÒA ÁN NHÂN DÂN|TỐI CAO"},
		{65, "TÒA ÁN NHÂN DÂN TỈNH LÀO CAI", "TÒA ÁN NHÂN DÂN|TỈNH LÀO CAI"},
		{65, "TÒA ÁN NHÂN DÂN KHU VỰC 1 - LÀO CAI", "TÒA ÁN NHÂN DÂN|KHU VỰC 1 - LÀO CAI"},
		{65, "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "ỦY BAN NHÂN DÂN|THÀNH PHỐ HỒ CHÍ MINH"},
		{65, "ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ TỈNH QUẢNG NGÃI", "ỦY BAN NHÂN DÂN|XÃ ĐẮK HÀ|TỈNH QUẢNG NGÃI"},
		{55, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ GIÁO DỤC|VÀ ĐÀO TẠO"},
		{65, "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "SỞ LAO ĐỘNG -|THƯƠNG BINH VÀ XÃ HỘI"},
		{60, "HỢP TÁC XÃ NÔNG NGHIỆP TÂN TIẾN", "HỢP TÁC XÃ|NÔNG NGHIỆP TÂN TIẾN"},
		{50, "VĂN PHÒNG TỈNH ỦY", "VĂN PHÒNG TỈNH ỦY"},
	} {
		got := organLines(f, c.name, document.MM(c.width))
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q in %g mm = %q, want %q", c.name, c.width, got, c.want)
		}
		if strings.Join(got, " ") != c.name {
			t.Errorf("%q lost words: %q", c.name, got)
		}
	}
}

// TestLetterheadColumns: quốc hiệu, place and date have room on one line, and the columns fill the text width.
func TestLetterheadColumns(t *testing.T) {
	names := []string{"SỞ NỘI VỤ", "TÒA ÁN NHÂN DÂN TỈNH LÀO CAI", "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"}
	places := []string{"Hà Nội", "Thành phố Hồ Chí Minh", ""}
	for _, left := range []float64{0, 35} {
		for _, size := range []float64{0, 13} {
			for _, name := range names {
				for _, place := range places {
					b := testBuilder(t, &contract.Document{
						Organ: &contract.Organ{Parent: contract.Lines{"TÒA ÁN NHÂN DÂN TỐI CAO"}, Name: contract.Lines{name}},
						Code:  contract.Code{Number: "551", Notation: "QĐ-TA"},
						Place: place, Date: contract.Date{Year: 2026, Month: 12, Day: 25},
						Options: contract.Options{BodySize: size, Margins: contract.Margins{Left: left, Right: 20}},
					})
					b.beginSection(false, false)
					b.Letterhead(true)
					tab := b.section.Blocks[0].(*document.Table)
					if sum := tab.Columns[0] + tab.Columns[1]; sum.Twips() != b.width.Twips() {
						t.Errorf("%s, %s: columns fill %d of %d", name, place, sum, b.width)
					}
					for i := range tab.Rows {
						for j, cell := range tab.Rows[i].Cells {
							for _, block := range cell.Blocks {
								p, ok := block.(*document.Paragraph)
								if !ok {
									continue
								}
								if w := b.textWidth(p.Runs[0].Text, p.Role); w > tab.Columns[j] {
									t.Errorf("margin %g, size %g: %q is %.1f mm in a column of %.1f", left, size, p.Runs[0].Text,
										w.Millimetres(), tab.Columns[j].Millimetres())
								}
							}
						}
					}
				}
			}
		}
	}
}

func TestRuleLength(t *testing.T) {
	pack := thethuc.ND30()
	mm := func(list ...float64) []document.EMU {
		out := make([]document.EMU, len(list))
		for i, v := range list {
			out[i] = document.MM(v)
		}
		return out
	}
	for _, widths := range [][]document.EMU{mm(60), mm(60, 50), mm(45, 35), mm(140, 100)} {
		got := ruleLength(pack, pack.CoQuanRule, widths)
		for _, w := range widths {
			if ratio := float64(got) / float64(w); !pack.CoQuanRule.Allows(ratio) {
				t.Errorf("%v: %.1f mm is %.2f of %.1f mm", widths, got.Millimetres(), ratio, w.Millimetres())
			}
		}
	}
	if got := ruleLength(pack, pack.CoQuanRule, mm(45, 20)); got != scale(document.MM(45), pack.CoQuanRule.Use) {
		t.Errorf("a short last line: %.1f mm", got.Millimetres())
	}
	if got := ruleLength(pack, pack.CoQuanRule, nil); got != 0 {
		t.Errorf("no lines: %d", got)
	}
}

func TestTitleLines(t *testing.T) {
	b := testBuilder(t, &contract.Document{})
	b.beginSection(false, false)
	for in, want := range map[string]string{
		"Tổng kết năm 2026": "Tổng kết năm 2026",
		"Triển khai thực hiện công tác thi đua, khen thưởng trên địa bàn huyện Đắk Hà năm 2023": "Triển khai thực hiện công tác thi đua, khen thưởng|trên địa bàn huyện Đắk Hà năm 2023",
	} {
		p, widths := b.titleLine(document.TrichYeu, "", in, nil)
		var got []string
		for _, r := range p.Runs {
			if r.Kind == document.Text {
				got = append(got, r.Text)
			}
		}
		if strings.Join(got, "|") != want || len(widths) != len(got) {
			t.Errorf("%q = %q, %d widths", in, got, len(widths))
		}
	}
}

func TestSentenceCase(t *testing.T) {
	for in, want := range map[string]string{
		"CHÁNH ÁN TÒA ÁN NHÂN DÂN TỐI CAO":       "Chánh án Tòa án nhân dân tối cao",
		"CHÁNH ÁN TOÀ ÁN NHÂN DÂN TỈNH CAO BẰNG": "Chánh án Toà án nhân dân tỉnh Cao Bằng",
		"ỦY BAN NHÂN DÂN HUYỆN ĐẮK HÀ":           "Ủy ban nhân dân huyện Đắk Hà",
		"UỶ BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH":  "Uỷ ban nhân dân Thành phố Hồ Chí Minh",
		"UBND PHƯỜNG 5": "UBND Phường 5",
		"GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ":          "Giám đốc Sở Khoa học và Công nghệ",
		"CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG": "Chủ tịch Ủy ban nhân dân thành phố Đà Nẵng",
		"ỦY BAN NHÂN DÂN XÃ BAN CÔNG":                "Ủy ban nhân dân xã Ban Công",
		"ỦY BAN NHÂN DÂN XÃ TRÀ BỘ TỈNH QUẢNG NGÃI":  "Ủy ban nhân dân xã Trà Bộ tỉnh Quảng Ngãi",
		"UBND TỈNH CAO BẰNG VÀ SỞ Y TẾ":              "UBND tỉnh Cao Bằng và Sở Y tế",
		"BỘ TRƯỞNG BỘ NỘI VỤ":                        "Bộ trưởng Bộ Nội vụ",
	} {
		if got, ok := SentenceCase(in); !ok || got != want {
			t.Errorf("SentenceCase(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
	if got, ok := SentenceCase("TRƯỜNG TIỂU HỌC NGUYỄN DU"); ok {
		t.Errorf("a name that is not known became %q", got)
	}
}

func TestColumnWidths(t *testing.T) {
	for _, shares := range [][]float64{{12, 93, 60}, {1}, {1, 1, 1}, {0, 10, 0}, {1e9, 1, 1}, {0.001, 1000}} {
		got := columnWidths(document.MM(165), shares)
		var sum document.EMU
		for _, w := range got {
			if w <= 0 || w%document.Twip != 0 {
				t.Errorf("%v: a column of %d EMU", shares, w)
			}
			sum += w
		}
		if want := document.EMU(document.MM(165).Twips()) * document.Twip; sum != want {
			t.Errorf("%v: sum %d, want %d", shares, sum, want)
		}
	}
}
