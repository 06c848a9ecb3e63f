package award

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what sort of recipient somebody is (Luật Thi đua, khen thưởng, Điều 2), in the order in which decisions name them.
type kind uint8

const (
	collective kind = iota
	household
	person
	kinds
)

// words are how a text calls the kinds.
func (k kind) words() string { return [kinds]string{"tập thể", "hộ gia đình", "cá nhân"}[k] }

// tally counts those who are commended.
type tally [kinds]int

func countOf(list []recipient) (n tally) {
	for i := range list {
		n[list[i].kind]++
	}
	return n
}

func (n tally) total() (sum int) {
	for _, v := range n {
		sum += v
	}
	return sum
}

// String returns “05 tập thể và 12 cá nhân”, with the zero of decisions below ten; a group that is empty is not spoken of.
func (n tally) String() string {
	parts := n.phrases(func(count int, what string) string { return fmt.Sprintf("%02d %s", count, what) })
	if last := len(parts) - 1; last > 0 {
		parts[last-1] += " và " + parts[last]
		parts = parts[:last]
	}
	return strings.Join(parts, ", ")
}

// kinds returns “tập thể, cá nhân”, of those that there are.
func (n tally) kinds() string {
	return strings.Join(n.phrases(func(_ int, what string) string { return what }), ", ")
}

func (n tally) phrases(say func(int, string) string) (parts []string) {
	for k, count := range n {
		if count > 0 {
			parts = append(parts, say(count, kind(k).words()))
		}
	}
	return parts
}

// money returns 1.500.000 of 1500000.
func money(v int64) string {
	s := strconv.FormatInt(v, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// lower returns s with a small first letter, unless it begins with an abbreviation: PGS. Nguyễn Văn A.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); !unicode.IsLower(next) && !unicode.IsSpace(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// upper returns s with a capital first letter.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// achievement returns a citation as the sentence of Điều 1 goes on with it: “đã có thành tích …”. A certificate begins it as a sentence of its
// own, and what begins in another way is quoted as it stands.
func achievement(citation string) string {
	citation = strings.TrimSpace(citation)
	for _, w := range []struct{ begins, before string }{
		{"đã", ""}, {"vì", ""}, {"do", ""}, {"có thành tích", "đã "}, {"hoàn thành", "đã "}, {"đạt", "đã "}, {"lập", "đã "}, {"thành tích", "đã có "},
	} {
		if begins(citation, []string{w.begins}) {
			return w.before + lower(citation)
		}
	}
	return "với thành tích: " + citation
}

// sentence ends s with a full stop, unless it ends with a sign of its own.
func sentence(s string) string {
	if s = strings.TrimSpace(s); strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";") {
		return s
	}
	return s + "."
}

func hasSmall(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }
