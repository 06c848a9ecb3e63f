package anatomy_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"vanban/document"
	"vanban/internal/samples"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/render"
	"vanban/thethuc"
)

// roleLine is one paragraph with its role, as the tree has it and as it was found again.
type roleLine struct {
	Role document.Role
	Text string
}

func (l roleLine) String() string { return fmt.Sprintf("%s |%s|", roleName(l.Role), l.Text) }

var sheet, _ = thethuc.ND30().Sheet(thethuc.House{}, "")

func roleName(r document.Role) string { return sheet.Paragraphs[r].ID }

// treeLines returns the paragraphs of a tree in reading order, without the empty ones.
func treeLines(doc *document.Document) []roleLine {
	var out []roleLine
	var blocks func([]document.Block)
	blocks = func(list []document.Block) {
		for _, b := range list {
			switch b := b.(type) {
			case *document.Paragraph:
				if text := squash(b.PlainText()); text != "" {
					out = append(out, roleLine{b.Role, text})
				}
			case *document.Table:
				for i := range b.Rows {
					for j := range b.Rows[i].Cells {
						blocks(b.Rows[i].Cells[j].Blocks)
					}
				}
			}
		}
	}
	for i := range doc.Sections {
		blocks(doc.Sections[i].TopMarks)
	}
	for i := range doc.Sections {
		blocks(doc.Sections[i].Blocks)
	}
	for i := range doc.Notes {
		for k := range doc.Notes[i].Paragraphs {
			blocks([]document.Block{&doc.Notes[i].Paragraphs[k]})
		}
	}
	for i := range doc.Sections {
		blocks(doc.Sections[i].Footer)
	}
	return out
}

func foundLines(d *anatomy.Document) []roleLine {
	var out []roleLine
	for l := range d.Lines() {
		if text := squash(l.Shown()); text != "" {
			out = append(out, roleLine{l.Role, text})
		}
	}
	return out
}

// squash takes all blanks out: where lines break and what follows a label is not compared.
func squash(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "")
}

// fromTree makes the manuscript that a reader would make of the file of a tree.
func fromTree(doc *document.Document, sheet *thethuc.Sheet) *read.Manuscript {
	m := &read.Manuscript{Source: read.DOCX}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		m.Sections = append(m.Sections, read.Section{First: len(m.Blocks), FirstHeader: fromBlocks(s.TopMarks, sheet), FirstFooter: fromBlocks(s.Footer, sheet)})
		m.Blocks = append(m.Blocks, fromBlocks(s.Blocks, sheet)...)
	}
	for i := range doc.Notes {
		var n read.Note
		for k := range doc.Notes[i].Paragraphs {
			n.Blocks = append(n.Blocks, fromBlocks([]document.Block{&doc.Notes[i].Paragraphs[k]}, sheet)...)
		}
		m.Notes = append(m.Notes, n)
	}
	return m
}

func fromBlocks(list []document.Block, sheet *thethuc.Sheet) []read.Block {
	var out []read.Block
	for _, b := range list {
		switch b := b.(type) {
		case *document.Paragraph:
			out = append(out, fromParagraph(b, sheet))
		case *document.Rule:
			out = append(out, &read.Rule{Kind: read.Border, Length: b.Length, Centred: true})
		case *document.Table:
			t := &read.Table{Columns: b.Columns, Bordered: b.Role == document.BangSoLieu}
			for i := range b.Rows {
				row := read.TableRow{Header: b.Rows[i].Header}
				for j := range b.Rows[i].Cells {
					c := &b.Rows[i].Cells[j]
					row.Cells = append(row.Cells, read.Cell{Blocks: fromBlocks(c.Blocks, sheet), ColSpan: c.ColSpan, RowSpan: c.RowSpan, Merged: c.Merged})
				}
				t.Rows = append(t.Rows, row)
			}
			out = append(out, t)
		}
	}
	return out
}

func fromParagraph(b *document.Paragraph, sheet *thethuc.Sheet) *read.Paragraph {
	st := &sheet.Paragraphs[b.Role]
	p := &read.Paragraph{Heading: st.Outline, Form: &read.Form{Align: st.Align, Before: st.Before, After: st.After, FirstLine: st.FirstLine}}
	if b.Align != document.AlignStyle {
		p.Form.Align = b.Align
	}
	for i := range b.Runs {
		r := &b.Runs[i]
		face := sheet.FaceOf(b.Role, r)
		run := read.Run{Text: r.Text, Note: r.Note, Size: st.Size, Bold: face&document.Bold != 0, Italic: face&document.Italic != 0}
		switch r.Kind {
		case document.LineBreak:
			run = read.Run{Kind: read.LineBreak}
		case document.Tab:
			run = read.Run{Kind: read.Tab}
		case document.NoteMark:
			run = read.Run{Kind: read.NoteMark, Note: r.Note}
		}
		p.Runs = append(p.Runs, run)
	}
	return p
}

