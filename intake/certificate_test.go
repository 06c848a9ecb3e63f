package intake_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanban/intake"
	"vanban/internal/referee"
	"vanban/read"
	"vanban/render"
	"vanban/seal"
	"vanban/templates/contract"
	"vanban/templates/parts"
)

// certificates are the samples of certificates.
func certificates(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../templates/khenthuong/samples/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		all[strings.TrimSuffix(filepath.Base(f), ".json")] = readFile(t, f)
	}
	return all
}

// resaved has LibreOffice read DOCX files and write them again.
func resaved(t testing.TB, files map[string][]byte) map[string][]byte {
	t.Helper()
	soffice, dir := referee.Tool(t, "soffice"), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--norestore", "--convert-to", "docx", "--outdir", filepath.Join(dir, "out")}
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		path := filepath.Join(dir, fmt.Sprintf("%02d.docx", i))
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	cmd := exec.Command(soffice, args...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C.UTF-8")
	if log, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, log)
	}
	all := map[string][]byte{}
	for i, name := range names {
		var err error
		if all[name], err = os.ReadFile(filepath.Join(dir, "out", fmt.Sprintf("%02d.docx", i))); err != nil {
			referee.Missing(t, "LibreOffice Writer", err)
		}
	}
	return all
}

// made returns the DOCX of a document.
func made(t testing.TB, r *render.Service, data []byte) []byte {
	t.Helper()
	res, err := r.Render(t.Context(), data, render.DOCX)
	if err != nil || len(res.Files) == 0 {
		t.Fatalf("%v %+v", err, res)
	}
	return res.Files[0]
}

