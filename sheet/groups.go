package sheet

import (
	"cmp"
	"regexp"
	"strings"

	"vanban/read"
	"vanban/read/viet"
)

// kindOf returns whom words are about that stand over a part of a list: “I. TẬP THỂ”, “Danh sách cá nhân”; empty where they say nothing.
func kindOfGroup(s string) string {
	w := " " + headerWords(s) + " "
	collective, individual := strings.Contains(w, " tap the "), strings.Contains(w, " ca nhan ")
	switch {
	case collective && !individual:
		return Collective
	case individual && !collective:
		return Individual
	}
	return ""
}

// units are the words that names of units begin with, folded.
var units = []string{"truong", "phong", "ban", "so", "cong ty", "khoa", "to", "thon", "xom", "ap", "xa", "phuong", "lop", "chi bo", "chi doan", "chi cuc", "chi nhanh", "toa", "vien", "trung tam",
	"van phong", "cuc", "vu", "tong cong ty", "tong cuc", "benh vien", "tram", "doi", "xi nghiep", "nha may", "don vi", "huyen", "thanh pho", "tinh", "hoi", "doan", "ubnd", "uy ban", "dang bo", "khu", "hop tac xa", "hat", "bo", "phan xuong", "tap doan"}

// isUnit reports whether words over a part of a list name a unit that people belong to, and no sort of units.
func isUnit(s string) bool {
	w := headerWords(s) + " "
	if strings.HasPrefix(w, "khoi ") || strings.HasPrefix(w, "cac ") || strings.Contains(w, " cac ") {
		return false
	}
	for _, u := range units {
		if strings.HasPrefix(w, u+" ") && len(w) > len(u)+1 {
			return true
		}
	}
	return false
}

// people are the groups, folded, whose rows are about persons or households, and about no collective.
var people = map[string]bool{"ho gia dinh": true, "cac ho gia dinh": true, "gia dinh": true, "hoc sinh": true, "giao vien": true, "can bo": true, "can bo giao vien": true, "nhan vien": true,
	"cong nhan": true, "doanh nhan": true}

// maxLabel is how many bytes words may have that stand over rows or columns: they are said of each.
const maxLabel = 500

// level is the sort of number that a group has.
type level uint8

const (
	noLevel      level = iota
	romanLevel         // I, II
	capitalLevel       // A, B
	smallLevel         // a, b
	figureLevel        // 1, 2; with a figure more for each stop within: 1.1
)

// levelOf tells the sort of a number such as “II.” or “1.2”.
func levelOf(label string) level {
	s := strings.Trim(label, "(). /-:")
	switch {
	case s == "":
		return noLevel
	case strings.Trim(s, "IVX") == "":
		return romanLevel
	case len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z':
		return capitalLevel
	case len(s) == 1 && s[0] >= 'a' && s[0] <= 'z':
		return smallLevel
	case len(s) <= 20 && strings.Trim(s, "0123456789.") == "":
		return figureLevel + level(strings.Count(s, "."))
	}
	return noLevel
}

// group reports whether a row stands over a part of the list, what it says, and the number that it has.
func (t *table) group(l *line) (words, label string, ok bool) {
	order := t.meaning(meansOrder)
	ordinal, at := "", -1
	for i := range l.cells {
		c := &l.cells[i]
		switch {
		case c.kind == blank:
		case order != nil && i == order.index:
			ordinal = c.text
		case t.numbered(i):
			return "", "", false
		case c.kind == number || isOrdinal(c.text): // how many stand under it
		case at >= 0:
			return "", "", false
		default:
			at = i
		}
	}
	if at < 0 { // merged from the first column on
		if ordinal == "" || isOrdinal(ordinal) || len(ordinal) < 5 {
			return "", "", false
		}
		at, ordinal = order.index, ""
	}
	s := l.cells[at].text
	if len(s) > maxLabel {
		return "", "", false
	}
	wide := false
	for _, m := range t.lay.mergesAt(l.number) {
		wide = wide || m.bottom == l.number && m.left == at && m.right-m.left >= 2
	}
	if isOrdinal(ordinal) && !wide {
		return "", "", false
	}
	own, rest, labelled := read.CutLabel(s)
	if labelled {
		labelled = !isOrdinal(own.Text) || wide
		s = rest
	}
	labelled = labelled && len(own.Numbers) > 0 || ordinal != "" && !isOrdinal(ordinal)
	several := t.used() >= 2
	switch {
	case kindOfGroup(s) != "" && (labelled || wide || viet.IsUpper(s) || len(headerWords(s)) <= len("danh sach ca nhan")):
	case several && (labelled || wide):
	case several && order != nil && ordinal == "" && viet.IsUpper(s) && (isUnit(s) || strings.HasPrefix(headerWords(s), "khoi ") || people[headerWords(s)]):
	default:
		return "", "", false
	}
	return l.cells[at].text, cmp.Or(ordinal, own.Text), true
}

