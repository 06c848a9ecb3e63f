package thethuc_test

import (
	"testing"

	"vanban/thethuc"
)

func TestMayAward(t *testing.T) {
	p := thethuc.ND30()
	for _, c := range []struct {
		title              string
		bangKhen, giayKhen thethuc.Competence
	}{
		{"THỦ TƯỚNG CHÍNH PHỦ", thethuc.May, thethuc.MayNot},
		{"BỘ TRƯỞNG BỘ NỘI VỤ", thethuc.May, thethuc.Unsure},
		{"CHÁNH ÁN TÒA ÁN NHÂN DÂN TỐI CAO", thethuc.May, thethuc.Unsure},
		{"Chánh án Toà án nhân dân tối cao", thethuc.May, thethuc.Unsure},
		{"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH", thethuc.May, thethuc.Unsure},
		{"CHỦ TỊCH UBND THÀNH PHỐ HÀ NỘI", thethuc.May, thethuc.Unsure},
		{"CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH AN BÌNH", thethuc.MayNot, thethuc.May},
		{"CHÁNH ÁN TÒA ÁN NHÂN DÂN KHU VỰC 2", thethuc.MayNot, thethuc.Unsure},
		{"CHÁNH ÁN TÒA ÁN NHÂN DÂN KHU VỰC 2 - AN BÌNH", thethuc.MayNot, thethuc.Unsure},
		{"BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ", thethuc.May, thethuc.Unsure},
		{"CHỦ TỊCH TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", thethuc.May, thethuc.Unsure},
		{"CHỦ TỊCH LIÊN ĐOÀN LAO ĐỘNG TỈNH AN BÌNH", thethuc.Unsure, thethuc.Unsure},
		{"VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", thethuc.May, thethuc.Unsure},
		{"VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN TỈNH AN BÌNH", thethuc.MayNot, thethuc.May},
		{"VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 2", thethuc.MayNot, thethuc.Unsure},
		{"CHÁNH THANH TRA TỈNH AN BÌNH", thethuc.MayNot, thethuc.May},
		{"CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH AN BÌNH", thethuc.MayNot, thethuc.May},
		{"CHÁNH VĂN PHÒNG TRUNG ƯƠNG ĐẢNG", thethuc.May, thethuc.Unsure},
		{"CHỦ TỊCH UBND HUYỆN TÂN PHÚ", thethuc.MayNot, thethuc.Unsure},
		{"GIÁM ĐỐC ĐẠI HỌC QUỐC GIA HÀ NỘI", thethuc.Unsure, thethuc.Unsure},
		{"GIÁM ĐỐC SỞ NỘI VỤ", thethuc.MayNot, thethuc.May},
		{"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", thethuc.MayNot, thethuc.May},
		{"CHỦ TỊCH UỶ BAN NHÂN DÂN  PHƯỜNG 1", thethuc.MayNot, thethuc.May},
		{"TỔNG GIÁM ĐỐC CÔNG TY CỔ PHẦN AN BÌNH", thethuc.MayNot, thethuc.May},
		{"CHỦ TỊCH HỘI ĐỒNG THÀNH VIÊN TẬP ĐOÀN AN BÌNH", thethuc.MayNot, thethuc.May},
		{"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC TÂN PHÚ", thethuc.MayNot, thethuc.May},
		{"GIÁM ĐỐC CƠ SỞ CAI NGHIỆN", thethuc.Unsure, thethuc.Unsure},
		{"TRƯỞNG BAN", thethuc.Unsure, thethuc.Unsure},
		{"", thethuc.Unsure, thethuc.Unsure},
	} {
		for slug, want := range map[string]thethuc.Competence{"bang-khen": c.bangKhen, "giay-khen": c.giayKhen} {
			if got, cite := p.MayAward(slug, c.title); got != want || cite == "" {
				t.Errorf("%s by %q: %d, want %d (%s)", slug, c.title, got, want, cite)
			}
		}
	}
}

// The design's own fields lie on the sheet and off each other, at whatever size: the builder only looks at what offices change.
func TestPlateDesign(t *testing.T) {
	d := thethuc.ND30().Plate()
	for k := range thethuc.PlateKeys {
		f := &d.Fields[k]
		if f.X < 0 || f.Y < 0 || f.X+f.Width > d.Width || f.Y+f.Height > d.Height || f.Width <= 0 || f.Height <= 0 || f.Term == "" {
			t.Errorf("%s: %+v", k, f)
		}
		if got, ok := thethuc.PlateKeyOf(k.String()); !ok || got != k {
			t.Errorf("%s is not found", k)
		}
		if k.Text() && (f.MinSize > f.Size || f.Lines < 1 || float64(f.Size)*d.Line > float64(f.Height) || !f.Role.OnPlate()) {
			t.Errorf("%s: type %+v", k, f)
		}
		for o := range k {
			if g := &d.Fields[o]; f.X < g.X+g.Width && g.X < f.X+f.Width && f.Y < g.Y+g.Height && g.Y < f.Y+f.Height {
				t.Errorf("%s and %s overlap", o, k)
			}
		}
	}
	for _, name := range thethuc.PlateSizes() {
		if w, h := thethuc.PlateSize(name); w <= h {
			t.Errorf("%s stands upright", name)
		}
	}
}
