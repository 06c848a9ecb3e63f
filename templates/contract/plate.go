package contract

import "vanban/thethuc"

// Recipient is whom a certificate is given to.
type Recipient struct {
	Salutation string `json:"salutation" doc:"danh xưng"` // Ông, Bà, Tập thể
	Name       string `json:"name" doc:"họ và tên hoặc tên tập thể" validate:"chars=200"`
	Position   string `json:"position" doc:"chức vụ" validate:"chars=200"`
	Unit       string `json:"unit" doc:"đơn vị" validate:"chars=200"`
	At         string `json:"-"`
}

// Decision is the decision that a certificate is given by.
type Decision struct {
	Number   string `json:"number" doc:"số của quyết định"`
	Notation string `json:"notation" doc:"ký hiệu của quyết định"`
	Date     Date   `json:"date" doc:"ngày của quyết định"`
	At       string `json:"-"`
}

// Plate is how a certificate is set on its sheet. Whatever is absent comes from the profile that it names, and then from the design of
// thethuc. Lengths are in mm from the upper left corner of the sheet.
type Plate struct {
	Profile  string      `json:"profile" doc:"mẫu khuôn của cơ quan"`
	Size     string      `json:"size" doc:"khổ giấy"` // A4 or A3, landscape
	Width    float64     `json:"width" doc:"bề rộng tờ giấy"`
	Height   float64     `json:"height" doc:"chiều cao tờ giấy"`
	Blank    *bool       `json:"blank" doc:"in lên phôi"`
	Register string      `json:"register" doc:"nhãn của số sổ vàng"`
	Decision string      `json:"decision" doc:"nhãn của số quyết định"`
	Verify   *bool       `json:"verify" doc:"mã QR xác thực"`
	Offset   Offset      `json:"offset" doc:"độ lệch khi in"`
	Measured []Measured  `json:"measured" doc:"số đo trên tờ căn chỉnh"`
	Fields   PlateFields `json:"fields" doc:"các ô của khuôn"`
	At       string      `json:"-"`
}

// Offset moves all that is printed, to the right and down.
type Offset struct {
	X float64 `json:"x" doc:"độ lệch sang phải"`
	Y float64 `json:"y" doc:"độ lệch xuống dưới"`
}

// Measured is where a cross of the calibration sheet came out on paper.
type Measured struct {
	Cross int     `json:"cross" doc:"dấu chữ thập"` // 1 to 4
	X     float64 `json:"x" doc:"khoảng cách đến mép trái"`
	Y     float64 `json:"y" doc:"khoảng cách đến mép trên"`
}

// PlateFields are what a plate says of each of its fields.
type PlateFields struct {
	Nation      *PlateField `json:"nation" doc:"quốc hiệu"`
	Motto       *PlateField `json:"motto" doc:"tiêu ngữ"`
	AwardBy     *PlateField `json:"award_by" doc:"chức danh người tặng"`
	AwardWord   *PlateField `json:"award_word" doc:"chữ TẶNG"`
	Title       *PlateField `json:"title" doc:"hình thức khen"`
	Name        *PlateField `json:"name" doc:"tên người hoặc tập thể"`
	Position    *PlateField `json:"position" doc:"chức vụ và đơn vị"`
	Citation    *PlateField `json:"citation" doc:"thành tích"`
	Decision    *PlateField `json:"decision" doc:"số quyết định"`
	Register    *PlateField `json:"register" doc:"số sổ vàng"`
	PlaceDate   *PlateField `json:"place_date" doc:"địa danh và ngày tháng"`
	SignerTitle *PlateField `json:"signer_title" doc:"chức vụ người ký"`
	SignerName  *PlateField `json:"signer_name" doc:"họ tên người ký"`
	QR          *PlateField `json:"qr" doc:"mã QR"`
	Emblem      *PlateField `json:"emblem" doc:"quốc huy"`
}

// Field returns what is said of a field, nil where nothing is.
func (f *PlateFields) Field(k thethuc.PlateKey) *PlateField { return *f.field(k) }

func (f *PlateFields) field(k thethuc.PlateKey) **PlateField {
	return [thethuc.PlateKeys]**PlateField{
		thethuc.PlateNation: &f.Nation, thethuc.PlateMotto: &f.Motto, thethuc.PlateAwardBy: &f.AwardBy, thethuc.PlateAwardWord: &f.AwardWord,
		thethuc.PlateTitle: &f.Title, thethuc.PlateName: &f.Name, thethuc.PlatePosition: &f.Position, thethuc.PlateCitation: &f.Citation,
		thethuc.PlateDecision: &f.Decision, thethuc.PlateRegister: &f.Register, thethuc.PlatePlaceDate: &f.PlaceDate,
		thethuc.PlateSignerTitle: &f.SignerTitle, thethuc.PlateSignerName: &f.SignerName, thethuc.PlateQR: &f.QR, thethuc.PlateEmblem: &f.Emblem,
	}[k]
}

// PlateField is the place and the looks of one field.
type PlateField struct {
	X       *float64 `json:"x" doc:"cách mép trái"`
	Y       *float64 `json:"y" doc:"cách mép trên"`
	Width   float64  `json:"width" doc:"bề rộng ô"`
	Height  float64  `json:"height" doc:"chiều cao ô"`
	Size    float64  `json:"size" doc:"cỡ chữ"`              // pt
	MinSize float64  `json:"min_size" doc:"cỡ chữ nhỏ nhất"` // pt
	Bold    *bool    `json:"bold" doc:"chữ đậm"`
	Italic  *bool    `json:"italic" doc:"chữ nghiêng"`
	Color   string   `json:"color" doc:"màu chữ"`  // RRGGBB
	Align   string   `json:"align" doc:"canh chữ"` // left, center, right
	VAlign  string   `json:"valign" doc:"canh chữ theo chiều đứng"`
	Visible *bool    `json:"visible" doc:"có in hay không"`
}

// Profile is a plate that an office keeps under a name, with pictures. In a file the pictures are paths relative to it; over the API they
// are data URIs.
type Profile struct {
	Name        string `json:"name" doc:"tên mẫu khuôn" validate:"required"`
	EmblemImage string `json:"emblem_image" doc:"ảnh quốc huy"`
	Photo       string `json:"photo" doc:"ảnh chụp phôi"` // shown in previews, never printed
	Plate       Plate  `json:"-"`                         // its keys stand beside those above
}

// The bounds of a sheet in mm, of what may be measured on it, and of type in points. Word's largest sheet is 22 inches.
const (
	MinPlate     = 100
	MaxPlate     = 558
	MaxOffset    = 50
	MinPlateType = 4
	MaxPlateType = 200
)
