package parts

import (
	"strconv"
	"strings"

	"vanban/templates/contract"
)

// nbsp is what room to be filled in by hand is made of: it does not collapse, and no line breaks in it.
const nbsp = "\u00a0"

// The room that a blank leaves, wide enough for a pen: about 12 mm for a number, 8 mm for a day or month.
var (
	numberRoom = strings.Repeat(nbsp, 8)
	// In italics blanks are plain ones: LibreOffice makes every no-break space there wider.
	slantedRoom = strings.Repeat(" ", 8) // of a number
	dayRoom     = strings.Repeat(" ", 6)
	yearRoom    = strings.Repeat(" ", 8)
	placeRoom   = strings.Repeat(" ", 16)
)

// codeText returns "05/KH-UBND". Numbers below ten get their zero (PL.I-II.3c), but only where the number is nothing but
// digits: "3176B" and "10." stand as written. A blank number leaves room.
func codeText(c contract.Code, room string) string {
	return numberText(c.Number, room) + "/" + c.Notation
}

func numberText(n, room string) string {
	n = strings.TrimSpace(n)
	switch {
	case n == "":
		return room
	case len(n) == 1 && n[0] >= '0' && n[0] <= '9':
		return "0" + n
	}
	return n
}

// dateText returns "ngày 05 tháng 01 năm 2023" with the zeros of PL.I-II.4b: days below ten, and months one and two. What
// is not known leaves room, bound to the words around it.
func dateText(d contract.Date) string {
	var b strings.Builder
	b.Grow(64)
	b.WriteString("ngày")
	datePart(&b, d.Day, 10)
	b.WriteString("tháng")
	datePart(&b, d.Month, 3)
	b.WriteString("năm")
	if d.Year == 0 {
		b.WriteString(yearRoom)
	} else {
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(d.Year))
	}
	return b.String()
}

// datePart writes a day or month between its spaces; below zeroBelow it gets its zero.
func datePart(b *strings.Builder, v, zeroBelow int) {
	if v == 0 {
		b.WriteString(dayRoom)
		return
	}
	b.WriteByte(' ')
	if v < zeroBelow {
		b.WriteByte('0')
	}
	b.WriteString(strconv.Itoa(v))
	b.WriteByte(' ')
}

func isoDate(d contract.Date) string {
	two := func(v int) string {
		if v < 10 {
			return "0" + strconv.Itoa(v)
		}
		return strconv.Itoa(v)
	}
	year := strconv.Itoa(d.Year)
	for len(year) < 4 {
		year = "0" + year
	}
	return year + "-" + two(d.Month) + "-" + two(d.Day)
}
