package anatomy

import "vanban/thethuc"

// The wording that parts are known by, all of it folded: small letters without marks (fold). Names of kinds come from thethuc.

var (
	quocHieu = squash(fold(thethuc.QuocHieu))
	tieuNgu  = squash(fold(thethuc.TieuNgu))
)

// otherMottoes stand in the place of quốc hiệu in papers of the Party and its youth.
var otherMottoes = []string{fold(thethuc.PartyTitle), "doan tncs ho chi minh", "doan thanh nien cong san ho chi minh"}

// otherTitles head texts that are no kinds of Điều 7.
var otherTitles = []string{
	"luat", "phap lenh", "nghi dinh", "thong tu", "thong tu lien tich", "lenh", "ket luan", "chien luoc", "bao cao vien",
	"giay chung nhan", "giay xac nhan", "don de nghi", "ban cam ket", "phieu trinh", "ban kiem diem",
}

var (
	urgencyMarks     = []string{"hoa toc", "thuong khan", "khan", "hoa toc hen gio"}
	circulationMarks = []string{"xem xong tra lai", "luu hanh noi bo"}
	secrecyMarks     = []string{"mat", "toi mat", "tuyet mat", "tai lieu thu hoi"}
	draftMarks       = []string{"du thao", "(du thao", "ban du thao"}
)

// organHeads begin the name of an organ; what does not begin with one of them goes on with the name above it.
var organHeads = []string{
	"uy ban", "ubnd", "hoi dong", "hdnd", "so", "bo", "cuc", "vu", "chi cuc", "tong cuc", "toa an", "tand", "vien", "van phong",
	"vp", "ban", "phong", "truong", "trung tam", "cong ty", "tong cong ty", "tap doan", "lien doan", "cong doan", "doan",
	"tinh doan", "thanh doan", "huyen doan", "hoi", "dang bo", "chi bo", "dang uy", "tinh uy", "thanh uy", "huyen uy", "benh vien",
	"quoc hoi", "thu tuong", "chinh phu", "chu tich nuoc", "cong an", "quan khu", "hoc vien", "dai hoc", "mat tran", "kho bac",
	"ngan hang", "thanh tra", "hiep hoi", "lien hiep", "lien minh", "bao hiem", "to", "doi", "quy", "nha", "thu vien", "bao tang",
	"tram", "xi nghiep", "hop tac xa", "uy ban mttq", "kiem toan", "cum", "khoi", "dai dien", "ttxvn", "bao", "dai", "nha may",
	"trai", "tieu ban",
}

// notOrgans begin like the name of an organ, and are none.
var notOrgans = []string{"so tai", "to chuc"}

// wholeOrgans are names that may stand for themselves, and yet end another: THỦ TƯỚNG / CHÍNH PHỦ.
var wholeOrgans = []string{"chinh phu", "quoc hoi", "chu tich nuoc"}

// genericOrgans are names that want the name of a place after them.
var genericOrgans = []string{"uy ban nhan dan", "toa an nhan dan", "hoi dong nhan dan", "vien kiem sat nhan dan", "hoi dong", "thu tuong"}

// incompleteOrgans want the next line even where that begins like an organ.
var incompleteOrgans = []string{"thu tuong", "van phong", "uy ban thuong vu", "bo chi huy", "hoi dong", "ban chi dao", "thanh tra"}

