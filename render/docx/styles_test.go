package docx_test

import (
	"encoding/xml"
	"strings"
	"testing"

	d "vanban/document"
	"vanban/thethuc"
)

// val is an element whose w:val is all.
type val struct {
	Val string `xml:"val,attr"`
}

type styleXML struct {
	Type      string `xml:"type,attr"`
	Custom    string `xml:"customStyle,attr"`
	ID        string `xml:"styleId,attr"`
	Name      val    `xml:"name"`
	BasedOn   val    `xml:"basedOn"`
	Next      *val   `xml:"next"`
	Paragraph struct {
		KeepNext *val `xml:"keepNext"`
		Border   struct {
			Top, Left, Bottom, Right *struct {
				Size  int `xml:"sz,attr"`
				Space int `xml:"space,attr"`
			}
		} `xml:"pBdr"`
		Spacing struct {
			Before int    `xml:"before,attr"`
			After  int    `xml:"after,attr"`
			Line   int    `xml:"line,attr"`
			Rule   string `xml:"lineRule,attr"`
		} `xml:"spacing"`
		Indent struct {
			FirstLine int `xml:"firstLine,attr"`
			Hanging   int `xml:"hanging,attr"`
			Left      int `xml:"left,attr"`
		} `xml:"ind"`
		Align   val `xml:"jc"`
		Outline *struct {
			Val int `xml:"val,attr"`
		} `xml:"outlineLvl"`
	} `xml:"pPr"`
	Run struct {
		Bold   *val `xml:"b"`
		Italic *val `xml:"i"`
		Color  val  `xml:"color"`
		Size   struct {
			Val int `xml:"val,attr"`
		} `xml:"sz"`
	} `xml:"rPr"`
}

// TestStyles reads styles.xml back: every role has its style, with the numbers of the sheet.
func TestStyles(t *testing.T) {
	s := sheet(t)
	var file struct {
		Styles []styleXML `xml:"style"`
	}
	content := unzip(t, write(t, section(para(d.LoiVan, "a"))))["word/styles.xml"]
	content = []byte(strings.NewReplacer("w:top ", "w:Top ", "w:left ", "w:Left ", "w:bottom ", "w:Bottom ", "w:right ", "w:Right ").
		Replace(string(content)))
	if err := xml.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	byID := map[string]*styleXML{}
	for i := range file.Styles {
		st := &file.Styles[i]
		if byID[st.ID] != nil {
			t.Errorf("style %s is there twice", st.ID)
		}
		if strings.Contains(st.Name.Val, ",") {
			t.Errorf("style %s: %q would be a name and an alias", st.ID, st.Name.Val)
		}
		byID[st.ID] = st
	}
	align := map[d.Align]string{d.AlignLeft: "left", d.AlignCenter: "center", d.AlignRight: "right", d.AlignJustify: "both"}
	rule := map[thethuc.LineRule]string{thethuc.LineMultiple: "auto", thethuc.LineExact: "exact", thethuc.LineAtLeast: "atLeast"}
	for r := range s.Paragraphs {
		want := &s.Paragraphs[r]
		got := byID[want.ID]
		if d.Role(r).OnPlate() {
			if got != nil {
				t.Errorf("style %s is in a document that is no certificate", want.ID)
			}
			continue
		}
		if got == nil {
			t.Errorf("role %d: no style %s", r, want.ID)
			continue
		}
		p := &got.Paragraph
		check := func(what string, ok bool) {
			t.Helper()
			if !ok {
				t.Errorf("%s: %s: %+v", want.ID, what, got)
			}
		}
		check("kind", got.Type == "paragraph" && got.Custom == "1" && got.BasedOn.Val == "Normal")
		check("next", got.Next == nil || byID[got.Next.Val] != nil)
		check("size", got.Run.Size.Val == want.Size.HalfPoints())
		check("cut", (got.Run.Bold != nil) == want.Bold && (got.Run.Italic != nil) == want.Italic)
		check("colour", got.Run.Color.Val == want.Color)
		check("keep", (p.KeepNext != nil) == want.KeepNext)
		check("spacing", p.Spacing.Before == want.Before.Twips() && p.Spacing.After == want.After.Twips())
		check("align", p.Align.Val == align[want.Align])
		check("indent", p.Indent.FirstLine-p.Indent.Hanging == want.FirstLine.Twips() && p.Indent.Left == want.Left.Twips())
		check("outline", (p.Outline == nil) == (want.Outline == 0) && (p.Outline == nil || p.Outline.Val == want.Outline-1))
		b := &p.Border
		if want.RuleWeight > 0 {
			check("rule", b.Top != nil && b.Bottom == nil && b.Top.Space == 0 && d.EMU(b.Top.Size)*d.Point/8 == want.RuleWeight)
		}
		if want.BoxWeight == 0 {
			check("line", p.Spacing.Line == want.Line.Value && p.Spacing.Rule == rule[want.Line.Rule])
			continue
		}
		height := p.Spacing.Line + 20*(b.Top.Space+b.Bottom.Space) + (b.Top.Size+b.Bottom.Size)*20/8
		check("box", p.Spacing.Rule == "exact" && height == want.BoxHeight.Twips())
	}
	for _, c := range s.Chars[1:] {
		if got := byID[c.ID]; got == nil || got.Type != "character" || (got.Run.Bold != nil) != c.Bold {
			t.Errorf("character style %s: %+v", c.ID, got)
		}
	}
	for _, tb := range s.Tables {
		if got := byID[tb.ID]; got == nil || got.Type != "table" {
			t.Errorf("table style %s: %+v", tb.ID, got)
		}
	}
}
