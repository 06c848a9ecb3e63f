package anatomy_test

import (
	"math/rand/v2"
	"testing"

	"vanban/document"
	"vanban/read"
)

// pieces are lines that each look like some part.
var pieces = []string{
	"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "TỈNH X", "-", "Số: 12/KH-UBND", "Số:      /QĐ-SY", "Tỉnh X, ngày      tháng 5 năm 2026",
	"V/v kiểm tra", "HỎA TỐC", "(Dự thảo)", "KẾ HOẠCH", "K Ế  H O Ạ C H", "QUYẾT ĐỊNH:", "QUYẾT ĐỊNH", "Về việc kiểm tra năm 2026", "(Kèm theo Kế hoạch số 1", "của Sở Y)",
	"Kính gửi: Sở Y", "Kính gửi:", "- Sở Y;", "+ Sở Z.", "GIÁM ĐỐC SỞ Y", "Căn cứ Luật Y tế;", "Theo đề nghị của Văn phòng.", "Sở Y ban hành Kế hoạch như sau:", "Điều 1. Phạm vi", "Điều 2.",
	"Chương I", "QUY ĐỊNH CHUNG", "Mục 1", "Phần thứ nhất", "I. MỤC ĐÍCH", "II. NỘI DUNG", "1. Việc thứ nhất:", "2. Việc thứ hai.", "1.1. Chi tiết", "a) Việc nhỏ;", "b) Việc nữa.", "(1) Một", "i) Chữ i",
	"Thời gian: 8 giờ.", "Đơn vị tính: đồng", "Ghi chú: tạm tính.", "_____________", "Trên đây là Kế hoạch./.", "Nơi nhận:", "Nơi nhận: - Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "(Đã ký)",
	"Nguyễn Văn A", "VT.05", "Địa chỉ: Số 1", "Phụ lục I: DANH SÁCH", "Phụ lục", "DANH SÁCH", "Skip to main content", "Lượt xem: 11", "Ý kiến bạn đọc", "Đoạn văn dài hơn một chút, có dấu chấm ở cuối câu.", "",
	"   ", "1.", "-", "Số:", "TM. ", "THƯ KÝ", "chữ thường", "ĐẢNG CỘNG SẢN VIỆT NAM", "*", "1a. Việc xen vào",
}

// Whatever stands in whatever order, nothing is lost, nothing comes twice and nothing fails.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := &read.Manuscript{Source: read.Source(r.IntN(4))}
		formed := m.Source >= read.DOCX
		m.Blocks = randomBlocks(r, 1+r.IntN(40), formed, 0, m)
		for at := 0; at < len(m.Blocks); at += 1 + r.IntN(20) {
			m.Sections = append(m.Sections, read.Section{First: at, FirstFooter: randomBlocks(r, r.IntN(2), formed, 2, m), Header: randomBlocks(r, r.IntN(2), formed, 2, m)})
		}
		analyze(t, m)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func randomBlocks(r *rand.Rand, n int, formed bool, depth int, m *read.Manuscript) []read.Block {
	var list []read.Block
	for range n {
		switch k := r.IntN(24); {
		case k == 0:
			list = append(list, &read.Rule{})
		case k < 3 && depth < 2:
			t := &read.Table{Bordered: r.IntN(2) == 0}
			for range 1 + r.IntN(3) {
				row := read.TableRow{Header: r.IntN(4) == 0}
				for range 1 + r.IntN(3) {
					row.Cells = append(row.Cells, read.Cell{Blocks: randomBlocks(r, r.IntN(4), formed, depth+1, m), ColSpan: 1 + r.IntN(2), RowSpan: 1, Merged: r.IntN(9) == 0})
				}
				t.Rows = append(t.Rows, row)
			}
			list = append(list, t)
		default:
			list = append(list, randomParagraph(r, formed, depth, m))
		}
	}
	return list
}

func randomParagraph(r *rand.Rand, formed bool, depth int, m *read.Manuscript) *read.Paragraph {
	p := &read.Paragraph{PageBreak: r.IntN(20) == 0}
	if formed {
		p.Form = &read.Form{Align: document.Align(1 + r.IntN(4))}
	}
	if r.IntN(12) == 0 {
		p.Label = [...]string{"1.", "-", "•", "a)", "Điều 3."}[r.IntN(5)]
	}
	if r.IntN(12) == 0 {
		p.Heading = 1 + r.IntN(4)
	}
	for i := range 1 + r.IntN(6)/4*r.IntN(3) {
		if i > 0 {
			p.Runs = append(p.Runs, read.Run{Kind: [...]read.RunKind{read.LineBreak, read.Tab}[r.IntN(2)]})
		}
		p.Runs = append(p.Runs, read.Run{Text: pieces[r.IntN(len(pieces))], Bold: r.IntN(3) == 0, Italic: r.IntN(5) == 0, Caps: r.IntN(9) == 0})
		if r.IntN(15) == 0 && depth < 2 {
			p.Runs = append(p.Runs, read.Run{Kind: read.NoteMark, Note: len(m.Notes)})
			m.Notes = append(m.Notes, read.Note{Blocks: []read.Block{&read.Paragraph{Runs: []read.Run{{Text: "Một chú thích."}}}}})
		}
	}
	return p
}
