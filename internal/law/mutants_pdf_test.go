package law

import (
	"slices"
	"strings"
	"testing"

	"vanban/document"
)

// shownPages is a PDF as MuPDF sees it, to be altered.
type shownPages []page

func (s shownPages) clone() shownPages {
	c := slices.Clone(s)
	for i := range c {
		c[i].glyphs, c[i].strokes = slices.Clone(c[i].glyphs), slices.Clone(c[i].strokes)
	}
	return c
}

// edit changes the characters of every line whose text begins so; behind "=" stands a whole line.
func (s shownPages) edit(prefix string, change func(*glyph)) {
	whole, exact := strings.CutPrefix(prefix, "=")
	for i := range s {
		p := &s[i]
		for _, l := range linesOf(i, p) {
			if exact && l.text != whole || !exact && !strings.HasPrefix(l.text, prefix) {
				continue
			}
			for j := range p.glyphs {
				if g := &p.glyphs[j]; slices.Contains(l.glyphs, *g) {
					change(g)
				}
			}
		}
	}
}

// drop takes the lines away that begin so.
func (s shownPages) drop(prefix string) {
	s.edit(prefix, func(g *glyph) { g.char = "\x00" })
	for i := range s {
		s[i].glyphs = slices.DeleteFunc(s[i].glyphs, func(g glyph) bool { return g.char == "\x00" })
	}
}

// bar changes the rule under the line that begins so.
func (s shownPages) bar(prefix string, change func(*stroke)) {
	d := &reading{pages: s}
	for i := range s {
		for _, l := range linesOf(i, &s[i]) {
			if strings.HasPrefix(l.text, prefix) {
				if b := d.ruleUnder(l); b != nil {
					change(b)
				}
			}
		}
	}
}

// shift moves everything.
func (s shownPages) shift(dx, dy float64) {
	for i := range s {
		for j := range s[i].glyphs {
			move(dx, dy)(&s[i].glyphs[j])
		}
		for j := range s[i].strokes {
			b := &s[i].strokes[j]
			b.x0, b.x1, b.y0, b.y1 = b.x0+dx, b.x1+dx, b.y0+dy, b.y1+dy
		}
	}
}

func move(dx, dy float64) func(*glyph) {
	return func(g *glyph) { g.x, g.end, g.base = g.x+dx, g.end+dx, g.base+dy }
}

func setFont(name string) func(*glyph)  { return func(g *glyph) { g.font = name } }
func setSize(size float64) func(*glyph) { return func(g *glyph) { g.size = size } }
func stretch(by float64) func(*stroke) {
	return func(b *stroke) {
		half := b.length() * (by - 1) / 2
		b.x0, b.x1 = b.x0-half, b.x1+half
	}
}

