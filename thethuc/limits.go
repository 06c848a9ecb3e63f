package thethuc

import d "vanban/document"

// Texts that are prescribed word for word.
const (
	QuocHieu = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" // PL.I-II.1a
	TieuNgu  = "Độc lập - Tự do - Hạnh phúc"        // PL.I-II.1b
	// PartyTitle stands in the place of both on documents of the Party, which have rules of their own.
	PartyTitle = "ĐẢNG CỘNG SẢN VIỆT NAM"
)

// Limits are what a checker of finished files needs beside the ranges of a Pack: how exactly files can be measured, and the lists
// that the law gives in prose.
type Limits struct {
	// Length, Indent, Type and Share are how far a measure may lie outside its range. Length is of a page or margin and Type of
	// type sizes, as the file says them in a DOCX and as they are seen in a PDF; Indent is of first lines; Share is of the length of
	// a rule over that of its text.
	LengthDOCX, LengthPDF, TopPDF d.EMU
	Paper                         d.EMU // any sheet sold as A4: old word processors round its sides
	Indent                        d.EMU
	TypeDOCX, TypePDF             d.EMU
	Share                         float64
	Round                         float64 // of a ratio whose range is a tolerance already
	Lines                         float64 // of line spacing, as a multiple of single
	SameRow                       d.EMU   // between the base lines of Số and địa danh
	SameCells, OtherCells         d.EMU   // the same in a row of cells, where heights are estimated: up to the one they are level, beyond the other not
	EdgePDF, OverhangPDF          d.EMU   // of lines that begin at one edge, and of those that end at one
	SpacePDF                      d.EMU   // of the space between paragraphs
	Frame                         d.EMU   // of the frame of a stamp, whose borders word processors place differently
	// Natural is a single line of the font over its size: ascent, descent and gap of Times New Roman.
	Natural float64
	// FrameLine is the thickness of a single border around a stamp.
	FrameLine d.EMU
	// CellPadding is what Word leaves free on both sides of a cell together when the table says nothing.
	CellPadding d.EMU

	// Alike are fonts of the metrics and the design of Times New Roman, as PDF files name them; Symbols are those that hold signs
	// and no letters; Legacy begin the names of fonts for codes before Unicode.
	Alike, Symbols, Legacy []string

	VV          string   // how trích yếu of a công văn begins (II.5b)
	Letters     string   // of điểm, in their order (II.6đ)
	Capacities  []string // of signing (II.7a)
	Circulation []string // (III.2c)
	// Coupled are the sizes of Quốc hiệu, Tiêu ngữ and địa danh in points that belong together (FONT-4).
	Coupled     [][3]float64
	CoupledCite string

	// The clauses of rules that no range of the pack stands for.
	TurnCite, CodeCite, DegreesCite, ReferCite, AwardCite string

	// NoDistricts is the day from which there are no organs of districts, ISO 8601, and Districts are the words before their names.
	NoDistricts     string
	NoDistrictsCite string
	Districts       []string

	// Degrees may not stand before a signer's name; Ranks neither, but in the armed forces. Exempt and Armed begin the names of
	// the organs that their own branch allows them to (II.7c).
	Degrees, Ranks, Exempt, Armed []string

	// OnlyGiayKhen begin the names of organs that may give giấy khen and no bằng khen (Luật Thi đua, khen thưởng, Điều 79, 80).
	OnlyGiayKhen []string

	// Letters to somebody: the kinds that need Kính gửi, and those that may have it (II.9a).
	MustAddress, MayAddress []string
	// Untitled are the kinds without tên loại, Bare those without trích yếu, Undated those without địa danh (Phụ lục III).
	Untitled, Bare, Undated []string
	// Ordering are the kinds whose first recipient is "Như Điều …".
	Ordering []string
}

