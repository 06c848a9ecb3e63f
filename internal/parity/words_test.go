package parity

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"vanban/internal/referee"
)

// absent lists strings of samples that rightly do not come out as written, by
// sample and JSON Pointer, with the reason: a character that the rule of input
// hygiene replaces, for example. An entry that is found after all fails.
var absent = map[[2]string]string{}

// TestWords looks for every string of the input in the PDF's text, in content
// order: its words must stand together, and the strings of a body in order.
func TestWords(t *testing.T) {
	used := map[[2]string]bool{}
	for _, r := range good(t) {
		t.Run(r.Name, func(t *testing.T) {
			texts, err := inputTexts(r.JSON)
			if err != nil {
				t.Fatal(err)
			}
			if len(texts) == 0 {
				t.Fatal("no text in the sample")
			}
			page := newOutput(referee.Text(t, r.pdf, "-raw"))
			at, list := 0, ""
			for _, in := range texts {
				key := [2]string{r.Name, in.pointer}
				from := 0
				if in.list != "" && in.list == list {
					from = at
				}
				end := page.find(in.words, from)
				switch {
				case absent[key] != "" && end < 0:
					used[key] = true
				case absent[key] != "":
					t.Errorf("%s is listed as absent but found: %q", in.pointer, in.words)
				case end < 0 && from > 0 && page.find(in.words, 0) >= 0:
					t.Errorf("%s comes before the text that it follows in the input: %q", in.pointer, in.words)
				case end < 0:
					t.Errorf("%s is not in the PDF: %q", in.pointer, in.words)
				}
				if in.list != "" && end >= 0 {
					at, list = end, in.list
				}
			}
		})
	}
	for key := range absent {
		if !used[key] {
			t.Errorf("%s of %s is listed as absent, but there is no such text", key[1], key[0])
		}
	}
}

// inputText is one string of the input that must be readable in the output.
type inputText struct {
	pointer string // JSON Pointer
	list    string // pointer of the body that it is in order in; empty when the order is free
	words   string // folded
}

// Keys that do not hold text to print: choices, measures, and dates, which come
// out in words.
var notText = []string{"type", "date", "options", "numbering", "columns", "align", "valign", "orientation", "width"}

// Keys of a body node in the order of reading; others come after, by name.
var readingOrder = []string{"label", "heading", "item", "bullet", "text", "label_value", "unit", "header", "band", "rows", "note"}

func inputTexts(data []byte) ([]inputText, error) {
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var out []inputText
	collect(&out, doc, "", "")
	return out, nil
}

func collect(out *[]inputText, v any, pointer, list string) {
	switch v := v.(type) {
	case string:
		if words := fold(v); words != "" {
			*out = append(*out, inputText{pointer, list, words})
		}
	case []any:
		for i, e := range v {
			collect(out, e, pointer+"/"+strconv.Itoa(i), list)
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			if !slices.Contains(notText, k) {
				keys = append(keys, k)
			}
		}
		slices.SortFunc(keys, func(a, b string) int {
			if d := rank(a) - rank(b); d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
		for _, k := range keys {
			p, l := pointer+"/"+k, list
			switch {
			case k == "body" && list == "":
				l = p
			case k == "footnote":
				l = "" // it stands at the foot of the page
			}
			collect(out, v[k], p, l)
		}
	}
}

func rank(key string) int {
	if i := slices.Index(readingOrder, key); i >= 0 {
		return i
	}
	return len(readingOrder)
}

// After these a line may end without a space, so a space after them says
// nothing about the input.
var afterHyphen = regexp.MustCompile(`([-\x{2010}-\x{2014}/]) `)

// fold makes input and output comparable: case (styles may set capitals), kinds
// and numbers of spaces, and the ends where dashes, ";" or "." are supplied.
func fold(s string) string {
	return strings.TrimLeft(strings.TrimRight(squeeze(s), " .;:,/"), " -+")
}

func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u00AD' || r == '\u200B' || r == '\u2060' || r == '\uFEFF':
			return -1 // no width, and extractors drop them or not
		case r == '\u2011':
			return '-' // drawn with the hyphen's glyph
		}
		return unicode.ToUpper(r)
	}, s)
	return afterHyphen.ReplaceAllString(strings.Join(strings.Fields(s), " "), "$1")
}

// output is the text of a PDF, folded, with the offsets where pages begin.
type output struct {
	text  string
	pages []int
}

func newOutput(raw string) output {
	var o output
	for i, page := range strings.Split(strings.TrimSuffix(raw, "\f"), "\f") {
		page = strings.Trim(page, "\n")
		// The page number stands between the halves of a sentence; writers put
		// it before or after the page's text.
		if first, rest, _ := strings.Cut(page, "\n"); isPageNumber(first, i+1) {
			page = rest
		} else if n := strings.LastIndex(page, "\n"); isPageNumber(page[n+1:], i+1) {
			page = page[:max(n, 0)]
		}
		o.pages = append(o.pages, len(o.text))
		o.text += squeeze(page) + " "
	}
	o.text = afterHyphen.ReplaceAllString(o.text, "$1")
	return o
}

// isPageNumber is true for 2 and above up to the page's place in the file: page
// 1 shows none, and an appendix may start again.
func isPageNumber(line string, page int) bool {
	n, err := strconv.Atoi(strings.TrimSpace(line))
	return err == nil && 2 <= n && n <= page
}

// longWord is the length in letters from which a word may be wider than its
// line and be cut anywhere, without a hyphen.
const longWord = 30

