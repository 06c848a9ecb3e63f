package anatomy

import (
	"slices"
	"strings"
	"unicode"

	"vanban/document"
	"vanban/read"
	"vanban/read/viet"
)

// unitRanks order the units that head other parts, the outermost first.
var unitRanks = map[string]int{"Phần": 1, "Chương": 2, "Mục": 3, "Tiểu mục": 4, "Điều": 5}

// fit finds the level of a label: the reading of it that goes on where an open level stands, and how much of the stack stays open. What a
// scan has misread is remarked upon, since it stays as it is.
func (b *builder) fit(l *read.Label) (label read.Label, at int) {
	label, at = b.fitReading(l)
	scanned := label.Scheme != l.Scheme || strings.Contains(l.Text, "ll") || strings.Contains(l.Text, "Il")
	if scanned && strings.Contains(l.Text, "l") && l.Unit == "" && !isBullet(l) {
		b.p.remark("number_misread", "Số “"+l.Text+"” có chữ l, có lẽ do nhận dạng nhầm số 1 hoặc chữ I; số được giữ như trong tệp.", b.now.unit)
	}
	return label, at
}

func (b *builder) fitReading(l *read.Label) (label read.Label, at int) {
	if isBullet(l) {
		return *l, b.fitBullet(l)
	}
	if l.Unit != "" {
		if rank := unitRanks[l.Unit]; rank > 0 {
			return *l, b.fitUnit(l, rank)
		}
	}
	readings := l.Readings()
	// The next number of an open list, the innermost first.
	for i := len(b.stack) - 1; i >= 0; i-- {
		for _, r := range readings {
			f := &b.stack[i]
			follows := r.Ordinal == f.ordinal+1 || r.Ordinal == f.ordinal && l.Inserted != ""
			if follows && sameScheme(f, &r) && b.sameParents(i, &r) {
				return r, i
			}
		}
	}
	for _, r := range readings {
		if len(r.Numbers) > 1 {
			if at, ok := b.fitCompound(&r); ok {
				return r, at
			}
		}
	}
	// The first of a new list, below all that is open.
	for k, r := range readings {
		if r.Ordinal != 1 || k > 0 && l.Ordinal == 1 {
			continue
		}
		if i := b.open(&r); i < 0 || b.nests(i) {
			roman := slices.IndexFunc(readings, func(r read.Label) bool { return r.Ordinal == 1 && sectionStyle(&r) == 2 })
			if roman > 0 && viet.IsUpper(b.now.text) {
				r = readings[roman] // "l. MỤC ĐÍCH" in a scan
			}
			return r, b.below(&r)
		}
	}
	// A number that an open list does not expect: it counts wrongly, or begins anew.
	for _, r := range readings {
		if i := b.open(&r); i >= 0 {
			if r.Ordinal != b.stack[i].ordinal+1 && r.Ordinal != 1 || r.Ordinal == 1 && b.stack[i].scheme == "I." {
				b.outOfOrder(&r)
			}
			return r, i
		}
	}
	if l.Ordinal > 1 {
		b.outOfOrder(l)
	}
	return *l, b.below(l)
}

func (b *builder) outOfOrder(l *read.Label) {
	b.p.remark("number_out_of_order", "Số “"+l.Text+"” không nối tiếp số đứng trước cùng cấp.", b.now.unit)
}

func sameScheme(f *frame, l *read.Label) bool {
	return f.scheme == l.Scheme || !f.bullet && f.unit == "" && l.Unit == "" && likeScheme(f.scheme) == likeScheme(l.Scheme)
}

// likeScheme makes one of the schemes that writers mix: "1." and "1", "1.1." and "1.1".
func likeScheme(s string) string {
	if n := len(s); n > 1 && s[n-1] == '.' {
		return s[:n-1]
	}
	return s
}

// open returns the innermost open level with the label's scheme, -1 where there is none.
func (b *builder) open(l *read.Label) int {
	for i := len(b.stack) - 1; i >= 0; i-- {
		if sameScheme(&b.stack[i], l) {
			return i
		}
	}
	return -1
}

// nests reports whether a list that begins again is one of the level inside: the innermost part announces it.
func (b *builder) nests(i int) bool {
	top := len(b.stack) - 1
	return i < top && ends(b.own(&b.stack[top]), ":") && !b.stack[top].bullet
}