// Limits returns how the pack's rules are measured.
func (p *Pack) Limits() *Limits {
	return &Limits{
		LengthDOCX: d.Twip, LengthPDF: d.MM(0.5), TopPDF: d.MM(1), Paper: d.MM(0.5), Indent: d.MM(0.5),
		SameCells: d.Pt(10), OtherCells: d.Pt(24), EdgePDF: d.MM(0.5), OverhangPDF: d.MM(0.8),
		TypeDOCX: 0, TypePDF: d.Pt(0.1), Share: 0.03, Round: 0.002, Lines: 0.01, SameRow: d.MM(1.5), SpacePDF: d.Pt(1), Frame: d.MM(1.5),
		Natural: 1.149, CellPadding: d.MM(3.8), FrameLine: d.Point,

		Alike:   []string{"Times New Roman", "TimesNewRoman", "LiberationSerif", "Liberation Serif", "Tinos"},
		Symbols: []string{"Symbol", "Wingdings", "Webdings", "Cambria Math", "OpenSymbol", "Segoe UI Symbol", "MS Gothic"},
		Legacy:  []string{".Vn", "VNI-", "VNI ", "VN-"},

		VV:          "V/v ",
		Letters:     "abcdđeghiklmnopqrstuvxy",
		Capacities:  []string{"TM", "KT", "TL", "TUQ", "Q"},
		Circulation: []string{"XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"},
		// The table of Mục V, the Mẫu of Phụ lục III, and Mẫu 1.5 of công văn.
		Coupled:     [][3]float64{{12, 13, 13}, {13, 14, 14}, {12, 14, 14}},
		CoupledCite: "chú thích của Phụ lục I, Phần I, Mục II, " + nd30,

		TurnCite:    mucI("2"),
		CodeCite:    mucII("3, điểm b") + "; Phụ lục III, Mục I",
		DegreesCite: mucII("7, điểm c"),
		ReferCite:   mucII("6, điểm b"),
		AwardCite:   "Luật Thi đua, khen thưởng số 06/2022/QH15, Điều 78–80; Phụ lục III, Mẫu 1.2, " + nd30,

		NoDistricts:     "2025-07-01",
		NoDistrictsCite: "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; " + mucII("2, điểm a"),
		Districts:       []string{"huyện", "quận", "thị xã", "thị trấn"},

		Degrees: []string{
			"GS", "PGS", "TS", "Ts", "TSKH", "ThS", "Ths", "THS", "CN", "KS", "KTS", "BS", "Bs", "BSCKI", "BSCKII", "DS", "LS", "CKI", "CKII", "NGƯT", "NGND", "NSƯT", "NSND",
			"TTƯT", "TTND", "Giáo sư", "Phó Giáo sư", "Phó giáo sư", "Tiến sĩ", "Tiến sỹ", "Thạc sĩ", "Thạc sỹ", "Cử nhân", "Kỹ sư", "Bác sĩ", "Bác sỹ",
			"Dược sĩ", "Dược sỹ", "Kiến trúc sư", "Luật sư", "Nhà giáo Ưu tú", "Nhà giáo Nhân dân", "Thầy thuốc Ưu tú", "Thầy thuốc Nhân dân",
			"Nghệ sĩ Ưu tú", "Nghệ sĩ Nhân dân", "Anh hùng Lao động", "Nhà giáo",
		},
		Ranks: []string{
			"Đại tướng", "Thượng tướng", "Trung tướng", "Thiếu tướng", "Đại tá", "Thượng tá", "Trung tá", "Thiếu tá",
			"Đại úy", "Thượng úy", "Trung úy", "Thiếu úy",
		},
		Exempt: []string{"TRƯỜNG", "ĐẠI HỌC", "HỌC VIỆN", "BỆNH VIỆN", "VIỆN NGHIÊN CỨU", "VIỆN KHOA HỌC", "VIỆN HÀN LÂM",
			"TRUNG TÂM Y TẾ", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "TRẠM Y TẾ"},
		Armed: []string{"CÔNG AN", "QUÂN", "BỘ CHỈ HUY", "BAN CHỈ HUY", "BỘ ĐỘI", "BỘ TƯ LỆNH", "BỘ QUỐC PHÒNG", "BỘ CÔNG AN",
			"TRẠI GIAM"},

		OnlyGiayKhen: onlyGiayKhen(),

		MustAddress: []string{"cong-van", "to-trinh"},
		MayAddress: []string{"cong-van", "to-trinh", "bao-cao", "giay-moi", "cong-dien", "giay-gioi-thieu", "phieu-gui", "phieu-chuyen",
			"phieu-bao", "thu-cong"},
		Untitled: []string{"cong-van", "thu-cong"},
		Bare:     []string{"giay-gioi-thieu", "giay-nghi-phep", "giay-uy-quyen", "phieu-gui", "phieu-chuyen", "phieu-bao"},
		Undated:  []string{"bien-ban"},
		Ordering: []string{"quyet-dinh", "nghi-quyet"},
	}
}

// Short is the number of the legal text, as clauses cite it.
func (p *Pack) Short() string { return nd30 }
