package layout_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
	"vanban/thethuc"
)

// lines makes a paragraph whose lines are broken already.
func lines(role document.Role, align document.Align, texts ...string) document.Paragraph {
	p := document.Paragraph{Role: role, Align: align}
	for i, t := range texts {
		if i > 0 {
			p.Runs = append(p.Runs, document.Run{Kind: document.LineBreak})
		}
		p.Runs = append(p.Runs, document.Run{Text: t})
	}
	return p
}

func plateOf(boxes ...document.Box) *document.Document {
	for i := range boxes {
		b := &boxes[i]
		b.X, b.Y, b.Width, b.Height = document.MM(20), document.MM(float64(20+40*i)), document.MM(200), document.MM(30)
	}
	return &document.Document{Sections: []document.Section{{Plate: &document.Plate{
		Width: document.MM(297), Height: document.MM(210), Boxes: boxes,
	}}}}
}

func TestPlate(t *testing.T) {
	marked := lines(document.KhenTen, document.AlignLeft, "Ông ")
	marked.Runs = append(marked.Runs, document.Run{Text: "Ksor H’Bia", Italic: document.On, Underline: true})
	doc := plateOf(
		document.Box{VAlign: document.VAlignTop, Paragraphs: []document.Paragraph{lines(document.KhenThanhTich, document.AlignLeft, "Đã có thành tích ", "trong phong trào")}},
		document.Box{VAlign: document.VAlignCenter, Size: document.Pt(20), Paragraphs: []document.Paragraph{marked}},
		document.Box{VAlign: document.VAlignBottom, Paragraphs: []document.Paragraph{
			lines(document.KhenChucVu, document.AlignRight, "CHỦ TỊCH"), lines(document.KhenHoTen, document.AlignCenter, "中"),
		}},
	)
	doc.Sections[0].Plate.Boxes[0].Paragraphs[0].Pointer = "/citation/0"
	res := set(t, doc)
	if len(res.Pages) != 1 {
		t.Fatalf("%d pages", len(res.Pages))
	}
	p := &res.Pages[0]
	if p.Plate != doc.Sections[0].Plate || p.Width != document.MM(297) || p.Height != document.MM(210) || p.Number != 1 {
		t.Errorf("page %+v", p)
	}
	var got strings.Builder
	for i := range p.Lines {
		l := &p.Lines[i]
		fmt.Fprintf(&got, "%.2f %.2f %v %q", l.X.Millimetres(), l.Y.Millimetres(), l.SpaceAfter, res.Nodes[l.Node].Pointer)
		for _, s := range l.Spans {
			fmt.Fprintf(&got, " [%.2f %.2f %gpt %d %q %s]", s.X.Millimetres(), s.Width.Millimetres(), s.Size.Points(), s.Face, s.Text, s.Color)
		}
		got.WriteByte('\n')
	}
	// A natural line of 16 pt is 6.5 mm high; the middle box has one of 20 pt, and the last ends with its lower edge.
	want := `20.00 25.27 true "/citation/0" [0.00 37.15 16pt 0 "Đã có thành tích" ]
20.00 31.77 false "/citation/0" [0.00 37.62 16pt 0 "trong phong trào" ]
20.00 77.54 false "" [0.00 14.70 20pt 1 "Ông " ] [14.70 33.52 20pt 3 "Ksor H’Bia" ]
195.17 123.26 false "" [0.00 24.83 14pt 1 "CHỦ TỊCH" ]
118.51 128.94 false "" [0.00 2.98 14pt 1 "□" ]
`
	if got.String() != want {
		t.Errorf("lines:\n%s\nwant:\n%s", got.String(), want)
	}
	if len(p.Strokes) != 1 || p.Strokes[0].X1 != p.Lines[2].X+p.Lines[2].Spans[1].X || p.Strokes[0].Y1 < p.Lines[2].Y {
		t.Errorf("underline %+v", p.Strokes)
	}
}

// Plates and ordinary sections may follow each other, and numbers go on.
func TestPlateBesideText(t *testing.T) {
	doc := plateOf(document.Box{Paragraphs: []document.Paragraph{lines(document.KhenTen, 0, "A")}})
	doc.Sections = append(doc.Sections, document.Section{Blocks: []document.Block{para(document.LoiVan, "B")}}, doc.Sections[0])
	res := set(t, doc)
	if len(res.Pages) != 3 || res.Pages[2].Number != 3 || res.Pages[1].Plate != nil || texts(&res.Pages[2])[0] != "A" {
		t.Errorf("%+v", res.Pages)
	}
}

func TestPlateRefuses(t *testing.T) {
	for name, change := range map[string]func(*document.Section){
		"other blocks": func(s *document.Section) { s.Blocks = []document.Block{para(document.LoiVan, "x")} },
		"role 0":       func(s *document.Section) { s.Plate.Boxes[0].Paragraphs[0].Role = document.LoiVan },
		"run of kind":  func(s *document.Section) { s.Plate.Boxes[0].Paragraphs[0].Runs[0].Kind = document.Tab },
	} {
		doc := plateOf(document.Box{Paragraphs: []document.Paragraph{lines(document.KhenTen, 0, "A")}})
		change(&doc.Sections[0])
		_, err := engine(t).Layout(context.Background(), doc, nd30(t))
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func engine(tb testing.TB) *layout.Engine {
	tb.Helper()
	faces, err := fonts.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return layout.New(faces)
}

func nd30(tb testing.TB) *thethuc.Sheet {
	tb.Helper()
	sheet, problems := thethuc.ND30().Sheet(thethuc.House{}, "")
	if problems.Fatal() {
		tb.Fatal(problems)
	}
	return sheet
}

// BenchmarkPlate is a certificate of thirteen parts, whose memory is given back.
func BenchmarkPlate(b *testing.B) {
	var boxes []document.Box
	for role := document.KhenQuocHieu; role < document.RoleCount; role++ {
		boxes = append(boxes, document.Box{VAlign: document.VAlignCenter, Paragraphs: []document.Paragraph{
			lines(role, document.AlignCenter, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
		}})
	}
	doc, e, sheet := plateOf(boxes...), engine(b), nd30(b)
	b.ReportAllocs()
	for b.Loop() {
		res, err := e.Layout(context.Background(), doc, sheet)
		if err != nil {
			b.Fatal(err)
		}
		e.Release(res)
	}
}
