package anatomy

import (
	"slices"
	"strings"
)

// splitOrgans parts the lines of organs that issue together at the dashes between them.
func splitOrgans(lines []*unit) (groups [][]*unit, dashes []*unit) {
	var group []*unit
	for i, u := range lines {
		if strings.Trim(u.text, "-–— ") == "" && len(group) > 0 && i+1 < len(lines) {
			groups, dashes = append(groups, group), append(dashes, u)
			group = nil
			continue
		}
		// "SỞ Y TẾ -" / "CÔNG ĐOÀN NGÀNH", and the dash at the head of the second.
		if len(group) > 0 && (ends(group[len(group)-1].text, "-–—") && startsAny(u.fold, organHeads) || strings.HasPrefix(u.fold, "- ")) {
			groups, dashes = append(groups, group), append(dashes, nil)
			group = nil
		}
		group = append(group, u)
	}
	if len(group) > 0 {
		groups = append(groups, group)
	}
	return groups, dashes
}

// partOrgans parts the organ above from the issuing one: by type, or where type says nothing by where a name begins.
func partOrgans(lines []*unit) (parent, name []*unit) {
	bold := 0
	for _, u := range lines {
		if u.bold {
			bold++
		}
	}
	if first := len(lines) - bold; bold > 0 && bold < len(lines) {
		issuing := true
		for _, u := range lines[first:] {
			issuing = issuing && u.bold
		}
		if issuing && !(wantsMore(lines[first-1].fold) && !startsAny(lines[first].fold, organHeads)) {
			return lines[:first], lines[first:]
		}
	}
	last := 0
	for i := 1; i < len(lines); i++ {
		if beginsOrgan(lines[i-1].fold, lines[i].fold) {
			last = i
		}
	}
	return lines[:last], lines[last:]
}

// wantsMore reports whether a name cannot end here: ỦY BAN NHÂN DÂN wants the name of its place.
func wantsMore(f string) bool { return slices.Contains(genericOrgans, f) }

// beginsOrgan reports whether a line begins a name, and does not go on with that of the line before.
func beginsOrgan(before, f string) bool {
	if slices.Contains(incompleteOrgans, before) && (before != "thu tuong" || startsAny(f, wholeOrgans)) {
		return false
	}
	return startsAny(f, organHeads) && !startsAny(f, notOrgans)
}
