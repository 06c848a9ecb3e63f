package anatomy

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"vanban/read"
	"vanban/read/viet"
)

// A mark is a line that tells its part by its wording alone.
type mark uint8

const (
	noMark mark = iota
	markQuocHieu
	markTieuNgu
	markNumber
	markDate
	markSubject // V/v
	markUrgency
	markCirculation
	markDraft
	markTyped // typed dashes and stars
)

// markOf returns what a line of the letterhead is.
func (u *unit) markOf() mark {
	f := u.fold
	switch {
	case f == "":
		return noMark
	case isTypedRule(u.text):
		return markTyped
	}
	s := squash(f)
	switch {
	case len(f) > 120:
		return noMark
	case near(s, quocHieu, 5) || u.caps && startsAny(f, otherMottoes) && len(f) < 60:
		return markQuocHieu
	case near(s, tieuNgu, 4):
		return markTieuNgu
	case isNumberLine(f):
		return markNumber
	case isDateLine(u.text, f):
		return markDate
	case strings.HasPrefix(s, "v/v") || strings.HasPrefix(f, "vv:"):
		return markSubject
	case startsAny(f, draftMarks) && len(f) < 30:
		return markDraft
	}
	bare := strings.Trim(f, "([]). :")
	for _, list := range [...]struct {
		words []string
		mark  mark
	}{{urgencyMarks, markUrgency}, {circulationMarks, markCirculation}, {secrecyMarks, markCirculation}} {
		for _, w := range list.words {
			if u.caps && bare == w {
				return list.mark
			}
		}
	}
	return noMark
}

// isTypedRule reports whether a line is drawn with signs: "-----", "____", "* * *", "---o0o---".
func isTypedRule(s string) bool {
	if len(s) > 200 || s == "" || s == "-" || s == "–" {
		return false
	}
	for _, r := range s {
		if !unicode.IsSpace(r) && !strings.ContainsRune("-–—_*=.~oO0", r) {
			return false
		}
	}
	return strings.ContainsAny(s, "-–—_*=~") || strings.HasPrefix(s, "....")
}

// isNumberLine reads "Số: 12/KH-UBND" with whatever a scan makes of it; blanks and dots may stand for the number.
func isNumberLine(f string) bool {
	rest, ok := strings.CutPrefix(f, "so")
	if !ok || len(f) > 70 || rest == "" {
		return false
	}
	if c := rest[0]; c != ':' && c != ' ' && c != '.' && c != '/' && c != ';' && (c < '0' || c > '9') {
		return false
	}
	rest = strings.TrimLeft(rest, ":;. …_")
	if rest == "" {
		return strings.HasPrefix(f, "so:")
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return strings.HasPrefix(f, "so:") && len(rest) < 20 && rest[0] >= '0' && rest[0] <= '9'
	}
	return slash < 24 && strings.Count(rest, " ") <= 6 && strings.Trim(rest[:slash], "0123456789abcdefghijklmnopqrstuvxy.-–…_ ") == "" &&
		(slash == 0 || !strings.Contains(rest[:slash], " ") || strings.ContainsAny(rest[:slash], "0123456789-"))
}

// room is a number, or what leaves room for one: blanks of any width, dots, a line. Scans write l and o in numbers.
const room = `[\s\x{00a0}\x{2000}-\x{200a}\x{202f}.…_\dlo]*`

