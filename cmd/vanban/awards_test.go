package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanban/batch"
	"vanban/internal/referee"
	"vanban/sheet"
)

func samplePath(t *testing.T, name string) string {
	return filepath.Join(referee.Root(t), "templates", "khenthuong", "samples", name)
}

func sampleText(t *testing.T, name string) string { return string(data(t, samplePath(t, name))) }

// manifest reads that of a folder.
func manifest(t *testing.T, dir string) (m batch.Manifest) {
	t.Helper()
	if err := json.Unmarshal(data(t, filepath.Join(dir, "manifest.json")), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// proof reads the proof sheet of a folder as a list.
func proof(t *testing.T, dir string) *sheet.List {
	t.Helper()
	l, err := sheet.Read(data(t, filepath.Join(dir, "doi-chieu.xlsx")), sheet.Hint{Type: "giay-khen"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func codesOf(remarks []batch.Remark) (out []string) {
	for _, r := range remarks {
		out = append(out, r.Code)
	}
	return out
}

// papers are the certificates and the decision of a folder, as poppler reads them.
func papers(t *testing.T, dir string) (certificates []string, decision string) {
	t.Helper()
	certificates, paper := paperFiles(t, dir)
	if paper != nil {
		decision = squash(referee.Text(t, paper))
	}
	return certificates, decision
}

func paperFiles(t *testing.T, dir string) (certificates []string, decision []byte) {
	t.Helper()
	for _, p := range pages(referee.Text(t, data(t, filepath.Join(dir, "Giấy khen.pdf")), "-layout")) {
		certificates = append(certificates, squash(p))
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "*Quyết định*.pdf")); len(found) == 1 {
		decision = data(t, found[0])
	}
	return certificates, decision
}

// TestSampleAward: the list that we show, in both its forms, becomes a whole award, and its proof sheet the same award again.
func TestSampleAward(t *testing.T) {
	at := func(name string) string { return samplePath(t, "dot-khen-thuong/"+name) }
	var first []string
	out := t.TempDir()
	for n, list := range []string{at("danh-sach.xlsx"), at("danh-sach.csv"), filepath.Join(out, "0", "doi-chieu.xlsx")} {
		to := filepath.Join(out, fmt.Sprint(n))
		code, _, stderr := call("", "batch", list, "--base", at("giay-khen.json"), "--award", at("quyet-dinh.json"), "-o", to)
		if code != exitFindings || strings.Contains(stderr, "Lỗi") {
			t.Fatalf("%s: exit code %d: %s", list, code, stderr)
		}
		m := manifest(t, to)
		if m.Done != 8 || !slices.Equal(codesOf(m.Warnings), []string{"emblem_drawn"}) {
			t.Errorf("%s: %+v", list, m)
		}
		certificates, decision := papers(t, to)
		for _, want := range []string{
			"cho 02 tập thể, 01 hộ gia đình và 05 cá nhân (có danh sách kèm theo) đã có thành tích ghi trong danh sách.", "tổng số tiền thưởng là 3.150.000 đồng",
			"I. TẬP THỂ", "II. HỘ GIA ĐÌNH", "III. CÁ NHÂN", "(Danh sách gồm 02 tập thể, 01 hộ gia đình và 05 cá nhân)./.",
		} {
			if !strings.Contains(decision, want) {
				t.Errorf("%s: no %q in %s", list, want, decision)
			}
		}
		if first == nil {
			first = certificates
		}
		if !slices.Equal(certificates, first) {
			t.Errorf("%s: other certificates:\n%q\n%q", list, certificates, first)
		}
	}
	if code, _, stderr := call("", "plate", "check", at("phoi.json")); code != exitGood {
		t.Error(stderr)
	}
	code, _, stderr := call("", "batch", at("danh-sach.xlsx"), "--base", at("giay-khen.json"), "--award", at("quyet-dinh.json"), "--plate", at("phoi.json"), "-o", filepath.Join(out, "phoi"))
	if code != exitFindings || manifest(t, filepath.Join(out, "phoi")).Done != 8 {
		t.Errorf("on the blank: exit code %d: %s", code, stderr)
	}
}

// oddNames are names that something on the way could spoil.
var oddNames = []string{
	"H’Hen Niê", "K'Brêu", "Y", "Y Bhăm Êban", "Công Tằng Tôn Nữ Thị Hoàng", "A Lăng Bhuốch Zơ Râm Thị Nưih", "Lê  Văn  Đôi", "Ho\u0302\u0300 Thị Y\u0309 Lan", "Phạm Hoà Thuỷ", "Ưng Hoàng Phúc", "Sùng A Dế",
}

// officeList writes a list of 64 as an office would: with a title, groups and its own numbers.
func officeList(t *testing.T) ([]byte, []string) {
	t.Helper()
	var rows [][]string
	var groups, people []string
	rows = append(rows, []string{"I", "", "TẬP THỂ", ""})
	for i := range 9 {
		name := fmt.Sprintf("Phòng Nghiệp vụ %d, Chi cục Văn thư - Lưu trữ", i+1)
		groups = append(groups, name)
		rows = append(rows, []string{fmt.Sprint(i + 1), "Tập thể", name, "Sở Nội vụ"})
	}
	rows = append(rows, []string{"II", "", "CÁ NHÂN", ""})
	for i := range 55 {
		name := fmt.Sprintf("Trần %s %s", []string{"Văn", "Thị Thu", "Ngọc", "Đức", "Hữu"}[i%5], []string{"An", "Bình", "Cường", "Dũng", "Em", "Giang", "Hạnh", "Khánh", "Lộc", "Mỹ", "Nga"}[i%11])
		if i%5 == 2 {
			name = oddNames[i/5]
		}
		people = append(people, name)
		rows = append(rows, []string{fmt.Sprint(i + 1), []string{"Ông", "Bà"}[i%2], name, fmt.Sprintf("Bậc %d, Văn phòng", i)})
	}
	var b strings.Builder
	err := sheet.Write(&b, sheet.Table{
		Name: "Danh sách", Title: "DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN", Rows: slices.Values(rows),
		Columns: []sheet.Head{{Title: "STT", Count: true}, {Title: "Ông/Bà"}, {Title: "Họ và tên, tên tập thể"}, {Title: "Chức vụ, đơn vị"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return []byte(b.String()), slices.Concat(groups, people)
}

// TestOfficeListAgrees reads decision, list and certificates of one workbook back, out of the PDF files and as LibreOffice shows the Word
// file, for both forms of the list.
func TestOfficeListAgrees(t *testing.T) {
	list, order := officeList(t)
	for _, form := range []string{"table", "lines"} {
		dir := files(t, map[string]string{"ds.xlsx": string(list), "gk.json": batchBase, "qd.json": strings.Replace(batchAward, `"by"`, `"list":{"form":"`+form+`"},"by"`, 1)})
		at := func(name string) string { return filepath.Join(dir, name) }
		code, stdout, stderr := call("", "batch", at("ds.xlsx"), "--base", at("gk.json"), "--award", at("qd.json"), "-o", at("out"))
		if code == exitBad || !strings.Contains(stdout, "64 dòng: 64 xong") {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		certificates, decision := paperFiles(t, at("out"))
		word, err := filepath.Glob(at("out/*Quyết định*.docx"))
		if err != nil || len(word) != 1 || len(certificates) != len(order) {
			t.Fatalf("%q, %d certificates", word, len(certificates))
		}
		office := referee.OfficePDF(t, map[string][]byte{"decision": data(t, word[0])})
		for n, file := range [][]byte{decision, office["decision"]} {
			paper := squash(referee.Text(t, file, "-layout"))
			if !strings.Contains(paper, "cho 09 tập thể và 55 cá nhân (có danh sách kèm theo)") || !strings.Contains(paper, "(Danh sách gồm 09 tập thể và 55 cá nhân)./.") {
				t.Errorf("%s, paper %d: counts", form, n)
			}
			from := strings.Index(paper, "DANH SÁCH")
			raw := squash(referee.Text(t, file))
			for i, name := range order {
				if i < 9 {
					if !strings.Contains(raw, name) {
						t.Errorf("%s, paper %d: %s is not there", form, n, name)
					}
					continue
				}
				// A long name has two lines in its cell: what stands beside it comes between them.
				words := strings.Fields(norm.NFC.String(name))
				entry := []string{"Ông", "Bà"}[(i-9)%2] + " " + strings.Join(words[:min(4, len(words))], " ")
				at := strings.Index(paper[from:], entry)
				if at < 0 || !strings.Contains(raw, squash(name)) {
					t.Errorf("%s, paper %d: %s is not there, or not in its place", form, n, name)
					continue
				}
				if from += at; !strings.Contains(paper[from:min(len(paper), from+120)], fmt.Sprintf("Bậc %d,", i-9)) {
					t.Errorf("%s, paper %d: %s has another position", form, n, name)
				}
			}
			if form == "table" && !strings.Contains(raw, "73.000.000") {
				t.Errorf("paper %d: the sum does not stand on one line", n)
			}
		}
		for i, name := range order {
			for _, want := range []string{squash(name), fmt.Sprintf("Số sổ vàng: %02d", i+1), "Quyết định số 107/QĐ-SNV ngày 06 tháng 9 năm 2026"} {
				if !strings.Contains(certificates[i], want) {
					t.Errorf("%s: certificate %d: no %q in %s", form, i+1, want, certificates[i])
				}
			}
		}
		// Spaces are nobody's to take away, which pages do not show.
		m := manifest(t, at("out"))
		if !slices.ContainsFunc(m.Items, func(e batch.Entry) bool { return e.Name == "Lê  Văn  Đôi" }) {
			t.Errorf("%s: the two spaces are gone", form)
		}
		again := at("again")
		if code, _, stderr := call("", "batch", at("out/doi-chieu.xlsx"), "--base", at("gk.json"), "--award", at("qd.json"), "-o", again); code == exitBad {
			t.Fatalf("the proof sheet as a list: exit code %d: %s", code, stderr)
		}
		if second, _ := papers(t, again); !slices.Equal(second, certificates) {
			t.Errorf("%s: the proof sheet makes other certificates", form)
		}
	}
}

// TestReissue: one row again is the same certificate, number and all, and no second decision.
func TestReissue(t *testing.T) {
	list, _ := officeList(t)
	dir := files(t, map[string]string{"ds.xlsx": string(list), "gk.json": batchBase, "qd.json": batchAward})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, args := range [][]string{{"-o", at("all")}, {"-o", at("one"), "--rows", "12,64"}} {
		if code, _, stderr := call("", append([]string{"batch", at("ds.xlsx"), "--base", at("gk.json"), "--award", at("qd.json")}, args...)...); code == exitBad {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
	}
	all, _ := papers(t, at("all"))
	one, decision := papers(t, at("one"))
	if !slices.Equal(one, []string{all[11], all[63]}) || decision != "" {
		t.Errorf("%q, decision %.40q", one, decision)
	}
}

// TestBadCells: a row that the list has in error fails with that and is not made; what is only doubtful goes with the row, with its cell,
// into manifest and proof sheet. The decision waits.
func TestBadCells(t *testing.T) {
	dir := files(t, map[string]string{
		"gk.json": batchBase, "qd.json": batchAward,
		"ds.csv": "TT,Danh xưng,Họ và tên,Chức vụ,Đơn vị,Ngày quyết định\n1,Ông,Nguyễn Văn An,Chuyên viên,Sở,06/9/2026\n2,Bà,,Chuyên viên,Sở,06/9/2026\n3,Ông,Nguyễn Văn An,Chuyên viên,Sở,06/9/2026\n" +
			"4,Bà,Lê Thị Bình,Chuyên viên,Sở,39/9/2026\n5,Bà,Lê  Thị Chi,Chuyên viên,Sở,06/9/2026\n",
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	code, stdout, stderr := call("", "batch", at("ds.csv"), "--base", at("gk.json"), "--award", at("qd.json"), "-o", at("out"))
	if code != exitFindings || !strings.Contains(stdout, "5 dòng: 3 xong, 2 lỗi.") || !strings.Contains(stdout, "Chưa lập quyết định") {
		t.Fatalf("exit code %d: %s\n%s", code, stdout, stderr)
	}
	for _, want := range []string{"Lỗi: dòng 3, ô C3 [missing_name]", "Lỗi: dòng 5, ô F5 (Lê Thị Bình) [date_unreadable]", "Cảnh báo: dòng 4, ô C4 (Nguyễn Văn An) [duplicate_row]", "Cảnh báo: dòng 6, ô C6 (Lê  Thị Chi) [double_space]"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("no %q in\n%s", want, stderr)
		}
	}
	certificates, decision := papers(t, at("out"))
	if len(certificates) != 3 || decision != "" {
		t.Errorf("%d certificates, decision %.40q", len(certificates), decision)
	}
	m := manifest(t, at("out"))
	for i, want := range []string{"", "missing_name", "duplicate_row", "date_unreadable", "double_space"} {
		e := m.Items[i]
		if got := strings.Join(append(codesOf(e.Errors), codesOf(e.Warnings)...), " "); got != want || (e.Status == batch.Failed) != (len(e.Errors) > 0) {
			t.Errorf("row %d: %s, %s", i+1, e.Status, got)
		}
	}
	for i, cells := range proof(t, at("out")).Rows {
		row := strings.Join(cells.Cells, "|")
		if want := []string{"|1|Đã làm", "Lỗi|Ô C3 để trống", "|2|Đã làm|Ô C4", "||Lỗi|Ô F5", "|3|Đã làm|Ô C6"}[i]; !strings.Contains(row, want) {
			t.Errorf("row %d of the proof sheet: %s, not %s", i+1, row, want)
		}
	}
}

// TestCompetence: nobody below a province gives bằng khen, and the certificates are not made.
func TestCompetence(t *testing.T) {
	commune := strings.NewReplacer("GIÁM ĐỐC SỞ NỘI VỤ", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", "Giám đốc Sở Nội vụ", "Chủ tịch Ủy ban nhân dân xã Tân Phú", `"GIÁM ĐỐC"`, `"CHỦ TỊCH"`)
	province := strings.NewReplacer("XÃ TÂN PHÚ", "TỈNH AN BÌNH", `"by": "Chủ tịch Ủy ban nhân dân xã Tân Phú",`, "")
	dir := files(t, map[string]string{
		"gk.json": batchBase, "bk.json": strings.Replace(batchBase, "giay-khen", "bang-khen", 1), "ds.csv": batchList,
		"xa.json": commune.Replace(batchAward), "tinh.json": province.Replace(commune.Replace(batchAward)),
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		base, award string
		code        int
		says        string
	}{
		{"gk.json", "xa.json", exitGood, ""},
		{"bk.json", "xa.json", exitBad, "no_competence"},
		{"bk.json", "tinh.json", exitGood, ""},
	} {
		out := at(c.base + c.award)
		code, _, stderr := call("", "batch", at("ds.csv"), "--base", at(c.base), "--award", at(c.award), "-o", out)
		if code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("%s %s: exit code %d: %s", c.base, c.award, code, stderr)
		}
		if c.award == "tinh.json" {
			if found, _ := filepath.Glob(filepath.Join(out, "*tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh An Bình.pdf")); len(found) != 1 {
				t.Errorf("who gives, in running text: %q", names(t, out))
			}
		}
	}
}
