package plate

import (
	"fmt"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// Crosses is how many crosses the calibration sheet has: 1 upper left, 2 upper right, 3 lower left, 4 lower right.
const Crosses = 4

// Cross returns where the middle of a cross, 1 to [Crosses], is on a calibration sheet of the size.
func Cross(n int, width, height document.EMU) (x, y document.EMU) {
	inset := crossInset(width, height)
	x, y = inset, inset
	if n == 2 || n == 4 {
		x = width - inset
	}
	if n > 2 {
		y = height - inset
	}
	return x, y
}

// crossInset is 30 mm on A4 and grows with the page, in whole fives so that sums are easy with a ruler in hand.
func crossInset(width, height document.EMU) document.EMU {
	const step = 5 * document.Millimetre
	return max(4, (min(width, height)/7+step/2)/step) * step
}

// The measures of the sheet in mm. What a ruler shows is never scaled.
const (
	rulerEdge  = 5.0 // the rulers' lines from the edge: nearer, few printers print
	rulerRoom  = 6.5 // their ticks and figures
	figureSize = 1.7
	clear      = 2.5 // between things
)

// Calibration makes the one-page document that is printed on a blank, or on plain paper of its size, to learn how far the printer is
// off, and the styles it is set in. What is measured on it goes to [Solve]. Sides are at least 100 mm.
func Calibration(width, height document.EMU, m document.Measurer) (*document.Document, *thethuc.Sheet) {
	c := &calibration{w: width.Millimetres(), h: height.Millimetres(), measure: m, plate: &document.Plate{Width: width, Height: height}}
	c.inset = crossInset(width, height).Millimetres()
	c.arm = min(10, c.inset-rulerEdge-rulerRoom)
	c.marks()
	for n := 1; n <= Crosses; n++ {
		c.label(n)
	}
	c.instructions()
	size := comma(c.w) + " × " + comma(c.h) + " mm"
	doc := &document.Document{
		Info:     document.Info{Title: "Tờ căn chỉnh máy in, khổ " + size, Language: "vi-VN"},
		Sections: []document.Section{{Plate: c.plate}},
	}
	return doc, calibrationSheet(width, height)
}

// The roles whose styles the sheet borrows.
const (
	titleRole = document.KhenHinhThuc
	textRole  = document.KhenThanhTich
	labelRole = document.KhenSoSo
)

func calibrationSheet(width, height document.EMU) *thethuc.Sheet {
	sheet, _ := thethuc.ND30().Sheet(thethuc.House{}, "") // no choices, so none can be wrong
	sheet.Page = thethuc.Page{Width: width, Height: height}
	for _, r := range []document.Role{titleRole, textRole, labelRole} {
		p := &sheet.Paragraphs[r]
		p.Bold, p.Italic, p.Color, p.Align = r == titleRole, false, "", document.AlignLeft
	}
	sheet.Paragraphs[titleRole].Color = red
	sheet.Paragraphs[titleRole].Align = document.AlignCenter
	return sheet
}

type calibration struct {
	w, h, inset, arm float64
	measure          document.Measurer
	plate            *document.Plate
}

// marks draws crosses, rulers and figures.
func (c *calibration) marks() {
	lines, figures, numbers := newPen(), newPen(), newPen()
	for n := 1; n <= Crosses; n++ {
		x, y := c.cross(n)
		for _, m := range []affine{moved(x, y), turned(90 * deg).then(moved(x, y))} {
			lines.at(m, func() {
				lines.move(-c.arm, 0)
				lines.line(c.arm, 0)
				for i := -int(c.arm); i <= int(c.arm); i++ {
					if i != 0 {
						t := tick(i) / 2
						lines.move(float64(i), -t)
						lines.line(float64(i), t)
					}
				}
			})
		}
		dx, dy := c.inwards(n)
		numbers.at(moved(x+dx*c.arm*0.55, y+dy*c.arm*0.55), func() {
			numbers.letters(strconv.Itoa(n), c.arm*0.45, func(along float64) affine { return moved(along, c.arm*0.22) })
		})
	}
	ruler := func(m affine, first int, length float64, figure func(at float64) affine) {
		lines.at(m, func() {
			lines.move(rulerEdge, 0)
			lines.line(length-rulerEdge, 0)
			for i := int(rulerEdge); float64(i) <= length-rulerEdge; i++ {
				lines.move(float64(i), 0)
				lines.line(float64(i), tick(i))
			}
		})
		for i := first; float64(i) <= length-rulerEdge-figureSize; i += 10 {
			figures.letters(strconv.Itoa(i), figureSize, func(along float64) affine { return moved(along, 0).then(figure(float64(i))) })
		}
	}
	const below = rulerEdge + 2.9 + figureSize
	ruler(moved(0, rulerEdge), 10, c.w, func(at float64) affine { return moved(at, below) })
	// Down the left edge the figures stand upright beside the ticks.
	ruler(affine{0, 1, 1, 0, rulerEdge, 0}, 20, c.h, func(at float64) affine { return moved(below, at+figureSize/2) })
	x0, x1, y := c.control()
	figures.letters(comma(x1-x0), figureSize, func(along float64) affine { return moved((x0+x1)/2+along, y-1) })
	lines.move(x0, y)
	lines.line(x1, y)
	for _, x := range []float64{x0, x1} {
		lines.move(x, y-2)
		lines.line(x, y+2)
	}
	c.plate.Marks = []document.Shape{
		{Path: lines.path, Stroke: black, Weight: document.MM(0.1)},
		{Path: figures.path, Stroke: black, Weight: document.MM(0.18)},
		{Path: numbers.path, Stroke: red, Weight: document.MM(0.06 * c.arm)},
	}
}

// tick is how long the tick of a millimetre is.
func tick(i int) float64 {
	switch {
	case i%10 == 0:
		return 2.4
	case i%5 == 0:
		return 1.7
	}
	return 1
}

func (c *calibration) cross(n int) (x, y float64) {
	ex, ey := Cross(n, c.plate.Width, c.plate.Height)
	return ex.Millimetres(), ey.Millimetres()
}

// inwards tells which way the middle of the page is from a cross.
func (c *calibration) inwards(n int) (dx, dy float64) {
	dx, dy = 1, 1
	if n == 2 || n == 4 {
		dx = -1
	}
	if n > 2 {
		dy = -1
	}
	return dx, dy
}

// control is the line of a known length, above the lower crosses.
func (c *calibration) control() (x0, x1, y float64) {
	length := 100.0
	if c.w < length+4*rulerEdge+2*rulerRoom {
		length = 50
	}
	return (c.w - length) / 2, (c.w + length) / 2, c.h - c.inset - c.arm - clear - 2
}

// label says beside a cross where it should be and leaves room for what is measured.
func (c *calibration) label(n int) {
	x, y := c.cross(n)
	dx, _ := c.inwards(n)
	width := min(56, c.w/2-c.inset-c.arm-2*clear)
	left := x + c.arm + clear
	if dx < 0 {
		left = x - c.arm - clear - width
	}
	text := []string{
		"Dấu cộng số " + strconv.Itoa(n),
		"Mép trái: " + comma(x) + " mm; đo được: ………",
		"Mép trên: " + comma(y) + " mm; đo được: ………",
	}
	if width < 40 { // no room to write in
		text = []string{"Số " + strconv.Itoa(n), "Trái: " + comma(x) + " mm", "Trên: " + comma(y) + " mm"}
	}
	c.box(labelRole, left, y-c.arm, width, 2*c.arm, 11, 3, document.VAlignCenter, text)
}

func (c *calibration) instructions() {
	x0, x1, line := c.control()
	side := rulerEdge + rulerRoom + 2*clear
	width := min(c.w-2*side, 180)
	top := c.inset + c.arm + clear
	titleHeight := min(14, (line-top)/5)
	left := (c.w - width) / 2
	c.box(titleRole, left, top, width, titleHeight, 24, 1, document.VAlignCenter, []string{"TỜ CĂN CHỈNH MÁY IN"})
	c.box(textRole, left, top+titleHeight, width, line-top-titleHeight-clear, 14, 40, document.VAlignTop, []string{
		fmt.Sprintf("Khổ giấy: %s × %s mm.", comma(c.w), comma(c.h)),
		"1. Đặt phôi (hoặc giấy trắng cùng khổ) vào khay đúng như khi in thật.",
		"2. In ở tỷ lệ 100 % (“Actual size”, “Kích thước thực”), không chọn “Fit to page”.",
		fmt.Sprintf("3. Kiểm tra: đoạn thẳng bên dưới dài %s mm. Nếu lệch quá %s mm thì tỷ lệ in chưa đúng, hãy in lại.", comma(x1-x0), comma((x1-x0)*maxStretch)),
		"4. Với từng dấu cộng, đo bằng mm từ mép trái và từ mép trên của tờ giấy đến giữa dấu cộng; lấy đến nửa mm.",
		"5. Nhập các số đo (số dấu cộng, cách mép trái, cách mép trên) vào mục “measured” của mẫu khuôn. Đo một dấu cộng thì chỉnh được độ lệch; đo cả bốn thì chỉnh được cả độ co giãn.",
	})
}

// box sets paragraphs into a place, in the largest type up to size at which they fit in so many lines.
func (c *calibration) box(role document.Role, x, y, width, height, size float64, most int, v document.VAlign, text []string) {
	const (
		step, least = 0.5, 4.0
		single      = 1.15 // the natural line of the font, in sizes
	)
	face := document.Regular
	if role == titleRole {
		face = document.Bold
	}
	room := document.MM(width)
	for {
		b := document.Box{X: document.MM(x), Y: document.MM(y), Width: room, Height: document.MM(height), VAlign: v, Size: document.Pt(size)}
		lines, fits := 0, true
		for _, t := range text {
			p := document.Paragraph{Role: role}
			for i, l := range c.wrap(t, face, b.Size, room) {
				if i > 0 {
					p.Runs = append(p.Runs, document.Run{Kind: document.LineBreak})
				}
				p.Runs = append(p.Runs, document.Run{Text: l})
				fits = fits && c.measure.TextWidth(l, face, b.Size) <= room
				lines++
			}
			b.Paragraphs = append(b.Paragraphs, p)
		}
		if fits && lines <= most && float64(lines)*single*float64(b.Size) <= float64(b.Height) || size <= least {
			c.plate.Boxes = append(c.plate.Boxes, b)
			return
		}
		size -= step
	}
}

func (c *calibration) wrap(text string, face document.Face, size, room document.EMU) []string {
	var lines []string
	for word := range strings.SplitSeq(text, " ") {
		if n := len(lines); n > 0 && c.measure.TextWidth(lines[n-1]+" "+word, face, size) <= room {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}