// officeHeads begin the name of an office.
var officeHeads = []string{
	"chu tich", "pho chu tich", "giam doc", "pho giam doc", "tong giam doc", "pho tong giam doc", "chanh an", "pho chanh an",
	"bo truong", "thu truong", "cuc truong", "pho cuc truong", "vu truong", "pho vu truong", "chi cuc truong", "pho chi cuc truong",
	"tong cuc truong", "pho tong cuc truong", "truong ban", "pho truong ban", "pho ban", "truong phong", "pho truong phong",
	"pho phong", "hieu truong", "pho hieu truong", "chanh van phong", "pho chanh van phong", "pho van phong", "bi thu", "pho bi thu",
	"vien truong", "pho vien truong", "thu ky", "chu toa", "chu tri", "thu tuong", "pho thu tuong", "chi huy truong",
	"pho chi huy truong", "chi huy pho", "chinh uy", "chu nhiem", "pho chu nhiem", "tong thu ky", "truong doan", "to truong",
	"to pho", "truong khoa", "truong khoi", "cum truong", "khoi truong", "chanh thanh tra", "pho chanh thanh tra", "tong thanh tra",
	"tong kiem toan", "ke toan truong", "ke toan", "nguoi lap", "nguoi lap bieu", "nguoi ghi bien ban", "thuong truc", "uy vien",
	"truong cong an", "tham phan", "thu quy", "truong bo mon", "tong bien tap", "pho tong bien tap", "truong tram", "chanh ",
	"quyen", "doi truong", "nguoi bao cao", "nguoi viet", "nguoi de nghi", "dai dien",
}

// competences are the words of quyền hạn with the signs that they are written with taken out.
var competences = []string{"tm", "kt", "tl", "tuq", "q", "t/m", "k/t", "t/l", "tum", "k.t", "t.m", "t.l", "t.u.q"}

// baseHeads begin a ground whatever it ends with; softBaseHeads begin one that ends as grounds do and stands among them.
var (
	baseHeads     = []string{"can cu"}
	seekHeads     = []string{"theo de nghi", "xet de nghi", "xet to trinh", "theo to trinh", "xet", "theo"}
	softBaseHeads = []string{
		"thuc hien", "sau khi", "tren co so", "duoc su", "chap hanh", "xuat phat", "tiep tuc", "de", "nham", "qua", "truoc", "tai",
		"dua tren", "tiep theo",
	}
	enactings = []string{"quyet dinh", "quyet nghi", "nghi quyet", "chi thi", "quyet nghi thong qua"}
)

// salutations begin Kính gửi; invitations stand in the first sentence of a giấy mời.
var (
	salutations = []string{"kinh gui", "kinh trinh"}
	invitations = []string{"kinh moi", "tran trong moi"}
)

// recipients is the label of Nơi nhận.
const recipients = "noi nhan"

// attached begin "(Kèm theo …)"; appendixHeads the label of a phụ lục.
var (
	attached      = []string{"kem theo", "ban hanh kem theo", "dinh kem"}
	appendixHeads = []string{"phu luc", "bieu so", "bieu mau"}
)

// subjectHeads begin a trích yếu whatever it ends with.
var subjectHeads = []string{"ve", "v/v", "ban hanh", "phe duyet"}

// leadEnds are what an opening sentence of the body ends with.
var leadEnds = []string{"nhu sau", "sau day", "duoi day", "cac noi dung sau"}

// endHeads begin a paragraph that can only end a body; closingHeads one that does where no title is right above it; closingWords stand in
// one that an organ's name begins.
var (
	endHeads     = []string{"tren day la", "quyet dinh nay co hieu luc", "nghi quyet nay co hieu luc", "chi thi nay co hieu luc"}
	closingHeads = []string{
		"kinh trinh", "kinh de nghi", "kinh mong", "rat mong", "tran trong", "yeu cau", "de nghi", "trong qua trinh", "noi nhan duoc",
		"danh sach gom", "danh sach nay gom", "can cu ke hoach nay", "tren co so ke hoach nay", "nhan duoc",
	}
	closingWords = []string{
		"yeu cau ", "de nghi ", "ban hanh ke hoach", "thong bao de", "thong bao den", "kinh moi", "tran trong",
		"chiu trach nhiem thi hanh", "kinh trinh", "bao cao de", "kinh bao cao",
	}
)

