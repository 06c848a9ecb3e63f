package contract

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func isNFC(s string) bool { return norm.NFC.IsNormalString(s) }

func TestParseFormat(t *testing.T) {
	for s, want := range map[string]Format{
		"I.":            {Style: Roman, Suffix: "."},
		"I":             {Style: Roman},
		"I-":            {Style: Roman, Suffix: "-"},
		"A.":            {Style: Upper, Suffix: "."},
		"1.":            {Style: Arabic, Suffix: "."},
		"1)":            {Style: Arabic, Suffix: ")"},
		"1-":            {Style: Arabic, Suffix: "-"},
		"1.1.":          {Style: Arabic, Compound: 1, Suffix: "."},
		"1.1":           {Style: Arabic, Compound: 1},
		"1.1.1.":        {Style: Arabic, Compound: 2, Suffix: "."},
		"I.1.":          {Style: Arabic, Compound: 1, Suffix: "."},
		"1.1.a)":        {Style: Lower, Compound: 2, Suffix: ")"},
		"a)":            {Style: Lower, Suffix: ")"},
		"i)":            {Style: LowerRoman, Suffix: ")"},
		"(1)":           {Prefix: "(", Style: Arabic, Suffix: ")"},
		"(a)":           {Prefix: "(", Style: Lower, Suffix: ")"},
		"-":             {Prefix: "-", Style: Bullet},
		"+":             {Prefix: "+", Style: Bullet},
		"Phần I":        {Prefix: "Phần ", Style: Roman},
		"PHẦN I.":       {Prefix: "PHẦN ", Style: Roman, Suffix: "."},
		"Phần thứ nhất": {Prefix: "Phần thứ ", Style: Ordinal},
		"PHẦN THỨ NHẤT": {Prefix: "PHẦN THỨ ", Style: Ordinal},
		"Chương I":      {Prefix: "Chương ", Style: Roman},
		"Mục 1":         {Prefix: "Mục ", Style: Arabic},
		"Mục tiêu 1:":   {Prefix: "Mục tiêu ", Style: Arabic, Suffix: ":"},
		"Tiểu mục 1":    {Prefix: "Tiểu mục ", Style: Arabic},
		"Điều 1.":       {Prefix: "Điều ", Style: Arabic, Suffix: "."},
	} {
		if got, ok := ParseFormat(s); !ok || got != want {
			t.Errorf("%q: %+v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", " ", "x", "2.", "II.", "f)", "b)", "1..", "1.2.", "(1", "1.)x", "Chuong I", "Điều", "Điều 1.  ", "Điều x", "Phần thứ hai", "Phần THỨ NHẤT", "điều 1.", "11.", "Ia", "1. 1.", strings.Repeat("1.", 50)} {
		if got, ok := ParseFormat(s); ok {
			t.Errorf("%q: %+v", s, got)
		}
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		format  string
		n       int
		parents []string
		want    string
	}{
		{"I.", 4, nil, "IV."},
		{"I.", 49, nil, "XLIX."},
		{"I.", 1994, nil, "MCMXCIV."},
		{"I.", 4000, nil, "4000."},
		{"A.", 5, nil, "Đ."},
		{"a)", 1, nil, "a)"},
		{"a)", 7, nil, "g)"},
		{"a)", 23, nil, "y)"},
		{"a)", 24, nil, "aa)"},
		{"a)", 25, nil, "ab)"},
		{"a)", 46, nil, "ay)"},
		{"a)", 47, nil, "ba)"},
		{"i)", 9, nil, "ix)"},
		{"(1)", 12, nil, "(12)"},
		{"1.1.", 3, []string{"2"}, "2.3."},
		{"1.1.", 3, []string{"II", "2"}, "2.3."},
		{"1.1.1.", 3, []string{"4", "2"}, "4.2.3."},
		{"1.1.1.", 3, nil, "3."},
		{"I.1.", 3, []string{"II"}, "II.3."},
		{"(1.1)", 2, []string{"5"}, "(5.2)"},
		{"Điều 1.", 10, []string{"II"}, "Điều 10."},
		{"Chương I", 9, nil, "Chương IX"},
		{"Phần thứ nhất", 1, nil, "Phần thứ nhất"},
		{"Phần thứ nhất", 4, nil, "Phần thứ tư"},
		{"Phần thứ nhất", 15, nil, "Phần thứ mười lăm"},
		{"Phần thứ nhất", 21, nil, "Phần thứ hai mươi mốt"},
		{"PHẦN THỨ NHẤT", 10, nil, "PHẦN THỨ MƯỜI"},
		{"-", 7, []string{"1"}, "-"},
	} {
		f, ok := ParseFormat(c.format)
		if got := f.Label(c.n, c.parents); !ok || got != c.want {
			t.Errorf("%s %d: %q, want %q", c.format, c.n, got, c.want)
		}
	}
	f, _ := ParseFormat("a)")
	var all []string
	for n := range 23 {
		all = append(all, f.Number(n+1))
	}
	if got := strings.Join(all, " "); got != "a b c d đ e g h i k l m n o p q r s t u v x y" {
		t.Error(got)
	}
	for s, want := range map[string]string{"Điều 1.": "Điều", "PHẦN I": "Phần", "Phần thứ nhất": "Phần", "1.": "", "(1)": "", "-": "", "Tiểu mục 1": "Tiểu mục"} {
		if f, _ := ParseFormat(s); f.Unit() != want {
			t.Errorf("%q: %q", s, f.Unit())
		}
	}
}
