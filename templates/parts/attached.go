package parts

import (
	"strings"

	"vanban/document"
)

// headLine is one of the author's lines above a phụ lục or an enclosure.
type headLine struct {
	role    document.Role
	pointer string
	text    string
}

// headLines sets the lines in their order, "(Kèm theo …)" among them in its own form, and the rule under them. Where the
// author wrote none the supplied one comes last.
func (b *Builder) headLines(lines []headLine, supplied func() string) {
	lines = joinAttached(lines)
	said := false
	widths := make([]document.EMU, 0, 4)
	for i := range lines {
		l := &lines[i]
		if l.role == document.KemTheo {
			said = true
			widths = b.attachedLine(l, widths)
			continue
		}
		b.checkUpper(l.role, l.text, l.pointer)
		p, _ := b.titleLine(l.role, l.pointer, l.text, nil)
		b.add(p)
	}
	if !said {
		widths = b.attachedLine(&headLine{text: supplied()}, widths)
	}
	b.add(&document.Rule{Role: document.KeKemTheo, Length: ruleLength(b.env.Pack, b.env.Pack.TrichYeuRule, widths)})
}

func (b *Builder) attachedLine(l *headLine, widths []document.EMU) []document.EMU {
	p, widths := b.titleLineAt(document.KemTheo, l.pointer, l.text, widths, attachedGaps)
	b.add(p)
	return widths
}

// joinAttached makes one line of an author's "(Kèm theo …" and of what follows it to its closing bracket. Where no bracket
// closes it, it ends before a line in capitals or another "(Kèm theo".
func joinAttached(lines []headLine) []headLine {
	out := make([]headLine, 0, len(lines))
	for i := 0; i < len(lines); {
		l := lines[i]
		i++
		if !saysAttached(l.text) {
			out = append(out, l)
			continue
		}
		l.role = document.KemTheo
		for n := attachedLength(lines[i-1:]) - 1; n > 0; n-- {
			l.text = strings.TrimRight(l.text, blanks) + " " + strings.TrimLeft(lines[i].text, blanks)
			i++
		}
		out = append(out, l)
	}
	return out
}

// attachedLength returns how many of lines the "(Kèm theo …" at their head takes.
func attachedLength(lines []headLine) int {
	bracketed := strings.HasPrefix(strings.TrimLeft(lines[0].text, blanks), "(")
	depth, open := 0, len(lines)
	for i := range lines {
		text := lines[i].text
		if i > 0 && (saysAttached(text) || !hasLower(text) && strings.ToLower(text) != text) {
			open = min(open, i) // as far as it goes unclosed
			if saysAttached(text) || !bracketed {
				break
			}
		}
		depth += strings.Count(text, "(") - strings.Count(text, ")")
		if bracketed && depth <= 0 || !bracketed && depth < 0 {
			return i + 1
		}
	}
	return open
}

// saysAttached reports whether the author wrote the line "(Kèm theo …)" himself.
func saysAttached(line string) bool {
	line = strings.TrimLeft(line, "("+blanks)
	return beginsWith(line, "kèm theo") || beginsWith(line, "ban hành kèm theo")
}