// labelWords are the labels of "Thời gian: …".
var labelWords = []string{
	"thoi gian", "dia diem", "thanh phan", "thanh phan tham du", "chu tri", "chu toa", "thu ky", "noi dung", "hinh thuc",
	"trang phuc", "chuc vu", "don vi", "ho va ten", "ong", "ba", "ong (ba)", "ong/ba", "ve viec", "duoc cu den", "lien he",
	"tai lieu", "so luong", "chuong trinh", "kinh phi", "dien thoai", "email", "noi cong tac", "thoi gian bat dau", "dai bieu",
	"khach moi", "ngay", "noi nghi phep", "so ngay", "tai khoan", "so dien thoai",
}

// inviting are the kinds whose text is a list of labels, so that one alone is one.
var inviting = map[string]bool{"giay-moi": true, "bien-ban": true, "giay-gioi-thieu": true, "giay-nghi-phep": true}

// stampHeads and stampLines are the lines of a stamp of receipt.
var (
	stampHeads = []string{"cong van den", "van ban den", "den"}
	stampLines = []string{"so", "ngay", "gio", "chuyen", "kinh chuyen", "luu ho so", "luu ho so so"}
)

// Around a table.
var (
	unitHeads = []string{"don vi tinh", "dvt", "don vi:", "dv tinh", "(don vi tinh", "(dvt"}
	noteHeads = []string{"ghi chu:", "(*)", "chu thich:", "* ghi chu", "ghi chu ", "*) "}
)

// addressHeads begin ô 13.
var addressHeads = []string{"dia chi", "dien thoai", "dt:", "email", "e-mail", "thu dien tu", "fax", "website"}

// addressWords stand in it.
var addressWords = []string{"dien thoai:", "fax:", "email:", "thu dien tu:", "website:"}

// surnames tell a name in capitals from an office.
var surnames = []string{
	"nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dao",
	"dinh", "trinh", "doan", "lam", "mai", "truong", "cao", "ha", "luong", "luu", "thai", "ta", "quach", "to", "chu", "nong", "be",
	"lo", "giang", "la", "trieu", "vuong", "mac", "than", "kieu", "nghiem", "au",
}

// notNames begin with a surname in capitals, and are titles or offices.
var notNames = []string{"to chuc", "cao dang", "truong phong"}

// ranks stand before a name (II.7c forbids them, and check says so).
var ranks = []string{
	"ts", "ths", "gs", "pgs", "bs", "bsckii", "bscki", "ks", "cn", "thac si", "tien si", "dai ta", "thuong ta", "trung ta",
	"thieu ta", "dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "dai uy", "thuong uy", "trung uy", "thieu uy", "ong",
	"ba",
}

// furniture are the short lines of web pages around a text; asides are what those who run the page say to their readers.
var (
	furniture = []string{
		"skip to main content", "y kien ban doc", "y kien binh luan", "doi ma xac nhan", "cac tin khac", "tin lien quan", "luot xem",
		"binh luan", "goi cau hoi", "gui cau hoi", "chia se bai viet", "bai viet ve", "linh vuc ", "tham van boi",
		"chuyen vien phap ly", "hinh tu internet", "xem them", "trang chu", "dang nhap", "in bai", "tweet", "email:", "e-mail:",
		"dien thoai:", "dia chi:", "tags", "tu khoa", "nguon:", "ban quyen", "copyright", "tin moi", "bai lien quan", "cap nhat luc",
	}
	asides = []string{"ve van de nay", "noi dung neu tren la phan giai dap", "toi muon biet", "cho toi hoi"}
)

// named is a kind as titles are compared with it.
type named struct {
	slug, words, squashed string
	count                 int // of words
	enclosed              bool
}

var kindNames = nameKinds()

func nameKinds() []named {
	var list []named
	add := func(slug, name string, enclosed bool) {
		f := fold(name)
		n := 1
		for i := range len(f) {
			if f[i] == ' ' {
				n++
			}
		}
		list = append(list, named{slug, f, squash(f), n, enclosed})
	}
	for _, k := range thethuc.Kinds() {
		add(k.Slug, k.Name, false)
	}
	for _, k := range thethuc.EnclosedKinds() {
		add(k.Slug, k.Name, true)
	}
	for _, f := range otherTitles {
		add("", f, false)
	}
	return list
}
