package contract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// where names the value being read in the middle of a sentence: "trích yếu", "mục thứ 3 của nội dung", "ô thứ 2, hàng thứ 5
// của bảng". It is only asked for when something is wrong.
func (d *decoder) where() string {
	steps := strings.Split(string(d.path), "/")[1:]
	indices := []int{}
	key := ""
	for len(steps) > 0 {
		last := steps[len(steps)-1]
		steps = steps[:len(steps)-1]
		n, err := strconv.Atoi(last)
		if err != nil {
			key = last
			break
		}
		indices = append(indices, n+1)
	}
	if d.field == nil || key == "" {
		return "văn bản"
	}
	if key != d.field.key {
		// The object around the value has just been closed: it is in the list that the outer key names.
		return key
	}
	nth := func(i int) string { return " thứ " + strconv.Itoa(indices[i]) }
	outer := len(indices) - 1 // the index next to the key
	if outer < 0 {
		return d.field.term
	}
	var name string
	switch {
	case key == "rows" || key == "header":
		name = "hàng" + nth(outer) + " của bảng"
		if key == "header" {
			name = "hàng tiêu đề" + nth(outer) + " của bảng"
		}
		if outer > 0 {
			name = "ô" + nth(outer-1) + ", " + name
			outer--
		}
	case key == "columns":
		name = "cột" + nth(outer)
	case key == "subject" || key == "parent" || key == "name" || key == "competence" || key == "position":
		name = "dòng" + nth(outer) + " của " + d.field.term
	default:
		name = "mục" + nth(outer) + " của " + d.field.term
	}
	for i := outer - 1; i >= 0; i-- {
		name = "mục" + nth(i) + " của " + name
	}
	return name
}

// sentence gives s a capital.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Quote shows a user's value in a message: in quotation marks, cut where it is long, and without what can't be shown.
func Quote(s string) string {
	const most = 60
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s[:min(len(s), 4*most)])
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return "“" + s + "”"
}

func codePoints(list []rune) string {
	var b strings.Builder
	for i, r := range list {
		if i == 8 {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		hex := strings.ToUpper(strconv.FormatInt(int64(r), 16))
		b.WriteString("U+" + strings.Repeat("0", max(0, 4-len(hex))) + hex)
	}
	return b.String()
}
