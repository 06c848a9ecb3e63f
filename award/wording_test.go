package award_test

import (
	"slices"
	"strings"
	"testing"

	"vanban/award"
	"vanban/templates/contract"
)

// TestGiver: Điều 1 names who gives as trích yếu does.
func TestGiver(t *testing.T) {
	for subject, want := range map[string]string{
		"Về việc tặng Giấy khen của Giám đốc Sở Nội vụ":                             "Giám đốc Sở Nội vụ",
		"Về việc tặng Giấy khen của Giám đốc Sở Nội vụ năm 2026":                    "Giám đốc Sở Nội vụ",
		"Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã Năm Căn cho các tập thể":    "Chủ tịch Ủy ban nhân dân xã Năm Căn",
		"Về việc tặng Giấy khen của Chánh án Tòa án nhân dân tỉnh X, đợt 1 năm nay": "Chánh án Tòa án nhân dân tỉnh X",
	} {
		s := spec(func(s *award.Spec) {
			s.By, s.Decision = "", []byte(strings.Replace(decision, `"authority"`, `"subject":"`+subject+`","authority"`, 1))
		})
		_, doc := made(t, s, base, person(1), person(2))
		if got := plain(doc.Body[0].Text); !strings.HasPrefix(got, "Tặng Giấy khen của "+want+" cho 02 cá nhân ") {
			t.Errorf("%s: %s", subject, got)
		}
	}
}

// TestAttached: a list whose giver only the office can write says so as he does, with room for what is blank.
func TestAttached(t *testing.T) {
	const by = "Tổng Giám đốc Công ty Cổ phần An Bình"
	giver := func(authority, number, date, subject string) *award.Spec {
		return spec(func(s *award.Spec) {
			text := strings.NewReplacer("GIÁM ĐỐC SỞ NỘI VỤ", authority, `"107"`, `"`+number+`"`, "2026-09-06", date).Replace(decision)
			s.By, s.Decision = by, []byte(strings.Replace(text, `"authority"`, subject+`"authority"`, 1))
		})
	}
	for _, c := range []struct {
		spec *award.Spec
		want string
	}{
		{giver("TỔNG GIÁM ĐỐC CÔNG TY CỔ PHẦN AN BÌNH", "7", "2026-02-06", ""), "(Kèm theo Quyết định số 07/QĐ-SNV ngày 06 tháng 02 năm 2026 của " + by + ")"},
		{giver("TỔNG GIÁM ĐỐC CÔNG TY CỔ PHẦN AN BÌNH", "", "2026-09", ""), "(Kèm theo Quyết định số        /QĐ-SNV ngày      tháng 9 năm 2026 của " + by + ")"},
		{giver("HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC NGUYỄN DU", "107", "2026-12-10", ""), "(Kèm theo Quyết định số 107/QĐ-SNV ngày 10 tháng 12 năm 2026 của " + by + ")"},
		{giver("GIÁM ĐỐC SỞ NỘI VỤ", "7", "2026-02-06", ""), ""}, // comes out right by itself
		{giver("Tổng Giám đốc Công ty Cổ phần An Bình", "7", "2026-02-06", ""), ""},
		{giver("TỔNG GIÁM ĐỐC CÔNG TY CỔ PHẦN AN BÌNH", "7", "2026-02-06", `"enclosures":[{"type":"danh-sach","subject":["Người được khen","(kèm theo Quyết định này)"]}],`),
			"(kèm theo Quyết định này)"},
	} {
		_, doc := made(t, c.spec, base, person(1), person(2))
		said := ""
		for _, line := range doc.Enclosures[0].Subject[1:] {
			said += line
		}
		if said != c.want {
			t.Errorf("%q, want %q", said, c.want)
		}
	}
}

// TestCouple: two people in one row are counted as one, and that is said.
func TestCouple(t *testing.T) {
	for name, want := range map[string]bool{
		`"name":"Ông Nguyễn Văn A và bà Trần Thị B"`: true, `"salutation":"Ông","name":"Nguyễn Văn A và vợ"`: true, `"salutation":"Ông","name":"A cùng vợ bà B"`: true,
		`"salutation":"Gia đình","name":"ông A và bà B"`: false, `"salutation":"Bà","name":"Bà Thị Và"`: false, `"salutation":"Tập thể","name":"Hội ông và bà"`: false,
	} {
		_, ps := award.Plan(spec(nil), []byte(base), rows(person(1), `{"recipient":{`+name+`}}`))
		if got := slices.Contains(report(ps), "~/items/1/recipient/name kind_guessed"); got != want {
			t.Errorf("%s: %v %+v", name, got, ps)
		}
	}
}

// TestWidths: a number stands on one line, whatever the table has beside it, and the columns fill the page.
func TestWidths(t *testing.T) {
	const least = 2.3*3 + 3.8 // three figures and the cell's margins
	for _, columns := range [][]string{nil, {}, {"register", "prize", "note"}, {"citation", "register", "prize", "note"}} {
		_, doc := made(t, spec(func(s *award.Spec) {
			s.List.Columns, s.Prize = columns, &award.Prize{Collective: 2_000_000, Person: 1_000_000}
			s.RegisterFrom = "0098/GK"
		}), base, mixed(3, 120)...)
		list := &doc.Enclosures[0]
		page, sum := 165.0, 0.0
		if list.Orientation == "landscape" {
			page = 252
		}
		for _, c := range list.Body[0].Table.Columns {
			sum += c.Width
		}
		if first := list.Body[0].Table.Columns[0].Width; first < least || sum != page {
			t.Errorf("%v: the first column has %v, all %v of %v", columns, first, sum, page)
		}
	}
}

