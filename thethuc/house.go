package thethuc

import (
	"fmt"
	"strconv"
	"strings"

	"vanban/document"
)

// House is what an office chooses inside the law's ranges. The zero value of a field leaves the pack's Use.
type House struct {
	BodySize                 int // 13 or 14 points
	Top, Bottom, Left, Right document.EMU
	FirstLine                document.EMU
	SpaceBefore              document.EMU
	LineSpacing              float64 // multiple of single
}

// Sheet makes the style sheet for the house's choices. A choice outside the law is a problem with its clause, and then
// the sheet is nil; pointers are below base, the place of the options in the user's JSON.
func (p *Pack) Sheet(h House, base string) (*Sheet, document.Problems) {
	var ps document.Problems
	length := func(name string, l Length, v document.EMU, unit document.EMU, unitName string) document.EMU {
		if v == 0 {
			return l.Use
		}
		switch {
		case l.Allows(v):
		case l.OwnMax && v > l.Max:
			ps = append(ps, tooLarge(base+name, rangeText(l, unit, unitName)))
		default:
			ps = append(ps, outside(base+name, rangeText(l, unit, unitName), l.Cite))
		}
		return v
	}
	const mmUnit, ptUnit = document.Millimetre, document.Point
	page := Page{
		Width: p.PageWidth.Use, Height: p.PageHeight.Use,
		Top:    length("/margins/top", p.MarginTop, h.Top, mmUnit, "mm"),
		Bottom: length("/margins/bottom", p.MarginBottom, h.Bottom, mmUnit, "mm"),
		Left:   length("/margins/left", p.MarginLeft, h.Left, mmUnit, "mm"),
		Right:  length("/margins/right", p.MarginRight, h.Right, mmUnit, "mm"),
		Header: document.MM(10), Footer: document.MM(8),
	}
	first := length("/first_line_indent", p.FirstLine, h.FirstLine, mmUnit, "mm")
	before := length("/space_before", p.SpaceBefore, h.SpaceBefore, ptUnit, "pt")
	spacing := p.LineSpacing.Use
	if h.LineSpacing != 0 {
		spacing = h.LineSpacing
		if !p.LineSpacing.Allows(spacing) {
			ps = append(ps, outside(base+"/line_spacing",
				"từ "+number(p.LineSpacing.Min)+" đến "+number(p.LineSpacing.Max)+" dòng", p.LineSpacing.Cite))
		}
	}
	profile := Profile14
	switch h.BodySize {
	case 0, 14:
	case 13:
		profile = Profile13
	default:
		ps = append(ps, outside(base+"/body_size", "13 hoặc 14 pt", p.Types[document.LoiVan].Cite))
	}
	if ps.Fatal() {
		return nil, ps
	}
	s := &Sheet{Pack: p, House: h, Profile: profile, Font: p.Font, Page: page}
	s.fill(first, before, LineSpacing{Rule: LineMultiple, Value: int(spacing*240 + 0.5)})
	return s, nil
}

func outside(pointer, allowed, cite string) document.Problem {
	return document.Problem{
		Severity: document.Error, Pointer: pointer, Code: "outside_legal_range",
		Message: "Giá trị nằm ngoài khoảng pháp luật cho phép.",
		Hint:    "Chọn giá trị " + allowed + ", hoặc bỏ trống để dùng giá trị mặc định.",
		Cite:    cite,
	}
}

// tooLarge refuses what no clause forbids and nobody can mean.
func tooLarge(pointer, allowed string) document.Problem {
	return document.Problem{
		Severity: document.Error, Pointer: pointer, Code: "too_large",
		Message: "Giá trị lớn quá mức chương trình nhận (pháp luật không quy định mức tối đa).",
		Hint:    "Chọn giá trị " + allowed + ", hoặc bỏ trống để dùng giá trị mặc định.",
	}
}

func rangeText(l Length, unit document.EMU, name string) string {
	in := func(v document.EMU) string { return number(float64(v) / float64(unit)) }
	if len(l.Only) > 0 {
		parts := make([]string, len(l.Only))
		for i, v := range l.Only {
			parts[i] = in(v)
		}
		return strings.Join(parts, " hoặc ") + " " + name
	}
	return fmt.Sprintf("từ %s đến %s %s", in(l.Min), in(l.Max), name)
}

// number writes v with the Vietnamese decimal comma.
func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}
