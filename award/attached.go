package award

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vanban/templates/contract"
	"vanban/templates/parts"
)

// attached returns “(Kèm theo Quyết định số … của Hiệu trưởng Trường …)” where parts would have the giver in capitals, as thẩm quyền is, and
// we know better. It is empty where the line comes out right by itself, or the office has one.
func (b *builder) attached(doc, list *contract.Document) string {
	by := b.by(doc)
	authority := lines(doc.Authority).String()
	_, known := parts.SentenceCase(authority)
	if by == "" || known || hasSmall(authority) || slices.ContainsFunc(list.Subject, saysAttached) || saysAttached(list.Subtitle) {
		return ""
	}
	return "(Kèm theo Quyết định số" + room(" "+numberText(doc.Code.Number), doc.Code.Number == "", 8) + "/" + doc.Code.Notation +
		" ngày" + dayOrMonth(doc.Date.Day, 10) + "tháng" + dayOrMonth(doc.Date.Month, 3) + "năm" + room(" "+strconv.Itoa(doc.Date.Year), doc.Date.Year == 0, 8) +
		" của " + by + ")"
}

// saysAttached reports whether the office wrote the line itself.
func saysAttached(line string) bool { return strings.Contains(strings.ToLower(line), "kèm theo") }

// room returns the text, or blanks to be filled in by hand.
func room(text string, blank bool, blanks int) string {
	if blank {
		return strings.Repeat(" ", blanks)
	}
	return text
}

// numberText gives a number of one figure its zero (PL.I-II.3c).
func numberText(n string) string {
	if v, err := strconv.Atoi(n); err == nil && len(n) == 1 {
		return fmt.Sprintf("%02d", v)
	}
	return n
}

// dayOrMonth writes a day or month between its blanks; below zeroBelow it gets its zero (PL.I-II.4b).
func dayOrMonth(v, zeroBelow int) string {
	text := strconv.Itoa(v)
	if v < zeroBelow {
		text = "0" + text
	}
	return room(" "+text+" ", v == 0, 6)
}
