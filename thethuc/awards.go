package thethuc

import (
	"slices"
	"strings"
)

const luatThiDua = "Luật Thi đua, khen thưởng số 06/2022/QH15"

// Competence tells whether somebody may give an award.
type Competence uint8

// The answers. Unsure is where the law's text leaves it open, or nobody of the kind is known.
const (
	Unsure Competence = iota
	May
	MayNot
)

// giver is a rank of those who give awards, by how their titles begin.
type giver struct {
	cite   string
	titles []string
}

// ministers and provinces give bằng khen (Điều 78.2, 79.2, 79.4). A title that is followed by a comma has another behind it: “Bộ trưởng,
// Chủ nhiệm Văn phòng Chính phủ”.
var bangKhen = []giver{
	{"Điều 78, khoản 2, " + luatThiDua, []string{"THỦ TƯỚNG"}},
	{"Điều 79, khoản 2, " + luatThiDua, []string{
		"BỘ TRƯỞNG", "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỐI CAO", "VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "TỔNG KIỂM TOÁN NHÀ NƯỚC",
		"TỔNG THANH TRA CHÍNH PHỦ", "THỐNG ĐỐC NGÂN HÀNG NHÀ NƯỚC", "CHỦ NHIỆM VĂN PHÒNG QUỐC HỘI", "CHỦ NHIỆM VĂN PHÒNG CHỦ TỊCH NƯỚC",
		"CHÁNH VĂN PHÒNG TRUNG ƯƠNG ĐẢNG", "CHỦ TỊCH ỦY BAN TRUNG ƯƠNG MẶT TRẬN TỔ QUỐC", "CHỦ TỊCH TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
		"CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ",
	}},
	{"Điều 79, khoản 4, " + luatThiDua, []string{
		"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ", "CHỦ TỊCH UBND TỈNH", "CHỦ TỊCH UBND THÀNH PHỐ",
	}},
}

// giayKhen are the organs whose heads give giấy khen, and so no bằng khen (Điều 75.1, 80).
var giayKhen = []giver{
	{"Điều 75, khoản 1, điểm a và Điều 80, khoản 1, " + luatThiDua, []string{
		"TÒA ÁN NHÂN DÂN TỈNH", "TÒA ÁN NHÂN DÂN THÀNH PHỐ", "VIỆN KIỂM SÁT NHÂN DÂN TỈNH", "VIỆN KIỂM SÁT NHÂN DÂN THÀNH PHỐ",
	}},
	{"Điều 75, khoản 1, điểm c và Điều 80, khoản 1, " + luatThiDua, []string{
		"SỞ", "THANH TRA TỈNH", "THANH TRA THÀNH PHỐ", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", "VĂN PHÒNG ỦY BAN NHÂN DÂN THÀNH PHỐ",
		"VĂN PHÒNG UBND TỈNH", "VĂN PHÒNG UBND THÀNH PHỐ",
	}},
	{"Điều 75, khoản 1, điểm đ và Điều 80, khoản 3, " + luatThiDua, []string{
		"ỦY BAN NHÂN DÂN XÃ", "ỦY BAN NHÂN DÂN PHƯỜNG", "ỦY BAN NHÂN DÂN ĐẶC KHU", "UBND XÃ", "UBND PHƯỜNG", "UBND ĐẶC KHU",
	}},
	{"Điều 75, khoản 1, điểm b và Điều 80, khoản 4, " + luatThiDua, []string{"CÔNG TY", "TỔNG CÔNG TY", "TẬP ĐOÀN", "DOANH NGHIỆP", "HỢP TÁC XÃ"}},
}

// lower are organs below those: they give no bằng khen, and whether they give giấy khen turns on tư cách pháp nhân, which their name
// does not tell.
var lower = giver{"Điều 78–80, " + luatThiDua, []string{
	"PHÒNG", "CHI CỤC", "TRƯỜNG", "TRUNG TÂM", "BỆNH VIỆN", "HẠT", "BAN QUẢN LÝ",
}}

// open are organs that give no bằng khen, and giấy khen perhaps: of a TAND or VKSND khu vực no text was found, and districts gave it until
// there were none (Điều 80, khoản 2).
var open = giver{"Điều 78–80, " + luatThiDua, []string{
	"TÒA ÁN NHÂN DÂN KHU VỰC", "VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC", "ỦY BAN NHÂN DÂN HUYỆN", "ỦY BAN NHÂN DÂN QUẬN", "ỦY BAN NHÂN DÂN THỊ XÃ",
	"UBND HUYỆN", "UBND QUẬN", "UBND THỊ XÃ",
}}

// heads are the offices that stand before the name of an organ in the title of its head, longer ones first.
var heads = []string{
	"CHỦ TỊCH HỘI ĐỒNG QUẢN TRỊ", "CHỦ TỊCH HỘI ĐỒNG THÀNH VIÊN", "CHỦ TỊCH", "TỔNG GIÁM ĐỐC", "GIÁM ĐỐC", "CHÁNH ÁN", "VIỆN TRƯỞNG", "HIỆU TRƯỞNG",
	"CHI CỤC TRƯỞNG", "HẠT TRƯỞNG", "TRƯỞNG", "CHÁNH",
}

// oneSpelling takes the tone marks of the words that titles have to where most people put them.
var oneSpelling = strings.NewReplacer("UỶ", "ỦY", "TOÀ", "TÒA", "  ", " ")

// MayAward tells whether the head with a title ("GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH") may give the award, after the clause returned.
func (p *Pack) MayAward(slug, title string) (Competence, string) {
	title = oneSpelling.Replace(strings.ToUpper(strings.TrimSpace(title)))
	organ := title
	for _, h := range heads {
		if rest, ok := strings.CutPrefix(title, h+" "); ok {
			organ = rest
			break
		}
	}
	high, atHigh := among(bangKhen, title)
	low, atLow := among(giayKhen, organ)
	_, atLower := among([]giver{lower}, organ)
	_, atOpen := among([]giver{open}, organ)
	switch {
	case slug == "bang-khen" && atHigh:
		return May, high
	case slug == "bang-khen" && (atLow || atLower || atOpen):
		return MayNot, p.AwardCite()
	case slug == "giay-khen" && atLow:
		return May, low
	case slug == "giay-khen" && strings.HasPrefix(title, "THỦ TƯỚNG"):
		return MayNot, p.AwardCite()
	case slug == "giay-khen" && atLower:
		return May, lower.cite
	}
	return Unsure, p.AwardCite()
}

// AwardCite is where the law says who gives what.
func (p *Pack) AwardCite() string { return "Điều 75, Điều 78–80, " + luatThiDua }

func among(givers []giver, words string) (cite string, ok bool) {
	for _, g := range givers {
		for _, t := range g.titles {
			if rest, begins := strings.CutPrefix(words, t); begins && (rest == "" || rest[0] == ' ' || rest[0] == ',') {
				return g.cite, true
			}
		}
	}
	return "", false
}

// onlyGiayKhen lists how the names of organs begin whose heads give no bằng khen.
func onlyGiayKhen() (list []string) {
	for _, g := range append(slices.Clone(giayKhen), lower, open) {
		for _, t := range g.titles {
			list = append(list, t+" ")
		}
	}
	return list
}
