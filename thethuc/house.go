package thethuc

import (
	"math"
	"strconv"
	"strings"

	"vanban/document"
)

// House is what an office chooses inside the law's ranges. The zero value of a field leaves the pack's Use.
type House struct {
	BodySize                 float64 // 13 or 14 points
	Top, Bottom, Left, Right document.EMU
	FirstLine                document.EMU
	SpaceBefore              document.EMU
	LineSpacing              float64 // multiple of single
}

// Sheet makes the style sheet for the house's choices. A choice outside the law is a problem with its clause, and then
// the sheet is nil; pointers are below base, the place of the options in the user's JSON.
func (p *Pack) Sheet(h House, base string) (*Sheet, document.Problems) {
	var ps document.Problems
	length := func(key, name string, l Length, v document.EMU, u unit) document.EMU {
		if v == 0 {
			return l.Use
		}
		switch {
		case l.Allows(v):
		case l.OwnMax && v > l.Max:
			ps = append(ps, tooLarge(base+key, name+" "+u.text(v), u.text(l.Max), u.rangeText(l)))
		default:
			ps = append(ps, outside(base+key, name+" "+u.text(v), u.law(l), u.rangeText(l), l.Cite))
		}
		return v
	}
	mm, pt := unit{document.Millimetre, " mm"}, unit{document.Point, " pt"}
	page := Page{
		Width: p.PageWidth.Use, Height: p.PageHeight.Use,
		Top:    length("/margins/top", "Lề trên", p.MarginTop, h.Top, mm),
		Bottom: length("/margins/bottom", "Lề dưới", p.MarginBottom, h.Bottom, mm),
		Left:   length("/margins/left", "Lề trái", p.MarginLeft, h.Left, mm),
		Right:  length("/margins/right", "Lề phải", p.MarginRight, h.Right, mm),
		Header: document.MM(10), Footer: document.MM(8),
	}
	first := length("/first_line_indent", "Lùi đầu dòng", p.FirstLine, h.FirstLine, mm)
	before := length("/space_before", "Khoảng cách đoạn", p.SpaceBefore, h.SpaceBefore, pt)
	spacing := p.LineSpacing.Use
	if h.LineSpacing != 0 {
		spacing = h.LineSpacing
		if least, most := number(p.LineSpacing.Min), number(p.LineSpacing.Max); !p.LineSpacing.Allows(spacing) {
			ps = append(ps, outside(base+"/line_spacing", "Khoảng cách dòng "+number(spacing)+" dòng", least+"–"+most+" dòng",
				"từ "+least+" đến "+most+" dòng", p.LineSpacing.Cite))
		}
	}
	profile := Profile14
	switch h.BodySize {
	case 0, 14:
	case 13:
		profile = Profile13
	default:
		ps = append(ps, outside(base+"/body_size", "Cỡ chữ lời văn "+number(h.BodySize)+" pt", "13 hoặc 14 pt", "13 hoặc 14 pt", p.Types[document.LoiVan].Cite))
	}
	if ps.Fatal() {
		return nil, ps
	}
	s := &Sheet{Pack: p, House: h, Profile: profile, Font: p.Font, Page: page}
	s.fill(first, before, LineSpacing{Rule: LineMultiple, Value: int(spacing*240 + 0.5)})
	return s, nil
}

// outside tells of a choice, "Lề trái 25 mm", that the law's range does not hold.
func outside(pointer, choice, law, allowed, cite string) document.Problem {
	return document.Problem{
		Severity: document.Error, Pointer: pointer, Code: "outside_legal_range",
		Message: choice + " nằm ngoài khoảng pháp luật cho phép (" + law + ").",
		Hint:    "Chọn giá trị " + allowed + ", hoặc bỏ trống để dùng giá trị mặc định.",
		Cite:    cite,
	}
}

// tooLarge refuses what no clause forbids and nobody can mean.
func tooLarge(pointer, choice, most, allowed string) document.Problem {
	return document.Problem{
		Severity: document.Error, Pointer: pointer, Code: "too_large",
		Message: choice + " lớn quá mức " + most + " mà chương trình nhận (pháp luật không quy định mức tối đa).",
		Hint:    "Chọn giá trị " + allowed + ", hoặc bỏ trống để dùng giá trị mặc định.",
	}
}

// unit writes lengths for people.
type unit struct {
	size document.EMU
	name string // with the space before it
}

func (u unit) number(v document.EMU) string { return number(float64(v) / float64(u.size)) }

func (u unit) text(v document.EMU) string { return u.number(v) + u.name }

// law is what the law allows: "30–35 mm".
func (u unit) law(l Length) string {
	switch {
	case len(l.Only) > 0:
		return u.rangeText(l)
	case l.OwnMax:
		return "từ " + u.text(l.Min) + " trở lên"
	}
	return u.number(l.Min) + "–" + u.text(l.Max)
}

// rangeText is what may be chosen, in a sentence.
func (u unit) rangeText(l Length) string {
	if len(l.Only) > 0 {
		parts := make([]string, len(l.Only))
		for i, v := range l.Only {
			parts[i] = u.number(v)
		}
		return strings.Join(parts, " hoặc ") + u.name
	}
	return "từ " + u.number(l.Min) + " đến " + u.text(l.Max)
}

// number writes v, to a thousandth, with the Vietnamese decimal comma.
func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64), ".", ",", 1)
}
