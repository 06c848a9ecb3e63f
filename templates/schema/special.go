package schema

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// Patterns are written for every engine that validators use: without \d, \p and the like, whose meaning differs. À-ỹ covers
// the letters with Vietnamese marks.
const (
	// The years are those that a document of this state can bear. That there is no 30 tháng 2 is left to the reader.
	datePattern   = `^((19(4[5-9]|[5-9][0-9])|20[0-9][0-9]|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$`
	soPattern     = `^([0-9]+[A-Za-zÀ-ỹ]?)?$`
	kyHieuPattern = `^([A-Za-zÀ-ỹ0-9&]+([-/][A-Za-zÀ-ỹ0-9&]+)*)?$`

	firsts        = `[1IiAa](\.[1IiAa]){0,8}`
	suffix        = `(\.|\)|-| -|\.-|/|:|\.\))?`
	word          = `[A-Za-zÀ-ỹ][A-Za-zÀ-ỹ ]* `
	formatPattern = `^([-+–—•*·●○▪■]|\(` + firsts + `\)|(` + word + `)?` + firsts + suffix + `|` + word + `(thứ nhất|THỨ NHẤT)` + suffix + `)$`
)

func date() Object { return Object{{"type", "string"}, {"pattern", datePattern}} }

// numbering lets any word stand before a number: which words are known is the reader's.
func numbering() Object {
	return append(array(Object{{"type", "string"}, {"pattern", formatPattern}}), Member{"minItems", 1})
}

// choice is one of a few words; empty is as if absent.
func choice(words ...string) Object {
	return Object{{"type", "string"}, {"enum", append(list(words...), "")}}
}

// mark is one of a few fixed wordings, which the reader takes in any case, with marks or without, and with anything between
// the words. A pattern can say as much of the consonants; of vowels there are too many.
func mark(words ...string) Object {
	all := []string{"[^0-9A-Za-z]*"} // no word at all is as if absent
	for _, w := range words {
		p := ""
		for _, r := range w {
			if strings.ContainsRune("BCDGHKLMNPQRSTVX", r) {
				c := string(r) + strings.ToLower(string(r))
				p += "[^0-9" + c + "]*[" + c + "]"
			}
		}
		all = append(all, p+"[^0-9]*")
	}
	return Object{{"type", "string"}, {"pattern", "^(" + strings.Join(all, "|") + ")$"}}
}

// special is the schema of what the Go type does not tell; nil where it tells all.
func (b *builder) special(name string) Object {
	const mm, pt = document.Millimetre, document.Point
	switch name {
	case "Document.orientation", "Appendix.orientation":
		return choice("portrait", "landscape")
	case "Document.urgency":
		return mark(contract.HoaToc, contract.ThuongKhan, contract.Khan)
	case "Document.circulation":
		return mark(contract.XemXongTraLai, contract.LuuHanhNoiBo)
	case "Run.footnote":
		return b.footnote()
	case "Column.align", "Cell.align":
		return choice("left", "center", "right", "justify")
	case "Cell.valign":
		return choice("top", "center", "bottom")
	case "Column.width":
		return Object{{"type", "number"}, {"minimum", contract.MinNumber}, {"maximum", float64(contract.MaxWidth)}}
	case "Cell.colspan":
		return whole(contract.MaxColumns)
	case "Cell.rowspan":
		return whole(contract.MaxSpan)
	case "Table.columns":
		return append(array(b.ref("Column")), Member{"minItems", 1}, Member{"maxItems", contract.MaxColumns})
	case "Table.header":
		return array(array(b.ref("Cell")))
	case "Table.rows":
		return append(array(b.ref("Row")), Member{"minItems", 1})
	case "Options.body_size":
		return b.sizes(document.LoiVan)
	case "Options.first_line_indent":
		return length(b.pack.FirstLine, mm)
	case "Options.space_before":
		return length(b.pack.SpaceBefore, pt)
	case "Options.line_spacing":
		r := b.pack.LineSpacing
		return Object{{"type", "number"}, {"minimum", r.Min}, {"maximum", r.Max}, {"default", r.Use}}
	case "Options.end_mark":
		return Object{{"type", "boolean"}, {"default", true}}
	case "Margins.top":
		return length(b.pack.MarginTop, mm)
	case "Margins.bottom":
		return length(b.pack.MarginBottom, mm)
	case "Margins.left":
		return length(b.pack.MarginLeft, mm)
	case "Margins.right":
		return length(b.pack.MarginRight, mm)
	}
	return plateSpecial(name)
}

// plateSpecial is special for what a plate is made of.
func plateSpecial(name string) Object {
	between := func(lo, hi float64) Object { return Object{{"type", "number"}, {"minimum", lo}, {"maximum", hi}} }
	switch name {
	case "Plate.size":
		return choice(thethuc.PlateSizes()...)
	case "Plate.width", "Plate.height":
		return between(contract.MinPlate, contract.MaxPlate)
	case "Offset.x", "Offset.y":
		return between(-contract.MaxOffset, contract.MaxOffset)
	case "Measured.cross":
		return Object{{"type", "integer"}, {"minimum", 1}, {"maximum", 4}}
	case "Measured.x", "Measured.y", "PlateField.x", "PlateField.y":
		return between(0, contract.MaxPlate)
	case "PlateField.width", "PlateField.height":
		return between(contract.MinNumber, contract.MaxPlate)
	case "PlateField.size", "PlateField.min_size":
		return between(contract.MinPlateType, contract.MaxPlateType)
	case "PlateField.color":
		return Object{{"type", "string"}, {"pattern", `^([0-9A-Fa-f]{6})?$`}}
	case "PlateField.align":
		return choice("left", "center", "right")
	case "PlateField.valign":
		return choice("top", "center", "bottom")
	}
	return nil
}

func whole(most int) Object {
	return Object{{"type", "integer"}, {"minimum", 1}, {"maximum", most}, {"default", 1}}
}

// length is the range of a length in the unit of its option.
func length(l thethuc.Length, unit document.EMU) Object {
	in := func(v document.EMU) float64 { return float64(v) / float64(unit) }
	s := Object{{"type", "number"}}
	if len(l.Only) > 0 {
		only := []any{}
		for _, v := range l.Only {
			only = append(only, in(v))
		}
		s = s.with("enum", only)
	} else {
		s = append(s, Member{"minimum", in(l.Min)}, Member{"maximum", in(l.Max)})
	}
	return s.with("default", in(l.Use))
}

// sizes are the sizes of a role in points: one for each profile.
func (b *builder) sizes(r document.Role) Object {
	use := b.pack.Types[r].Use
	return Object{
		{"type", "number"},
		{"enum", list(use[thethuc.Profile13].Points(), use[thethuc.Profile14].Points())},
		{"default", use[thethuc.Profile14].Points()},
	}
}