// TestLawFailsPDF alters what was read from a finished PDF, one thing at a time, and expects that very finding.
func TestLawFailsPDF(t *testing.T) {
	s := sampleNamed(t, subject)
	in := parseInput(t, s)
	_, pdf := render(t, s)
	pages := shownPages(trace(t, pdf))
	expect(t, measurePDF(t, in, pages), "")

	const (
		bold, regular, italic = "LiberationSerif-Bold", "LiberationSerif", "LiberationSerif-Italic"
	)
	middleLine := within(t, in, pages)
	basis := "Căn cứ Luật Thi đua"
	name := in.Signer.Name
	for _, m := range []struct {
		name   string
		change func(shownPages)
		want   string
	}{
		{"paper", func(s shownPages) { s[1].height += 20 }, "PAGE-1"},
		{"orientation", func(s shownPages) { s[2].width, s[2].height = s[2].height, s[2].width }, "PAGE-2 PAGE-3 PAGE-5"},
		{"all to the left", func(s shownPages) { s.shift(-2.5*mm, 0) }, "PAGE-4"},
		{"all to the right", func(s shownPages) { s.shift(2.5*mm, 0) }, "PAGE-5"},
		{"all down", func(s shownPages) { s.shift(0, -1*mm) }, "PAGE-3"},
		{"font", func(s shownPages) { s.edit(middleLine, setFont("ArialMT")) }, "FONT-1"},
		{"colour", func(s shownPages) { s.edit(middleLine, func(g *glyph) { g.black = false }) }, "FONT-3"},
		{"body size", func(s shownPages) { s.edit(middleLine, setSize(12)) }, "ND-1"},
		{"body bold", func(s shownPages) { s.edit(middleLine, setFont(bold)) }, "ND-1"},
		{"body line not justified", func(s shownPages) { s.edit(middleLine, squash(0.99)) }, "ND-1"},
		{"body line aside", func(s shownPages) { s.edit(middleLine, move(2, 0)) }, "ND-1 PAGE-5"},
		{"body line low", func(s shownPages) { s.edit(middleLine, move(0, 9)) }, "ND-1"},
		{"basis upright", func(s shownPages) { s.edit(basis, setFont(regular)) }, "CC-1"},
		{"basis indent", func(s shownPages) { s.edit(basis, squash(0.98)) }, "ND-1"},
		{"heading light", func(s shownPages) { s.edit("I. MỤC ĐÍCH", setFont(regular)) }, "BC-1"},
		{"quốc hiệu small", func(s shownPages) { s.edit(quocHieu, setSize(11)) }, "QH-2"},
		{"quốc hiệu broken", func(s shownPages) { s.edit(quocHieu, breakAt) }, "QH-4"},
		{"tiêu ngữ light", func(s shownPages) { s.edit(tieuNgu, setFont(regular)) }, "QH-2"},
		{"rule of tiêu ngữ", func(s shownPages) { s.bar(tieuNgu, stretch(1.05)) }, "QH-3"},
		{"rule of organ", func(s shownPages) { s.bar("HUYỆN ĐẮK HÀ", stretch(2)) }, "CQ-2"},
		{"rule of trích yếu", func(s shownPages) { s.bar("trên địa bàn huyện Đắk Hà năm", stretch(0.5)) }, "TL-3"},
		{"rule aside", func(s shownPages) { s.bar(tieuNgu, func(b *stroke) { b.x0, b.x1 = b.x0+3, b.x1+3 }) }, "QH-3"},
		{"organ light", func(s shownPages) { s.edit("HUYỆN ĐẮK HÀ", setFont(regular)) }, "CQ-1"},
		{"number low", func(s shownPages) { s.edit("Số:", move(0, 3)) }, "DD-2"},
		{"number bold", func(s shownPages) { s.edit("Số:", setFont(bold)) }, "SO-1"},
		{"date upright", func(s shownPages) { s.edit("Đắk Hà, ngày", setFont(regular)) }, "DD-1"},
		{"tên loại light", func(s shownPages) { s.edit("KẾ HOẠCH", setFont(regular)) }, "TL-1"},
		{"trích yếu italic", func(s shownPages) {
			s.edit("trên địa bàn huyện Đắk Hà năm", setFont("LiberationSerif-BoldItal"))
		}, "TL-2"},
		{"page number aside", func(s shownPages) { s.edit("=2", move(3, 0)) }, "NUM-1"},
		{"page number absent", func(s shownPages) { s.drop("=3") }, "NUM-1"},
		{"page number italic", func(s shownPages) { s.edit("=2", setFont(italic)) }, "NUM-1"},
		{"Nơi nhận large", func(s shownPages) { s.edit("Nơi nhận:", setSize(13)) }, "NN-1"},
		{"recipient italic", func(s shownPages) { s.edit("- Lưu:", setFont(italic)) }, "NN-1"},
		{"signer light", func(s shownPages) { s.edit(name, setFont(regular)) }, "KY-1"},
		{"signer aside", func(s shownPages) { s.edit(name, move(3, 0)) }, "KY-1"},
		{"signer too near", func(s shownPages) { s.edit(name, move(0, -40)) }, "KY-1"},
	} {
		t.Run(m.name, func(t *testing.T) {
			changed := pages.clone()
			m.change(changed)
			expect(t, measurePDF(t, in, changed), m.want)
		})
	}
	t.Run("signature alone", func(t *testing.T) {
		expect(t, measurePDF(t, in, pages.clone().tear(itoa(len(pages)+1))), "KY-1")
	})
}

