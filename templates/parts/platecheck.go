package parts

import (
	"slices"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// touch is how far two fields may reach into each other: less than anybody sees, more than rounding.
const touch = document.Millimetre / 20

// nearPair is two fields whose boxes reach into each other by so little that it depends on their texts whether these do.
type nearPair struct {
	a, b    thethuc.PlateKey
	pointer string
}

// check wants every field that is printed on the sheet, and none deeper than reach in another.
func (p *platePage) check(reach document.EMU) {
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
			deep := min(f.X+f.Width-g.X, g.X+g.Width-f.X, f.Y+f.Height-g.Y, g.Y+g.Height-f.Y)
			if !g.visible || deep <= touch {
				continue
			}
			at := f.pointer
			if len(g.pointer) > len(at) {
				at = g.pointer // of the two, the one that somebody placed
			}
			if deep <= reach+touch {
				p.near = append(p.near, nearPair{other, k, at})
				continue
			}
			p.fail(at, "fields_overlap", "Ô "+g.Term+" và ô "+f.Term+" chồng lên nhau.", hintApart, "")
		}
	}
}

const hintApart = "Dời hoặc thu nhỏ một trong hai ô."

// compareFixed decides on the pairs that are alike in all certificates: of fixed words and pictures.
func (p *platePage) compareFixed() {
	known := func(k thethuc.PlateKey) bool { return p.fixed[k] != nil || !k.Text() }
	p.near = slices.DeleteFunc(p.near, func(n nearPair) bool {
		if !known(n.a) || !known(n.b) {
			return false
		}
		if p.meet(&p.fixed, &n) {
			p.problems = append(p.problems, p.collision(&n, hintApart))
		}
		return true
	})
}

// collision is the error of a pair whose texts meet.
func (p *platePage) collision(n *nearPair, hint string) document.Problem {
	return document.Problem{
		Severity: document.Error, Pointer: n.pointer, Code: "fields_overlap", Hint: hint,
		Message: "Nội dung ô " + p.fields[n.a].Term + " và ô " + p.fields[n.b].Term + " in chồng lên nhau.",
	}
}

// meet reports whether what is printed in two fields meets.
func (p *platePage) meet(set *[thethuc.PlateKeys]*fitted, n *nearPair) bool {
	a, ok := p.printed(n.a, set[n.a])
	if !ok {
		return false
	}
	b, ok := p.printed(n.b, set[n.b])
	return ok && min(a.right-b.left, b.right-a.left, a.bottom-b.top, b.bottom-a.top) > touch
}

type extent struct{ left, top, right, bottom document.EMU }

// printed returns where the text of a field stands in its box, or the box of a picture; false where nothing is printed, and where the
// text does not fit, which is an error already.
func (p *platePage) printed(k thethuc.PlateKey, set *fitted) (extent, bool) {
	f := &p.fields[k]
	if !k.Text() {
		return extent{f.x, f.y, f.x + f.width, f.y + f.height}, true
	}
	if set == nil || set.problems.Fatal() {
		return extent{}, false
	}
	line := f.face
	if set.box.Size > 0 {
		line.size = set.box.Size
	}
	width, height := document.EMU(0), scale(line.size, p.design.Line)
	runs := set.box.Paragraphs[0].Runs
	for i := 0; i < len(runs); i += 2 { // the odd ones are line breaks
		width = max(width, line.width(runs[i].Text))
	}
	height *= document.EMU(len(runs)+1) / 2
	box := &set.box
	e := extent{left: box.X + (box.Width-width)/2, top: box.Y}
	switch f.Align {
	case document.AlignLeft:
		e.left = box.X
	case document.AlignRight:
		e.left = box.X + box.Width - width
	case document.AlignStyle, document.AlignCenter, document.AlignJustify:
	}
	switch f.VAlign {
	case document.VAlignCenter:
		e.top += (box.Height - height) / 2
	case document.VAlignBottom:
		e.top += box.Height - height
	case document.VAlignTop:
	}
	e.right, e.bottom = e.left+width, e.top+height
	if k == thethuc.PlateMotto {
		e.bottom += p.design.RuleGap + p.design.RuleWeight // its rule
	}
	return e, true
}

func (p *platePage) fail(pointer, code, message, hint, cite string) {
	p.problems = append(p.problems, document.Problem{Severity: document.Error, Pointer: pointer, Code: code, Message: message, Hint: hint, Cite: cite})
}