// TestAchievement: how Điều 1 goes on with what a certificate begins as a sentence.
func TestAchievement(t *testing.T) {
	for citation, want := range map[string]string{
		"Đã có thành tích xuất sắc":                 "đã có thành tích xuất sắc.",
		"Có thành tích trong công tác.":             "đã có thành tích trong công tác.",
		"Hoàn thành xuất sắc nhiệm vụ năm 2025":     "đã hoàn thành xuất sắc nhiệm vụ năm 2025.",
		"Thành tích xuất sắc; ":                     "đã có thành tích xuất sắc.",
		"Có nhiều sáng kiến\ntrong công tác":        "đã có nhiều sáng kiến trong công tác.",
		"Đoạt giải Nhất cấp tỉnh,":                  "đã đoạt giải Nhất cấp tỉnh.",
		"Tích cực tham gia hiến đất":                "đã tích cực tham gia hiến đất.",
		"Vì sự nghiệp giáo dục":                     "vì sự nghiệp giáo dục.",
		"Giải Nhất Hội thi “Dân vận khéo” năm 2026": "với thành tích: Giải Nhất Hội thi “Dân vận khéo” năm 2026.",
	} {
		_, doc := made(t, spec(func(s *award.Spec) { s.Citation = citation }), `{"type":"giay-khen"}`, person(1), person(2))
		if got := plain(doc.Body[0].Text); !strings.HasSuffix(got, " cho 02 cá nhân (có danh sách kèm theo) "+want) {
			t.Errorf("%s: %s", citation, got)
		}
	}
	_, doc := made(t, spec(nil), `{"type":"giay-khen"}`, `{"recipient":{"salutation":"PGS.TS","name":"A"}}`)
	if got := plain(doc.Body[0].Text); got != "Tặng Giấy khen của Giám đốc Sở Nội vụ cho PGS.TS A." {
		t.Errorf("one without a citation: %s", got)
	}
	for recipient, want := range map[string]string{ // PL.II-V.3: ranks keep their capital
		`"salutation":"Thượng tá","name":"A"`: "Thượng tá A", `"salutation":"Giáo sư:","name":"A"`: "Giáo sư A", `"salutation":"Ông","name":"A"`: "ông A",
		`"salutation":"Đồng chí","name":"A"`: "đồng chí A", `"name":"Bà Lê Thị A"`: "bà Lê Thị A", `"salutation":"Tập thể","name":"Tổ 1"`: "tập thể Tổ 1",
		`"salutation":"Hộ gia đình","name":"ông A"`: "hộ gia đình ông A", `"name":"Hộ ông A"`: "hộ ông A", `"salutation":"Tập thể","name":"Gia đình ông A"`: "gia đình ông A",
		`"salutation":"TẬP THỂ","name":"Tổ 1"`: "tập thể Tổ 1", `"salutation":"ÔNG","name":"A"`: "ông A", `"salutation":"UBND","name":"xã X"`: "UBND xã X", `"name":"Tập thể Tổ 1"`: "tập thể Tổ 1",
	} {
		_, doc := made(t, spec(nil), `{"type":"giay-khen"}`, `{"recipient":{`+recipient+`}}`)
		if got := plain(doc.Body[0].Text); got != "Tặng Giấy khen của Giám đốc Sở Nội vụ cho "+want+"." {
			t.Errorf("%s: %s", recipient, got)
		}
	}
	// Without the column of citations Điều 1 does not point to it.
	_, doc = made(t, spec(func(s *award.Spec) { s.List.Columns = []string{"note"} }), `{"type":"giay-khen"}`, person(1), strings.Replace(person(2), `{"rec`, `{"citation":"x","rec`, 1))
	if got := plain(doc.Body[0].Text); !strings.HasSuffix(got, "(có danh sách kèm theo).") {
		t.Errorf("citations that nobody sees: %s", got)
	}
}

// TestEnds: an entry of the list, and a Điều, has one sign at its end, whatever the words were taken from.
func TestEnds(t *testing.T) {
	_, doc := made(t, spec(func(s *award.Spec) {
		s.By, s.List.Form, s.Prize = "Giám đốc\nSở Nội vụ", "lines", &award.Prize{Collective: 5, Fund: "Quỹ của Sở;"}
	}), `{"type":"giay-khen"}`, `{"recipient":{"salutation":"Tập thể","name":"Phòng X","unit":"Sở Nội vụ."}}`, `{"recipient":{"salutation":"Tập thể","name":"Phòng Y;"}}`)
	list := doc.Enclosures[0].Body
	for want, text := range map[string]contract.Text{
		"Phòng X, Sở Nội vụ;": list[0].Text, "Phòng Y.": list[1].Text, "Tặng Giấy khen của Giám đốc Sở Nội vụ cho 02 tập thể (có danh sách kèm theo).": doc.Body[0].Text,
		"Tiền thưởng kèm theo Giấy khen: mỗi tập thể 5 đồng; tổng số tiền thưởng là 10 đồng, chi từ Quỹ của Sở.": doc.Body[1].Text,
	} {
		if got := plain(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAnnounced: a list of one that the office's own Điều 1 points to is made.
func TestAnnounced(t *testing.T) {
	for body, want := range map[string]int{"Tặng Giấy khen cho 01 cá nhân (có danh sách kèm theo)": 1, "Tặng Giấy khen cho ông A": 0, "Danh sách được công bố": 0} {
		s := spec(func(s *award.Spec) {
			s.Decision = []byte(strings.Replace(decision, `"authority"`, `"body":["`+body+`"],"authority"`, 1))
		})
		if _, doc := made(t, s, base, person(1)); len(doc.Enclosures) != want {
			t.Errorf("%s: %d lists", body, len(doc.Enclosures))
		}
	}
}