// numbered reports whether a column has the number of a document, which no row has that only stands over others.
func (t *table) numbered(column int) bool {
	if column >= len(t.cols) || t.cols[column].field == nil {
		return false
	}
	path := t.cols[column].field.path
	return path == "register_number" || path == "code.number" || path == "decision.number"
}

var (
	totalRow = regexp.MustCompile(`^(tong cong|tong so|tong|cong|cong tong|total|grand total|an dinh danh sach|an dinh)$|^(tong cong|tong so|an dinh danh sach) |^cong (\d|[ivxab]+$|muc|nhom|khoi |so |cac )` +
		`|^(danh sach (nay |tren |tren day |tren nay )?(gom|co)|tong hop|danh sach an dinh|trong do) `)
	// totalName are people whose family name has the letters of a total without its marks.
	totalName    = regexp.MustCompile(`^(?i:tống|công) +\p{Lu}`)
	totalCompany = regexp.MustCompile(`^tong (cong ty|cuc|hoi)`)
	signatureRow = regexp.MustCompile(`^(nguoi lap( bieu| danh sach)?|nguoi tong hop|ke toan( truong)?|thu truong( don vi| co quan)?|noi nhan.*|ky( va)? ghi ro ho ten.*|ky ten.*|xac nhan cua .*|t m .*|tm .*|k t .*|kt .*|tl .*|tuq .*` +
		`|.*ngay \d* ?thang \d* ?nam( \d*)?|can bo phu trach|lanh dao( don vi| phong)?)$`)
	officeRow = regexp.MustCompile(`^((pho )?(hieu truong|giam doc|tong giam doc|chu tich|truong phong|chanh van phong|chanh an|truong ban|bi thu|cuc truong|chi cuc truong)( ubnd.*)?)$`)
	remarkRow = regexp.MustCompile(`^(ghi chu|luu y|chu thich) |^(ghi chu|luu y|chu thich)$`)
)

// ending tells what a row at the end of a list is.
type ending uint8

const (
	noEnding  ending = iota
	total            // Tổng cộng: 12
	signature        // NGƯỜI LẬP BIỂU; nothing that follows belongs to the list unless it is counted on
	remark           // Ghi chú: …
)

// ends looks at a row that may stand below the list.
func (t *table) ends(l *line) ending {
	first, filled := -1, 0
	for i := range l.cells {
		if l.cells[i].kind != blank {
			filled++
			if first < 0 {
				first = i
			}
		}
	}
	order := t.meaning(meansOrder)
	if first < 0 || order != nil && isOrdinal(l.at(order.index).text) {
		return noEnding
	}
	s := l.cells[first].text
	w := headerWords(s)
	switch {
	case len(w) > 300:
		return noEnding
	case totalRow.MatchString(w) && !totalCompany.MatchString(w) && !totalName.MatchString(s):
		return total
	case signatureRow.MatchString(w):
		return signature
	case remarkRow.MatchString(w) && filled == 1 || strings.HasPrefix(s, "*"), filled == 1 && strings.HasPrefix(w, "danh sach ") && kindOfGroup(s) == "": // the title of another page
		return remark
	case filled <= 2 && officeRow.MatchString(w) && (viet.IsUpper(s) || !t.namesIn(first)):
		return signature
	}
	return noEnding
}

// namesIn reports whether a column is one of names.
func (t *table) namesIn(column int) bool {
	return column < len(t.cols) && t.cols[column].field != nil && t.cols[column].field.path == "recipient.name"
}

// cutLabel is read.CutLabel for what stands over a part of a list.
func cutLabel(s string) (label, rest string, ok bool) {
	l, rest, ok := read.CutLabel(s)
	return l.Text, rest, ok
}
