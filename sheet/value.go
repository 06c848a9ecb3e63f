package sheet

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vanban/read"
)

var errStopped = errors.New("sheet: the reader has enough")

func asRefusal(err error) (*read.Refusal, bool) {
	var r *read.Refusal
	return r, errors.As(err, &r)
}

// makeCell makes a cell of what a file says: the type of the value, the value, and its style.
func makeCell(kind, raw string, st *style, date1904 bool) cell {
	switch kind {
	case "s", "str", "inlineStr":
		return textCell(unescape(raw))
	case "e":
		return cell{kind: failed, text: clean(raw)}
	case "b":
		if raw == "1" {
			return cell{kind: text, text: "TRUE"}
		}
		return cell{kind: text, text: "FALSE"}
	case "d":
		if t, err := time.Parse(time.DateOnly, raw[:min(len(raw), 10)]); err == nil {
			return cell{kind: date, text: t.Format(dayFirst), serial: t.Sub(epoch).Hours() / 24}
		}
		return textCell(raw)
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return textCell(raw)
	}
	if st.date && f >= 1 && f < maxSerial {
		if date1904 {
			f += days1904
		}
		return cell{kind: date, text: dayOf(f).Format(dayFirst), serial: f}
	}
	return cell{kind: number, text: st.pattern.apply(f), serial: f}
}

// errorValues are what Excel shows where it cannot compute.
var errorValues = []string{"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}

// textCell makes a cell of text; text that is what Excel shows for an error is one, as in files saved as CSV.
func textCell(s string) cell {
	s, composed := tidy(s)
	switch {
	case s == "":
		return cell{}
	case s[0] == '#' && slices.Contains(errorValues, s):
		return cell{kind: failed, text: s}
	}
	return cell{kind: text, text: s, composed: composed}
}

// clean returns the text of a cell as a person sees it: in NFC, without control characters and what has no width, without the blanks around.
// Blanks inside stay.
func clean(s string) string {
	s, _ = tidy(s)
	return s
}

// tidy is clean, and tells whether letters and marks that were written apart are whole now.
func tidy(s string) (_ string, composed bool) {
	if isPlain(s) {
		return strings.TrimSpace(s), false
	}
	if strings.ContainsRune(s, '\r') {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\t', '\n':
			return r
		case '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return '\n'
		case '\u00ad': // ư of TCVN3
			return r
		case utf8.RuneError:
			return r
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	if !norm.NFC.IsNormalString(s) {
		s, composed = norm.NFC.String(s), true
	}
	return strings.TrimSpace(s), composed
}

// isPlain reports whether text has nothing but printable ASCII and whole letters of Latin, so that there is nothing to clean inside.
func isPlain(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xc0 && r != 0xa0 || r > 0x24f && (r < 0x1ea0 || r > 0x1ef9) && (r < 0x2010 || r > 0x2026) {
			return false
		}
	}
	return true
}

// unescape resolves _x000D_, which is how XLSX writes characters that XML cannot.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		if len(s) >= i+7 && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				s = s[i+7:]
				continue
			}
		}
		b.WriteString("_x")
		s = s[i+2:]
	}
	b.WriteString(s)
	return b.String()
}

// pattern is a number format of whole numbers with words around: 00, "GK-"000, #"/QĐ-UBND".
type pattern struct {
	zeros         int
	before, after string
}

// patternOf reads a number format; that of others than whole numbers and words is none.
func patternOf(format string) (p pattern) {
	format, _, _ = strings.Cut(format, ";")
	words := &p.before
	for format != "" {
		r, size := utf8.DecodeRuneInString(format)
		switch {
		case r == '0' && p.after == "":
			p.zeros++
			words = &p.after
		case r == '#' && p.after == "", strings.HasPrefix(format, "General") && words == &p.before: // no more figures than there are
			words = &p.after
			if r == 'G' {
				size = len("General")
			}
		case r == '[' && !strings.HasPrefix(format, "[$") || strings.HasPrefix(format, "[$-"): // a color, a language; what is left are currencies
			end := strings.IndexByte(format, ']')
			if end < 0 {
				return pattern{}
			}
			size = end + 1
		case (r == '_' || r == '*') && len(format) > 1: // room as wide as the next character, or filled with it
			_, next := utf8.DecodeRuneInString(format[1:])
			size += next
		case r == '"':
			end := strings.IndexByte(format[1:], '"')
			if end < 0 {
				return pattern{}
			}
			*words += format[1 : 1+end]
			size = end + 2
		case r == '\\' && len(format) > 1:
			_, next := utf8.DecodeRuneInString(format[1:])
			*words += format[1 : 1+next]
			size += next
		case r == '/' || r == '-' || r == ' ':
			*words += string(r)
		default:
			return pattern{}
		}
		format = format[size:]
	}
	if words == &p.before {
		return pattern{}
	}
	p.zeros = max(p.zeros, 1)
	return p
}

// apply writes a number as a person reads it in the cell. Thousands, currencies and percents stay plain numbers.
func (p pattern) apply(f float64) string {
	if p.zeros == 0 || f < 0 || f != math.Trunc(f) || f >= 1e15 {
		return plainNumber(f)
	}
	s := strconv.FormatInt(int64(f), 10)
	return p.before + strings.Repeat("0", max(0, p.zeros-len(s))) + s + p.after
}

// plainNumber writes a number with the 15 digits that Excel has.
func plainNumber(f float64) string {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatInt(int64(f), 10)
	}
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = rounded
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// isDateFormat reports whether a number format, built-in or written out, shows a day.
func isDateFormat(id int, format string) bool {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id >= 34 && id <= 36, id >= 50 && id <= 58:
		return true
	}
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c|0x20 == 'd' || c|0x20 == 'y':
			return true
		}
	}
	return false
}
