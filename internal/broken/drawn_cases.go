package broken

import (
	"fmt"
	"slices"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

func drew(rule, what, base, did, measured string, draw func(*drawing)) File {
	return File{Rule: rule, What: what, Base: base, Did: did, Measured: measured, Maker: Drawn, draw: draw}
}

// restyle changes one style of the sheet.
func restyle(role document.Role, change func(*thethuc.ParagraphStyle)) func(*drawing) {
	return func(d *drawing) { change(&d.sheet.Paragraphs[role]) }
}

func size(points float64) func(*thethuc.ParagraphStyle) {
	return func(s *thethuc.ParagraphStyle) { s.Size = document.Pt(points) }
}

func light(s *thethuc.ParagraphStyle)   { s.Bold = false }
func upright(s *thethuc.ParagraphStyle) { s.Italic = false }

func drawnFiles() []File {
	return []File{
		drew("PAGE-3", "le-duoi-15-pdf", keHoach, "lề trên 25 mm, lề dưới 15 mm: dòng cuối trang 1 cách mép dưới 17 mm", "",
			func(d *drawing) {
				d.sheet.Page.Top, d.sheet.Page.Bottom = document.MM(25), document.MM(15)
			}),
		drew("PAGE-5", "le-phai-30-pdf", khan, "lề phải 30 mm", "30", func(d *drawing) {
			d.sheet.Page.Right = document.MM(30)
			d.narrow(document.MM(15))
		}),
		drew("CQ-1", "khong-dam-pdf", khan, "tên cơ quan ban hành không đậm", "", restyle(document.CoQuanBanHanh, light)),
		drew("SO-2", "qd-tren-ke-hoach-pdf", khan, "kế hoạch mang ký hiệu QĐ", "QĐ", reword("Số: 09/KH-SNV", "Số: 09/QĐ-SNV")),
		drew("BC-1", "nhay-so-pdf", keHoach, "mục 2 đánh số 3", "3.", renumber("Yêu cầu", "2. ", "3. ")),
		drew("ND-1", "co-12-pdf", khan, "các khoản cỡ 12", "12", restyle(document.NoiDungCap2, size(12))),
		drew("ND-1", "dong-2-pdf", khan, "các khoản giãn dòng 2,0", "2",
			restyle(document.NoiDungCap2, func(s *thethuc.ParagraphStyle) { s.Line.Value = 480 })),
		drew("ND-1", "lui-15-pdf", keHoach, "các khoản lùi đầu dòng 15 mm", "15",
			restyle(document.NoiDungCap2, func(s *thethuc.ParagraphStyle) { s.FirstLine = document.MM(15) })),
		drew("KY-1", "ten-in-hoa-pdf", khan, "họ tên in hoa", "NGUYỄN VĂN AN", reword("Nguyễn Văn An", "NGUYỄN VĂN AN")),
		drew("NN-1", "muc-co-12-pdf", khan, "danh sách nơi nhận cỡ 12", "12", restyle(document.NoiNhan, size(12))),
		drew("CQ-2", "ngan-pdf", khan, "đường kẻ dưới tên cơ quan dài 5 mm", "5", relength(document.KeCoQuan, 5)),
		drew("PL-1", "kem-theo-dung-pdf", khenThuong, "dòng “(Kèm theo …)” không nghiêng", "", restyle(document.KemTheo, upright)),
		drew("KT-1", "so-tap-the-pdf", khenThuong, "quyết định ghi 03 tập thể, danh sách có 02", "",
			reword("cho 02 tập thể", "cho 03 tập thể")),
	}
}

// reword changes text that stands once in the tree.
func reword(old, with string) func(*drawing) {
	return func(d *drawing) {
		n := 0
		d.each(func(b document.Block) {
			p, ok := b.(*document.Paragraph)
			if !ok {
				return
			}
			for i := range p.Runs {
				n += strings.Count(p.Runs[i].Text, old)
				p.Runs[i].Text = strings.ReplaceAll(p.Runs[i].Text, old, with)
			}
		})
		d.expect(n, old)
	}
}

// renumber changes the number of the one paragraph with that text, which is a run of its own.
func renumber(text, old, with string) func(*drawing) {
	return func(d *drawing) {
		n := 0
		d.each(func(b document.Block) {
			if p, ok := b.(*document.Paragraph); ok && len(p.Runs) > 1 && p.Runs[0].Text == old && p.Runs[1].Text == text {
				p.Runs[0].Text = with
				n++
			}
		})
		d.expect(n, old+text)
	}
}

// relength sets the length of the one rule of a role.
func relength(role document.Role, millimetres float64) func(*drawing) {
	return func(d *drawing) {
		n := 0
		d.each(func(b document.Block) {
			if r, ok := b.(*document.Rule); ok && r.Role == role {
				r.Length = document.MM(millimetres)
				n++
			}
		})
		d.expect(n, "rule")
	}
}

// narrow takes so much from the first column of every table: they were built for the text's old width.
func (d *drawing) narrow(by document.EMU) {
	d.each(func(b document.Block) {
		if t, ok := b.(*document.Table); ok {
			t.Columns = slices.Clone(t.Columns)
			t.Columns[0] -= by
		}
	})
}

func (d *drawing) expect(n int, what string) {
	if n != 1 && d.err == nil {
		d.err = fmt.Errorf("the tree has %q %d times, not once", what, n)
	}
}

// each visits the blocks of all sections, those in cells as well.
func (d *drawing) each(visit func(document.Block)) {
	var walk func([]document.Block)
	walk = func(blocks []document.Block) {
		for _, b := range blocks {
			visit(b)
			if t, ok := b.(*document.Table); ok {
				for _, row := range t.Rows {
					for _, cell := range row.Cells {
						walk(cell.Blocks)
					}
				}
			}
		}
	}
	for i := range d.doc.Sections {
		walk(d.doc.Sections[i].Blocks)
	}
}
