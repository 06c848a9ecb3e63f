package award

import "testing"

// TestRunning: a giver in capitals becomes running text where PL.II leaves one writing, and is left alone elsewhere.
func TestRunning(t *testing.T) {
	for in, want := range map[string]string{
		"GIÁM ĐỐC SỞ NỘI VỤ":                                       "Giám đốc Sở Nội vụ",
		"Hiệu trưởng Trường Tiểu học A":                            "Hiệu trưởng Trường Tiểu học A",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC NGUYỄN DU":                    "Hiệu trưởng Trường Tiểu học Nguyễn Du",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC TÂN PHÚ II":                   "Hiệu trưởng Trường Tiểu học Tân Phú II",
		"HIỆU TRƯỞNG TRƯỜNG MẦM NON HOA SEN, XÃ TÂN PHÚ":           "Hiệu trưởng Trường Mầm non Hoa Sen, xã Tân Phú",
		"HIỆU TRƯỞNG TRƯỜNG THPT CHUYÊN LÊ QUÝ ĐÔN TỈNH ĐIỆN BIÊN": "Hiệu trưởng Trường THPT chuyên Lê Quý Đôn tỉnh Điện Biên",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ TÂN PHÚ":   "Hiệu trưởng Trường Tiểu học và Trung học cơ sở Tân Phú",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC THÀNH CÔNG PHƯỜNG 5":          "Hiệu trưởng Trường Tiểu học Thành Công Phường 5",
		"HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC TÔN ĐỨC THẮNG":                 "Hiệu trưởng Trường Đại học Tôn Đức Thắng",
		"HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC SƯ PHẠM HÀ NỘI":                "Hiệu trưởng Trường Đại học Sư phạm Hà Nội",
		"HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC Y DƯỢC THÀNH PHỐ HỒ CHÍ MINH":  "Hiệu trưởng Trường Đại học Y Dược Thành phố Hồ Chí Minh",
		"GIÁM ĐỐC BỆNH VIỆN ĐA KHOA TỈNH AN BÌNH":                  "Giám đốc Bệnh viện Đa khoa tỉnh An Bình",
		"GIÁM ĐỐC BỆNH VIỆN ĐA KHOA KHU VỰC TÂN PHÚ":               "Giám đốc Bệnh viện Đa khoa khu vực Tân Phú",
		"GIÁM ĐỐC BỆNH VIỆN PHỔI TRUNG ƯƠNG":                       "Giám đốc Bệnh viện Phổi Trung ương",
		"GIÁM ĐỐC TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH AN BÌNH":       "Giám đốc Trung tâm Kiểm soát bệnh tật tỉnh An Bình",
		"CHỦ TỊCH HỘI CHỮ THẬP ĐỎ TỈNH AN BÌNH":                    "Chủ tịch Hội Chữ thập đỏ tỉnh An Bình",
		"CHỦ TỊCH HỘI NÔNG DÂN VIỆT NAM XÃ TÂN PHÚ":                "Chủ tịch Hội Nông dân Việt Nam xã Tân Phú",
		"CHỦ TỊCH HỘI NGƯỜI CAO TUỔI XÃ HỘI AN":                    "Chủ tịch Hội Người cao tuổi xã Hội An",
		"CHỦ TỊCH TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM":                "Chủ tịch Tổng Liên đoàn Lao động Việt Nam",
		"CHỦ TỊCH UỶ BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ TÂN PHÚ":     "Chủ tịch Uỷ ban Mặt trận Tổ quốc Việt Nam xã Tân Phú",
		"TỔNG GIÁM ĐỐC TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM":                 "Tổng Giám đốc Tập đoàn Điện lực Việt Nam",
		"GIÁM ĐỐC CÔNG TY ĐIỆN LỰC LÀO CAI":                        "Giám đốc Công ty Điện lực Lào Cai",
		"BÍ THƯ ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH XÃ TÂN PHÚ":   "Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Tân Phú",
		// Not certain.
		"HIỆU TRƯỞNG TRƯỜNG MẦM NON 19 THÁNG 5":                     "",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC THỰC NGHIỆM":                   "",
		"HIỆU TRƯỞNG TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ TỈNH AN BÌNH": "",
		"HIỆU TRƯỞNG TRƯỜNG MẦM NON TƯ THỤC HOA MAI":                "",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC TÂN PHÚ XI":                    "",
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC H’HEN NIÊ":                     "",
		"HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC KHOA HỌC XÃ HỘI VÀ NHÂN VĂN":    "",
		"HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC DUY TÂN":                        "",
		"GIÁM ĐỐC BỆNH VIỆN CHỢ RẪY":                                "",
		"TỔNG GIÁM ĐỐC CÔNG TY CỔ PHẦN XÂY DỰNG AN BÌNH":            "",
		"GIÁM ĐỐC XYZ": "",
		"CHỦ TỊCH HỘI DOANH NHÂN TRẺ TỈNH AN BÌNH": "",
	} {
		if got, ok := running(in); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestCounted(t *testing.T) {
	for n, want := range map[tally]string{
		{0, 0, 1}: "01 cá nhân", {5, 0, 12}: "05 tập thể và 12 cá nhân", {1, 10, 1200}: "01 tập thể, 10 hộ gia đình và 1.200 cá nhân",
	} {
		if got := n.String(); got != want {
			t.Errorf("%v: %q, want %q", [3]int(n), got, want)
		}
	}
}
