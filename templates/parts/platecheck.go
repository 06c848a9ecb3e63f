package parts

import (
	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// touch is how far two fields may reach into each other: less than anybody sees, more than rounding.
const touch = document.Millimetre / 20

// check wants every field that is printed on the sheet, and none on another.
func (p *platePage) check() {
	for k := range thethuc.PlateKeys {
		f := &p.fields[k]
		if !f.visible {
			continue
		}
		w, h := p.plate.Width, p.plate.Height
		if f.x < -touch || f.y < -touch || f.x+f.width > w+touch || f.y+f.height > h+touch {
			p.fail(f.pointer, "outside_sheet", "Ô "+contract.Quote(k.String())+" ("+f.Term+") nằm ngoài tờ giấy "+millimetres(w)+" × "+millimetres(h)+" mm.",
				"Sửa x, y, width, height của ô, hoặc khổ giấy, hoặc độ lệch khi in.", "")
		}
		if k == thethuc.PlateQR && min(f.width, f.height) < p.design.MinQR-touch {
			p.fail(f.pointer, "qr_too_small", "Ô mã QR nhỏ hơn "+millimetres(p.design.MinQR)+" mm, điện thoại khó đọc.",
				"Ghi width và height từ "+millimetres(p.design.MinQR)+" mm.", "")
		}
		for other := range k {
			g := &p.fields[other]
			if !g.visible || f.X+f.Width <= g.X+touch || g.X+g.Width <= f.X+touch || f.Y+f.Height <= g.Y+touch || g.Y+g.Height <= f.Y+touch {
				continue
			}
			at := f.pointer
			if len(g.pointer) > len(at) {
				at = g.pointer // of the two, the one that somebody placed
			}
			p.fail(at, "fields_overlap", "Ô "+contract.Quote(other.String())+" ("+g.Term+") và ô "+contract.Quote(k.String())+" ("+f.Term+") chồng lên nhau.",
				"Dời hoặc thu nhỏ một trong hai ô.", "")
		}
	}
}

func (p *platePage) fail(pointer, code, message, hint, cite string) {
	p.problems = append(p.problems, document.Problem{Severity: document.Error, Pointer: pointer, Code: code, Message: message, Hint: hint, Cite: cite})
}