// below is the depth at which a new list begins: inside all that is open. A list with numbers does not begin inside a bullet that
// announces nothing.
func (b *builder) below(l *read.Label) int {
	at := len(b.stack)
	for at > 0 && b.stack[at-1].bullet && !ends(b.own(&b.stack[at-1]), ":") {
		at--
	}
	// Sections are above all lists of arabic numbers and letters.
	if style := sectionStyle(l); style > 0 {
		for at > 0 && sectionStyleOf(&b.stack[at-1]) == 0 && b.stack[at-1].unit == "" && (l.Ordinal > 1 || b.stack[at-1].node.Kind != Heading) {
			at--
		}
	}
	return at
}

// sectionStyle tells labels of sections: 1 for "A.", 2 for "I.", 0 for others.
func sectionStyle(l *read.Label) int {
	switch {
	case len(l.Numbers) != 1 || l.Unit != "":
		return 0
	case len(l.Scheme) > 0 && l.Scheme[0] == 'A':
		return 1
	case len(l.Scheme) > 0 && l.Scheme[0] == 'I':
		return 2
	}
	return 0
}

func sectionStyleOf(f *frame) int {
	return sectionStyle(&read.Label{Numbers: []int{1}, Scheme: f.scheme, Unit: f.unit})
}

// fitUnit places Phần, Chương, Mục, Tiểu mục and Điều by their rank.
func (b *builder) fitUnit(l *read.Label, rank int) int {
	at := len(b.stack)
	found := false
	for i := range b.stack {
		if r := unitRanks[b.stack[i].unit]; r >= rank {
			at, found = i, true
			break
		}
	}
	last := 0
	if l.Unit == "Điều" {
		last = b.dieu
	} else if found && b.stack[at].unit == l.Unit {
		last = b.stack[at].ordinal
	}
	if l.Ordinal != last+1 && l.Ordinal != 1 && !(l.Inserted != "" && l.Ordinal == last) {
		b.outOfOrder(l)
	}
	if !found {
		// Below the divisions that are open, and not below the lists in them.
		for at > 0 && unitRanks[b.stack[at-1].unit] == 0 && (b.hasDivision() || rank < unitRanks["Điều"]) {
			at--
		}
	}
	return at
}

func (b *builder) hasDivision() bool {
	return slices.ContainsFunc(b.stack, func(f frame) bool { return isDivision(f.unit) })
}

// fitBullet returns to the level of an open bullet of the same sign, or goes deeper.
func (b *builder) fitBullet(l *read.Label) int {
	for i := len(b.stack) - 1; i >= 0 && b.stack[i].bullet; i-- {
		if sameBullet(b.stack[i].scheme, l.Scheme) && !(i == len(b.stack)-1 && b.setIn(&b.stack[i])) {
			return i
		}
	}
	return len(b.stack)
}

// setIn reports whether the automatic bullet being placed is set in under an open one of the same sign, as lists of the web are.
func (b *builder) setIn(f *frame) bool {
	above, now := f.node.Line.Para, b.now.para
	return above.Label != "" && now.Label != "" && above.Form != nil && now.Form != nil &&
		now.Form.Left >= above.Form.Left+4*document.Millimetre
}

func sameBullet(a, b string) bool {
	dash := func(s string) bool { return s == "-" || s == "–" || s == "—" }
	return a == b || dash(a) && dash(b)
}

// sameParents reports whether the numbers above the last of a compound are those of the levels above.
func (b *builder) sameParents(i int, l *read.Label) bool {
	n := len(l.Numbers)
	if n < 2 {
		return true
	}
	for k := i - 1; k >= 0; k-- {
		if f := &b.stack[k]; !f.bullet && f.unit == "" && f.ordinal > 0 {
			return f.ordinal == l.Numbers[n-2] || sectionStyleOf(f) > 0
		}
	}
	return true
}

// fitCompound puts "2.1." below an open "2.".
func (b *builder) fitCompound(l *read.Label) (at int, ok bool) {
	n := len(l.Numbers)
	for i := len(b.stack) - 1; i >= 0; i-- {
		f := &b.stack[i]
		if !f.bullet && f.unit == "" && numbersIn(f.scheme) == n-1 && f.ordinal == l.Numbers[n-2] {
			if i+1 < len(b.stack) && sameScheme(&b.stack[i+1], l) && l.Ordinal != b.stack[i+1].ordinal+1 {
				b.outOfOrder(l)
			}
			return i + 1, true
		}
	}
	if i := b.open(l); i >= 0 {
		b.outOfOrder(l)
		return i, true
	}
	return 0, false
}

// numbersIn counts the numbers of a scheme: two in "1.1.".
func numbersIn(scheme string) int {
	n, in := 0, false
	for _, r := range scheme {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && !in {
			n++
		}
		in = word
	}
	return n
}
