package law

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/thethuc"
)

// roles are the roles of the law by the id of their style, which is all that a DOCX tells of them.
var roles = func() map[string]document.Role {
	sheet, _ := law.Sheet(thethuc.House{}, "")
	m := map[string]document.Role{}
	for r := range sheet.Paragraphs {
		m[sheet.Paragraphs[r].ID] = document.Role(r)
	}
	return m
}()

// word is one DOCX while it is measured.
type word struct {
	*report
	in     *input
	parts  map[string]*element
	styles *styles
	rels   map[string]string  // relationship id to part
	widths map[string]float64 // of text at one point, by the squeezed line, as the PDF shows it
}

// measureDOCX judges what a DOCX says.
func measureDOCX(t *testing.T, in *input, files map[string][]byte, widths map[string]float64) *report {
	t.Helper()
	w := &word{report: newReport("docx"), in: in, parts: map[string]*element{}, rels: map[string]string{}, widths: widths}
	for name, data := range files {
		root, err := parseXML(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		w.parts[name] = root
	}
	for _, name := range []string{"word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"} {
		if w.parts[name] == nil {
			t.Fatalf("the package has no %s", name)
		}
	}
	w.styles = newStyles(w.parts["word/styles.xml"])
	for _, r := range w.parts["word/_rels/document.xml.rels"].kids {
		w.rels[r.get("Id")] = path.Join("word", r.get("Target"))
	}
	w.checkSections()
	w.checkParts()
	w.checkRules()
	w.checkTables()
	w.checkNotes(t)
	w.checkLanguage()
	return w.report
}

func (w *word) body() *element { return w.parts["word/document.xml"].kid("body") }

// checkSections measures paper, margins and page numbers of every section.
func (w *word) checkSections() {
	turned := mayTurn(w.in)
	sections := w.body().find("sectPr")
	w.check(len(sections) > 0, "PAGE-1", "document", "no section", "one at least", law.PageWidth.Cite)
	for i, s := range sections {
		place := "section " + itoa(i+1)
		size, margin := s.kid("pgSz"), s.kid("pgMar")
		width, height := size.twips("w"), size.twips("h")
		twip := document.Twip.Points()
		w.length("PAGE-1", place+" short side", min(width, height), law.PageWidth, twip)
		w.length("PAGE-1", place+" long side", max(width, height), law.PageHeight, twip)
		landscape := size.get("orient") == "landscape"
		w.check(landscape == (width > height), "PAGE-2", place, "orient="+size.get("orient"), "as the size says", law.PageWidth.Cite)
		w.check(!landscape || turned, "PAGE-2", place, "landscape", "portrait, as nothing asks for landscape", law.PageWidth.Cite)
		w.length("PAGE-3", place+" upper margin", margin.twips("top"), law.MarginTop, twip)
		w.length("PAGE-3", place+" lower margin", margin.twips("bottom"), law.MarginBottom, twip)
		w.length("PAGE-4", place+" left margin", margin.twips("left")+margin.twips("gutter"), law.MarginLeft, twip)
		w.length("PAGE-5", place+" right margin", margin.twips("right"), law.MarginRight, twip)
		w.checkNumber(place, s)
	}
	w.checkRestarts()
}

// checkRestarts looks for page numbers that begin anew with every phụ lục (PL.I-III.1) and what is enclosed with its own
// letterhead.
func (w *word) checkRestarts() {
	var opens string // the first role with text
	for _, k := range w.body().kids {
		for _, p := range k.find("p") {
			if opens == "" && trimmed(p) != "" {
				opens = p.path("pPr", "pStyle").val()
			}
		}
		s := k
		if k.name != "sectPr" {
			s = k.path("pPr", "sectPr")
		}
		if s == nil {
			continue
		}
		if opens == "PhuLuc" {
			start := s.kid("pgNumType").get("start")
			w.check(start == "1", "PL-1", "section of a phụ lục", "start="+start, "1", law.Types[document.PhuLuc].Cite)
		}
		opens = ""
	}
}

// checkNumber looks for the page number: a field in the header of every page of a section but its first (NUM-1).
func (w *word) checkNumber(place string, s *element) {
	cite := law.Types[document.SoTrang].Cite
	w.check(s.kid("titlePg").on(), "NUM-1", place, "no titlePg", "a first page of its own", cite)
	var number *element
	for _, ref := range s.kids {
		if ref.name != "headerReference" && ref.name != "footerReference" {
			continue
		}
		part := w.parts[w.rels[ref.get("id")]]
		fields := 0
		for _, f := range part.find("instrText") {
			if strings.TrimSpace(f.text) == "PAGE" {
				fields++
			}
		}
		due := ref.name == "headerReference" && ref.get("type") == "default"
		if due && fields == 1 {
			number = part
		}
		w.check(fields == 0 || due, "NUM-1", place, "number in the "+ref.get("type")+" "+ref.name, "none", cite)
	}
	if !w.check(number != nil, "NUM-1", place, "no PAGE field in the header", "one", cite) {
		return
	}
	p := number.find("p")[0]
	w.check(p.path("pPr", "pStyle").val() == "SoTrang", "NUM-1", place, p.path("pPr", "pStyle").val(), "SoTrang", cite)
	w.check(trimmed(p) != "", "NUM-1", place, "a field without result", "a cached result", cite)
	// The number's line has to end above the text: a font's natural line is some 1.15 of its size; a line is at least that.
	margin := s.kid("pgMar")
	room := margin.twips("top") - margin.twips("header") - law.Types[document.SoTrang].Max.Points()
	w.check(room > 0 && margin.twips("header") > 0, "NUM-1", place, millimetres(margin.twips("header"))+" from the edge", "in the upper margin", cite)
}

// directParagraph and directRun are what may be said beside a style: the author's own choices, and what the place asks for.
var (
	directParagraph = []string{"pStyle", "keepNext", "sectPr"}
	directRun       = []string{"rStyle", "b", "i", "u", "vertAlign"}
	// Only the text of the author may be marked by him; the rest looks as the law says.
	marked = []document.Role{
		document.LoiVan, document.CanCu, document.DieuNoiDung, document.Dieu,
		document.MucCap1, document.MucCap2, document.MucCap3, document.MucCap4, document.MucCap5,
		document.NoiDungCap1, document.NoiDungCap2, document.NoiDungCap3, document.NoiDungCap4, document.NoiDungCap5,
		document.GachDauDong1, document.GachDauDong2, document.TenChuong, document.TenMuc, document.NoiNhan, document.KinhGui,
		document.BangDonVi, document.BangTieuDe, document.BangSoCot, document.BangNhom, document.BangO, document.BangGhiChu, document.ChuThich,
	}
)

// checkParts looks at every paragraph of the body, headers, footers and notes.
func (w *word) checkParts() {
	for _, name := range slices.Sorted(maps.Keys(w.parts)) {
		root := w.parts[name]
		if strings.HasPrefix(name, "word/") && slices.Contains([]string{"document", "hdr", "ftr", "footnotes"}, root.name) {
			w.paragraphs(name, root, false)
		}
	}
	first := w.body().find("p")
	qh := slices.IndexFunc(first, func(p *element) bool { return p.path("pPr", "pStyle").val() == "QuocHieu" })
	if w.check(qh >= 0 && qh+1 < len(first), "QH-1", quocHieu, "no paragraph of style QuocHieu", "one", law.Types[document.QuocHieu].Cite) {
		w.check(isQuocHieu(trimmed(first[qh])), "QH-1", trimmed(first[qh]), "another text", quocHieu, law.Types[document.QuocHieu].Cite)
		w.check(trimmed(first[qh+1]) == tieuNgu, "QH-1", trimmed(first[qh+1]), "another text", tieuNgu, law.Types[document.TieuNgu].Cite)
	}
}

func (w *word) paragraphs(name string, e *element, inCell bool) {
	for _, k := range e.kids {
		if k.name == "p" {
			w.paragraph(name, k, inCell)
			continue
		}
		w.paragraphs(name, k, inCell || k.name == "tc")
	}
}

func (w *word) paragraph(part string, p *element, inCell bool) {
	pPr := p.kid("pPr")
	id := pPr.kid("pStyle").val()
	place := id + " " + trimmed(p)
	role, known := roles[id]
	got, err := w.styles.paragraph(pPr)
	if !w.check(known && err == nil, "STYLE", part+" "+place, fmt.Sprintf("style %q", id), "a named style of a role", "no direct formatting") {
		return
	}
	for _, k := range pPr.kids {
		ok := slices.Contains(directParagraph, k.name) || k.name == "jc" && (inCell || role == document.KinhGui) ||
			k.name == "ind" && (got.rule > 0 || role == document.DauKhan || role == document.LuuHanh)
		w.check(ok, "DIRECT", place, "w:"+k.name+" on the paragraph", "said by the style", "no direct formatting")
	}
	w.form(place, role, got)
	for _, r := range p.find("r") {
		rPr := r.kid("rPr")
		seen := r.kid("t") != nil
		now, err := w.styles.run(got, rPr)
		w.check(err == nil, "STYLE", place, fmt.Sprint(err), "a named style", "no direct formatting")
		if rPr != nil {
			for _, k := range rPr.kids {
				ok := slices.Contains(directRun, k.name) && (slices.Contains(marked, role) || k.name == "rStyle")
				w.check(ok, "DIRECT", place, "w:"+k.name+" on a run", "said by the style", "no direct formatting")
			}
		}
		if seen {
			w.typeOf(place, role, now)
		}
	}
}