// index returns where words stand in text, or a nil slice.
func index(text, words string) []int {
	if i := strings.Index(text, words); i >= 0 {
		return []int{i, i + len(words)}
	}
	var pattern strings.Builder
	long := false
	for i, word := range strings.Split(words, " ") {
		if i > 0 {
			pattern.WriteByte(' ')
		}
		if len([]rune(word)) < longWord {
			pattern.WriteString(regexp.QuoteMeta(word))
			continue
		}
		long = true
		for j, r := range []rune(word) {
			if j > 0 {
				pattern.WriteString(" ?")
			}
			pattern.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	if !long {
		return nil
	}
	return regexp.MustCompile(pattern.String()).FindStringIndex(text)
}

// twoLines is the length up to which a text stands on the next page rather
// whole than divided: widow control does not part so short a one.
const twoLines = 250

// find returns the end of the first place at or after from where the words
// stand, or -1. A text that a page break divides (footnotes, a repeated header
// and other cells may stand between the halves) ends, for the order, with its
// first half.
func (o output) find(words string, from int) int {
	whole := index(o.text[from:], words)
	if whole != nil && o.page(from+whole[0]) <= o.page(from)+min(1, twoLines/len(words)) {
		return from + whole[1]
	}
	// A long text may stand whole on the next page too, where the input says the same again.
	if end := o.divided(words, from); end >= 0 {
		return end
	}
	if whole != nil {
		return from + whole[1]
	}
	return -1
}

// divided looks for the first place at or after from where a part of the words
// stands whose rest stands on the following page, as a whole or divided again,
// and returns the end of that part.
func (o output) divided(words string, from int) int {
	first, _, _ := strings.Cut(words, " ")
	for at := from; ; at++ {
		k := strings.Index(o.text[at:], first)
		if k < 0 {
			return -1
		}
		at += k
		i := parting(words, o.text[at:])
		next := o.page(at) + 1
		if i == 0 || next >= len(o.pages) {
			continue
		}
		end := len(o.text)
		if next+1 < len(o.pages) {
			end = o.pages[next+1]
		}
		tail := strings.TrimPrefix(words[i:], " ")
		if tail != "" && (goesOn(o.text[o.pages[next]:end], words[:i], tail) || o.divided(tail, o.pages[next]) >= 0) {
			return at + i
		}
	}
}

// goesOn tells whether tail stands on the page without head right before it:
// there the words stand whole, and not as the rest of those on the page before.
func goesOn(page, head, tail string) bool {
	for from := 0; ; {
		i := strings.Index(page[from:], tail)
		if i < 0 {
			return false
		}
		if !strings.HasSuffix(strings.TrimSuffix(page[:from+i], " "), strings.TrimSuffix(head, " ")) {
			return true
		}
		from += i + 1
	}
}

// parting is how many bytes of words stand at the beginning of text, up to the
// last place where a line may end.
func parting(words, text string) int {
	i := 0
	for i < len(words) && i < len(text) && words[i] == text[i] {
		i++
	}
	for i > 0 && (i == len(words) || words[i] != ' ') && !afterHyphen.MatchString(words[i-1:i]+" ") {
		i--
	}
	return i
}

func (o output) page(offset int) int {
	n, found := slices.BinarySearch(o.pages, offset)
	if !found {
		n--
	}
	return n
}

func TestInputTexts(t *testing.T) {
	texts, err := inputTexts([]byte(`{"type":"ke-hoach","date":"2023-01-05","organ":{"name":["A","B"]},
		"body":[{"body":["sau"],"heading":"Trước"},
			{"text":[{"text":"chữ ","bold":true},{"footnote":"ghi chú"},"đuôi."]},
			{"table":{"note":"Ghi chú","rows":[["1",{"text":"ô","align":"center"}]],"header":[["TT"]],"unit":"đồng"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range texts {
		got = append(got, fmt.Sprintf("%s|%s|%s", in.words, in.pointer, in.list))
	}
	want := []string{
		"TRƯỚC|/body/0/heading|/body", "SAU|/body/0/body/0|/body",
		"CHỮ|/body/1/text/0/text|/body", "GHI CHÚ|/body/1/text/1/footnote|", "ĐUÔI|/body/1/text/2|/body",
		"ĐỒNG|/body/2/table/unit|/body", "TT|/body/2/table/header/0/0|/body",
		"1|/body/2/table/rows/0/0|/body", "Ô|/body/2/table/rows/0/1/text|/body", "GHI CHÚ|/body/2/table/note|/body",
		"A|/organ/name/0|", "B|/organ/name/1|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestFind(t *testing.T) {
	o := newOutput("Kế hoạch số 36/KH-\nTĐKT của cơ\nquan, tổ\n1 Ghi chú\n\f2\nchức thực hiện\n\f17\nHết bieumau.example.gov.vn/xxxxxxxxxxxxxx\nxxxxxxxxxxxxxxxx\n3\n\f")
	for words, want := range map[string]bool{
		"kế hoạch":              true,
		"36/KH-TĐKT của":        true,
		"cơ quan, tổ chức thực": true, // over the page break and the note
		"chức thực hiện.":       true,
		"hiện 17 hết":           true,
		"hoạch tổ":              false,
		"bieumau.example.gov.vn/" + strings.Repeat("x", 30): true, // wider than a line
		"kếhoạch": false,
	} {
		if got := o.find(fold(words), 0) >= 0; got != want {
			t.Errorf("%q: found %t", words, got)
		}
	}
	if o.find(fold("kế hoạch"), o.find(fold("của cơ quan"), 0)) >= 0 {
		t.Error("a text before the start was found after it")
	}
	if !strings.HasPrefix(o.text, "KẾ HOẠCH SỐ 36/KH-TĐKT") {
		t.Errorf("text is %q", o.text)
	}
}
