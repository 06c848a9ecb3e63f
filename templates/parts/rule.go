package parts

import (
	"vanban/document"
	"vanban/thethuc"
)

// ruleLength returns the length of the rule under lines of the given widths. The law says "from a third to a half of the
// line" (PL.I-II.2b, 5b) and not of which, where there are several: people hold their ruler to the last or to the longest.
// So the length is taken from the last line (from the longest where the last is short), and moved as little as needed
// to be right by both where one length can be.
func ruleLength(p *thethuc.Pack, r thethuc.Ratio, widths []document.EMU) document.EMU {
	if len(widths) == 0 {
		return 0
	}
	last := widths[len(widths)-1]
	longest := last
	for _, w := range widths {
		longest = max(longest, w)
	}
	if last < p.ShortLine.Use {
		return scale(longest, r.Use)
	}
	use := scale(last, r.Use)
	// One percent inside the bounds, so that measuring and rounding do not carry the rule across.
	lo, hi := scale(longest, r.Min*1.01), scale(last, r.Max*0.99)
	if lo > hi {
		return use
	}
	return min(max(use, lo), hi)
}

func scale(v document.EMU, by float64) document.EMU { return document.EMU(float64(v) * by) }

// textWidth measures text in the type of a role.
func (b *Builder) textWidth(text string, role document.Role) document.EMU {
	st := &b.sheet.Paragraphs[role]
	return b.env.Measure.TextWidth(text, st.Face(), st.Size)
}
