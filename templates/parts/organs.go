package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// organsOf returns the issuing organs, the presiding one first.
func organsOf(d *contract.Document) []contract.Organ {
	if len(d.Organs) > 0 {
		return d.Organs
	}
	if d.Organ != nil {
		return []contract.Organ{*d.Organ}
	}
	return nil
}

// organName returns the issuing organ on one line.
func organName(d *contract.Document) string {
	organs := organsOf(d)
	if len(organs) == 1 {
		return joinLines(organs[0].Name)
	}
	names := make([]string, len(organs))
	for i := range organs {
		names[i] = joinLines(organs[i].Name)
	}
	return strings.Join(names, " - ")
}

// organNeeds returns the widest part of the organ's names that should not be broken, and the widest that cannot be: a word.
// Lines that fit the room there is anyway are whole; so are the author's, as far as the most room goes.
func (b *Builder) organNeeds(room, most document.EMU) (unit, word document.EMU) {
	look := func(lines contract.Lines, role document.Role) {
		f := b.face(role)
		for _, line := range lines {
			whole := f.width(line)
			if whole <= room || len(lines) > 1 && whole <= most {
				unit = max(unit, whole)
				continue
			}
			unit = max(unit, organNeeds(f, line))
			for w := range strings.FieldsSeq(line) {
				word = max(word, f.width(w))
			}
		}
	}
	for _, o := range organsOf(b.doc) {
		look(o.Parent, document.CoQuanChuQuan)
		look(o.Name, document.CoQuanBanHanh)
	}
	return max(unit, word), word
}

// organBlocks sets cơ quan chủ quản, cơ quan ban hành and the rule under it, one paragraph for each line, as clerks have it.
// Organs that issue together stand one under the other with a dash on a line of its own between them; a parent that all
// have in common is named once.
func (b *Builder) organBlocks(column document.EMU) []document.Block {
	organs := organsOf(b.doc)
	blocks := make([]document.Block, 0, 6)
	oneParent := len(organs) > 1
	for i := range organs {
		oneParent = oneParent && joinLines(organs[i].Parent) == joinLines(organs[0].Parent)
	}
	var lines []string
	for i := range organs {
		o := &organs[i]
		if i > 0 {
			blocks = append(blocks, b.plain(document.CoQuanBanHanh, "", "-"))
		}
		if i == 0 || !oneParent {
			for _, line := range b.nameLines(document.CoQuanChuQuan, o.Parent, column) {
				blocks = append(blocks, b.plain(document.CoQuanChuQuan, o.At+"/parent", line))
			}
		}
		lines = b.nameLines(document.CoQuanBanHanh, o.Name, column)
		for _, line := range lines {
			blocks = append(blocks, b.plain(document.CoQuanBanHanh, o.At+"/name", line))
		}
	}
	widths := make([]document.EMU, len(lines))
	for i, line := range lines {
		widths[i] = min(b.textWidth(line, document.CoQuanBanHanh), column)
	}
	return append(blocks, &document.Rule{Role: document.KeCoQuan, Length: ruleLength(b.env.Pack, b.env.Pack.CoQuanRule, widths)})
}

// nameLines returns the lines of one name. Those that the author gave stand if each can be printed; if one cannot, the
// whole name is broken anew: a line that runs over would leave a stub under it. A name in one piece is also kept off the
// motto.
func (b *Builder) nameLines(role document.Role, lines contract.Lines, column document.EMU) []string {
	f := b.face(role)
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return organLines(f, lines[0], column-slack)
	}
	width := column - tight
	for _, line := range lines {
		if f.width(line) > width {
			return breakText(f, joinLines(lines), width, &rejoinCosts, func(words []string) []gapKind {
				return authorGaps(words, lines)
			})
		}
	}
	return lines
}

// authorGaps are organGaps with the author's own breaks among the good ones.
func authorGaps(words []string, lines contract.Lines) []gapKind {
	gaps := organGaps(words)
	n := 0
	for _, line := range lines {
		if n += len(splitWords(strings.TrimSpace(line))); n < len(gaps) {
			gaps[n] = goodGap
		}
	}
	return gaps
}