// tear puts Nơi nhận and the signature onto a page of their own with that number.
func (s shownPages) tear(number string) shownPages {
	last := &s[len(s)-1]
	top := last.height
	for _, l := range linesOf(len(s)-1, last) {
		if l.text == "Nơi nhận:" {
			top = l.base - 1
		}
	}
	next := page{width: last.width, height: last.height}
	var kept []glyph
	for _, g := range last.glyphs {
		if g.base > top {
			next.glyphs = append(next.glyphs, g)
			continue
		}
		kept = append(kept, g)
		if g.base < law.MarginTop.Min.Points() {
			g.char = number
			next.glyphs = append(next.glyphs, g)
		}
	}
	last.glyphs = kept
	return append(s, next)
}

// TestLawFailsPhuLuc alters the heads of phụ lục.
func TestLawFailsPhuLuc(t *testing.T) {
	s := sampleNamed(t, "features/74-appendix-three")
	in := parseInput(t, s)
	_, pdf := render(t, s)
	pages := shownPages(trace(t, pdf))
	expect(t, measurePDF(t, in, pages), "")
	for name, change := range map[string]func(shownPages){
		"small":   func(s shownPages) { s.edit("=Phụ lục II", setSize(13)) },
		"upright": func(s shownPages) { s.edit("(Kèm theo", setFont("LiberationSerif")) },
		"number": func(s shownPages) {
			s.edit("=Phụ lục III", func(g *glyph) { g.char = strings.Replace(g.char, "I", "V", 1) })
		},
		"no title": func(s shownPages) { s.drop(in.Appendices[0].Title[0]) },
	} {
		t.Run(name, func(t *testing.T) {
			changed := pages.clone()
			change(changed)
			expect(t, measurePDF(t, in, changed), "PL-1")
		})
	}
}

// TestLawFailsCongVan alters the trích yếu of a công văn.
func TestLawFailsCongVan(t *testing.T) {
	s := sampleNamed(t, "congvan/cong-van-tra-loi")
	in := parseInput(t, s)
	_, pdf := render(t, s)
	pages := shownPages(trace(t, pdf))
	expect(t, measurePDF(t, in, pages), "")
	for name, change := range map[string]func(shownPages){
		"bold":     func(s shownPages) { s.edit("V/v", setFont("LiberationSerif-Bold")) },
		"large":    func(s shownPages) { s.edit("V/v", setSize(14)) },
		"too near": func(s shownPages) { s.edit("V/v", move(0, -3)) },
		"aside":    func(s shownPages) { s.edit("V/v", move(3, 0)) },
		"too far":  func(s shownPages) { s.edit("V/v", move(0, 3)) },
	} {
		t.Run(name, func(t *testing.T) {
			changed := pages.clone()
			change(changed)
			expect(t, measurePDF(t, in, changed), "VV-1")
		})
	}
}

// squash moves characters towards the right edge of a line that begins at the law's smallest left margin.
func squash(by float64) func(*glyph) {
	return func(g *glyph) {
		edge := law.MarginLeft.Min.Points()
		g.x, g.end = edge+(g.x-edge)*by, edge+(g.end-edge)*by
	}
}

// breakAt puts the end of quốc hiệu on a second line.
func breakAt(g *glyph) {
	if g.x > 440 {
		move(-60, 5)(g)
	}
}

// within returns a line in the middle of a paragraph, for a mutant to hit.
func within(t *testing.T, in *input, pages []page) string {
	t.Helper()
	d := &reading{report: newReport("pdf"), in: in, pages: pages, metrics: fontMetrics(t)}
	for i := range pages {
		d.lines = append(d.lines, linesOf(i, &pages[i])...)
	}
	d.body = newFlow(d.lines)
	d.nodes(in.Body, 0)
	for _, w := range d.wants {
		if lines := d.body.linesOf(w.at); w.role == document.LoiVan && len(lines) > 4 && lines[0].page == lines[len(lines)-1].page {
			return lines[2].text
		}
	}
	t.Fatal("no paragraph of five lines")
	return ""
}
