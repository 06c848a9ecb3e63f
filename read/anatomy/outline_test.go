package anatomy_test

import (
	"fmt"
	"strings"

	"vanban/read/anatomy"
)

var nodeNames = [...]string{"đoạn", "tiêu đề", "khoản", "gạch", "bảng", "mục: nội dung"}

// outline writes what was found as indented text.
func outline(d *anatomy.Document) string {
	var b strings.Builder
	writeDocument(&b, d, "")
	return b.String()
}

func writeDocument(b *strings.Builder, d *anatomy.Document, in string) {
	fmt.Fprintf(b, "%sloại %q", in, d.Kind)
	if d.Layout != anatomy.Sequence {
		fmt.Fprintf(b, " đầu %s", [...]string{"", "cạnh nhau", "bằng tab"}[d.Layout])
	}
	b.WriteByte('\n')
	one := func(name string, l *anatomy.Line) {
		if l != nil {
			fmt.Fprintf(b, "%s  %s |%s|\n", in, name, l.Shown())
		}
	}
	many := func(name string, list []*anatomy.Line) {
		for _, l := range list {
			one(name, l)
		}
	}
	many("lưu hành", d.LuuHanh)
	many("chủ quản", d.ChuQuan)
	many("cơ quan", d.CoQuan)
	for i := range d.Organs {
		one("và", d.Organs[i].Dash)
		many("chủ quản", d.Organs[i].ChuQuan)
		many("cơ quan", d.Organs[i].Name)
	}
	one("quốc hiệu", d.QuocHieu)
	one("tiêu ngữ", d.TieuNgu)
	one("số", d.SoKyHieu)
	if d.Number != (anatomy.Code{}) {
		fmt.Fprintf(b, "%s    %q / %q\n", in, d.Number.Number, d.Number.Notation)
	}
	one("nơi, ngày", d.DiaDanh)
	if d.PlaceDate != (anatomy.PlaceDate{}) {
		fmt.Fprintf(b, "%s    %q %d-%d-%d\n", in, d.PlaceDate.Place, d.PlaceDate.Year, d.PlaceDate.Month, d.PlaceDate.Day)
	}
	if d.GuessedOrgan != "" {
		fmt.Fprintf(b, "%s  cơ quan đoán %q\n", in, d.GuessedOrgan)
	}
	many("V/v", d.TrichYeuCV)
	many("khẩn", d.DauKhan)
	many("dự thảo", d.DuThao)
	many("dấu đến", d.DauDen)
	one("tên loại", d.TenLoai)
	many("trích yếu", d.TrichYeu)
	many("dòng phụ", d.Subtitle)
	many("kèm theo", d.KemTheo)
	one("kính gửi", d.KinhGui)
	many("nơi gửi", d.KinhGuiMuc)
	many("thẩm quyền", d.ThamQuyen)
	many("căn cứ", d.CanCu)
	one("từ ban hành", d.TuBanHanh)
	writeNodes(b, d.Body, in+"  ")
	one("nhãn nơi nhận", d.NhanNoiNhan)
	many("nơi nhận", d.NoiNhan)
	one("người soạn", d.Drafter)
	for _, s := range d.Signers {
		fmt.Fprintf(b, "%s  người ký\n", in)
		in += "  "
		many("cơ quan", s.Organ)
		one("ngày", s.Date)
		many("quyền hạn", s.QuyenHan)
		many("chức vụ", s.ChucVu)
		many("đã ký", s.Marks)
		many("chức vụ khác", s.Other)
		one("họ tên", s.HoTen)
		in = in[2:]
	}
	many("địa chỉ", d.DiaChi)
	for _, a := range d.Appendices {
		fmt.Fprintf(b, "%s  phụ lục\n", in)
		in += "  "
		one("nhãn", a.Label)
		many("tên", a.Title)
		many("kèm theo", a.KemTheo)
		writeNodes(b, a.Body, in+"  ")
		in = in[2:]
	}
	for _, e := range d.Enclosures {
		fmt.Fprintf(b, "%s  kèm theo\n", in)
		writeDocument(b, e, in+"    ")
	}
	many("rời", d.Loose)
	for _, r := range d.Remarks {
		fmt.Fprintf(b, "%s  nhận xét %s %s\n", in, r.Code, r.Message)
	}
}

func writeNodes(b *strings.Builder, nodes []*anatomy.Node, in string) {
	for _, n := range nodes {
		if n.Table != nil {
			fmt.Fprintf(b, "%sbảng %d hàng\n", in, len(n.Table.Rows))
			if n.Unit != nil {
				fmt.Fprintf(b, "%s  đơn vị |%s|\n", in, n.Unit.Shown())
			}
			for _, row := range n.Rows {
				fmt.Fprintf(b, "%s  ", in)
				for _, cell := range row {
					for _, l := range cell {
						fmt.Fprintf(b, "%s |%s| ", roleName(l.Role), cut(l.Shown(), 40))
					}
				}
				b.WriteByte('\n')
			}
			if n.Note != nil {
				fmt.Fprintf(b, "%s  ghi chú |%s|\n", in, n.Note.Shown())
			}
			continue
		}
		fmt.Fprintf(b, "%s%s |%s|\n", in, nodeNames[n.Kind], n.Line.Shown())
		for _, t := range n.Title {
			fmt.Fprintf(b, "%s  tên |%s|\n", in, t.Shown())
		}
		writeNodes(b, n.Children, in+"  ")
	}
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
