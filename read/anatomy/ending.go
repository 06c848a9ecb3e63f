package anatomy

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// findClosing returns the index of the first block of the end of a document: Nơi nhận and the signature; len(us) where there is none.
func (p *parser) findClosing(us []*unit) int {
	at := len(us)
	for i, u := range us {
		if u.closes() {
			at = i
			break
		}
	}
	if at == len(us) {
		return p.weakClosing(us)
	}
	// What belongs to the signer may stand before Nơi nhận, and a list without its label before the signer.
	for at > 0 && us[at-1].isSignerLine() {
		at--
	}
	if i := fileCopy(us, at); i < at {
		at = i
	}
	return at
}

// closes reports whether a block can only belong to the end.
func (u *unit) closes() bool {
	switch {
	case u.table != nil:
		return u.isSignTable()
	case u.para == nil:
		return false
	}
	return isRecipientsLabel(u) || isCompetence(u)
}

var recipientsLabel = regexp.MustCompile(`^` + recipients + `\s*([:;.]|$|\()`)

// isRecipientsLabel reads "Nơi nhận:" with or without its colon, and what a signer's line beside it makes of it.
func isRecipientsLabel(u *unit) bool {
	if len(u.fold) > 200 || !strings.HasPrefix(u.fold, recipients) {
		return false
	}
	return recipientsLabel.MatchString(u.fold) || recipientsLabel.MatchString(u.columns()[0].fold)
}

// isSignTable reports whether a table holds Nơi nhận or signatures.
func (u *unit) isSignTable() bool {
	if u.hasMotto() {
		return false
	}
	office, name := false, false
	for _, c := range u.cells {
		if !c.isText() {
			continue
		}
		for _, line := range c.lines() {
			if isRecipientsLabel(line) || isCompetence(line) {
				return true
			}
			office = office || line.caps && startsAny(line.fold, officeHeads) && line.runes() < 80
			name = name || office && isName(line)
		}
	}
	return office && (name || !u.table.Bordered) && len(u.table.Rows) <= 24
}

// isSignerLine reports whether a line before Nơi nhận belongs to the signer.
func (u *unit) isSignerLine() bool {
	if !u.isText() || u.runes() > 90 {
		return false
	}
	if _, _, ok := u.label(); ok && !isCompetence(u) {
		return false
	}
	return isCompetence(u) || u.caps && (startsAny(u.fold, officeHeads) || startsAny(u.fold, organHeads)) ||
		isSigned(u) || isDateLine(u.text, u.fold) || isName(u)
}

// fileCopy returns where a list without its label begins that ends in "- Lưu: …" right before at, else at. What wraps to a line of its
// own belongs to it.
func fileCopy(us []*unit, at int) int {
	if at == 0 || !us[at-1].isText() || !strings.HasPrefix(strings.TrimLeft(us[at-1].fold, "-+ "), "luu") {
		return at
	}
	first := at
	for i := at - 1; i >= 0 && us[i].isText(); i-- {
		l, _, ok := us[i].label()
		switch {
		case ok && isBullet(&l):
			first = i
			if strings.HasPrefix(strings.TrimLeft(us[i].fold, "-+ "), "nhu ") {
				return i
			}
		case ok || us[i].runes() > 60 || strings.HasSuffix(us[i].text, "."):
			return first
		}
	}
	return first
}

// weakClosing looks for a signature without competence or Nơi nhận among the last lines: an office, and a name under it.
func (p *parser) weakClosing(us []*unit) int {
	for i := max(0, len(us)-14); i < len(us); i++ {
		u := us[i]
		if !u.isText() || !u.caps || !startsAny(u.fold, officeHeads) || u.runes() > 90 {
			continue
		}
		if _, _, ok := u.label(); ok {
			continue
		}
		for at := i; ; at-- {
			if at == 0 || !us[at-1].isText() || !isDateLine(us[at-1].text, us[at-1].fold) {
				return min(fileCopy(us, at), at)
			}
		}
	}
	if n := len(us); n > 1 && us[n-1].isText() && isName(us[n-1]) {
		if above := us[n-2]; above.isText() && (strings.HasSuffix(above.text, "/.") || isSigned(above)) {
			return n - 1
		}
	}
	return len(us)
}

var signed = regexp.MustCompile(`^[(\[]?\s*(?:da ky|ky|chu ky)`)

// isSigned reads "(Đã ký)".
func isSigned(u *unit) bool {
	bracketed := strings.HasPrefix(u.fold, "(") || strings.HasPrefix(u.fold, "[")
	return len(u.fold) < 60 && (bracketed || u.fold == "da ky") && signed.MatchString(u.fold)
}

// cutSigned parts "(Đã ký) Nguyễn Văn A"; nil where nothing stands behind the mark.
func cutSigned(u *unit) []*unit {
	raw := rawText(u.runs)
	end := strings.LastIndexAny(raw, ")]") + 1
	if !isSigned(u) || end == 0 || strings.TrimSpace(raw[end:]) == "" {
		return nil
	}
	return []*unit{u.stretch(0, end, 0), u.stretch(end, len(raw), 1)}
}

// isName reports whether a line is a person's name: two to six words with capitals, or a known surname before words in capitals.
func isName(u *unit) bool {
	words := strings.Fields(strings.Trim(u.text, ".,; "))
	if len(words) > 2 && startsAny(strings.NewReplacer(".", " ", ",", " ").Replace(u.fold), ranks) {
		words = withoutRanks(words)
	}
	if n := len(words); n < 2 || n > 6 || u.runes() > 45 {
		return false
	}
	for _, w := range words {
		for i, r := range w {
			if i == 0 && !unicode.IsUpper(r) || !unicode.IsLetter(r) && r != '.' && r != '-' && r != '’' && r != '\'' {
				return false
			}
		}
	}
	if u.caps {
		return slices.Contains(surnames, fold(words[0])) && !startsAny(u.fold, officeHeads) && !startsAny(u.fold, notNames)
	}
	return true
}

// withoutRanks takes the ranks and degrees off the head of a name, and leaves two words at least.
func withoutRanks(words []string) []string {
	for len(words) > 2 {
		switch {
		case slices.Contains(ranks, fold(words[0]+" "+strings.TrimRight(words[1], ".,"))):
			words = words[2:]
		case strings.HasSuffix(words[0], "."), startsAny(fold(words[0]), ranks):
			words = words[1:]
		default:
			return words
		}
	}
	return words
}
