package hostile

import (
	"fmt"
	"strings"
)

// texts are plain text and Markdown, which import alone reads: check refuses them all.
func texts() []file {
	const size = 2<<20 - 64 // the largest there may be
	var list []file
	add := func(extension, name, code string, make func() string) {
		if code == "" {
			code = either
		}
		checked := "file_unknown"
		if code == "file_empty" && !strings.Contains(name, `ufeff`) {
			checked = code
		}
		list = append(list, file{name + extension, func() []byte { return []byte(make()) }, checked, code})
	}
	x := strings.Repeat
	for _, s := range []string{"a", "\u0301", "a\u0301\u0323", "1.", "- ", "(", "a\n", "\n", " ", "\t", "a\t", "a   ", "1. a\n", "Điều 1. a\n", "Căn cứ a;\n", "\f", "\ufeff", "ử", "A\n"} {
		code := ""
		if strings.TrimSpace(s) == "" || s == "\ufeff" {
			code = "file_empty"
		}
		add(".txt", fmt.Sprintf("2 MB of %q", s), code, func() string { return x(s, size/len(s)) })
		if strings.Contains(s, "a\n") {
			add(".txt", fmt.Sprintf("19,000 times %q", s), "", func() string { return x(s, 19_000) })
		}
	}
	add(".txt", "5 MB", "file_too_large", func() string { return x("a", 5<<20) })
	add(".txt", "zero bytes", "file_unknown", func() string { return "a" + x("\x00", 100) })
	add(".txt", "bytes of no encoding", "file_unknown", func() string { return x("\xff\x81\x8d", size/3) })
	add(".txt", "old letters", "", func() string { return x("Céng hßa x· héi chñ nghÜa ViÖt Nam ", size/60) })
	add(".txt", "table of 19,000 rows", "", func() string { return x("a\tb\tc\n", 19_000) })
	add(".txt", "table of 2,000 columns", "", func() string { return x(x("a\t", 2000)+"\n", 900) })
	add(".txt", "one letterhead after the other", "", func() string {
		return x("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 1/QĐ-A\nQUYẾT ĐỊNH\n", 4_900)
	})
	add(".txt", "one signature after the other", "", func() string { return x("Nơi nhận:\n- Như trên;\nCHỦ TỊCH\nNguyễn Văn A\n", 4_900) })
	for _, s := range []string{"> ", "- ", "* ", "1. ", "`", "*", "**a ", "[", "![", "[a](", "<", "&", "\\", "***", "_a", "[^1]: a\n", "[a]: b\n", "[a][a] ", "| a ", "|-", "a\n===\n", "# a\n", "```\n", "<a ", "<!--", "- a\n", "|a|\n|-|\n", "~~a", "a@b.c ", "http://a.b "} {
		add(".md", fmt.Sprintf("500 kB of %q", s), "", func() string { return x(s, (512<<10-10)/len(s)) })
	}
	add(".md", "lists 1,000 deep", "", func() string {
		var b strings.Builder
		for i := range 1000 {
			b.WriteString(x("  ", i) + "- a\n")
		}
		return b.String()
	})
	add(".md", "links to one another", "", func() string {
		return many(9_000, func(h string) string { return "[" + h + "]: x\n" }) + x("[a] ", 100_000)
	})
	add(".md", "table of 19,000 rows", "", func() string { return "|a|b|\n|-|-|\n" + x("|a|b|\n", 19_000) })
	add(".md", "backticks of every length", "", func() string {
		var b strings.Builder
		for i := range 1400 {
			b.WriteString(x("`", i) + " ")
		}
		return b.String()
	})
	return list
}

// jsons are documents as JSON, which check makes a file of.
func jsons() []file {
	x := strings.Repeat
	var list []file
	for name, s := range map[string]string{
		"deep":           x(`{"body":[`, 100_000),
		"deep values":    `{"a":` + x("[", 1_000_000) + x("]", 1_000_000) + "}",
		"large":          `{"type":"ke-hoach","body":[` + x(`{"text":"a"},`, 1_000_000) + `{}]}`,
		"string":         `{"type":"` + x("a", 40<<20) + `"}`,
		"number":         `{"type":"ke-hoach","date":` + x("9", 1<<20) + `}`,
		"keys":           "{" + many(100_000, func(h string) string { return `"` + h + `":1,` }) + `"a":1}`,
		"same key":       "{" + x(`"type":"ke-hoach",`, 100_000) + `"a":1}`,
		"many problems":  `{"type":"ke-hoach","body":[` + x(`{"x":1},`, 100_000) + `{}]}`,
		"nested body":    x(`{"type":"ke-hoach","body":[`, 1) + x(`{"text":"a","children":[`, 3000) + x("]}", 3000) + "]}",
		"wide table":     `{"type":"ke-hoach","body":[{"table":{"columns":[` + x(`{"title":"a"},`, 20_000) + `{}],"rows":[[` + x(`"a",`, 20_000) + `"a"]]}}]}`,
		"bombs of notes": `{"type":"ke-hoach","body":[{"text":` + x(`[{"text":"a","footnote":`, 5000) + `"a"` + x(`}]`, 5000) + `}]}`,
		"not UTF-8":      "{\"type\":\"\xff\xfe" + x("\xff", 1000) + `"}`,
	} {
		list = append(list, file{name + ".json", func() []byte { return []byte(s) }, either, ""})
	}
	return list
}