// TestCertificateUntouched: nobody edited it, and the JSON comes back as it was, also where LibreOffice saved it again, and where the
// office's plate and key are not at hand.
func TestCertificateUntouched(t *testing.T) {
	s, _ := service(t)
	picture := "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
	profile, ps := render.ReadProfile([]byte(`{"name":"Phôi","width":320,"height":230,"blank":true,"register":"Vào sổ","decision":"QĐ số:","emblem_image":"`+picture+`",
		"fields":{"emblem":{"visible":true},"signer_name":{"visible":false}}}`), nil)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	office, err := render.New(render.Options{
		Profiles: func(name string) (*parts.Profile, error) {
			if name == "Phôi" {
				return profile, nil
			}
			return nil, nil
		},
		Seal: func(seal.Claims) (string, error) { return "VB1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	all := certificates(t)
	tand := string(all["giay-khen-tand-tinh"])
	all["of a plate"] = []byte(strings.Replace(tand, "{", `{"options":{"plate":{"profile":"Phôi","verify":true}},`, 1))
	all["a plate and no numbers"] = []byte(strings.Replace(strings.Replace(string(all["of a plate"]), `"register_number": "01"`, `"register_number":""`, 1), `"551"`, `""`, 1))
	all["lines"] = []byte(strings.Replace(tand, `"citation": "Đã có thành tích xuất sắc`, `"citation": "Đã có thành tích  xuất sắc\nlâu năm`, 1))
	files := map[string][]byte{}
	for name, data := range all {
		files[name] = made(t, office, data)
	}
	again := resaved(t, files)
	for name, data := range all {
		want, err := contract.EncodeIndent(decode(t, data))
		if err != nil {
			t.Fatal(err)
		}
		for how, file := range map[string][]byte{"as made": files[name], "saved again": again[name]} {
			res, err := s.Import(t.Context(), file, intake.Hint{})
			if err != nil {
				t.Errorf("%s, %s: %v", name, how, err)
				continue
			}
			hidden := strings.HasPrefix(name, "of a plate") || strings.HasPrefix(name, "a plate")
			notes := res.Notes
			if hidden && len(notes) == 1 && notes[0].Code == "box_missing" && notes[0].Pointer == "/signer/name" {
				notes = nil // nobody knows here that the plate hides it
			}
			if string(res.JSON) != string(want) || len(notes) > 0 || len(res.Changes) > 0 || res.Embedded != intake.Same && !hidden {
				t.Errorf("%s, %s: %v %+v %+v\n%s", name, how, res.Embedded, res.Notes, res.Changes, res.JSON)
			}
		}
	}
}

// TestCertificateEdited edits boxes as a clerk would: what is clear is taken over, what is not is in a note, and nothing else changes.
func TestCertificateEdited(t *testing.T) {
	s, r := service(t)
	tand, long := certificates(t)["giay-khen-tand-tinh"], certificates(t)["giay-khen-tap-the-ten-dai"]
	competent := []byte(strings.Replace(string(tand), `"position": "CHÁNH ÁN"`, `"competence": "KT. CHÁNH ÁN", "position": "PHÓ CHÁNH ÁN"`, 1))
	two := func(a, b func(string) string) func(string) string { return func(s string) string { return b(a(s)) } }
	cases := []struct {
		name string
		data []byte
		edit func(string) string
		want string // changes, then notes
	}{
		{"name", tand, replace("Ông Nguyễn Văn Thành", "Ông Nguyễn Văn Thanh"), "/recipient/name=Nguyễn Văn Thanh"},
		{"salutation", tand, replace("Ông Nguyễn Văn Thành", "Bà Trần Thị Ông"), "/recipient/salutation=Bà|/recipient/name=Trần Thị Ông"},
		{"with a colon", tand, replace("Ông Nguyễn Văn Thành", "Ông: Nguyễn Văn Thành"), "/recipient/salutation=Ông:"},
		{"without salutation", tand, replace("Ông Nguyễn Văn Thành", "Nguyễn Văn Thành"), "/recipient/salutation="},
		{"unit", tand, replace("khu vực 2 - An Bình<", "khu vực 3 - An Bình<"), "/recipient/unit=Tòa án nhân dân khu vực 3 - An Bình"},
		{"position", tand, replace("Thư ký Tòa án, ", "Thẩm phán, "), "/recipient/position=Thẩm phán"},
		{"both", tand, replace("Thư ký Tòa án, Tòa án nhân dân khu vực 2 - An Bình", "Thẩm phán, Tòa Hình sự"), "/recipient/position=Thẩm phán|/recipient/unit=Tòa Hình sự"},
		{"neither", tand, replace("Thư ký Tòa án, Tòa án nhân dân khu vực 2 - An Bình", "Thẩm phán Tòa Hình sự"), "/recipient/position=Thẩm phán Tòa Hình sự|/recipient/unit=|merged_by_recognition /recipient/position"},
		{"citation", tand, replace("79 năm", "80 năm"), "/citation=Đã có thành tích xuất sắc trong phong trào thi đua kỷ niệm 80 năm Ngày truyền thống Tòa án nhân dân (13/9/1945 - 13/9/2024)"},
		{"number", tand, replace("551/QĐ-TAAB-TĐKT", "552/QĐ-TAAB"), "/decision/number=552|/decision/notation=QĐ-TAAB"},
		{"dates", tand, two(replace("TĐKT ngày 20 tháng 12", "TĐKT ngày 5 tháng 11"), replace("An Bình, ngày 20", "Bình An, ngày 21")),
			"/decision/date=2024-11-05|/place=Bình An|/date=2024-12-21"},
		{"no such day", tand, replace("An Bình, ngày 20 tháng 12", "An Bình, ngày 31 tháng 11"), "unplaced_text /date An Bình, ngày 31 tháng 11 năm 2024"},
		{"unclear number", tand, replace("Quyết định số 551/QĐ-TAAB-TĐKT ngày 20 tháng 12 năm 2024", "theo quyết định của năm ngoái"), "unplaced_text /decision theo quyết định của năm ngoái"},
		{"register", tand, replace("Số sổ vàng: 01", "Số sổ vàng: 12/2024"), "/register_number=12/2024"},
		{"other label", tand, replace("Số sổ vàng: 01", "Vào sổ: 12"), "unplaced_text /register_number Vào sổ: 12"},
		{"signer", tand, replace("Trần Thị Bích Hạnh", "Trần Thị Bích"), "/signer/name=Trần Thị Bích"},
		{"giver", tand, replace("CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH AN BÌNH", "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH BÌNH AN"), "/award_by=CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH BÌNH AN"},
		{"competence", competent, replace("PHÓ CHÁNH ÁN", "PHÓ CHÁNH ÁN PHỤ TRÁCH"), "/signer/position=PHÓ CHÁNH ÁN PHỤ TRÁCH"},
		{"award", tand, replace("GIẤY KHEN", "BẰNG KHEN"), "/type=bang-khen|problem /award_by no_competence"},
		{"motto", tand, replace("Độc lập - Tự do", "Độc lập – Tự lực"), "replaced_by_form  Độc lập – Tự lực - Hạnh phúc"},
		{"box gone", tand, boxGone("KhenSoSo"), "/register_number="},
		{"box twice", tand, func(s string) string {
			at := runs(s, "KhenTen")
			return s[:at[1]] + strings.Replace(s[at[0]:at[1]], "Nguyễn Văn Thành", "Lê Thị Hai", 1) + s[at[1]:]
		}, "unplaced_text  Ông Lê Thị Hai"},
		{"style gone", tand, replace(`<w:pStyle w:val="KhenTen"/>`, ""), ""},
		{"style gone and edited", tand, two(replace(`<w:pStyle w:val="KhenTen"/>`, ""), replace("Văn Thành", "Văn Thanh")),
			"unplaced_text  Ông Nguyễn Văn Thanh|box_missing /recipient/name "},
		{"in several lines", long, replace("Đơn vị dẫn đầu", "Đơn vị đi đầu"),
			"/recipient/name=Ban Quản lý khu dân cư và Tổ hòa giải cơ sở thôn Đoàn Kết - Đơn vị đi đầu phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”"},
		{"new paragraph", tand, func(s string) string {
			at := strings.Index(s, "xuất sắc trong")
			from, p := strings.LastIndex(s[:at], "<w:p>"), strings.Index(s, `<w:pStyle w:val="KhenThanhTich"/>`)
			end := strings.Index(s[from:], "</w:p>") + from + len("</w:p>")
			return s[:end] + s[p-len("<w:p><w:pPr>"):strings.Index(s[p:], "</w:pPr>")+p] + "</w:pPr><w:r><w:t>và lâu dài</w:t></w:r></w:p>" + s[end:]
		}, "/citation=Đã có thành tích xuất sắc trong phong trào thi đua kỷ niệm 79 năm Ngày truyền thống Tòa án nhân dân (13/9/1945 - 13/9/2024)\nvà lâu dài"},
	}
	files := map[string][]byte{}
	for _, c := range cases {
		files[c.name] = edit(t, made(t, r, c.data), c.edit)
	}
	again := resaved(t, files)
	for _, c := range cases {
		for how, file := range map[string][]byte{"": files[c.name], ", saved again": again[c.name]} {
			if how != "" && strings.HasPrefix(c.name, "style") {
				continue // LibreOffice has a style for each paragraph
			}
			res, err := s.Import(t.Context(), file, intake.Hint{})
			if err != nil {
				t.Errorf("%s%s: %v", c.name, how, err)
				continue
			}
			var got []string
			for _, c := range res.Changes {
				got = append(got, c.Pointer+"="+c.After)
			}
			for _, n := range res.Notes {
				got = append(got, n.Code+" "+n.Pointer+" "+n.Text)
			}
			for i := range got {
				got[i] = strings.TrimSuffix(got[i], " ")
			}
			if s := strings.Join(got, "|"); s != strings.TrimSuffix(c.want, " ") {
				t.Errorf("%s%s: %q, want %q", c.name, how, s, c.want)
			}
		}
	}
}

// runs returns where the run of a box stands.
func runs(s, style string) [2]int {
	at := strings.Index(s, `w:val="`+style+`"`)
	from := strings.LastIndex(s[:at], "<w:r><mc:AlternateContent>")
	return [2]int{from, at + strings.Index(s[at:], "</mc:AlternateContent></w:r>") + len("</mc:AlternateContent></w:r>")}
}

func boxGone(style string) func(string) string {
	return func(s string) string {
		at := runs(s, style)
		return s[:at[0]] + s[at[1]:]
	}
}

// TestCertificateOfOthers: without our JSON there is nothing to tell the boxes by, and a certificate is refused as one; what only speaks of
// certificates is not.
func TestCertificateOfOthers(t *testing.T) {
	s, _ := service(t)
	for text, refused := range map[string]bool{
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nGIÁM ĐỐC SỞ NỘI VỤ\nTẶNG\nGIẤY KHEN\nÔng Nguyễn Văn A\nĐã có thành tích xuất sắc\nSố: 15/QĐ-SNV": true,
		"HIỆU TRƯỞNG\nTẶNG BẰNG KHEN\nCho em Nguyễn Văn A": true,
		"UBND XÃ A\nSố: 15/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc tặng Giấy khen\nGIẤY KHEN\nTẶNG\nĐiều 1. Tặng Giấy khen cho ông Nguyễn Văn A.\nĐã có thành tích xuất sắc": false,
		"UBND XÃ A\nTỜ TRÌNH\nVề việc đề nghị tặng\nGIẤY KHEN\nKính gửi: Chủ tịch\nTặng Giấy khen cho ông Nguyễn Văn A.":                                          false,
		"DANH SÁCH\nĐề nghị tặng\nGIẤY KHEN\nTặng ông Nguyễn Văn A":                                                                                               false,
		"UBND XÃ A\nSố: 15/UBND-VP\nKính gửi: Sở Nội vụ\nĐề nghị in theo mẫu sau:\nTẶNG\nGIẤY KHEN":                                                               false,
		"Quy trình cấp phát\nGIẤY KHEN\nCác đơn vị thực hiện như sau.":                                                                                            false,
	} {
		_, err := s.ImportText(t.Context(), text, intake.Hint{})
		refusal := (*read.Refusal)(nil)
		if errors.As(err, &refusal) && refusal.Code == "file_certificate" != refused || refused && err == nil {
			t.Errorf("%q: %v", text, err)
		}
		if _, err := s.ImportText(t.Context(), text, intake.Hint{Type: "quyet-dinh"}); err != nil {
			t.Errorf("%q, of a type that is told: %v", text, fmt.Sprint(err))
		}
	}
}
