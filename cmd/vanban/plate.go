package main

import (
	"flag"
	"math"
	"regexp"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/plate"
	"vanban/render"
	"vanban/templates/contract"
	"vanban/templates/parts"
)

const plateHelp = `vanban plate — mẫu khuôn (phôi) của cơ quan: căn chỉnh máy in, kiểm tra, xem trước.

  vanban plate calibrate --size A4 -o can-chinh.pdf            tờ căn chỉnh; khổ A4, A3 hoặc RỘNGxCAO (mm), như 320x230
  vanban plate check phoi.json                                 kiểm tra mẫu khuôn, in độ lệch tính từ số đo
  vanban plate preview phoi.json --base giay-khen.json -o xem.svg

Cách căn chỉnh:
  1. In tờ căn chỉnh lên giấy cùng khổ với phôi, tỷ lệ 100 % (không chọn “Fit to page”).
  2. Lấy thước đo từ mép trái và mép trên của tờ giấy đến giữa từng dấu cộng (mm).
  3. Ghi số đo vào mẫu khuôn: "measured": [{"cross": 1, "x": 31.5, "y": 29.8}, …]; giấy in từ đó về sau được dời lại cho đúng.
  4. Chạy plate check để xem độ lệch; in thử một bản lên giấy trắng, đặt lên phôi soi ngược sáng.

Mẫu khuôn là tệp JSON: {"name": "Phôi của Sở", "width": 320, "height": 230, "blank": true, "fields": {…}, "emblem_image": "quoc-huy.png",
"photo": "phoi.jpg"}; đường dẫn ảnh tính từ chỗ của tệp. Ảnh chụp phôi (photo) chỉ hiện trong tệp .svg, không bao giờ được in.

Tùy chọn của preview:
  --base TỆP      JSON của một giấy khen, bằng khen
  -o TỆP          .svg có ảnh phôi nằm dưới; .pdf và .docx như khi in; ghi được nhiều lần
  --format ĐD     svg, pdf hoặc docx, cho đầu ra chuẩn (-o -)
  --seal KHÓA     khóa ký, nếu mẫu khuôn có mã QR xác thực; --page ĐỊA_CHỈ là trang kiểm tra ghi trong mã
  --fonts THƯ_MỤC dùng phông Times New Roman của cơ quan thay cho phông có sẵn

Mã kết thúc: 0 tốt; 1 có cảnh báo; 2 dùng sai lệnh hoặc mẫu khuôn có lỗi.
`

func (a *app) plate(args []string) int {
	if len(args) > 0 {
		switch name, rest := args[0], args[1:]; name {
		case "calibrate":
			return a.calibrate(rest)
		case "check":
			return a.checkPlate(rest)
		case "preview":
			return a.previewPlate(rest)
		case "-h", "-help", "--help":
			a.print(a.stdout, "%s", plateHelp)
			return exitGood
		}
	}
	return a.misuse("cần một trong: plate calibrate, plate check, plate preview; xem: vanban help plate")
}

