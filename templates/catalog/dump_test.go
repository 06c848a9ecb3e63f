package catalog_test

import (
	"fmt"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// dump writes a tree as indented text: role, marks in brackets, text. Formatting is shown as **bold**, //italic//, __under__.
func dump(doc *document.Document, sheet *thethuc.Sheet, problems document.Problems) string {
	d := dumper{doc: doc, sheet: sheet}
	for _, p := range problems {
		level := "warning"
		if p.Severity == document.Error {
			level = "error"
		}
		d.line(0, "%s %s %s: %s", level, p.Pointer, p.Code, p.Message)
	}
	if doc == nil {
		return d.b.String()
	}
	i := doc.Info
	d.line(0, "info title=%q author=%q subject=%q created=%q", i.Title, i.Author, i.Subject, i.Created)
	for i := range doc.Sections {
		s := &doc.Sections[i]
		d.line(0, "section%s%s", flag(s.Landscape, " landscape"), flag(s.Restart, " restart"))
		d.named("top", s.TopMarks)
		d.blocks(1, s.Blocks)
		d.named("foot", s.Footer)
		if s.Plate != nil {
			d.plate(s.Plate)
		}
	}
	for i := range doc.Notes {
		d.line(0, "note %d", i+1)
		for j := range doc.Notes[i].Paragraphs {
			d.blocks(1, []document.Block{&doc.Notes[i].Paragraphs[j]})
		}
	}
	return d.b.String()
}

// plate writes a certificate: what is drawn, and each box with its place in mm and the style of its text.
func (d *dumper) plate(p *document.Plate) {
	d.line(1, "plate %s", inMM(p.Width, p.Height))
	if p.Design != nil {
		d.line(2, "design %s", p.Design.Key)
	}
	for _, pic := range p.Pictures {
		d.line(2, "picture %s", inMM(pic.X, pic.Y, pic.Width, pic.Height))
	}
	for _, m := range p.Marks {
		d.line(2, "mark fill=%q stroke=%q, %d steps from %s", m.Fill, m.Stroke, len(m.Path), inMM(m.Path[0].P[0].X, m.Path[0].P[0].Y))
	}
	for i := range p.Boxes {
		b := &p.Boxes[i]
		st := &d.sheet.Paragraphs[b.Paragraphs[0].Role]
		size := ""
		if b.Size > 0 {
			size = fmt.Sprintf(" shrunk to %v", b.Size.Points())
		}
		d.line(2, "box %s%s%s, %v pt%s%s %s%s", inMM(b.X, b.Y, b.Width, b.Height), alignName(st.Align), [...]string{" top", " middle", " bottom"}[b.VAlign],
			st.Size.Points(), flag(st.Bold, " bold"), flag(st.Italic, " italic"), st.Color, size)
		for j := range b.Paragraphs {
			d.blocks(3, []document.Block{&b.Paragraphs[j]})
		}
	}
}

func inMM(lengths ...document.EMU) string {
	out := make([]string, len(lengths))
	for i, v := range lengths {
		out[i] = fmt.Sprintf("%.1f", v.Millimetres())
	}
	return strings.Join(out, " ")
}

type dumper struct {
	b     strings.Builder
	doc   *document.Document
	sheet *thethuc.Sheet
}

func (d *dumper) line(depth int, format string, args ...any) {
	d.b.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

func flag(on bool, name string) string {
	if on {
		return name
	}
	return ""
}

func (d *dumper) named(name string, blocks []document.Block) {
	if len(blocks) > 0 {
		d.line(1, "%s", name)
		d.blocks(2, blocks)
	}
}

func (d *dumper) blocks(depth int, blocks []document.Block) {
	for _, block := range blocks {
		switch v := block.(type) {
		case *document.Paragraph:
			d.line(depth, "%s%s%s%s %s", d.sheet.Paragraphs[v.Role].ID, flag(v.KeepNext, " keep"), alignName(v.Align),
				boxName(v.BoxWidth), runsText(v.Runs))
		case *document.Rule:
			d.line(depth, "%s %.1f mm", d.sheet.Paragraphs[v.Role].ID, v.Length.Millimetres())
		case *document.Table:
			widths := make([]string, len(v.Columns))
			for i, w := range v.Columns {
				widths[i] = fmt.Sprintf("%.1f", w.Millimetres())
			}
			d.line(depth, "%s %s", d.sheet.Tables[v.Role].ID, strings.Join(widths, " | "))
			for i := range v.Rows {
				r := &v.Rows[i]
				d.line(depth+1, "row%s%s%s", flag(r.Header, " header"), flag(r.CantSplit, " whole"), flag(r.KeepNext, " keep"))
				for j := range r.Cells {
					c := &r.Cells[j]
					d.line(depth+2, "cell%s%s%s%s", spanName("colspan", c.ColSpan), spanName("rowspan", c.RowSpan),
						flag(c.Merged, " merged"), [...]string{"", " middle", " bottom"}[c.VAlign])
					d.blocks(depth+3, c.Blocks)
				}
			}
		default:
			d.line(depth, "UNKNOWN %T", block)
		}
	}
}

func spanName(name string, n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(" %s=%d", name, n)
}

func alignName(a document.Align) string {
	return [...]string{"", " left", " center", " right", " justify"}[a]
}

func boxName(w document.EMU) string {
	if w == 0 {
		return ""
	}
	return fmt.Sprintf(" box=%.1fmm", w.Millimetres())
}

func runsText(runs []document.Run) string {
	var b strings.Builder
	b.WriteString("|")
	for i := range runs {
		r := &runs[i]
		switch r.Kind {
		case document.Text:
			text := strings.ReplaceAll(r.Text, "\u00a0", "·")
			if r.Underline {
				text = "__" + text + "__"
			}
			if r.Italic == document.On {
				text = "//" + text + "//"
			}
			if r.Bold == document.On {
				text = "**" + text + "**"
			}
			if r.Style != document.NoChar {
				text = "{" + text + "}"
			}
			b.WriteString(text)
		case document.LineBreak:
			b.WriteString("⏎")
		case document.Tab:
			b.WriteString("⇥")
		case document.NoteMark:
			fmt.Fprintf(&b, "[^%d]", r.Note+1)
		}
		b.WriteString("|")
	}
	return b.String()
}
