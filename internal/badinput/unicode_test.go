package badinput

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/render"
)

// TestScripts: writing from right to left, marks in heaps, emoji: every character comes out, or a warning names it.
func TestScripts(t *testing.T) {
	s := service(t)
	for _, c := range []struct{ name, text string }{
		{"Vietnamese, composed and not", "Việt Nam, Việt Nam, Việt Nam, Việt Nam"},
		{"both tones", "hoà hòa, thuỷ thủy, quý quí"},
		{"Hebrew", "שלום עולם (12) abc"},
		{"Arabic", "مرحبا بالعالم 123"},
		{"bidi controls", "a\u202eb\u2066c\u2069d"},
		{"heap of marks", "a" + strings.Repeat("\u0301\u0323\u0309", 200) + "b"},
		{"mark first", "\u0301abc"},
		{"emoji", "😀 👨‍👩‍👧‍👦 🇻🇳 1️⃣ ✔"},
		{"Chinese, Japanese, Korean, Nôm", "漢字 ひらがな 한국어 𡨸喃"},
		{"Thai and Khmer", "ภาษาไทย ភាសាខ្មែរ"},
		{"signs", "½ ¼ ‰ € ₫ £ § ° ² m³ × ÷ ± ≥ ≤ ≠ → ∞ Ω µ ® © ™ • … “ ” ‘ ’ « »"},
		{"blanks", "a\u00a0b\u2002c\u2003d\u2009e\u202ff\u3000g"},
		{"private use", "\ue000\uf8ff\U000f0000"},
		{"broken surrogates", "a\\ud800b\\udc00c\\udbff"},
		{"controls", "a\\u0000b\\u0007c\\u001bd\\u007fe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := strings.ReplaceAll(quote(c.text), `\\u`, `\u`)
			res, err := s.Render(context.Background(), []byte(body(in)), render.DOCX, render.PDF)
			if err != nil || len(res.Files) != 2 {
				t.Fatal(err, res.Problems)
			}
			accounted(t, c.text, res.Problems, docxText(t, res.Files[0]))
			if err := referee.QPDFCheck(t, res.Files[1]); err != nil {
				t.Error(err)
			}
		})
	}
}

// accounted wants text in out as it was, composed; or, where there are warnings about it, without a character gone that they
// would not speak of.
func accounted(t *testing.T, text string, ps document.Problems, out string) {
	t.Helper()
	all := ""
	for _, p := range ps {
		if p.Severity == document.Error {
			t.Errorf("%s %s %s", p.Pointer, p.Code, p.Message)
		}
		all += p.Message
	}
	if want := squeeze(text); len(ps) == 0 && !strings.Contains(out, want) {
		t.Errorf("%q is not in %q, and no warning says so", want, out)
	}
	if strings.Contains(text, `\u`) {
		return // written as escapes: the warning alone is looked for
	}
	for _, r := range squeeze(text) {
		if !strings.ContainsRune(out, r) && !strings.Contains(all, fmt.Sprintf("U+%04X", r)) && !strings.Contains(all, "…") {
			t.Errorf("%U is gone without a word", r)
		}
	}
}

// TestEveryBlock looks at some characters of every 256 of Unicode: what the fonts have is in both files, and all else is
// spoken of.
func TestEveryBlock(t *testing.T) {
	s := service(t)
	var kept []rune
	for block := rune(0); block < unicode.MaxRune; block += 0x100 {
		if block >= 0xd800 && block < 0xe000 || block >= 0x20000 && block%0x2000 != 0 {
			continue
		}
		var text []rune
		for i := range rune(8) {
			text = append(text, block+i*37%0x100)
		}
		in := string(text)
		res, err := s.Render(context.Background(), []byte(body(quote("x"+in+"y"))), render.DOCX, render.PDF)
		if err != nil || len(res.Files) != 2 {
			t.Fatalf("%U: %v %v", block, err, res.Problems)
		}
		out := docxText(t, res.Files[0])
		accounted(t, in, res.Problems, out)
		warned := ""
		for _, p := range res.Problems {
			warned += p.Message
		}
		if t.Failed() {
			t.Fatalf("%U", block)
		}
		for _, r := range norm.NFC.String(in) {
			if r > ' ' && r != utf8.RuneError && strings.ContainsRune(out, r) && unicode.IsPrint(r) && !unicode.IsSpace(r) && !strings.Contains(warned, fmt.Sprintf("U+%04X", r)) && !strings.Contains(warned, "…") {
				kept = append(kept, r)
			}
		}
	}
	if len(kept) < 50 {
		t.Fatalf("only %d characters are in the fonts", len(kept))
	}
	res, err := s.Render(context.Background(), []byte(body(quote("x"+strings.Join(strings.Split(string(kept), ""), " ")+"y"))), render.PDF)
	if err != nil || len(res.Files) != 1 {
		t.Fatal(err, res.Problems)
	}
	pdf := norm.NFC.String(pdfText(t, res.Files[0]))
	for _, r := range kept {
		if !strings.Contains(pdf, norm.NFC.String(string(r))) {
			t.Errorf("%c %U is not in the PDF", r, r)
		}
	}
	t.Logf("%d characters in both files", len(kept))
}
