package intake

import (
	"strconv"
	"strings"
	"time"

	"vanban/read/anatomy"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// letterhead makes ô 1 to 4, 10b and 11.
func (m *mapper) letterhead(a *anatomy.Document, d *contract.Document, owner *contract.Document) {
	m.supplied(a.QuocHieu, thethuc.QuocHieu)
	m.supplied(a.TieuNgu, thethuc.TieuNgu)
	m.organs(a, d)
	if owner != nil && d.Organ != nil && owner.Organ != nil &&
		sameLines(d.Organ.Name, owner.Organ.Name) && sameLines(d.Organ.Parent, owner.Organ.Parent) {
		m.said.lines(d.Organ.Parent, d.Organ.Name)
		d.Organ = nil // inherited
	}
	if owner != nil {
		return // its number and date are the owner's, and refused by it
	}
	d.Code = contract.Code{Number: a.Number.Number, Notation: a.Number.Notation}
	m.supplied(a.SoKyHieu, "Số: "+d.Code.Number+"/"+d.Code.Notation)
	d.Place = strings.TrimRight(strings.TrimSpace(a.PlaceDate.Place), ", ")
	if a.DiaDanh != nil {
		d.Date = m.date(a.PlaceDate, a.DiaDanh)
		m.supplied(a.DiaDanh, d.Place+", "+dateWords(d.Date))
	}
	d.Urgency = m.mark(a.DauKhan, contract.HoaToc, contract.ThuongKhan, contract.Khan)
	d.Circulation = m.mark(a.LuuHanh, contract.XemXongTraLai, contract.LuuHanhNoiBo)
	if len(m.src.Sections) > 0 && m.src.Sections[0].Page.Landscape {
		d.Orientation = "landscape"
	}
}

func (m *mapper) organs(a *anatomy.Document, d *contract.Document) {
	first := contract.Organ{Parent: m.lines(a.ChuQuan), Name: m.lines(a.CoQuan)}
	if len(a.Organs) == 0 {
		if len(first.Parent)+len(first.Name) > 0 {
			d.Organ = &first
		}
		return
	}
	d.Organs = append(d.Organs, first)
	for i := range a.Organs {
		m.said.words("-") // stands between the organs
		d.Organs = append(d.Organs, contract.Organ{Parent: m.lines(a.Organs[i].ChuQuan), Name: m.lines(a.Organs[i].Name)})
	}
}

func sameLines(a, b contract.Lines) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

// mark returns the word of the contract for a stamp.
func (m *mapper) mark(lines []*anatomy.Line, words ...string) string {
	out := ""
	for _, l := range lines {
		text, found := lineText(l), false
		for _, w := range words {
			if out == "" && sameWords(text, w) {
				out, found = w, true
			}
		}
		if found {
			m.supplied(l, out)
		} else {
			m.lose("not_accepted", "Dấu này không thuộc các mức mà dữ liệu có.", text, l.Para.Place)
		}
	}
	return out
}

// date returns as much of a date as an ISO date of reduced precision holds.
func (m *mapper) date(p anatomy.PlaceDate, l *anatomy.Line) contract.Date {
	d, ok := reduce(p.Year, p.Month, p.Day)
	if !ok {
		m.note("not_accepted", "Ngày, tháng, năm này không ghi được đầy đủ vào dữ liệu.", lineText(l), l.Para.Place).Lost = true
	}
	return d
}

// reduce cuts a date at its first blank, and refuses days that no calendar has; years are the contract's to refuse. It reports whether all
// of the date could be kept.
func reduce(year, month, day int) (d contract.Date, ok bool) {
	if year == 0 {
		return d, month == 0 && day == 0
	}
	d.Year = year
	if month < 1 || month > 12 {
		return d, month == 0 && day == 0
	}
	d.Month = month
	if day < 1 || day > time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return d, day == 0
	}
	d.Day = day
	return d, true
}

// dateWords returns the words of a date; blanks have none.
func dateWords(d contract.Date) string {
	part := func(word string, v int) string {
		if v == 0 {
			return word + " "
		}
		return word + " " + strconv.Itoa(v) + " "
	}
	return part("ngày", d.Day) + part("tháng", d.Month) + part("năm", d.Year)
}
