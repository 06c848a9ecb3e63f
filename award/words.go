package award

import (
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
	parts := n.phrases(func(count int, what string) string { return counted(count) + " " + what })
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

// counted is a number of recipients as decisions write it: 05, 12, 1.200.
func counted(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return money(int64(n))
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
// own, and what begins in another way is quoted as it stands. The sentence has its own end.
func achievement(citation string) string {
	citation = strings.TrimRight(lines{citation}.String(), ".;, ")
	for _, w := range []struct{ begins, before string }{
		{"đã", ""}, {"vì", ""}, {"do", ""}, {"có", "đã "}, {"hoàn thành", "đã "}, {"đạt", "đã "}, {"đoạt", "đã "}, {"giành", "đã "}, {"lập", "đã "},
		{"tích cực", "đã "}, {"tham gia", "đã "}, {"thực hiện", "đã "}, {"đóng góp", "đã "}, {"thành tích", "đã có "},
	} {
		if begins(citation, []string{w.begins}) {
			return w.before + lower(citation)
		}
	}
	return "với thành tích: " + citation
}

// sentence ends s with a full stop: an Điều ends with no other sign, whatever the words at its end were taken from.
func sentence(s string) string { return strings.TrimRight(s, ".;, ") + "." }

func hasSmall(s string) bool { return strings.IndexFunc(s, unicode.IsLower) >= 0 }
