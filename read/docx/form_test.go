package docx_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/read"
)

// styled returns a file's only run, of a paragraph with properties, in a file with styles.
func styled(tt *testing.T, styles, ppr, rpr string) read.Run {
	tt.Helper()
	m := body(tt, `<w:p><w:pPr>`+ppr+`</w:pPr>`+run(`<w:rPr>`+rpr+`</w:rPr><w:t>a</w:t>`)+`</w:p>`, parts{"styles": styles, "theme1": theme})
	return paragraphs(m.Blocks)[0].Runs[0]
}

const theme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme><a:accent1><a:srgbClr val="112233"/></a:accent1></a:clrScheme>` +
	`<a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`

func style(kind, id, base, inner string) string {
	return `<w:style w:type="` + kind + `" w:styleId="` + id + `"><w:basedOn w:val="` + base + `"/>` + inner + `</w:style>`
}

func describe(r read.Run) string {
	s := fmt.Sprintf("%s %g %s", r.Font, r.Size.Points(), r.Color)
	for _, f := range []struct {
		on   bool
		name string
	}{{r.Bold, "bold"}, {r.Italic, "italic"}, {r.Underline, "underline"}, {r.Strike, "strike"}, {r.Caps, "caps"}, {r.Raised, "raised"}, {r.Lowered, "lowered"}} {
		if f.on {
			s += " " + f.name
		}
	}
	return s
}

func TestRunFormatting(tt *testing.T) {
	boldPara := style("paragraph", "P", "", `<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>`)
	for name, c := range map[string]struct{ styles, ppr, rpr, want string }{
		"nothing said":        {"", "", "", "Times New Roman 10 000000"},
		"defaults":            {`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>`, "", "", "Arial 14 000000"},
		"normal":              {`<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="26"/></w:rPr></w:style>`, "", "", "Times New Roman 13 000000"},
		"direct over style":   {boldPara, `<w:pStyle w:val="P"/>`, `<w:sz w:val="24"/><w:b w:val="0"/>`, "Times New Roman 12 000000"},
		"based on":            {boldPara + style("paragraph", "Q", "P", `<w:rPr><w:i/></w:rPr>`), `<w:pStyle w:val="Q"/>`, "", "Times New Roman 13 000000 bold italic"},
		"based off":           {boldPara + style("paragraph", "Q", "P", `<w:rPr><w:b w:val="false"/></w:rPr>`), `<w:pStyle w:val="Q"/>`, "", "Times New Roman 13 000000"},
		"bold twice is off":   {boldPara + style("character", "C", "", `<w:rPr><w:b/></w:rPr>`), `<w:pStyle w:val="P"/>`, `<w:rStyle w:val="C"/>`, "Times New Roman 13 000000"},
		"bold twice, direct":  {boldPara + style("character", "C", "", `<w:rPr><w:b/></w:rPr>`), `<w:pStyle w:val="P"/>`, `<w:rStyle w:val="C"/><w:b/>`, "Times New Roman 13 000000 bold"},
		"character style":     {style("character", "C", "", `<w:rPr><w:color w:val="ff0000"/><w:vertAlign w:val="superscript"/></w:rPr>`), "", `<w:rStyle w:val="C"/>`, "Times New Roman 10 ff0000 raised"},
		"circle of styles":    {style("paragraph", "P", "Q", `<w:rPr><w:b/></w:rPr>`) + style("paragraph", "Q", "P", `<w:rPr><w:i/></w:rPr>`), `<w:pStyle w:val="P"/>`, "", "Times New Roman 10 000000 bold italic"},
		"theme font":          {"", "", `<w:rFonts w:ascii="Arial" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>`, "Calibri 10 000000"},
		"theme color":         {"", "", `<w:color w:val="auto" w:themeColor="accent1"/>`, "Times New Roman 10 112233"},
		"auto color":          {"", "", `<w:color w:val="auto"/>`, "Times New Roman 10 000000"},
		"the rest":            {"", "", `<w:u w:val="single"/><w:dstrike/><w:smallCaps/><w:vertAlign w:val="subscript"/>`, "Times New Roman 10 000000 underline strike caps lowered"},
		"underline taken off": {style("character", "C", "", `<w:rPr><w:u w:val="single"/></w:rPr>`), "", `<w:rStyle w:val="C"/><w:u w:val="none"/>`, "Times New Roman 10 000000"},
		"size with unit":      {"", "", `<w:sz w:val="13.5pt"/>`, "Times New Roman 13.5 000000"},
	} {
		tt.Run(name, func(tt *testing.T) {
			if got := describe(styled(tt, c.styles, c.ppr, c.rpr)); got != c.want {
				tt.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Letters with marks are in the slot of other Latin letters.
func TestFontSlots(tt *testing.T) {
	m := body(tt, p(run(`<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi=".VnTime"/></w:rPr><w:t>Kế</w:t>`)), nil)
	runs := paragraphs(m.Blocks)[0].Runs
	if len(runs) != 2 || runs[0].Font != "Arial" || runs[0].Text != "K" || runs[1].Font != ".VnTime" || runs[1].Text != "ế" {
		tt.Errorf("got %+v", runs)
	}
}

func TestParagraphForm(tt *testing.T) {
	list := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	for name, c := range map[string]struct {
		ppr  string
		want read.Form
	}{
		"nothing":       {"", read.Form{Align: document.AlignLeft, Spacing: read.Spacing{Lines: 1}}},
		"justified":     {`<w:jc w:val="both"/>`, read.Form{Align: document.AlignJustify, Spacing: read.Spacing{Lines: 1}}},
		"distributed":   {`<w:jc w:val="distribute"/>`, read.Form{Align: document.AlignJustify, Spacing: read.Spacing{Lines: 1}}},
		"end":           {`<w:jc w:val="end"/>`, read.Form{Align: document.AlignRight, Spacing: read.Spacing{Lines: 1}}},
		"indents":       {`<w:ind w:start="567" w:right="100" w:firstLine="720"/>`, read.Form{Align: document.AlignLeft, Left: document.MM(10) + 45, Right: 63500, FirstLine: 457200, Spacing: read.Spacing{Lines: 1}}},
		"hanging":       {`<w:ind w:firstLine="9" w:hanging="720"/>`, read.Form{Align: document.AlignLeft, FirstLine: -457200, Spacing: read.Spacing{Lines: 1}}},
		"characters":    {`<w:ind w:firstLineChars="200" w:firstLine="1"/>`, read.Form{Align: document.AlignLeft, FirstLine: 20 * document.Point, Spacing: read.Spacing{Lines: 1}}},
		"spacing":       {`<w:spacing w:before="120" w:after="60" w:line="300" w:lineRule="auto"/>`, read.Form{Align: document.AlignLeft, Before: 6 * document.Point, After: 3 * document.Point, Spacing: read.Spacing{Lines: 1.25}}},
		"exact":         {`<w:spacing w:line="340" w:lineRule="exact"/>`, read.Form{Align: document.AlignLeft, Spacing: read.Spacing{Rule: read.Exactly, Height: 17 * document.Point}}},
		"at least":      {`<w:spacing w:line="340" w:lineRule="atLeast"/>`, read.Form{Align: document.AlignLeft, Spacing: read.Spacing{Rule: read.AtLeast, Height: 17 * document.Point}}},
		"auto spacing":  {`<w:spacing w:before="1" w:beforeAutospacing="1" w:after="1" w:afterAutospacing="1"/>`, read.Form{Align: document.AlignLeft, After: 14 * document.Point, Spacing: read.Spacing{Lines: 1}}},
		"borders":       {`<w:pBdr><w:top w:val="single" w:sz="4"/><w:bottom w:val="nil"/></w:pBdr>`, read.Form{Align: document.AlignLeft, BorderTop: true, Spacing: read.Spacing{Lines: 1}}},
		"numbered":      {`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, read.Form{Align: document.AlignLeft, Left: 457200, FirstLine: -228600, Spacing: read.Spacing{Lines: 1}}},
		"number direct": {`<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="0"/>`, read.Form{Align: document.AlignLeft, FirstLine: -228600, Spacing: read.Spacing{Lines: 1}}},
	} {
		tt.Run(name, func(tt *testing.T) {
			m := body(tt, `<w:p><w:pPr>`+c.ppr+`</w:pPr>`+t("a")+`</w:p>`, parts{"numbering": list})
			if got := *paragraphs(m.Blocks)[0].Form; got != c.want {
				tt.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestContextualSpacing(tt *testing.T) {
	one := `<w:p><w:pPr><w:spacing w:before="120" w:after="120"/><w:contextualSpacing/></w:pPr>` + t("a") + `</w:p>`
	list := paragraphs(body(tt, one+one, nil).Blocks)
	if list[0].Form.After != 0 || list[1].Form.Before != 0 || list[0].Form.Before == 0 || list[1].Form.After == 0 {
		tt.Errorf("got %+v, %+v", list[0].Form, list[1].Form)
	}
}

func TestOutline(tt *testing.T) {
	m := body(tt, `<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>`+t("a")+`</w:p>`, parts{"styles": style("paragraph", "H", "", `<w:pPr><w:outlineLvl w:val="1"/></w:pPr>`)})
	if got := paragraphs(m.Blocks)[0].Heading; got != 2 {
		tt.Errorf("got %d", got)
	}
}

// level returns a w:lvl.
func level(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
}

func TestLabels(tt *testing.T) {
	numbered := func(list ...string) string {
		var b strings.Builder
		for _, s := range list {
			num, lvl, _ := strings.Cut(s, ".")
			b.WriteString(`<w:p><w:pPr><w:numPr><w:ilvl w:val="` + lvl + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr>` + t("x") + `</w:p>`)
		}
		return b.String()
	}
	abstract := func(levels ...string) string {
		return `<w:abstractNum w:abstractNumId="0">` + strings.Join(levels, "") + `</w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>` +
			`<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`
	}
	plan := abstract(level(0, "upperRoman", "%1.", ""), level(1, "decimal", "%2.", ""), level(2, "lowerLetter", "%3)", ""))
	for name, c := range map[string]struct {
		numbering, body, want string
	}{
		"levels":           {plan, numbered("1.0", "1.1", "1.1", "1.2", "1.0", "1.1"), "I. 1. 2. a) II. 1."},
		"two nums go on":   {plan, numbered("1.0", "2.0"), "I. II."},
		"start override":   {plan, numbered("1.0", "3.0", "3.0", "1.0"), "I. V. VI. VII."},
		"deep first":       {plan, numbered("1.2"), "a)"},
		"whole number":     {abstract(level(0, "decimal", "%1.", ""), level(1, "decimal", "%1.%2.", "")), numbered("1.0", "1.1", "1.1"), "1. 1.1. 1.2."},
		"legal":            {abstract(level(0, "upperRoman", "%1.", ""), level(1, "decimal", "%1.%2", `<w:isLgl/>`)), numbered("1.0", "1.1"), "I. 1.1"},
		"never again":      {abstract(level(0, "decimal", "Chương %1", ""), level(1, "decimal", "Điều %2.", `<w:lvlRestart w:val="0"/>`)), numbered("1.0", "1.1", "1.0", "1.1"), "Chương 1 Điều 1. Chương 2 Điều 2."},
		"bullet":           {abstract(level(0, "bullet", "\uf0b7", `<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>`)), numbered("1.0"), "•"},
		"dash":             {abstract(level(0, "bullet", "-", "")), numbered("1.0"), "-"},
		"no such list":     {plan, numbered("9.0"), ""},
		"taken away":       {plan, numbered("0.0"), ""},
		"in words":         {abstract(level(0, "vietnameseCounting", "%1", "")), numbered("1.0", "1.0"), "một hai"},
		"zero in front":    {abstract(level(0, "decimalZero", "%1", "")), numbered("1.0"), "01"},
		"ordinal":          {abstract(level(0, "ordinal", "%1", "")), numbered("1.0", "1.0"), "1st 2nd"},
		"custom":           {abstract(`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/><w:lvlText w:val="%1"/></w:lvl>`), numbered("1.0"), "001"},
		"through a style":  {abstract(level(0, "decimal", "%1.", ""), level(1, "lowerLetter", "%2)", `<w:pStyle w:val="L"/>`)), `<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr>` + t("x") + `</w:p>`, "a)"},
		"through its base": {plan, `<w:p><w:pPr><w:pStyle w:val="M"/></w:pPr>` + t("x") + `</w:p>`, "I."},
		"numbering style": {`<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum><w:abstractNum w:abstractNumId="2">` + level(0, "decimal", "%1)", "") +
			`<w:styleLink w:val="S"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`, numbered("1.0"), "1)"},
	} {
		tt.Run(name, func(tt *testing.T) {
			styles := style("paragraph", "L", "", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`) + style("paragraph", "M", "L", "")
			var got []string
			for _, q := range paragraphs(body(tt, c.body, parts{"numbering": c.numbering, "styles": styles}).Blocks) {
				got = append(got, q.Label)
			}
			if s := strings.Join(got, " "); s != c.want {
				tt.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

const anchorHead = `<wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>%d</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/>`

// drawn returns a paragraph with a shape anchored in it, lengths in points.
func drawn(text string, x, y, width, height int, props string) string {
	shape := fmt.Sprintf(`<w:drawing>`+anchorHead+`<a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm>%s</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`,
		x*12700, y*12700, width*12700, height*12700, width*12700, height*12700, props)
	return p(t(text) + run(shape))
}

// The column of these is 400 pt wide.
const wide400 = `<w:sectPr><w:pgSz w:w="10000" w:h="16838"/><w:pgMar w:left="1000" w:right="1000" w:top="1134" w:bottom="1134"/></w:sectPr>`

func TestRules(tt *testing.T) {
	ruled := func(ppr string) string { return `<w:p><w:pPr>` + ppr + `</w:pPr></w:p>` }
	line := `<a:prstGeom prst="line"/><a:ln w="9525"/>`
	for name, c := range map[string]struct{ body, want string }{
		"border above":        {ruled(`<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr><w:ind w:left="3000" w:right="3000"/>`), "border 100 at 150 of 0.75 centred"},
		"border below":        {ruled(`<w:pBdr><w:bottom w:val="single" w:sz="8"/></w:pBdr><w:ind w:right="4000"/>`), "border 200 at 0 of 1"},
		"no border":           {ruled(`<w:pBdr><w:bottom w:val="none" w:sz="8"/></w:pBdr>`), ""},
		"box":                 {ruled(`<w:pBdr><w:left w:val="single"/><w:bottom w:val="single"/></w:pBdr>`), ""},
		"border of text":      {`<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr>` + t("a") + `</w:p>`, ""},
		"drawn":               {drawn("a", 150, 16, 100, 0, line), "drawn 100 at 150 of 0.75 centred"},
		"drawn aside":         {drawn("a", 100, 16, 100, 0, line), "drawn 100 at 100 of 0.75"},
		"connector":           {drawn("a", 150, 16, 100, 0, `<a:prstGeom prst="straightConnector1"/><a:ln w="12700"/>`), "drawn 100 at 150 of 1 centred"},
		"upright":             {drawn("a", 150, 16, 0, 100, line), ""},
		"invisible":           {drawn("a", 150, 16, 100, 0, `<a:prstGeom prst="line"/><a:ln><a:noFill/></a:ln>`), ""},
		"vml line":            {p(run(`<w:pict><v:line style="position:absolute" from="150pt,16pt" to="250pt,16pt" strokeweight=".75pt"/></w:pict>`)), "drawn 100 at 150 of 0.75 centred"},
		"vml connector":       {p(run(`<w:pict><v:shape type="#_x0000_t32" style="position:absolute;margin-left:150pt;margin-top:16pt;width:100pt;height:0" /></w:pict>`)), "drawn 100 at 150 of 0.75 centred"},
		"vml bar":             {p(run(`<w:pict><v:rect style="position:absolute;mso-position-horizontal:center;margin-top:16pt;width:100pt;height:1pt"/></w:pict>`)), "drawn 100 at 150 of 1 centred"},
		"word's ruler":        {p(run(`<w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict>`)), "drawn 400 at 0 of 1.5 centred"},
		"in a cell":           {`<w:tbl><w:tblGrid><w:gridCol w:w="4230"/></w:tblGrid><w:tr><w:tc>` + drawn("a", 50, 16, 100, 0, line) + `</w:tc></w:tr></w:tbl>`, "drawn 100 at 50 of 0.75 centred"},
		"border in a cell":    {`<w:tbl><w:tblGrid><w:gridCol w:w="4230"/></w:tblGrid><w:tr><w:tc>` + ruled(`<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr><w:ind w:left="1000" w:right="1000"/>`) + `</w:tc></w:tr></w:tbl>`, "border 100 at 50 of 0.75 centred"},
		"deleted with a text": {p(`<w:del>` + run(`<w:pict><v:line from="150pt,16pt" to="250pt,16pt"/></w:pict>`) + `</w:del>`), ""},
	} {
		tt.Run(name, func(tt *testing.T) {
			var got []string
			for _, r := range rules(body(tt, c.body+wide400, nil).Blocks) {
				s := fmt.Sprintf("%s %g at %g of %g", []string{"drawn", "border"}[r.Kind], r.Length.Points(), r.Left.Points(), r.Weight.Points())
				if r.Centred {
					s += " centred"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != c.want {
				tt.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// A line is anchored as often in the paragraph below it as in that above; it stands where it is seen.
func TestRuleOrder(tt *testing.T) {
	line := `<a:prstGeom prst="line"/><a:ln w="9525"/>`
	row := func(inner string) string { return `<w:tr><w:tc>` + inner + `</w:tc></w:tr>` }
	order := func(blocks []read.Block) string {
		var s []string
		for _, b := range blocks {
			switch v := b.(type) {
			case *read.Paragraph:
				s = append(s, text(v))
			case *read.Rule:
				s = append(s, "—")
			}
		}
		return strings.Join(s, " ")
	}
	if got := order(body(tt, p(t("a"))+drawn("b", 0, 20, 100, 0, line)+p(t("c")), nil).Blocks); got != "a b — c" {
		tt.Errorf("below: %q", got)
	}
	if got := order(body(tt, p(t("a"))+drawn("b", 0, 1, 100, 0, line)+p(t("c")), nil).Blocks); got != "a — b c" {
		tt.Errorf("above: %q", got)
	}
	table := body(tt, `<w:tbl>`+row(p(t("a")))+row(drawn("b", 0, 1, 100, 0, line))+`</w:tbl>`, nil).Blocks[0].(*read.Table)
	if a, b := order(table.Rows[0].Cells[0].Blocks), order(table.Rows[1].Cells[0].Blocks); a != "a —" || b != "b" {
		tt.Errorf("in cells: %q, %q", a, b)
	}
}

func TestTables(tt *testing.T) {
	grid := `<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>`
	cell := func(tcPr, inner string) string {
		return `<w:tc><w:tcPr>` + tcPr + `</w:tcPr>` + p(t(inner)) + `</w:tc>`
	}
	row := func(trPr string, cells ...string) string {
		return `<w:tr><w:trPr>` + trPr + `</w:trPr>` + strings.Join(cells, "") + `</w:tr>`
	}
	lines := `<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>`
	for name, c := range map[string]struct{ body, want string }{
		"plain":                     {grid + row("", cell("", "a"), cell("", "b"), cell("", "c")), "50 100 150 | a b c"},
		"span":                      {grid + row("", cell(`<w:gridSpan w:val="2"/>`, "a"), cell("", "c")), "50 100 150 | a×2 c"},
		"header":                    {grid + row("<w:tblHeader/>", cell("", "a"), cell("", "b"), cell("", "c")), "50 100 150 | #a b c"},
		"row span":                  {grid + row("", cell(`<w:vMerge w:val="restart"/>`, "a"), cell(`<w:gridSpan w:val="2"/>`, "b")) + row("", cell("<w:vMerge/>", ""), cell("", "c"), cell("", "d")), "50 100 150 | a↓2 b×2 | ^ c d"},
		"span of nothing":           {grid + row("", cell("<w:vMerge/>", "a"), cell(`<w:gridSpan w:val="2"/>`, "b")), "50 100 150 | a b×2"},
		"short row":                 {grid + row("", cell("", "a")), "50 100 150 | a ×2"},
		"before, after":             {grid + row(`<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>`, cell("", "b")), "50 100 150 |  b "},
		"merged across":             {grid + row("", cell(`<w:hMerge w:val="restart"/>`, "a"), cell(`<w:hMerge w:val="continue"/>`, ""), cell("", "c")), "50 100 150 | a×2 c"},
		"no grid":                   {row("", cell(`<w:tcW w:w="1000" w:type="dxa"/>`, "a"), cell(`<w:tcW w:w="500" w:type="dxa"/>`, "b")), "50 25 | a b"},
		"no widths":                 {row("", cell("", "a"), cell("", "b")), "200 200 | a b"},
		"bordered":                  {`<w:tblPr>` + lines + `</w:tblPr>` + grid + row("", cell("", "a"), cell(`<w:gridSpan w:val="2"/>`, "b")) + row("", cell("", "a"), cell(`<w:gridSpan w:val="2"/>`, "b")), "50 100 150 | a b×2 | a b×2 bordered"},
		"one row has no inner line": {`<w:tblPr>` + lines + `</w:tblPr>` + grid + row("", cell("", "a"), cell(`<w:gridSpan w:val="2"/>`, "b")), "50 100 150 | a b×2"},
		"bordered by style":         {`<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>` + grid + row("", cell(`<w:gridSpan w:val="3"/>`, "a")), "50 100 150 | a×3 bordered"},
		"style overruled":           {`<w:tblPr><w:tblStyle w:val="T"/><w:tblBorders><w:top w:val="none"/></w:tblBorders></w:tblPr>` + grid + row("", cell(`<w:gridSpan w:val="3"/>`, "a")), "50 100 150 | a×3"},
		"cell overrules":            {`<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>` + grid + row("", cell(`<w:gridSpan w:val="3"/><w:tcBorders><w:top w:val="nil"/></w:tcBorders>`, "a")), "50 100 150 | a×3"},
		"bordered cell":             {grid + row("", cell(`<w:gridSpan w:val="3"/><w:tcBorders><w:left w:val="single"/></w:tcBorders>`, "a")), "50 100 150 | a×3 bordered"},
		"rows in a control":         {grid + `<w:sdt><w:sdtContent>` + row("", `<w:sdt><w:sdtContent>`+cell(`<w:gridSpan w:val="3"/>`, "a")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, "50 100 150 | a×3"},
	} {
		tt.Run(name, func(tt *testing.T) {
			m := body(tt, `<w:tbl>`+c.body+`</w:tbl>`+wide400, parts{"styles": `<w:style w:type="table" w:styleId="T"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr></w:style>`})
			if got := sketch(m.Blocks[0].(*read.Table)); got != c.want {
				tt.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// sketch writes a table: widths in points, then its rows; ×n spans columns, ↓n rows, ^ is covered, # begins a header.
func sketch(t *read.Table) string {
	var list []string
	for _, w := range t.Columns {
		list = append(list, fmt.Sprintf("%g", w.Points()))
	}
	s := strings.Join(list, " ")
	for _, r := range t.Rows {
		s += " | "
		if r.Header {
			s += "#"
		}
		list = nil
		for _, c := range r.Cells {
			one := strings.Join(texts(c.Blocks), "/")
			if c.Merged {
				one = "^"
			}
			if c.ColSpan > 1 {
				one += fmt.Sprintf("×%d", c.ColSpan)
			}
			if c.RowSpan > 1 {
				one += fmt.Sprintf("↓%d", c.RowSpan)
			}
			list = append(list, one)
		}
		s += strings.Join(list, " ")
	}
	if t.Bordered {
		s += " bordered"
	}
	return s
}

func TestTableStyle(tt *testing.T) {
	styles := `<w:style w:type="table" w:styleId="T"><w:rPr><w:i/></w:rPr><w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>`
	row := `<w:tr><w:tc>` + p(t("a")) + `</w:tc></w:tr>`
	m := body(tt, `<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020"/></w:tblPr>`+row+row+`</w:tbl>`, parts{"styles": styles})
	list := paragraphs(m.Blocks)
	if r := list[0].Runs[0]; !r.Bold || !r.Italic || list[0].Form.Align != document.AlignCenter {
		tt.Errorf("first row: %+v", r)
	}
	if r := list[1].Runs[0]; r.Bold || !r.Italic || list[1].Form.Align != document.AlignLeft {
		tt.Errorf("second row: %+v", r)
	}
}

func TestSections(tt *testing.T) {
	number := p(complexField(" PAGE   \\* MERGEFORMAT ", run(`<w:rPr><w:sz w:val="28"/></w:rPr><w:t>2</w:t>`)))
	centred := strings.Replace(number, "<w:p>", `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>`, 1)
	ref := func(kind, typ, id string) string {
		return `<w:` + kind + `Reference w:type="` + typ + `" r:id="` + id + `"/>`
	}
	for name, c := range map[string]struct {
		sect, header string
		want         string
	}{
		"centre":           {ref("header", "default", "header1") + `<w:titlePg/>`, centred, "shown header align 2 size 14"},
		"on first as well": {ref("header", "default", "header1"), centred, "shown first header align 2 size 14"},
		"footer":           {ref("footer", "default", "header1") + `<w:titlePg/>`, centred, "shown footer align 2 size 14"},
		"first only":       {ref("header", "first", "header1") + `<w:titlePg/>`, centred, "first header align 2 size 14"},
		"first not used":   {ref("header", "first", "header1"), centred, ""},
		"at the left":      {ref("header", "default", "header1") + `<w:titlePg/>`, number, "shown header align 1 size 14"},
		"by a tab":         {ref("header", "default", "header1") + `<w:titlePg/>`, `<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs></w:pPr>` + run(`<w:tab/>`) + strings.TrimPrefix(number, "<w:p>"), "shown header align 2 size 14"},
		"in a frame":       {ref("header", "default", "header1") + `<w:titlePg/>`, strings.Replace(number, "<w:p>", `<w:p><w:pPr><w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="center"/></w:pPr>`, 1), "shown header align 2 size 14"},
		"in a control":     {ref("header", "default", "header1") + `<w:titlePg/>`, `<w:sdt><w:sdtContent>` + centred + `</w:sdtContent></w:sdt>`, "shown header align 2 size 14"},
		"simple field":     {ref("header", "default", "header1") + `<w:titlePg/>`, `<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`, "shown header align 1 size 10"},
		"without a result": {ref("header", "default", "header1") + `<w:titlePg/>`, p(run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText>PAGE</w:instrText>`) + run(`<w:fldChar w:fldCharType="end"/>`)), "shown header align 1 size 10"},
		"roman":            {ref("header", "default", "header1") + `<w:titlePg/>`, strings.Replace(centred, "MERGEFORMAT", "roman", 1), "shown header align 2 size 14 roman"},
		"roman by section": {ref("header", "default", "header1") + `<w:titlePg/><w:pgNumType w:fmt="lowerRoman"/>`, centred, "shown header align 2 size 14 roman"},
		"other text":       {ref("header", "default", "header1"), p(t("Trang") + complexField("PAGE", t("1"))), `shown first header align 1 size 10 "Trang"`},
		"no number":        {ref("header", "default", "header1"), p(t("1")), `"1"`},
	} {
		tt.Run(name, func(tt *testing.T) {
			m := body(tt, p(t("a"))+`<w:sectPr>`+c.sect+`</w:sectPr>`, parts{"header1": c.header})
			n := m.Sections[0].Number
			var got []string
			for _, f := range []struct {
				on   bool
				name string
			}{{n.Shown, "shown"}, {n.OnFirst, "first"}, {n.Footer, "footer"}, {n.Place.Part != "" && !n.Footer, "header"}, {n.Place.Part != "", fmt.Sprintf("align %d size %g", n.Align, n.Run.Size.Points())}, {n.Roman, "roman"}} {
				if f.on {
					got = append(got, f.name)
				}
			}
			for _, s := range texts(m.Sections[0].Header) {
				got = append(got, fmt.Sprintf("%q", s))
			}
			if s := strings.Join(got, " "); s != c.want {
				tt.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// A section without a header of its own has that of the one before, and knows its first block.
func TestSectionsInherit(tt *testing.T) {
	sect := func(inner string) string {
		return `<w:sectPr>` + inner + `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="1134" w:top="-1134" w:bottom="1134"/></w:sectPr>`
	}
	m := body(tt, `<w:p><w:pPr>`+sect(`<w:headerReference w:type="default" r:id="header1"/>`)+`</w:pPr>`+t("a")+`</w:p>`+p(t("b"))+
		`<w:p><w:pPr>`+sect(`<w:type w:val="continuous"/><w:cols w:num="2"/>`)+`</w:pPr>`+t("c")+`</w:p>`+p(t("d"))+
		`<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgNumType w:start="1"/></w:sectPr>`, parts{"header1": p(t("Đầu trang"))})
	if len(m.Sections) != 2 {
		tt.Fatalf("%d sections", len(m.Sections))
	}
	one, two := m.Sections[0], m.Sections[1]
	if one.First != 0 || two.First != 3 || !two.Page.Landscape || !two.Restart || two.Start != 1 || one.Page.Top != 1134*document.Twip {
		tt.Errorf("got %+v", m.Sections)
	}
	if got := texts(two.Header); !slices.Equal(got, []string{"Đầu trang"}) || two.Header[0].(*read.Paragraph).Place.Part != "header1" {
		tt.Errorf("got %q", got)
	}
}
