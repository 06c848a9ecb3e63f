package docx

import (
	"vanban/document"
	"vanban/thethuc"
)

// appendStyles appends word/styles.xml (ECMA-376 Part 1, 17.7.4.18): one paragraph style for each role that does not stand on a
// plate, the character and table styles, and the few of Word's own that it would otherwise make up itself.
func appendStyles(b []byte, s *thethuc.Sheet) []byte {
	b = appendStylesHead(b, s, document.LoiVan)
	for r := range s.Paragraphs {
		if !document.Role(r).OnPlate() {
			b = appendParagraphStyle(b, s, document.Role(r))
		}
	}
	for c := int(document.NoChar) + 1; c < len(s.Chars); c++ {
		b = appendCharStyle(b, &s.Chars[c])
	}
	for t := range s.Tables {
		b = appendTableStyle(b, &s.Tables[t])
	}
	b = appendWordsOwn(b, s)
	return append(b, `</w:styles>`...)
}

// appendPlateStyles appends the styles of a certificate's file: those of its parts, and of the paragraph that holds them.
func appendPlateStyles(b []byte, s *thethuc.Sheet) []byte {
	b = appendStylesHead(b, s, document.KhenThanhTich)
	b = appendParagraphStyle(b, s, anchorRole)
	for r := range document.RoleCount {
		if r.OnPlate() {
			b = appendParagraphStyle(b, s, r)
		}
	}
	return append(b, `</w:styles>`...)
}

// appendStylesHead appends what comes before our own styles; Normal has the size of the role.
func appendStylesHead(b []byte, s *thethuc.Sheet, normal document.Role) []byte {
	b = append(b, `<w:styles `+nsMain+`>`...)
	b = appendDefaults(b, s, normal)
	// Without exceptions: the clerk's list shows the styles of the document and none of Word's 376.
	return append(b, `<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"`+
		` w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>`+
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="98"/><w:qFormat/></w:style>`+
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>`+
		`<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`+
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>`+
		`<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>`+
		`<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`+
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>`+
		`<w:semiHidden/><w:unhideWhenUsed/></w:style>`...)
}

// appendDefaults appends w:docDefaults: the font in all four slots, so that no letter falls to another one, and the widow
// control of every paragraph. There is no w:kern: with any value of it LibreOffice kerns pairs, and the lines move.
func appendDefaults(b []byte, s *thethuc.Sheet, normal document.Role) []byte {
	b = append(b, `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts`...)
	for _, slot := range [...]string{"ascii", "hAnsi", "eastAsia", "cs"} {
		b = append(b, ` w:`...)
		b = append(b, slot...)
		b = append(b, `="`...)
		b = appendAttr(b, s.Font)
		b = append(b, '"')
	}
	b = append(b, `/>`...)
	b = appendSize(b, s.Paragraphs[normal].Size)
	return append(b, `<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`+
		`<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>`+
		`</w:docDefaults>`...)
}

func appendParagraphStyle(b []byte, s *thethuc.Sheet, r document.Role) []byte {
	st, list := &s.Paragraphs[r], listingOf(r)
	b = appendStyleHead(b, "paragraph", st.ID, st.Name, "Normal")
	if next := nextOf(r); next != r {
		b = append(b, `<w:next w:val="`...)
		b = append(b, s.Paragraphs[next].ID...)
		b = append(b, `"/>`...)
	}
	b = appendVal(b, "uiPriority", list.priority)
	if list.gallery {
		b = append(b, `<w:qFormat/>`...)
	}
	b = append(b, `<w:pPr>`...)
	if st.KeepNext {
		b = append(b, `<w:keepNext/>`...)
	}
	if st.KeepLines {
		b = append(b, `<w:keepLines/>`...)
	}
	switch {
	case st.RuleWeight > 0:
		b = append(b, `<w:pBdr>`...)
		b = appendBorder(b, "top", st.RuleWeight, 0, "")
		b = append(b, `</w:pBdr>`...)
	case st.BoxWeight > 0:
		b = appendBox(b, st)
	}
	b = appendSpacing(b, st)
	b = appendIndents(b, st)
	if jc, err := alignment(st.Align); err == nil {
		b = append(b, `<w:jc w:val="`...)
		b = append(b, jc...)
		b = append(b, `"/>`...)
	}
	if st.Outline > 0 {
		b = appendVal(b, "outlineLvl", st.Outline-1)
	}
	b = append(b, `</w:pPr><w:rPr>`...)
	if st.Bold {
		b = append(b, `<w:b/>`...)
	}
	if st.Italic {
		b = append(b, `<w:i/>`...)
	}
	if st.Color != "" {
		b = append(b, `<w:color w:val="`...)
		b = appendAttr(b, st.Color)
		b = append(b, `"/>`...)
	}
	b = appendSize(b, st.Size)
	return append(b, `</w:rPr></w:style>`...)
}

func appendStyleHead(b []byte, kind, id, name, base string) []byte {
	b = append(b, `<w:style w:type="`...)
	b = append(b, kind...)
	b = append(b, `" w:customStyle="1" w:styleId="`...)
	b = append(b, id...)
	b = append(b, `"><w:name w:val="`...)
	b = appendAttr(b, name)
	b = append(b, `"/><w:basedOn w:val="`...)
	b = append(b, base...)
	return append(b, `"/>`...)
}