// compareRoles reports where the roles found differ from those of the tree.
func compareRoles(t *testing.T, want, got []roleLine) {
	t.Helper()
	for i := 0; i < len(want) || i < len(got); i++ {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			at := func(list []roleLine, i int) string {
				if i < 0 || i >= len(list) {
					return "—"
				}
				return list[i].String()
			}
			t.Errorf("paragraph %d\n want %s\n  got %s\n next %s\n  got %s", i, at(want, i), at(got, i), at(want, i+1), at(got, i+1))
			return
		}
	}
}

func analyze(t *testing.T, m *read.Manuscript) *anatomy.Document {
	t.Helper()
	d, err := anatomy.Analyze(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	checkWhole(t, m, d)
	return d
}

// unnumbered are the items of a sample that have no number or one in words: nothing shows that they are not sentences like others.
var unnumbered = map[string]bool{
	"Thứnhất,nhậnthứccủamộtsốđơnvịchưađầyđủ.": true, "Thứhai,côngtáckiểmtrachưathườngxuyên.": true,
	"Thứba,nguồnlựccònhạnchế.": true, "LỜIKẾT": true, "Nhómnhiệmvụthườngxuyên(khôngđánhsố):": true,
}

func withoutUnnumbered(list []roleLine, formed bool) []roleLine {
	for i := range list {
		if unnumbered[list[i].Text] && !(formed && list[i].Role == document.MucCap1) {
			list[i].Role = document.LoiVan
		}
	}
	return list
}

// The trees know the role of every paragraph; a manuscript with the looks of one must give all of them back.
func TestRolesOfSamples(t *testing.T) {
	service, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples.Documents(t) {
		t.Run(s.Name, func(t *testing.T) {
			built := service.Catalog().Build(s.JSON)
			if built.Doc == nil {
				t.Fatal(built.Problems)
			}
			d := analyze(t, fromTree(built.Doc, built.Sheet))
			compareRoles(t, withoutUnnumbered(treeLines(built.Doc), true), foundLines(d))
			if len(d.Loose) > 0 {
				t.Errorf("loose: %q", d.Loose[0].Shown())
			}
		})
	}
}

// unformed takes all type away, as in pasted text, and with tables of letterhead and signature set one after the other.
func unformed(list []read.Block) []read.Block {
	var out []read.Block
	for _, b := range list {
		switch b := b.(type) {
		case *read.Paragraph:
			p := &read.Paragraph{Label: b.Label}
			for _, r := range b.Runs {
				p.Runs = append(p.Runs, read.Run{Kind: r.Kind, Text: r.Text, Note: r.Note})
			}
			out = append(out, p)
		case *read.Table:
			if !b.Bordered {
				for i := range b.Rows {
					for j := range b.Rows[i].Cells {
						out = append(out, unformed(b.Rows[i].Cells[j].Blocks)...)
					}
				}
				continue
			}
			t := *b
			t.Rows = nil
			for i := range b.Rows {
				row := read.TableRow{Header: b.Rows[i].Header}
				for _, c := range b.Rows[i].Cells {
					c.Blocks = unformed(c.Blocks)
					row.Cells = append(row.Cells, c)
				}
				t.Rows = append(t.Rows, row)
			}
			out = append(out, &t)
		}
	}
	return out
}

// sideBySide are the samples whose signatures cannot be told apart when their rows are set one after the other.
var sideBySide = map[string]bool{
	"features/06-letterhead-joint": true, "features/70-signers-two-own-dates": true, "features/71-signers-grid": true,
}

func TestRolesOfPlainText(t *testing.T) {
	service, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples.Documents(t) {
		if sideBySide[s.Name] {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			built := service.Catalog().Build(s.JSON)
			m := fromTree(built.Doc, built.Sheet)
			blocks := unformed(m.Blocks)
			for _, s := range m.Sections {
				blocks = append(append(unformed(s.FirstHeader), blocks...), unformed(s.FirstFooter)...)
			}
			m.Source, m.Sections, m.Blocks = read.Text, nil, blocks
			compareRoles(t, withoutUnnumbered(treeLines(built.Doc), false), foundLines(analyze(t, m)))
		})
	}
}
