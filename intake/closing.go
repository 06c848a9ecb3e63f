package intake

import (
	"strings"

	"vanban/document"
	"vanban/read/anatomy"
	"vanban/templates/contract"
)

// closing makes Nơi nhận, the signers, ô 12 and 13.
func (m *mapper) closing(a *anatomy.Document, d *contract.Document) {
	if a.NhanNoiNhan != nil {
		m.supplied(a.NhanNoiNhan, "Nơi nhận:")
	}
	d.Recipients = m.list(a.NoiNhan, document.NoiNhan, true)
	if a.Drafter != nil {
		d.Drafter = m.word([]*anatomy.Line{a.Drafter})
	}
	d.Contact = strings.Join(m.lines(a.DiaChi), "\n")
	signers := make([]contract.Signer, len(a.Signers))
	for i, s := range a.Signers {
		signers[i] = m.signer(s)
	}
	switch len(signers) {
	case 0:
	case 1:
		d.Signer = &signers[0]
	default:
		d.Signers = signers
	}
}

func (m *mapper) signer(s *anatomy.Signer) contract.Signer {
	out := contract.Signer{Organ: m.lines(s.Organ), Competence: m.lines(s.QuyenHan), Position: m.lines(s.ChucVu), OtherTitle: m.lines(s.Other)}
	if s.HoTen != nil {
		out.Name = m.word([]*anatomy.Line{s.HoTen})
	}
	if s.Date != nil {
		date := m.date(s.PlaceDate, s.Date)
		out.Place, out.Date = s.PlaceDate.Place, &date
		m.supplied(s.Date, strings.TrimPrefix(out.Place+", ", ", ")+dateWords(date))
	}
	for _, l := range s.Marks {
		m.aside("signing_mark", "Dấu hiệu đã ký này không thuộc chữ của văn bản; tệp tạo lại để trống chỗ ký.", l)
	}
	return out
}

// signerLines returns all lines of a signer.
func signerLines(s *anatomy.Signer) []*anatomy.Line {
	out := []*anatomy.Line{s.Date, s.HoTen}
	for _, list := range [...][]*anatomy.Line{s.Organ, s.QuyenHan, s.ChucVu, s.Other} {
		out = append(out, list...)
	}
	return out
}
