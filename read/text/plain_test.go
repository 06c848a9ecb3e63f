package text_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"vanban/internal/referee"
	"vanban/read"
	"vanban/read/text"
)

func plain(t *testing.T, in string) *read.Manuscript {
	t.Helper()
	m, err := text.Plain(context.Background(), []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wrapped is a text as a PDF gives it: an empty line between every two, page numbers in it.
const wrapped = ` KẾ HOẠCH

Tổ chức phong trào thi đua thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ

tỉnh X lần thứ nhất, nhiệm kỳ 2025 - 2030

 I. MỤC ĐÍCH, YÊU CẦU

 1. Mục đích

 a) Phát huy truyền thống yêu nước, khơi dậy ý thức tự lực, tự cường, tinh

thần sáng tạo của cán bộ, công chức, viên chức, người lao động trong ngành kinh tế

- xã hội của tỉnh; (1) Phát triển công nghiệp chế biến, năng lượng tái tạo của tỉnh;

(2) Phát triển nông nghiệp ứng dụng công nghệ cao, bền vững theo quy định tại điểm

b) khoản 2 Điều 5 của Quy chế này. Chú trọng khen thưởng các tập thể nhỏ và các

cá nhân trực tiếp lao động.

 b) Kịp thời phát hiện, biểu dương các gương điển hình tiên tiến ở cơ sở.

Sở Nội vụ thường xuyên tuyên truyền các chủ trương, đường lối, chính sách về thi

đua, khen thưởng theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh X và Hội

đồng Thi đua - Khen thưởng tỉnh; tổng hợp, báo cáo trước ngày 30/11/2026./.

 

Nơi nhận:

- Như trên;

KT. GIÁM ĐỐC

PHÓ GIÁM ĐỐC

 

 

Nguyễn Văn A
`

func TestPlainWrapped(t *testing.T) {
	want := `1: KẾ HOẠCH
3: Tổ chức phong trào thi đua thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ tỉnh X lần thứ nhất, nhiệm kỳ 2025 - 2030
7: I. MỤC ĐÍCH, YÊU CẦU
9: 1. Mục đích
11: a) Phát huy truyền thống yêu nước, khơi dậy ý thức tự lực, tự cường, tinh thần sáng tạo của cán bộ, công chức, viên chức, người lao động trong ngành kinh tế - xã hội của tỉnh; (1) Phát triển công nghiệp chế biến, năng lượng tái tạo của tỉnh; (2) Phát triển nông nghiệp ứng dụng công nghệ cao, bền vững theo quy định tại điểm b) khoản 2 Điều 5 của Quy chế này. Chú trọng khen thưởng các tập thể nhỏ và các cá nhân trực tiếp lao động.
23: b) Kịp thời phát hiện, biểu dương các gương điển hình tiên tiến ở cơ sở.
25: Sở Nội vụ thường xuyên tuyên truyền các chủ trương, đường lối, chính sách về thi đua, khen thưởng theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh X và Hội đồng Thi đua - Khen thưởng tỉnh; tổng hợp, báo cáo trước ngày 30/11/2026./.
33: Nơi nhận:
35: - Như trên;
37: KT. GIÁM ĐỐC
39: PHÓ GIÁM ĐỐC
45: Nguyễn Văn A
`
	m := plain(t, wrapped)
	if diff := cmp.Diff(want, dump(m)); diff != "" {
		t.Error(diff)
	}
	wantNoLoss(t, wrapped, m, "")
}

func TestPlain(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("tổ chức thực hiện phong trào thi đua ", 30))
	tests := []struct {
		name, in, want string
	}{
		{"a paragraph on a line", "Căn cứ Luật A;\nCăn cứ Luật B;\nỦy ban ban hành kế hoạch:\n", "1: Căn cứ Luật A;\n2: Căn cứ Luật B;\n3: Ủy ban ban hành kế hoạch:\n"},
		{"lines of a title", "KẾ HOẠCH\nTriển khai Chỉ thị số 1\ncủa Ban Thường vụ\n\n" + "Nội dung.\nNội dung.\nNội dung.\n",
			"1: KẾ HOẠCH\n2: Triển khai Chỉ thị số 1\n3: của Ban Thường vụ\n5: Nội dung.\n6: Nội dung.\n7: Nội dung.\n"},
		{"paragraph over a page", long + "\n\ntiên tiến.\n", "1: " + long + " tiên tiến.\n"},
		{"page number in a sentence", long + " 1\n\n\n\ncầu các đơn vị.\n", "1: " + long + " cầu các đơn vị.\nremark page_number \"1\"\n"},
		{"page number after a stop", long + ".3\n\n\n\nTrên đây là.\n", "1: " + long + ".\n5: Trên đây là.\nremark page_number \"3\"\n"},
		{"page number between form feeds", "Một.\n\f2\nHai.\n\f3\nBa.\n", "1: Một.\n3: Hai.\n5: Ba.\nremark page_number \"2\"\nremark page_number \"3\"\n"},
		{"numbers of a column", long + "\nSTT\n\n1\n\nA\n\n2\n\nB\n", "1: " + long + "\n2: STT\n4: 1\n6: A\n8: 2\n10: B\n"},
		{"running head", "KẾ HOẠCH\nMột.\n\fKế hoạch số 1 tr. 2\nHai.\n\fKế hoạch số 1 tr. 3\nBa.\n",
			"1: KẾ HOẠCH\n2: Một.\n4: Hai.\n6: Ba.\nremark repeated_header \"Kế hoạch số 1 tr. 2\"\nremark repeated_header \"Kế hoạch số 1 tr. 3\"\n"},
		{"columns of spaces", "UBND TỈNH X          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:       /KH-UBND      X, ngày      tháng 5 năm 2026\n",
			"1: UBND TỈNH X→CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n2: Số:       /KH-UBND→X, ngày      tháng 5 năm 2026\n"},
		{"columns of tabs", "UBND TỈNH X\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y\tĐộc lập - Tự do - Hạnh phúc\n",
			"1: UBND TỈNH X→CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n2: SỞ Y→Độc lập - Tự do - Hạnh phúc\n"},
		{"table of tabs", "TT\tNội dung\tĐơn vị\nQUÝ I\t\t\n1\tMột\tPhòng A <i>(chủ trì)</i> và B\n\nTT\tNội dung\tĐơn vị\nQUÝ II\n2\t\tPhòng C\n",
			"table of 3\n row header | TT | Nội dung | Đơn vị\n row | QUÝ I (3)\n row | 1 | Một | Phòng A [i (chủ trì)] và B\n row | QUÝ II (3)\n" +
				" row | 2 |  | Phòng C\nremark repeated_header \"TT\\tNội dung\\tĐơn vị\"\n"},
		{"table of bars", "Danh sách:\n| STT | Họ tên |\n|---|:-:|\n| 1 | A \\| B |\nHết.\n",
			"1: Danh sách:\ntable of 2\n row header | STT | Họ tên\n row | 1 | A | B\n5: Hết.\n"},
		{"footnote", "UBND các xã, thị trấn¹ tổ chức ngày lễ lớn của đất nước, 5 m² đất,\n\n¹ Theo thẩm quyền.\n\ncủa địa phương.\n",
			"1: UBND các xã, thị trấn{0} tổ chức ngày lễ lớn của đất nước, 5 m² đất, của địa phương.\nnote 0\n  3: Theo thẩm quyền.\n"},
		{"footnotes in brackets", "Một[1] và hai[^b].\n[1] Ghi chú.\n[^b]: Nữa.\n[2] Không có chỗ dẫn.\n",
			"1: Một{0} và hai{1}.\n4: [2] Không có chỗ dẫn.\nnote 0\n  2: Ghi chú.\nnote 1\n  3: Nữa.\n"},
		{"marks of type", "Một **đậm**, <b>đậm</b>, <i>dở và ** sao, H<sub>2</sub>O\n", "1: Một **đậm**, [b đậm], <i>dở và ** sao, H[sub 2]O\n"},
		{"bold over lines", "**TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH**\n\nNguyễn Văn A\n", "1: [b TM. ỦY BAN NHÂN DÂN]\n2: [b CHỦ TỊCH]\n4: Nguyễn Văn A\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := plain(t, test.in)
			if diff := cmp.Diff(test.want, dump(m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPlainEncodings(t *testing.T) {
	const in = "Ủy ban nhân dân tỉnh X quyết định tổ chức phong trào thi đua."
	utf16 := func(e unicode.Endianness) []byte {
		b, err := unicode.UTF16(e, unicode.UseBOM).NewEncoder().Bytes([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	// windows-1258 writes most letters as a base and a mark.
	base := strings.NewReplacer("Ủ", "U\u0309", "ỉ", "i\u0309", "ế", "ê\u0301", "ị", "i\u0323", "ổ", "ô\u0309", "ứ", "ư\u0301")
	windows, err := charmap.Windows1258.NewEncoder().Bytes([]byte(base.Replace(in)))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		data    []byte
		remarks int
	}{
		{"UTF-8", []byte(in), 0},
		{"UTF-8 with a mark", []byte("\uFEFF" + in), 0},
		{"UTF-16 little", utf16(unicode.LittleEndian), 0},
		{"UTF-16 big", utf16(unicode.BigEndian), 0},
		{"decomposed", []byte(norm.NFD.String(in)), 1},
		{"windows-1258", windows, 1},
		{"TCVN3 in UTF-8", []byte("ñy ban nh©n d©n tØnh X quyÕt ®Þnh tæ chøc phong trµo thi ®ua."), 1},
		{"TCVN3", []byte("\xF1y ban nh\xA9n d\xA9n t\xD8nh X quy\xD5t \xAE\xDEnh t\xE6 ch\xF8c phong tr\xB5o thi \xAEua."), 1},
		{"VNI", []byte("Uûy ban nhaân daân tænh X quyeát ñònh toå chöùc phong traøo thi ñua."), 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := text.Plain(context.Background(), test.data)
			if err != nil {
				t.Fatal(err)
			}
			got := m.Blocks[0].(*read.Paragraph).Runs[0].Text
			if !strings.EqualFold(got, in) || len(m.Remarks) != test.remarks {
				t.Errorf("%q, remarks %v", got, m.Remarks)
			}
			if test.remarks > 0 && m.Remarks[0].Code != "converted_encoding" {
				t.Error(m.Remarks)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, in, code string
	}{
		{"nothing", "", "file_empty"},
		{"blanks", " \n\t\n\uFEFF", "file_empty"},
		{"zero bytes", "chữ\x00chữ", "file_unknown"},
		{"PDF", "%PDF-1.7\n", "file_unknown"},
		{"DOCX", "PK\x03\x04 …", "file_unknown"},
		{"RTF", `{\rtf1 a}`, "file_unknown"},
		{"no encoding", "\xC3\x28\xA0\xE1 \xFF\xFE\xFD", "file_unknown"},
		{"too large", strings.Repeat("chữ viết ", 1<<20), "file_too_large"},
		{"too many lines", strings.Repeat("a\n", 1<<18), "file_too_large"},
	}
	for _, test := range tests {
		for name, reader := range map[string]func(context.Context, []byte) (*read.Manuscript, error){"plain": text.Plain, "markdown": text.Markdown} {
			var refusal *read.Refusal
			if _, err := reader(context.Background(), []byte(test.in)); !errors.As(err, &refusal) || refusal.Code != test.code {
				t.Errorf("%s, %s: %v, want %s", test.name, name, err, test.code)
			}
		}
	}
}

func TestPlainEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	if _, err := text.Plain(ctx, []byte("a\nb\n")); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestSniff(t *testing.T) {
	tests := []struct {
		in   string
		want read.Source
	}{
		{"# Một\n\n## Hai\n\n**đậm**\n", read.Markdown},
		{"| A | B |\n|---|---|\n| 1 | 2 |\n", read.Markdown},
		{"# nguồn: tệp\nKẾ HOẠCH\n- Một\n- Hai\n1. Ba\n", read.Text},
		{"**TM. ỦY BAN\nCHỦ TỊCH**\n", read.Text},
		{wrapped, read.Text},
		{"\xFF\xFE", read.Text},
	}
	for _, test := range tests {
		if got := text.Sniff([]byte(test.in)); got != test.want {
			t.Errorf("%.30q: %v", test.in, got)
		}
	}
}

// Marks of type and of tables, which readers take off.
var marksOfType = regexp.MustCompile(`(?i)</?(?:b|strong|i|em|u|s|sup|sub|br)\s*/?>|(?m:^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$)|[⁰¹²³⁴-⁹]|\[\^?[^\]\s]{1,20}\]:?`)

func TestPlainKeepsRealTexts(t *testing.T) {
	for _, folder := range []string{"seeds", "corpus"} {
		files, err := filepath.Glob(filepath.Join(referee.Root(t), "..", "shared", folder, "*.txt"))
		if err != nil || len(files) == 0 {
			t.Skip("no real texts here")
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(filepath.Base(file), func(t *testing.T) {
				for name, reader := range map[string]func(context.Context, []byte) (*read.Manuscript, error){"plain": text.Plain, "markdown": text.Markdown} {
					m, err := reader(context.Background(), data)
					if err != nil {
						t.Fatal(name, err)
					}
					in := marksOfType.ReplaceAllString(norm.NFC.String(string(data)), "")
					wantNoLoss(t, in, m, "*|-#>`_\\:+")
				}
			})
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{wrapped, "a\tb\tc\n1\t\t\nx\n", "| a | b |\n|--|--|\n", "x¹ y\n¹ z", "[1] a\nb[1]", "**a\nb**", "<i>a</i><br>", "a 1\n\n\n\nb", "a\f1\fb\fa"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := text.Plain(context.Background(), data)
		if err != nil || len(m.Remarks) > 0 && m.Remarks[0].Code == "converted_encoding" || !utf8.Valid(data) || !norm.NFC.IsNormal(data) {
			return
		}
		wantNoLoss(t, marksOfType.ReplaceAllString(string(data), ""), m, "*|\\:-[]^")
	})
}
