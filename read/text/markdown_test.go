package text_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanban/read"
	"vanban/read/text"
)

func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, in, want string
	}{
		{"headings", "# KẾ HOẠCH\n\n## I. MỤC ĐÍCH\n\nNội dung\ntiếp.\n", "1: h1 KẾ HOẠCH\n3: h2 I. MỤC ĐÍCH\n5: Nội dung tiếp.\n"},
		{"type", "Một **đậm**, *nghiêng*, ***cả hai***, ~~bỏ~~, `mã`, <u>gạch</u>.\n", "1: Một [b đậm], [i nghiêng], [i [b cả hai]], [s bỏ], mã, [u gạch].\n"},
		{"breaks", "Một\\\nhai  \nba<br>bốn\n", "1: Một⏎hai⏎ba⏎bốn\n"},
		{"points on lines of their own", "Gồm:\na) Một;\nb) Hai.\nNơi nhận:\n", "1: Gồm:\n2: a) Một;\n3: b) Hai.\n4: Nơi nhận:\n"},
		{"lists", "1. Một\n2. Hai\n   - Ba\n     - Bốn\n3) Năm\n\n* Sáu\n",
			"1: 1. Một\n2: 2. Hai\n3: <-> Ba\n4: <+> Bốn\n5: 3) Năm\n7: <-> Sáu\n"},
		{"numbers as typed", "1. Một\n1. Hai\n", "1: 1. Một\n2: 1. Hai\n"},
		{"list in a list", "1. - Một\n", "1: 1. - Một\n"},
		{"table", "| STT | Họ tên | Ghi chú |\n|---|:-:|--:|\n| **A** | | |\n| 1 | Nguyễn Văn A<br>lớp 1 | x |\n",
			"table of 3\n row header | STT | Họ tên | Ghi chú\n row | [b A] (3)\n row | 1 | Nguyễn Văn A⏎lớp 1 | x\n"},
		{"footnotes", "Một[^a] hai[^b].\n\n[^b]: Ghi chú hai.\n[^a]: Ghi chú một.\n", "1: Một{0} hai{1}.\nnote 0\n  4: Ghi chú một.\nnote 1\n  3: Ghi chú hai.\n"},
		{"code", "```go\na  b\n\n\tc\n```\n", "2: a  b\n4: →c\nremark hidden_text \"```go\"\n"},
		{"links", "[Trang](http://x.y \"t\") <http://a.b>\n", "1: Trang http://a.b\nremark hidden_text \"](http://x.y \\\"t\\\")\"\n"},
		{"comment", "<!-- ẩn -->\n\nMột\n", "3: Một\nremark hidden_text \"<!-- ẩn -->\"\n"},
		{"HTML", "<center>\nCỘNG HÒA &amp; X\n</center>\n", "2: CỘNG HÒA & X\nremark hidden_text \"<center>\"\nremark hidden_text \"</center>\"\n"},
		{"note without a mark", "Một\n\n[^x]: Ghi chú.\n", "1: Một\nremark hidden_text \": Ghi chú.\"\n"},
		{"rule", "Một\n\n---\n\nHai &lt; \\*ba\n", "1: Một\nrule\n5: Hai < *ba\n"},
		{"quote", "> Một\n> hai\n", "1: Một hai\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := text.Markdown(context.Background(), []byte(test.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, dump(m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMarkdownTooDeep(t *testing.T) {
	for name, in := range map[string]string{
		"quotes": strings.Repeat(">", 2000) + " a", "lists": strings.Repeat("- ", 2000) + "a", "indents": strings.Repeat(" ", 4000) + "- a",
	} {
		var refusal *read.Refusal
		if _, err := text.Markdown(context.Background(), []byte(in)); !errors.As(err, &refusal) || refusal.Code != "file_too_deep" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var references = regexp.MustCompile(`&#?\w+;|\[\^[^\]\s]{1,20}\]|(?i)</?(?:b|strong|i|em|u|s|sup|sub|br)\s*/?>`)

// FuzzMarkdown asserts that no letter and no figure is lost; other signs may be Markdown's own.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"# a\n\n1. b\n   - c\n", "| a | b |\n|--|--|\n| 1 | 2 |\n", "x[^1]\n\n[^1]: y\n", "[a](b) ![c](d) <http://e>\n", "<div>a</div>\n", "a\n===\n",
		"```x\ny\n```", "[r]: http://x 'y'\n", "1. - 2. a\n", "1.\n\n   a\n", "> 1. a\nb", "a&amp;b &#65;", "- # a", "1. | a |\n   |--|",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := text.Markdown(context.Background(), []byte(s))
		if err != nil || len(m.Remarks) > 0 && m.Remarks[0].Code == "converted_encoding" || !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
			return
		}
		typed := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' {
				return -1
			}
			return r
		}, s)
		in := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, references.ReplaceAllString(typed, ""))
		wantNoLoss(t, in, m, "")
	})
}
