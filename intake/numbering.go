package intake

import (
	"slices"
	"strings"

	"vanban/templates/contract"
)

// The schemes of types that the catalog has not (PL.I-II.6đ).
var (
	sectionScheme = []string{"I.", "1.", "a)", "-", "+"}
	articleScheme = []string{"Điều 1.", "1.", "a)", "-", "+"}
	chapterScheme = []string{"Chương I", "Điều 1.", "1.", "a)", "-", "+"}
)

// scheme is how the body of a type is numbered where the document does not say otherwise.
func (s *Service) scheme(kind string) []string {
	if t := s.catalog.Get(kind); t != nil {
		return t.Numbering
	}
	switch kind {
	case "quy-che", "quy-dinh", "dieu-le":
		return chapterScheme
	case "nghi-quyet":
		return articleScheme
	}
	return sectionScheme
}

// chainOf returns the form of number that most lists of each level have, from the outermost in, as far as there are numbers: of the lists
// below those that are numbered so themselves. Where two forms are as frequent, that of scheme is taken.
func chainOf(parts []*part, scheme []string) []string {
	var chain []string
	for lists := withinDashes(parts); ; {
		votes := map[string]int{}
		forms := make([]string, len(lists))
		for i, list := range lists {
			if forms[i] = formOf(list); forms[i] != "" {
				votes[forms[i]]++
			}
		}
		if len(votes) == 0 {
			return chain
		}
		most := mostOf(votes)
		if at := len(chain); at < len(scheme) && votes[scheme[at]] == votes[most] {
			most = scheme[at]
		}
		chain = append(chain, most)
		var below [][]*part
		for i, list := range lists {
			if forms[i] == most || forms[i] == "" {
				below = append(below, listsBelow(list)...)
			}
		}
		lists = below
	}
}

// formOf is the form that most numbers of a list have.
func formOf(list []*part) string {
	votes := map[string]int{}
	for _, p := range list {
		if p.counts() && numbered(p) {
			votes[p.scheme]++
		}
	}
	return mostOf(votes)
}

// listsBelow returns the lists of the next level.
func listsBelow(list []*part) [][]*part {
	var out [][]*part
	for _, p := range list {
		if p.counts() && len(p.body) > 0 {
			out = append(out, withinDashes(p.body)...)
		}
	}
	return out
}

// withinDashes returns a list and those of the same level that stand under its dashes.
func withinDashes(list []*part) [][]*part {
	out := [][]*part{list}
	for _, p := range list {
		if !p.counts() && len(p.body) > 0 {
			out = append(out, withinDashes(p.body)...)
		}
	}
	return out
}

// numbered reports whether a part has a number of a form that the contract knows.
func numbered(p *part) bool {
	if p.printed == "" || p.scheme == "" || p.ordinal == 0 {
		return false
	}
	f, ok := contract.ParseFormat(p.scheme)
	return ok && f.Style != contract.Bullet
}

// mostOf returns the key with the most votes, of equals the first in the alphabet.
func mostOf(votes map[string]int) string {
	best := ""
	for k, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && k < best {
			best = k
		}
	}
	return best
}

// agrees reports whether a scheme numbers as the chain has it.
func agrees(chain, scheme []string) bool {
	return len(chain) <= len(scheme) && slices.Equal(chain, scheme[:len(chain)])
}

func formats(scheme []string) []contract.Format {
	out := make([]contract.Format, 0, len(scheme))
	for _, s := range scheme {
		f, ok := contract.ParseFormat(s)
		if !ok {
			break
		}
		out = append(out, f)
	}
	return out
}

// level is where in the numbering a list of parts stands. It goes as templates/parts numbers a body: what is printed from the result
// is to be what the file has.
type level struct {
	scheme  []contract.Format
	names   []string // scheme as it is written
	next    int
	parents []string
	dashes  int
}

// numberer walks a body as it will be printed, and gives a label to every part whose number would come out otherwise.
type numberer struct {
	dieu int // Điều run on through chương
}

func (n *numberer) list(parts []*part, lv level) {
	counter := 0
	for _, p := range parts {
		switch {
		case p.counts():
			n.number(p, lv, &counter)
		case p.node.Kind == contract.BulletNode:
			n.dash(p, lv)
		}
	}
}

// own gives a part the numbering of its body where that of the levels above would print other forms.
func own(p *part, below level) level {
	votes := map[string]int{}
	for _, c := range p.body {
		if c.counts() && numbered(c) {
			votes[c.scheme]++
		}
	}
	if len(votes) == 0 {
		return below
	}
	if most := mostOf(votes); below.next < len(below.names) && votes[below.names[below.next]] >= votes[most] {
		return below
	}
	p.node.Numbering = chainOf(p.body, nil)
	below.scheme, below.names = formats(p.node.Numbering), p.node.Numbering
	below.next, below.parents = 0, nil
	return below
}

func (n *numberer) number(p *part, lv level, counter *int) {
	if lv.next >= len(lv.scheme) { // below the scheme the form sets dashes
		n.dash(p, lv)
		return
	}
	f := &lv.scheme[lv.next]
	if f.Unit() == "Điều" {
		counter = &n.dieu
	}
	below := lv
	below.next++
	label := ""
	if p.printed == "" {
		p.node.Label = &label
	} else {
		*counter++
		if label = labelOf(f, *counter, lv.parents); !sameLabel(label, p.printed) {
			if p.ordinal == 1 && *counter > 1 && sameLabel(labelOf(f, 1, lv.parents), p.printed) {
				p.node.Restart, *counter = true, 1
			} else {
				label = p.printed
				p.node.Label = &label
			}
		}
	}
	number := ""
	switch {
	case p.node.Label != nil && label != "":
		number = bareNumber(f, label, lv.parents)
	case label != "":
		number = f.Number(*counter)
	}
	below.parents = append(lv.parents[:len(lv.parents):len(lv.parents)], number)
	if isDash(p.printed) {
		below.dashes++
	}
	n.list(p.body, own(p, below))
}

func (n *numberer) dash(p *part, lv level) {
	label := p.printed
	if supplied, ok := dashAt(lv.dashes); !ok || supplied != label {
		p.node.Label = &label
	}
	lv.dashes++
	n.list(p.body, own(p, lv))
}

// dashAt returns the mark that the form sets below so many others.
func dashAt(dashes int) (mark string, ok bool) {
	switch dashes {
	case 0:
		return "-", true
	case 1:
		return "+", true
	}
	return "", false
}

func isDash(label string) bool { return label == "-" || label == "–" || label == "+" }

// sameLabel compares numbers without regard to blanks.
func sameLabel(a, b string) bool { return a == b || squeeze(a) == squeeze(b) }

// labelOf is the label of a format below the parents, of which those without a number are passed over.
func labelOf(f *contract.Format, n int, parents []string) string {
	format := *f
	quoted := parents[max(0, len(parents)-f.Compound):]
	if f.Compound > 0 && slices.Contains(quoted, "") {
		quoted = slices.DeleteFunc(slices.Clone(quoted), func(s string) bool { return s == "" })
		format.Compound = len(quoted)
	}
	return format.Label(n, quoted)
}

// bareNumber is what the levels below quote of a label that the author gave.
func bareNumber(f *contract.Format, label string, parents []string) string {
	if isDash(label) {
		return ""
	}
	number := strings.TrimRight(strings.TrimPrefix(label, f.Prefix), ".)"+trimmed)
	for _, p := range parents[max(0, len(parents)-f.Compound):] {
		if p != "" {
			number = strings.TrimPrefix(number, p+".")
		}
	}
	return number
}
