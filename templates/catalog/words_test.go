package catalog_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"vanban/document"
)

// notText are the keys that hold no text to print: choices, measures, and dates, which come out in words.
var notText = []string{"type", "date", "options", "numbering", "columns", "align", "valign", "orientation", "width", "size", "color"}

// TestWords asks that every string of every sample stands in its tree, and every character as often as in the input: text
// is sacred.
func TestWords(t *testing.T) {
	c := newCatalog(t)
	for _, input := range sampleFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(input), ".json"), func(t *testing.T) {
			data, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			var in any
			if err := json.Unmarshal(data, &in); err != nil {
				t.Fatal(err)
			}
			built := c.Build(data)
			if built.Doc == nil {
				t.Fatal(built.Problems)
			}
			have := squeeze(treeText(built.Doc))
			count := map[rune]int{}
			for _, r := range have {
				count[r]++
			}
			parents := map[string]bool{}
			eachString(in, "", func(pointer, s string) {
				s = squeeze(s)
				if pointer == "/organ/name" && built.Doc.Sections[0].Plate != nil {
					return // a certificate says who gives it, and has its organ as the file's author
				}
				if strings.HasPrefix(pointer, "/organs/") && strings.Contains(pointer, "/parent") {
					if parents[s] {
						return // a parent that the organs have in common is named once
					}
					parents[s] = true
				}
				if !strings.Contains(have, s) {
					t.Errorf("%s is not in the tree: %q", pointer, s)
				}
				for _, r := range s {
					count[r]--
				}
			})
			for r, n := range count {
				if n < 0 && r != ' ' {
					t.Errorf("%q stands %d times less in the tree than in the input", r, -n)
				}
			}
		})
	}
}

func eachString(v any, pointer string, f func(pointer, s string)) {
	switch v := v.(type) {
	case string:
		f(pointer, v)
	case []any:
		for i, e := range v {
			eachString(e, pointer+"/"+strconv.Itoa(i), f)
		}
	case map[string]any:
		for k, e := range v {
			if !slices.Contains(notText, k) {
				eachString(e, pointer+"/"+k, f)
			}
		}
	}
}

// squeeze makes one space of all white space, and drops the characters without width that input hygiene removes.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\ufeff':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}

// treeText returns the text of all paragraphs, notes last.
func treeText(doc *document.Document) string {
	var b strings.Builder
	var walk func([]document.Block)
	walk = func(blocks []document.Block) {
		for _, block := range blocks {
			switch v := block.(type) {
			case *document.Paragraph:
				b.WriteString(v.PlainText())
				b.WriteByte(' ')
			case *document.Table:
				for i := range v.Rows {
					for j := range v.Rows[i].Cells {
						walk(v.Rows[i].Cells[j].Blocks)
					}
				}
			}
		}
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		walk(s.TopMarks)
		walk(s.Blocks)
		walk(s.Footer)
		if s.Plate != nil {
			for j := range s.Plate.Boxes {
				for k := range s.Plate.Boxes[j].Paragraphs {
					walk([]document.Block{&s.Plate.Boxes[j].Paragraphs[k]})
				}
			}
		}
	}
	for i := range doc.Notes {
		for j := range doc.Notes[i].Paragraphs {
			walk([]document.Block{&doc.Notes[i].Paragraphs[j]})
		}
	}
	return b.String()
}

// TestNoGlyph: a character that the fonts lack stays in the tree, and a warning names its place.
func TestNoGlyph(t *testing.T) {
	built := newCatalog(t).Build([]byte(`{"type":"ke-hoach","organ":{"name":"SỞ NỘI VỤ"},"code":{"notation":"KH-SNV"},"place":"Hà Nội",
"subject":"Thử","body":["Chữ 漢 và 🙂"],"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Lưu: VT"]}`))
	if built.Doc == nil || !strings.Contains(treeText(built.Doc), "Chữ 漢 và 🙂") {
		t.Errorf("the tree has not the author's characters: %+v", built.Problems)
	}
	for _, p := range built.Problems {
		if p.Code == "no_glyph" && strings.HasPrefix(p.Pointer, "/body/0") &&
			strings.Contains(p.Message, "漢 (U+6F22)") && strings.Contains(p.Message, "🙂 (U+1F642)") {
			return
		}
	}
	t.Errorf("no warning of the characters: %+v", built.Problems)
}
