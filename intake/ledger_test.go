package intake

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/render"
	"vanban/templates/contract"
)

func paragraph(text string, line int) *read.Paragraph {
	return &read.Paragraph{Runs: []read.Run{{Text: text}}, Place: read.Place{Line: line, Paragraph: line}}
}

func lineOf(p *read.Paragraph, role document.Role) *anatomy.Line {
	return &anatomy.Line{Para: p, Runs: p.Runs, Role: role}
}

// TestAccount leaves parts of a manuscript out of its anatomy: what was left out is noted, with its place, and nothing else.
func TestAccount(t *testing.T) {
	r, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(r)
	if err != nil {
		t.Fatal(err)
	}
	text := []string{"Công tác năm 2026", "Lời văn thứ nhất của kế hoạch.", "Lời văn thứ hai của kế hoạch.", "- Như trên;", "- Lưu: VT."}
	for _, c := range []struct {
		name    string
		leave   int // the paragraph that no part has
		missing string
	}{
		{"all placed", -1, ""},
		{"title", 0, "Công tác năm 2026"},
		{"body", 2, "Lời văn thứ hai của kế hoạch."},
		{"recipient", 3, "- Như trên;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := &read.Manuscript{}
			a := &anatomy.Document{Manuscript: src, Kind: "ke-hoach"}
			for i, s := range text {
				p := paragraph(s, i+1)
				src.Blocks = append(src.Blocks, p)
				l := lineOf(p, document.LoiVan)
				switch {
				case i == c.leave:
				case i == 0:
					a.TrichYeu = append(a.TrichYeu, l)
				case i < 3:
					a.Body = append(a.Body, &anatomy.Node{Kind: anatomy.Paragraph, Line: l})
				default:
					l.Label, l.Runs = "-", []read.Run{{Text: strings.TrimPrefix(s, "- ")}}
					a.NoiNhan = append(a.NoiNhan, l)
				}
			}
			m := &mapper{s: s, src: src, sheet: s.sheet}
			m.account(m.document(a, a.Kind, nil))
			var lost []string
			for _, n := range m.notes {
				if n.Lost {
					lost = append(lost, n.Text)
					if n.Place == nil || n.Place.Line != c.leave+1 {
						t.Errorf("place %+v", n.Place)
					}
				}
			}
			var want []string
			if c.missing != "" {
				want = []string{c.missing}
			}
			if !slices.Equal(lost, want) {
				t.Errorf("%q is lost, want %q", lost, want)
			}
		})
	}
}

// TestNotImported asks for the way out of formats that are not imported.
func TestNotImported(t *testing.T) {
	for data, code := range map[string]string{
		"%PDF-1.7\n": "pdf_not_imported", "{\"type\": \"ke-hoach\"}\n": "json_not_imported", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "file_unknown",
	} {
		_, err := open(context.Background(), []byte(data), false)
		var r *read.Refusal
		if !errors.As(err, &r) || r.Code != code || r.Hint == "" {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// TestReduce cuts dates at what is blank, and keeps no day that no calendar has.
func TestReduce(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             contract.Date
		whole            bool
	}{
		{2023, 1, 5, contract.Date{Year: 2023, Month: 1, Day: 5}, true},
		{2023, 1, 0, contract.Date{Year: 2023, Month: 1}, true},
		{2023, 0, 5, contract.Date{Year: 2023}, false},
		{2023, 2, 30, contract.Date{Year: 2023, Month: 2}, false},
		{0, 5, 0, contract.Date{}, false},
		{0, 0, 0, contract.Date{}, true},
		{1023, 1, 1, contract.Date{Year: 1023, Month: 1, Day: 1}, true}, // for contract.Decode to refuse
	} {
		if got, whole := reduce(c.year, c.month, c.day); got != c.want || whole != c.whole {
			t.Errorf("%d-%d-%d: %v %t", c.year, c.month, c.day, got, whole)
		}
	}
}
