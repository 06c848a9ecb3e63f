package anatomy

import (
	"slices"
	"strings"

	"vanban/document"
)

// received takes the stamps "CÔNG VĂN ĐẾN / Số: 782 / Ngày: 14/3/2025" out, which a scan leaves wherever they were put on the page: they
// belong to whoever received the document.
func (p *parser) received(us []*unit) []*unit {
	kept := us[:0:0]
	for i := 0; i < len(us); i++ {
		n := stampAt(us[i:])
		if n == 0 {
			kept = append(kept, us[i])
			continue
		}
		for _, u := range us[i : i+n] {
			p.doc.DauDen = append(p.doc.DauDen, newLine(u, document.LoiVan))
		}
		i += n - 1
	}
	return kept
}

// stampAt returns how many units at the head of us are a stamp of receipt; 0 where none is.
func stampAt(us []*unit) int {
	if !us[0].isText() || !us[0].caps || !slices.Contains(stampHeads, strings.Trim(us[0].fold, " :.")) {
		return 0
	}
	n := 1
	for n < len(us) && n < 6 && us[n].isText() && us[n].runes() < 40 && startsAny(us[n].fold, stampLines) {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}
