package anatomy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/read"
)

// foldRunes is how much of a paragraph is folded: what tells its part stands at its head.
const foldRunes = 200

// bases lists the letters with marks after the one that they are read as when marks are lost.
var bases = [...]string{
	"aàáạảãâầấậẩẫăằắặẳẵ", "eèéẹẻẽêềếệểễ", "iìíịỉĩ", "oòóọỏõôồốộổỗơờớợởỡ", "uùúụủũưừứựửữ", "yỳýỵỷỹ", "dđ",
}

// plain has the letter without marks for those that have some: Vietnamese ends before U+1F00.
var plain = plainLetters()

func plainLetters() (table [0x1F00]uint8) {
	for _, list := range bases {
		for _, r := range list {
			table[r] = list[0]
		}
	}
	return table
}

// fold returns the head of s in small letters without marks, with single blanks: what scans, habits of writing and faulty typing leave
// alike. Quotation marks are gone, since scans put them in the middle of words.
func fold(s string) string {
	b := make([]byte, 0, min(len(s), foldRunes*2))
	n, blank := 0, false
	for _, r := range s {
		if n++; n > foldRunes {
			break
		}
		switch {
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			r |= 0x20
		case unicode.IsSpace(r):
			blank = len(b) > 0
			continue
		case strings.ContainsRune("'’‘`´\"“”", r):
			continue
		case r == '–' || r == '—' || r == '\u2011':
			r = '-'
		case r >= utf8.RuneSelf:
			r = unicode.ToLower(r)
			if r < rune(len(plain)) && plain[r] != 0 {
				r = rune(plain[r])
			}
		}
		if blank {
			b = append(b, ' ')
			blank = false
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// squash takes the blanks out: "k e h o a c h" is a word.
func squash(s string) string { return strings.ReplaceAll(s, " ", "") }

// near reports whether two folded strings differ in at most n letters.
func near(a, b string, n int) bool {
	if a == b {
		return true
	}
	if d := len(a) - len(b); d > n || d < -n || len(a) > 64 || len(b) > 64 {
		return false
	}
	var row [66]int
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		best := row[0]
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
			best = min(best, row[j+1])
		}
		if best > n {
			return false
		}
	}
	return row[len(b)] <= n
}

// startsAny reports whether a folded text begins with one of the words, as whole words.
func startsAny(f string, words []string) bool {
	for _, w := range words {
		if startsWords(f, w) {
			return true
		}
	}
	return false
}

func startsWords(f, w string) bool {
	return strings.HasPrefix(f, w) && (len(f) == len(w) || !isWordByte(f[len(w)]))
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

func containsAny(f string, words []string) bool {
	for _, w := range words {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}

// ends reports whether the last sign of s is one of the signs.
func ends(s, signs string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(signs, r)
}

// rawText returns the characters of runs as they stand; a tab and a line break are one byte each.
func rawText(runs []read.Run) string { return joinRuns(runs, false) }

// shownText returns the characters of runs as they are seen.
func shownText(runs []read.Run) string { return joinRuns(runs, true) }

func joinRuns(runs []read.Run, caps bool) string {
	if len(runs) == 1 && runs[0].Kind == read.Chars && (!caps || !runs[0].Caps) {
		return runs[0].Text
	}
	var b strings.Builder
	for i := range runs {
		switch r := &runs[i]; r.Kind {
		case read.Chars:
			if caps && r.Caps {
				b.WriteString(strings.ToUpper(r.Text))
			} else {
				b.WriteString(r.Text)
			}
		case read.Tab:
			b.WriteByte('\t')
		case read.LineBreak:
			b.WriteByte('\n')
		case read.NoteMark:
		}
	}
	return b.String()
}

// cutRuns returns the runs of the bytes from to before to of their raw text. Marks of notes at the end belong to what stands before.
func cutRuns(runs []read.Run, from, to int) []read.Run {
	var out []read.Run
	at := 0
	for i := range runs {
		r := runs[i]
		size := 1
		switch r.Kind {
		case read.Chars:
			size = len(r.Text)
		case read.NoteMark:
			if at > from && at <= to || at == from && from == 0 {
				out = append(out, r)
			}
			continue
		}
		lo, hi := max(from-at, 0), min(to-at, size)
		at += size
		if lo >= hi {
			continue
		}
		if r.Kind == read.Chars {
			r.Text = r.Text[lo:hi]
		}
		out = append(out, r)
	}
	return out
}

// dropHead returns the runs without the first n bytes of their raw text; no mark of a note is lost.
func dropHead(runs []read.Run, n int) []read.Run {
	if n == 0 {
		return runs
	}
	out := make([]read.Run, 0, len(runs))
	for i := range runs {
		r := runs[i]
		switch r.Kind {
		case read.NoteMark:
		case read.Chars:
			cut := min(n, len(r.Text))
			n -= cut
			if r.Text = r.Text[cut:]; r.Text == "" {
				continue
			}
		default:
			if n > 0 {
				n--
				continue
			}
		}
		out = append(out, r)
	}
	return out
}