// appendSpacing appends w:spacing (17.3.1.33) in full: a style says all of it, whatever Normal may become.
func appendSpacing(b []byte, st *thethuc.ParagraphStyle) []byte {
	line := st.Line
	b = append(b, `<w:spacing`...)
	b = appendNum(b, "before", st.Before.Twips())
	b = appendNum(b, "after", st.After.Twips())
	b = appendNum(b, "line", line.Value)
	rule := "auto"
	switch line.Rule {
	case thethuc.LineExact:
		rule = "exact"
	case thethuc.LineAtLeast:
		rule = "atLeast"
	case thethuc.LineMultiple:
	}
	b = append(b, ` w:lineRule="`...)
	b = append(b, rule...)
	return append(b, `"/>`...)
}

func appendIndents(b []byte, st *thethuc.ParagraphStyle) []byte {
	if st.Left == 0 && st.Right == 0 && st.FirstLine == 0 {
		return b
	}
	b = append(b, `<w:ind`...)
	b = appendNum(b, "left", st.Left.Twips())
	b = appendNum(b, "right", st.Right.Twips())
	switch {
	case st.FirstLine > 0:
		b = appendNum(b, "firstLine", st.FirstLine.Twips())
	case st.FirstLine < 0:
		b = appendNum(b, "hanging", -st.FirstLine.Twips())
	}
	return append(b, `/>`...)
}

// appendBox appends the frame of a stamp, in the colour of its text. The style's exact line and padding give it its height.
func appendBox(b []byte, st *thethuc.ParagraphStyle) []byte {
	space := int((st.BoxPadding + document.Point/2) / document.Point)
	b = append(b, `<w:pBdr>`...)
	b = appendBorder(b, "top", st.BoxWeight, space, st.Color)
	b = appendBorder(b, "left", st.BoxWeight, 0, st.Color)
	b = appendBorder(b, "bottom", st.BoxWeight, space, st.Color)
	b = appendBorder(b, "right", st.BoxWeight, 0, st.Color)
	return append(b, `</w:pBdr>`...)
}

// appendBorder appends one border (17.3.4): weight in eighths of a point, space in points, an empty colour for black.
func appendBorder(b []byte, side string, weight document.EMU, space int, color string) []byte {
	if color == "" {
		color = "auto"
	}
	b = append(b, "<w:"...)
	b = append(b, side...)
	b = append(b, ` w:val="single"`...)
	b = appendNum(b, "sz", max(int((8*weight+document.Point/2)/document.Point), 2))
	b = appendNum(b, "space", space)
	b = append(b, ` w:color="`...)
	b = append(b, color...)
	return append(b, `"/>`...)
}

func appendSize(b []byte, size document.EMU) []byte { return appendHalfPoints(b, size.HalfPoints()) }

func appendHalfPoints(b []byte, size int) []byte {
	b = appendVal(b, "sz", size)
	return appendVal(b, "szCs", size)
}

func appendCharStyle(b []byte, st *thethuc.CharStyle) []byte {
	b = appendStyleHead(b, "character", st.ID, st.Name, "DefaultParagraphFont")
	b = append(b, `<w:uiPriority w:val="60"/><w:qFormat/><w:rPr>`...)
	if st.Bold {
		b = append(b, `<w:b/>`...)
	}
	if st.Superscript {
		b = append(b, `<w:vertAlign w:val="superscript"/>`...)
	}
	return append(b, `</w:rPr></w:style>`...)
}

// appendTableStyle appends a table style. It names all four paddings: what it leaves out comes from Normal Table, which
// has 1.9 mm at the sides.
func appendTableStyle(b []byte, st *thethuc.TableStyle) []byte {
	b = appendStyleHead(b, "table", st.ID, st.Name, "TableNormal")
	b = append(b, `<w:uiPriority w:val="61"/><w:tblPr>`...)
	if st.Border > 0 {
		b = append(b, `<w:tblBorders>`...)
		for _, side := range [...]string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			b = appendBorder(b, side, st.Border, 0, "")
		}
		b = append(b, `</w:tblBorders>`...)
	}
	b = append(b, `<w:tblCellMar>`...)
	for _, p := range [...]struct {
		side  string
		width document.EMU
	}{{"top", st.PaddingTop}, {"left", st.PaddingLeft}, {"bottom", st.PaddingBottom}, {"right", st.PaddingRight}} {
		b = append(b, "<w:"...)
		b = append(b, p.side...)
		b = appendNum(b, "w", p.width.Twips())
		b = append(b, ` w:type="dxa"/>`...)
	}
	return append(b, `</w:tblCellMar></w:tblPr></w:style>`...)
}

// appendWordsOwn appends the styles that Word gives to what the clerk adds: a new footnote, its mark, a header. They follow
// ours, so that the second footnote looks like the first.
func appendWordsOwn(b []byte, s *thethuc.Sheet) []byte {
	for _, w := range [...]struct{ kind, id, name, base string }{
		{"paragraph", "FootnoteText", "footnote text", s.Paragraphs[document.ChuThich].ID},
		{"character", "FootnoteReference", "footnote reference", s.Chars[document.DauGhiChu].ID},
		{"paragraph", "Header", "header", s.Paragraphs[document.SoTrang].ID},
		{"paragraph", "Footer", "footer", s.Paragraphs[document.DiaChi].ID},
	} {
		b = append(b, `<w:style w:type="`...)
		b = append(b, w.kind...)
		b = append(b, `" w:styleId="`...)
		b = append(b, w.id...)
		b = append(b, `"><w:name w:val="`...)
		b = append(b, w.name...)
		b = append(b, `"/><w:basedOn w:val="`...)
		b = append(b, w.base...)
		b = append(b, `"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>`...)
	}
	return b
}
