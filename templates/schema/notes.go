package schema

// note is what no tag of the contract tells. Of a definition it gives the title as well.
type note struct {
	title    string
	text     string
	unit     string
	examples []any
}

func noteOf(name string) note {
	n, ok := notes[name]
	if !ok {
		panic("schema: no note on " + name)
	}
	return n
}

// notes are the notes on definitions (Organ) and on their properties (Organ.parent), those on the body in notes_body.go, on
// certificates in notes_plate.go.
// The wording follows docs/json.md.
var notes = merge(documentNotes, bodyNotes, plateNotes)

func merge(maps ...map[string]note) map[string]note {
	all := map[string]note{}
	for _, m := range maps {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

var documentNotes = map[string]note{
	"Document": {title: "Văn bản", text: "Nội dung một văn bản hành chính. Khóa có giá trị null được coi như không có."},
	"Enclosure": {title: "Văn bản ban hành kèm theo",
		text: "Văn bản do quyết định ban hành (quy chế, kế hoạch, danh sách, …). Số, địa danh, ngày tháng, người ký và Nơi nhận là của quyết định."},

	"Document.type": {text: "Tên loại văn bản, viết không dấu, nối bằng dấu gạch nối."},
	"Document.organ": {text: "Cơ quan ban hành cùng cơ quan chủ quản. Chỉ dùng một trong hai khóa organ và organs; " +
		"văn bản kèm theo không ghi thì lấy của văn bản ban hành."},
	"Document.organs": {text: "Các cơ quan cùng ban hành văn bản liên tịch, cơ quan chủ trì ghi trước; dùng thay cho organ. " +
		"Cơ quan chủ quản chung chỉ in một lần."},
	"Document.code":  {text: "Số và ký hiệu của văn bản."},
	"Document.place": {text: "Tên địa phương nơi cơ quan đóng trụ sở; dấu phẩy phía sau do chương trình thêm.", examples: list("An Bình")},
	"Document.date":  {text: "Thời gian ban hành văn bản; phần chưa biết để trống cho văn thư ghi."},
	"Document.subject": {text: "Nội dung khái quát của văn bản. Dài quá một dòng thì chương trình ngắt thành các dòng cân đối; " +
		"muốn ngắt ở chỗ khác thì ghi danh sách các dòng.", examples: list[any]("Tuyên truyền, phổ biến pháp luật năm 2026")},
	"Document.subtitle":   {text: "Một dòng in nghiêng ngay dưới trích yếu."},
	"Document.salutation": {text: "Nơi nhận để giải quyết. Một nơi thì in cùng dòng với “Kính gửi:”, nhiều nơi thì mỗi nơi một dòng có gạch đầu dòng."},
	"Document.authority":  {text: "Chức danh hoặc cơ quan có thẩm quyền ban hành, in giữa dòng trước các căn cứ.", examples: list("GIÁM ĐỐC SỞ NỘI VỤ")},
	"Document.bases": {text: "Các căn cứ, mỗi căn cứ một phần tử. Chữ “Căn cứ”, dấu chấm phẩy và dấu chấm cuối được thêm khi thiếu.",
		examples: list[any](list("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"))},
	"Document.orientation": {text: "Hướng giấy: portrait là dọc (mặc định), landscape là ngang."},
	"Document.numbering":   {text: "Cách đánh số các cấp của nội dung; không ghi thì theo loại văn bản."},
	"Document.body":        {text: "Nội dung văn bản: đoạn văn, tiêu đề, khoản, gạch đầu dòng, bảng."},
	"Document.signer":      {text: "Người ký. Chỉ dùng một trong hai khóa signer và signers."},
	"Document.signers":     {text: "Những người cùng ký, dùng thay cho signer; xếp cạnh nhau, nhiều nhất ba người một hàng."},
	"Document.recipients": {text: "Nơi nhận, mỗi nơi một phần tử; dòng Lưu ghi cuối. Gạch đầu dòng, dấu chấm phẩy và dấu chấm cuối được thêm khi thiếu.",
		examples: list[any](list("Như Điều 3", "Lưu: VT, TĐKT"))},
	"Document.appendices": {text: "Các phụ lục, mỗi phụ lục bắt đầu một trang mới; có từ hai phụ lục thì đánh số La Mã."},
	"Document.enclosures": {text: "Văn bản do văn bản này ban hành (quy định gián tiếp), mỗi văn bản bắt đầu một trang mới."},
	"Document.drafter":    {text: "Chữ viết tắt tên người soạn thảo và số lượng bản phát hành.", examples: list("NVA.15")},
	"Document.contact":    {text: "Địa chỉ, điện thoại, trang thông tin của cơ quan, in cuối trang thứ nhất; xuống dòng bằng \\n."},
	"Document.urgency": {text: "Dấu chỉ mức độ khẩn dưới số và ký hiệu: HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN. Chữ hoa hay chữ thường, có dấu hay không dấu, " +
		"dấu cách hay gạch nối đều được.", examples: list("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "hoa-toc")},
	"Document.circulation": {text: "Chỉ dẫn đóng khung ở lề trên trang thứ nhất: XEM XONG TRẢ LẠI hoặc LƯU HÀNH NỘI BỘ; viết tự do như mức độ khẩn.",
		examples: list("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")},
	"Document.options": {text: "Lựa chọn của cơ quan trong khoảng pháp luật cho phép."},

	"Organ":        {title: "Cơ quan", text: "Cơ quan, tổ chức với cơ quan chủ quản trực tiếp."},
	"Organ.parent": {text: "Cơ quan, tổ chức chủ quản trực tiếp, viết in hoa; không có thì bỏ.", examples: list("ỦY BAN NHÂN DÂN TỈNH AN BÌNH")},
	"Organ.name": {text: "Tên cơ quan, tổ chức ban hành, viết in hoa. Tên dài được ngắt ở chỗ hợp nghĩa; muốn tự ngắt thì ghi danh sách các dòng.",
		examples: list[any]("SỞ NỘI VỤ", list("ỦY BAN NHÂN DÂN", "HUYỆN ĐẮK HÀ"))},

	"Code":          {title: "Số, ký hiệu", text: "Số và ký hiệu của văn bản."},
	"Code.number":   {text: "Số do văn thư cấp; để trống thì chừa chỗ ghi tay. Số nhỏ hơn 10 được thêm số 0 phía trước.", examples: list("42", "17a")},
	"Code.notation": {text: "Chữ viết tắt tên loại và cơ quan, sau dấu gạch chéo của số.", examples: list("KH-SNV", "QĐ-UBND")},

	"Signer":             {title: "Người ký", text: "Quyền hạn, chức vụ, họ và tên của người ký. Phải có quyền hạn hoặc chức vụ."},
	"Signer.organ":       {text: "Tên cơ quan in trên chức vụ khi nhiều cơ quan cùng ký."},
	"Signer.place":       {text: "Địa danh ở dòng ngày tháng riêng của người ký."},
	"Signer.date":        {text: "Ngày ký riêng, in ở dòng trên chức vụ."},
	"Signer.competence":  {text: "Các dòng quyền hạn ghi như khi in: TM., KT., TL., TUQ., Q.", examples: list[any]("KT. GIÁM ĐỐC", list("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))},
	"Signer.position":    {text: "Chức vụ của người ký, viết in hoa.", examples: list("PHÓ GIÁM ĐỐC")},
	"Signer.other_title": {text: "Chức vụ khác, in giữa chữ ký và họ tên."},
	"Signer.name":        {text: "Họ và tên người ký; để trống thì chừa chỗ.", examples: list("Nguyễn Văn A")},

	"Appendix":             {title: "Phụ lục", text: "Một phụ lục với số trang riêng."},
	"Appendix.title":       {text: "Tên phụ lục. Dòng “Phụ lục” và dòng “(Kèm theo …)” do chương trình thêm khi thiếu.", examples: list("DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG")},
	"Appendix.orientation": {text: "Hướng giấy: portrait là dọc (mặc định), landscape là ngang."},
	"Appendix.numbering":   {text: "Cách đánh số riêng của phụ lục; không ghi thì theo văn bản, trừ cách đánh số theo Điều."},
	"Appendix.body":        {text: "Đoạn văn, tiêu đề, khoản, gạch đầu dòng, bảng của phụ lục."},

	"Options":                   {title: "Tùy chọn trình bày", text: "Lựa chọn của cơ quan trong khoảng pháp luật cho phép; không ghi thì dùng giá trị mặc định."},
	"Options.body_size":         {text: "Cỡ chữ của lời văn; cỡ chữ các thành phần khác thay đổi theo.", unit: "pt"},
	"Options.margins":           {text: "Khoảng cách từ mép giấy đến vùng trình bày."},
	"Options.first_line_indent": {text: "Khoảng lùi vào của dòng đầu mỗi đoạn.", unit: "mm"},
	"Options.space_before":      {text: "Khoảng cách tối thiểu giữa các đoạn văn. Pháp luật không quy định mức tối đa; mức tối đa ở đây là của chương trình.", unit: "pt"},
	"Options.line_spacing":      {text: "Khoảng cách giữa các dòng, so với dòng đơn.", unit: "dòng"},
	"Options.end_mark":          {text: "Ghi false để không in dấu ./. sau nội dung."},

	"Options.plate": {text: "Cách in giấy khen, bằng khen trên tờ giấy; chỉ dùng cho hai loại này."},

	"Margins":        {title: "Lề trang", text: "Lề của trang giấy A4."},
	"Margins.top":    {text: "Cách mép trên của giấy.", unit: "mm"},
	"Margins.bottom": {text: "Cách mép dưới của giấy.", unit: "mm"},
	"Margins.left":   {text: "Cách mép trái của giấy.", unit: "mm"},
	"Margins.right":  {text: "Cách mép phải của giấy.", unit: "mm"},

	"Problem":          {title: "Lỗi hoặc cảnh báo", text: "Một lỗi trong dữ liệu, hoặc một cảnh báo về thể thức."},
	"Problem.severity": {title: "Mức độ", text: "error: không tạo được văn bản; warning: văn bản vẫn được tạo."},
	"Problem.pointer":  {title: "Vị trí", text: "Con trỏ JSON (RFC 6901) đến giá trị có lỗi."},
	"Problem.code":     {title: "Mã", text: "Mã ổn định để chương trình nhận biết."},
	"Problem.message":  {title: "Nội dung", text: "Câu giải thích cho người dùng."},
	"Problem.hint":     {title: "Cách sửa", text: "Gợi ý cách sửa."},
	"Problem.cite":     {title: "Căn cứ pháp lý", text: "Điều khoản làm căn cứ."},
}