func (a *app) calibrate(args []string) int {
	set := flag.NewFlagSet("plate", flag.ContinueOnError)
	size := set.String("size", "A4", "")
	out := set.String("o", "", "")
	operands, code, ok := a.flags(set, plateHelp, args)
	if !ok {
		return code
	}
	width, height, known := paper(*size)
	switch {
	case len(operands) > 0:
		return a.misuse("plate calibrate không nhận tệp; xem: vanban help plate")
	case !known:
		return a.misuse("không hiểu khổ giấy “%s”; ghi %s, hoặc RỘNGxCAO bằng mm (%d đến %d), như 320x230", *size, strings.Join(render.PlateSizes(), ", "), contract.MinPlate, contract.MaxPlate)
	case *out == "":
		return a.misuse("chưa cho biết ghi tờ căn chỉnh vào đâu; thêm -o TỆP.pdf")
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	res, err := service.Calibration(a.ctx, width, height)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	if err := a.write([]string{*out}, res.Files); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	return exitGood
}

// byHand is a size in mm: 320x230, 320 × 230, 320,5x230.
var byHand = regexp.MustCompile(`^\s*(\d+(?:[.,]\d+)?)\s*[xX×*]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?\s*$`)

// paper reads a size of paper.
func paper(s string) (width, height document.EMU, ok bool) {
	for _, name := range render.PlateSizes() {
		if strings.EqualFold(name, strings.TrimSpace(s)) {
			width, height = render.PlateSize(name)
			return width, height, true
		}
	}
	m := byHand.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	var mm [2]float64
	for i := range mm {
		mm[i], _ = strconv.ParseFloat(strings.Replace(m[i+1], ",", ".", 1), 64)
		if mm[i] < contract.MinPlate || mm[i] > contract.MaxPlate {
			return 0, 0, false
		}
	}
	return document.MM(mm[0]), document.MM(mm[1]), true
}

func (a *app) checkPlate(args []string) int {
	set := flag.NewFlagSet("plate", flag.ContinueOnError)
	operands, code, ok := a.flags(set, plateHelp, args)
	if !ok {
		return code
	}
	if len(operands) != 1 {
		return a.misuse("cần đúng một tệp mẫu khuôn, nhận được %d; xem: vanban help plate", len(operands))
	}
	profile, err := a.profile(operands[0])
	if err != nil {
		return a.misuse("%v", err)
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	problems := service.CheckProfile(profile)
	a.report(a.stderr, operands[0], problems, false)
	if problems.Fatal() {
		return exitBad
	}
	a.describe(profile)
	if len(problems) > 0 {
		return exitFindings
	}
	return exitGood
}

// describe says what a profile does to what is printed.
func (a *app) describe(profile *parts.Profile) {
	p := &profile.Plate
	width, height := render.PlateSize(p.Size)
	if p.Width > 0 {
		width, height = document.MM(p.Width), document.MM(p.Height)
	}
	kind := "in cả khung, Quốc huy và chữ"
	if p.Blank != nil && *p.Blank {
		kind = "chỉ in chữ lên phôi"
	}
	a.print(a.stdout, "%s: khổ %s × %s mm, %s.\n", profile.Name, millimetres(width), millimetres(height), kind)
	measured := make([]plate.Measured, len(p.Measured))
	for i, m := range p.Measured {
		measured[i] = plate.Measured{Cross: m.Cross, X: document.MM(m.X), Y: document.MM(m.Y)}
	}
	t, _ := plate.Solve(width, height, measured, "/measured") // its problems have been told
	if len(measured) > 0 {
		a.print(a.stdout, "Theo số đo: dời ngang %s mm, dọc %s mm; co giãn ngang %s %%, dọc %s %%.\n",
			millimetres(t.OffsetX), millimetres(t.OffsetY), percent(t.ScaleX), percent(t.ScaleY))
	}
	if p.Offset != (contract.Offset{}) {
		a.print(a.stdout, "Theo “offset”: dời ngang %s mm, dọc %s mm.\n", millimetres(document.MM(p.Offset.X)), millimetres(document.MM(p.Offset.Y)))
	}
	if len(measured) == 0 && p.Offset == (contract.Offset{}) {
		a.print(a.stdout, "Chưa có số đo của máy in; in tờ căn chỉnh bằng: vanban plate calibrate --size %sx%s -o can-chinh.pdf\n", millimetres(width), millimetres(height))
	}
}

// millimetres writes a length to a hundredth, with the sign of a movement where it is one.
func millimetres(v document.EMU) string { return vietnamese(v.Millimetres()) }

func percent(scale float64) string {
	if scale == 0 { // nothing told
		scale = 1
	}
	return vietnamese(scale * 100)
}

func vietnamese(v float64) string {
	v = math.Round(v*100)/100 + 0 // no minus before a zero
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

func (a *app) previewPlate(args []string) int {
	set := flag.NewFlagSet("plate", flag.ContinueOnError)
	var outs list
	set.Var(&outs, "o", "")
	format, file, folder := set.String("format", "", ""), set.String("base", "", ""), set.String("fonts", "", "")
	var on look
	set.StringVar(&on.seal, "seal", "", "")
	set.StringVar(&on.page, "page", "", "")
	operands, code, ok := a.flags(set, plateHelp, args)
	if !ok {
		return code
	}
	switch {
	case len(operands) != 1:
		return a.misuse("cần đúng một tệp mẫu khuôn, nhận được %d; xem: vanban help plate", len(operands))
	case *file == "":
		return a.misuse("cần một giấy khen để xem trên khuôn: --base TỆP.json")
	}
	on.plate = operands[0]
	outputs, code := a.outputs(outs, *format)
	if outputs == nil {
		return code
	}
	base, err := a.read(*file)
	if err != nil {
		return a.misuse("không đọc được %s: %v", *file, err)
	}
	service, base, code := a.service(*folder, &on, base)
	if service == nil {
		return code
	}
	return a.files(service, *file, base, outputs, false)
}
