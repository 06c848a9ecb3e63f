package law

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vanban/document"
)

// body text is justified, indented and apart (PL.I-II.6e); titles of parts that stand in it are indented alike.
var running = []document.Role{
	document.LoiVan, document.CanCu, document.DieuNoiDung, document.GachDauDong1, document.GachDauDong2,
	document.NoiDungCap1, document.NoiDungCap2, document.NoiDungCap3, document.NoiDungCap4, document.NoiDungCap5,
	document.Dieu, document.MucCap1, document.MucCap2, document.MucCap3, document.MucCap4, document.MucCap5,
}

// middle are the roles that the law sets in the middle, of the page or of their column.
var middle = []document.Role{
	document.QuocHieu, document.TieuNgu, document.CoQuanChuQuan, document.CoQuanBanHanh, document.SoKyHieu, document.DiaDanhThoiGian,
	document.TenLoai, document.TrichYeu, document.TrichYeuCongVan, document.KemTheo, document.PhuLuc, document.TenPhuLuc,
	document.ThamQuyen, document.TuBanHanh, document.Chuong, document.TenChuong, document.Muc, document.TenMuc,
	document.QuyenHan, document.HoTen, document.HoTenDuoi, document.ChucVuKhac, document.SoTrang,
}

// outlined are the titles that Word's navigation pane has to show.
var outlined = []document.Role{
	document.TenLoai, document.PhuLuc, document.Chuong, document.Muc, document.Dieu, document.DieuNoiDung,
	document.MucCap1, document.MucCap2, document.MucCap3, document.MucCap4, document.MucCap5,
}

// red are the roles whose colour the law leaves to the stamp (PL.I-III.2b).
var red = []document.Role{document.DauKhan, document.LuuHanh}

// typeOf checks font, colour, size, and cut of characters.
func (w *word) typeOf(place string, role document.Role, p props) {
	t := &law.Types[role]
	for _, f := range p.fonts {
		w.check(f == law.Font, "FONT-1", place, f, law.Font, law.FontCite)
	}
	black := p.color == "" || p.color == "auto" || p.color == "000000"
	w.check(black || slices.Contains(red, role), "FONT-3", place, p.color, "black", law.FontCite)
	w.size("TYPE", place, p.size, role)
	if !slices.Contains(marked, role) {
		w.check(p.bold == t.Bold && p.italic == t.Italic, "TYPE", place, cutName(p.bold, p.italic), cutName(t.Bold, t.Italic), t.Cite)
	}
	w.check(p.lang == "vi-VN", "LANG", place, p.lang, "vi-VN", "the house's rule")
}

func cutName(bold, italic bool) string { return fmt.Sprintf("bold %t, italic %t", bold, italic) }

// form checks what a paragraph is before its runs speak: its style's type, alignment, indents and spacing.
func (w *word) form(place string, role document.Role, p props) {
	t := &law.Types[role]
	w.size("TYPE", place, p.size, role)
	w.check(p.bold == t.Bold && p.italic == t.Italic, "TYPE", place+" (style)", cutName(p.bold, p.italic), cutName(t.Bold, t.Italic), t.Cite)
	if slices.Contains(middle, role) {
		w.check(p.jc == "center", "ALIGN", place, "jc="+p.jc, "center", t.Cite)
		w.check(p.left == p.right && p.first == 0, "ALIGN", place, "uneven indents", "none", t.Cite)
	}
	w.check(!slices.Contains(outlined, role) || p.outline > 0, "OUTLINE", place, "no outline level", "one", "the house's rule")
	if !slices.Contains(running, role) {
		return
	}
	w.check(p.jc == "both", "ND-1", place, "jc="+p.jc, "both", law.Types[document.LoiVan].Cite)
	twip := document.Twip.Points()
	w.length("ND-1", "first line: "+place, p.left+p.first, law.FirstLine, twip)
	w.check(p.left == 0 && p.right == 0, "ND-1", place, "indented "+millimetres(p.left)+", "+millimetres(p.right), "between the margins", law.FirstLine.Cite)
	w.length("ND-1", "space between paragraphs: "+place, max(p.before, p.after), law.SpaceBefore, twip)
	if w.check(p.lineRule == "auto", "ND-1", place, "lineRule="+p.lineRule, "auto: in lines", law.LineSpacing.Cite) {
		w.ratio("ND-1", "line spacing: "+place, p.line/12, law.LineSpacing, 1.0/240)
	}
}

// checkTables looks for the header rows of data tables (those with BangTieuDe) and where they stand.
func (w *word) checkTables() {
	for _, table := range w.body().find("tbl") {
		above := true
		for i, row := range table.kids {
			if row.name != "tr" {
				continue
			}
			head := slices.ContainsFunc(row.find("pStyle"), func(s *element) bool { return s.val() == "BangTieuDe" })
			is := row.path("trPr", "tblHeader").on()
			place := "row " + itoa(i-1) + " " + strings.TrimSpace(trimmed(row))
			if head {
				w.check(is, "TABLE", place, "not marked to repeat", "tblHeader", "the house's rule")
			}
			w.check(!is || above, "TABLE", place, "header below the body", "at the top", "the house's rule")
			above = above && is
		}
	}
}

// checkNotes counts footnotes: as many as the input has, each a real one with its mark.
func (w *word) checkNotes(t *testing.T) {
	due, err := w.in.notes()
	if err != nil {
		t.Fatal(err)
	}
	marks := w.body().find("footnoteReference")
	w.check(len(marks) == due, "NOTE", "document", itoa(len(marks))+" marks", itoa(due), "the house's rule")
	notes := map[string]*element{}
	if root := w.parts["word/footnotes.xml"]; root != nil {
		for _, n := range root.kids {
			if n.get("type") == "" {
				notes[n.get("id")] = n
			}
		}
	}
	w.check(len(notes) == due, "NOTE", "footnotes.xml", itoa(len(notes))+" notes", itoa(due), "the house's rule")
	for _, m := range marks {
		n := notes[m.get("id")]
		ok := n != nil && len(n.find("footnoteRef")) == 1 && trimmed(n) != ""
		w.check(ok, "NOTE", "mark "+m.get("id"), "no note with text and mark", "one", "the house's rule")
	}
}

func (w *word) checkLanguage() {
	lang := w.styles.defaults.path("rPrDefault", "rPr", "lang").val()
	w.check(lang == "vi-VN", "LANG", "docDefaults", lang, "vi-VN", "the house's rule")
}
