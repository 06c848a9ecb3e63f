package check

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// mend gives parts back to a document whose wording or type is so faulty that anatomy left them over: their place still tells what they
// are, and their fault is to be found. The document itself is not touched.
func (s *subject) mend(d *anatomy.Document) *anatomy.Document {
	clone := *d
	if clone.QuocHieu == nil {
		clone.QuocHieu = s.brokenQuocHieu()
	}
	if a, b := d.KeCoQuan, d.KeTieuNgu; a != nil && b != nil && d.Layout == anatomy.Tabbed && a.Left > b.Left {
		// Both lines are anchored in one paragraph, in any order; the organ's is the left one.
		clone.KeCoQuan, clone.KeTieuNgu = b, a
	}
	for _, l := range d.Loose {
		if words := strings.ToUpper(plainTone(text(l))); s.beginsStamp(words) && len([]rune(words)) < 2*len("THƯỢNG KHẨN") {
			clone.DauKhan = append(clone.DauKhan[:len(clone.DauKhan):len(clone.DauKhan)], l)
		}
	}
	if len(d.Loose) > 0 {
		clone.Signers = slices.Clone(d.Signers)
		for i, signer := range clone.Signers {
			clone.Signers[i] = s.withName(s.withOffice(signer, d.Loose), d.Loose)
		}
	}
	return &clone
}

// brokenQuocHieu finds quốc hiệu where a line break cuts it.
func (s *subject) brokenQuocHieu() *anatomy.Line {
	for _, p := range s.paragraphs[:min(len(s.paragraphs), 20)] {
		if plainTone(squash(shown(p.Runs))) == thethuc.QuocHieu {
			return &anatomy.Line{Para: p, Role: document.QuocHieu, Runs: p.Runs}
		}
	}
	return nil
}

func (s *subject) beginsStamp(words string) bool {
	return slices.ContainsFunc(s.pack.Stamps, func(stamp thethuc.Stamp) bool { return strings.HasPrefix(words, plainTone(stamp.Text)) })
}

// withOffice gives a signer without chức vụ the line that stands between his quyền hạn and his name.
func (s *subject) withOffice(signer *anatomy.Signer, loose []*anatomy.Line) *anatomy.Signer {
	if len(signer.ChucVu) > 0 || signer.HoTen == nil {
		return signer
	}
	below := s.seats[signer.HoTen.Para]
	for _, l := range loose {
		at := s.seats[l.Para]
		if at.table == nil || at.table != below.table || at.row != below.row || at.column != below.column || at.index >= below.index {
			continue
		}
		clone := *signer
		clone.ChucVu = []*anatomy.Line{l}
		return &clone
	}
	return signer
}

// withName gives a signer without a name the line that begins with a title below his chức vụ: "Thạc sỹ Nguyễn Văn A".
func (s *subject) withName(signer *anatomy.Signer, loose []*anatomy.Line) *anatomy.Signer {
	office := slices.Concat(signer.QuyenHan, signer.ChucVu)
	if signer.HoTen != nil || len(office) == 0 {
		return signer
	}
	above := s.seats[office[len(office)-1].Para]
	for _, l := range loose {
		at := s.seats[l.Para]
		if at.table == nil || at.table != above.table || at.row != above.row || at.column != above.column || at.index <= above.index {
			continue
		}
		if _, titles := s.cutTitle(text(l)); len(titles) > 0 {
			clone := *signer
			clone.HoTen = l
			return &clone
		}
	}
	return signer
}

// frame is the width of the box around a paragraph: as drawn in a PDF; in a DOCX its borders stand outside its indents.
func (s *subject) frame(p *read.Paragraph) document.EMU {
	if p.Frame != nil {
		return p.Frame.Width
	}
	if s.pdf() || p.Form == nil || !p.Form.BorderTop || !p.Form.BorderBelow {
		return 0
	}
	return max(s.seats[p].width-p.Form.Left-p.Form.Right+2*s.limits.FrameLine, 0)
}
