package contract

import (
	"strconv"

	"vanban/thethuc"
)

func (e *encoder) recipient(r *Recipient) {
	e.open('{')
	e.word("salutation", r.Salutation)
	e.word("name", r.Name)
	e.word("position", r.Position)
	e.word("unit", r.Unit)
	e.close('}')
}

func (e *encoder) decision(d *Decision) {
	e.open('{')
	e.word("number", d.Number)
	e.word("notation", d.Notation)
	if d.Date != (Date{}) {
		e.date(d.Date)
	}
	e.close('}')
}

// AppendPlate appends the JSON of a plate: what makes two of them alike.
func AppendPlate(buf []byte, p *Plate) ([]byte, error) {
	e := encoder{buf: buf, from: len(buf)}
	e.plate(p)
	return e.buf, e.err
}

func (e *encoder) plate(p *Plate) {
	e.open('{')
	e.word("profile", p.Profile)
	e.word("size", p.Size)
	e.number("width", p.Width)
	e.number("height", p.Height)
	e.choice("blank", p.Blank)
	e.word("register", p.Register)
	e.word("decision", p.Decision)
	e.choice("verify", p.Verify)
	if p.Offset != (Offset{}) {
		e.key("offset")
		e.open('{')
		e.number("x", p.Offset.X)
		e.number("y", p.Offset.Y)
		e.close('}')
	}
	elements(e, "measured", p.Measured, e.measured)
	e.plateFields(&p.Fields)
	e.close('}')
}

func (e *encoder) measured(m *Measured) {
	e.open('{')
	e.key("cross")
	e.buf = strconv.AppendInt(e.buf, int64(m.Cross), 10)
	e.place("x", &m.X)
	e.place("y", &m.Y)
	e.close('}')
}

func (e *encoder) plateFields(f *PlateFields) {
	if *f == (PlateFields{}) {
		return
	}
	e.key("fields")
	e.open('{')
	for k := range thethuc.PlateKeys {
		if v := f.Field(k); v != nil {
			e.key(k.String())
			e.plateField(v)
		}
	}
	e.close('}')
}

func (e *encoder) plateField(f *PlateField) {
	e.open('{')
	e.place("x", f.X)
	e.place("y", f.Y)
	e.number("width", f.Width)
	e.number("height", f.Height)
	e.number("size", f.Size)
	e.number("min_size", f.MinSize)
	e.choice("bold", f.Bold)
	e.choice("italic", f.Italic)
	e.word("color", f.Color)
	e.word("align", f.Align)
	e.word("valign", f.VAlign)
	e.choice("visible", f.Visible)
	e.close('}')
}