var (
	dateWords = regexp.MustCompile(`(?i)ng[aàáạ]y(` + room + `)th[aáà]ng(` + room + `)n[aăâ]m(` + room + `)`)
	dateShort = regexp.MustCompile(`(?i)ng[aàáạ]y\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
)

// isDateLine reads "Đắk Hà, ngày 05 tháng 01 năm 2023"; nothing but a place stands before the day and nothing after the year.
func isDateLine(s, f string) bool {
	if len(f) > 90 || !strings.Contains(f, "ngay") {
		return false
	}
	at, end := dateAt(s)
	if at < 0 {
		return false
	}
	before, after := strings.TrimSpace(s[:at]), strings.Trim(s[end:], " .,)\u00a0\t*")
	if after != "" || strings.HasPrefix(before, "(") {
		return false
	}
	words := strings.Fields(before)
	if len(words) > 8 {
		return false
	}
	// A sentence has no comma before its day, and begins with what is no place.
	return before == "" || ends(before, ",.…_") || len(words) <= 4 && unicode.IsUpper([]rune(before)[0])
}

func dateAt(s string) (at, end int) {
	for _, re := range [...]*regexp.Regexp{dateWords, dateShort} {
		if m := re.FindStringIndex(s); m != nil {
			return m[0], m[1]
		}
	}
	return -1, -1
}

// parseDate takes a line of place and date apart.
func parseDate(s string) PlaceDate {
	m := dateWords.FindStringSubmatchIndex(s)
	if m == nil {
		if m = dateShort.FindStringSubmatchIndex(s); m == nil {
			return PlaceDate{Place: strings.Trim(s, " ,")}
		}
	}
	part := func(i, least, most int) int {
		n, err := strconv.Atoi(misread.Replace(strings.Trim(s[m[2*i]:m[2*i+1]], " .…_\u00a0\t")))
		if err != nil || n < least || n > most {
			return 0
		}
		return n
	}
	return PlaceDate{
		Place: strings.Trim(strings.TrimSpace(s[:m[0]]), " ,.…_\u00a0\t("),
		Day:   part(1, 1, 31), Month: part(2, 1, 12), Year: part(3, 1000, 9999),
	}
}

// misread are the letters that a scan makes of figures.
var misread = strings.NewReplacer("l", "1", "I", "1", "L", "1", "o", "0", "O", "0")

var numberHead = regexp.MustCompile(`^\s*\p{L}+\s*[:;.]?`)

// parseCode takes "Số: 12/KH-UBND" apart; the Party's "Số 36-HD/VPTW" as well. Blanks, dots and underscores are no number.
func parseCode(s string) Code {
	rest := s[len(numberHead.FindString(s)):]
	const filler = " .…_\u00a0\t:;"
	number, notation, ok := strings.Cut(rest, "/")
	if !ok {
		return Code{Number: strings.Trim(rest, filler)}
	}
	if head, kind, dash := strings.Cut(number, "-"); dash {
		return Code{Number: strings.Trim(head, filler), Notation: strings.TrimSpace(kind) + "/" + strings.TrimSpace(notation)}
	}
	return Code{Number: strings.Trim(number, filler), Notation: strings.TrimSpace(notation)}
}

// kindOf reads a line as tên loại. Rest is the byte of the shown text where trích yếu begins on the same line, or its length.
func (u *unit) kindOf() (k *named, rest int, ok bool) {
	if u.para == nil || u.fold == "" || len(u.fold) > 300 {
		return nil, 0, false
	}
	f := strings.TrimRight(u.fold, " :.")
	s := squash(f)
	spaced := u.caps || u.para.Heading > 0
	for i := range kindNames {
		k := &kindNames[i]
		if s == k.squashed && (f == k.words || spaced) {
			return k, len(u.text), true
		}
	}
	for i := range kindNames {
		// HỘI ĐỒNG is one letter off HỢP ĐỒNG, and the head of an organ's name.
		if k := &kindNames[i]; spaced && len(k.squashed) >= 7 && near(s, k.squashed, 1) && s[0] == k.squashed[0] && !startsAny(f, organHeads) {
			return k, len(u.text), true
		}
	}
	for i := range kindNames {
		k := &kindNames[i]
		if k.slug == "" || !startsWords(u.fold, k.words) {
			continue
		}
		at := afterWords(u.text, k.count)
		if at < 0 || !viet.IsUpper(u.text[:at]) {
			continue
		}
		after := strings.TrimSpace(u.text[at:])
		if after == "" || viet.IsUpper(after) && len(strings.Fields(after)) <= 2 {
			return k, len(u.text), true
		}
		if strings.HasPrefix(after, ":") {
			at += strings.Index(u.text[at:], ":") + 1
		}
		return k, at, true
	}
	return nil, 0, false
}

// afterWords returns the byte after the first n words, -1 where there are fewer.
func afterWords(s string, n int) int {
	in := false
	for i, r := range s {
		if unicode.IsSpace(r) || r == ':' {
			if in {
				if n--; n == 0 {
					return i
				}
			}
			in = false
			continue
		}
		in = true
	}
	if in && n == 1 {
		return len(s)
	}
	return -1
}

// isBullet reports whether a label is a sign without a number.
func isBullet(l *read.Label) bool { return len(l.Numbers) == 0 && l.Unit == "" }
