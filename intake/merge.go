package intake

import (
	"slices"
	"strconv"
	"strings"

	"vanban/templates/contract"
)

// merge carries over to the document that a file was made from what differs between the recognition of what was made and that of what is
// there now. Both are recognised alike, so that nothing counts as edited that recognition writes in another way than the author.
func (s *Service) merge(own *contract.Document, base, now *Result) (*Result, error) {
	g := merger{}
	out := *own
	g.document(&out, &base.Document, &now.Document, "")
	m := &mapper{s: s, src: now.Manuscript, sheet: s.sheet}
	for _, n := range now.Notes { // pointers into the recognised document mean nothing in the merged one
		if n.Code != "problem" && n.Code != "type_not_rendered" && !notedIn(base.Notes, &n) {
			m.notes = append(m.notes, n)
		}
	}
	for _, p := range g.guessed {
		m.notes = append(m.notes, Note{
			Code: "merged_by_recognition", Pointer: p,
			Message: "Phần này đã sửa nhiều trong tệp nên được đọc lại từ văn bản thay vì giữ cách ghi cũ.",
		})
	}
	res, err := m.result(&out)
	if err != nil {
		return nil, err
	}
	res.Embedded, res.Changes = Edited, g.changes
	return res, nil
}

func notedIn(list []Note, n *Note) bool {
	for i := range list {
		if list[i].Code == n.Code && list[i].Text == n.Text && list[i].Message == n.Message {
			return true
		}
	}
	return false
}

// merger collects what a merge changes. In all its methods e is what the file was made from and becomes the result; base is what is
// recognised in a file made from it, and now what is recognised in the file at hand.
type merger struct {
	changes []Change
	guessed []string // pointers of what was taken as recognised
}

func (g *merger) changed(pointer, before, after string) {
	c := Change{Pointer: pointer, Kind: Changed, Before: before, After: after}
	switch {
	case before == "":
		c.Kind = Added
	case after == "":
		c.Kind = Removed
	}
	g.changes = append(g.changes, c)
}

func (g *merger) document(e, base, now *contract.Document, at string) {
	g.word(&e.Type, base.Type, now.Type, at+"/type")
	g.organs(e, base, now, at)
	g.word(&e.Code.Number, base.Code.Number, now.Code.Number, at+"/code/number")
	g.word(&e.Code.Notation, base.Code.Notation, now.Code.Notation, at+"/code/notation")
	g.word(&e.Place, base.Place, now.Place, at+"/place")
	if base.Date != now.Date {
		g.changed(at+"/date", isoDate(e.Date), isoDate(now.Date))
		e.Date = now.Date
	}
	g.lines(&e.Subject, base.Subject, now.Subject, at+"/subject")
	g.word(&e.Subtitle, base.Subtitle, now.Subtitle, at+"/subtitle")
	g.texts(&e.Salutation, base.Salutation, now.Salutation, at+"/salutation")
	g.lines(&e.Authority, base.Authority, now.Authority, at+"/authority")
	g.texts(&e.Bases, base.Bases, now.Bases, at+"/bases")
	g.numbering(&e.Numbering, base.Numbering, now.Numbering, at+"/numbering")
	g.body(&e.Body, base.Body, now.Body, at+"/body")
	g.signers(e, base, now, at)
	g.texts(&e.Recipients, base.Recipients, now.Recipients, at+"/recipients")
	g.appendices(e, base, now, at)
	g.enclosures(e, base, now, at)
	g.word(&e.Drafter, base.Drafter, now.Drafter, at+"/drafter")
	g.word(&e.Contact, base.Contact, now.Contact, at+"/contact")
	g.word(&e.Urgency, base.Urgency, now.Urgency, at+"/urgency")
	g.word(&e.Circulation, base.Circulation, now.Circulation, at+"/circulation")
	g.options(e, base, now)
}

// options: only the closing mark is text.
func (g *merger) options(e, base, now *contract.Document) {
	marked := func(d *contract.Document) bool { return d.Options.EndMark == nil || *d.Options.EndMark }
	if marked(base) != marked(now) {
		e.Options.EndMark = now.Options.EndMark
		g.changed("/options/end_mark", strconv.FormatBool(marked(base)), strconv.FormatBool(marked(now)))
	}
}

func (g *merger) word(e *string, base, now, at string) {
	if base == now {
		return
	}
	g.changed(at, *e, now)
	*e = now
}

func (g *merger) lines(e *contract.Lines, base, now contract.Lines, at string) {
	if equalLines(base, now) {
		return
	}
	g.changed(at, strings.Join(*e, "\n"), strings.Join(now, "\n"))
	*e = now
}

func equalLines(a, b contract.Lines) bool { return strings.Join(a, "\n") == strings.Join(b, "\n") }

func (g *merger) numbering(e *[]string, base, now []string, at string) {
	if slices.Equal(base, now) {
		return
	}
	g.changed(at, strings.Join(base, " "), strings.Join(now, " "))
	*e = now
}

// edited reports whether the two recognitions of a part differ. It asks where the author's list has another number of entries than both,
// so that nothing can be merged entry by entry: an edit there must not be lost.
func edited(part func(g *merger, e, base, now *contract.Document, at string), base, now *contract.Document) bool {
	probe, same := merger{}, *base
	part(&probe, &same, base, now, "")
	return len(probe.changes) > 0
}

func isoDate(d contract.Date) string {
	var b strings.Builder
	for i, v := range [...]int{d.Year, d.Month, d.Day} {
		if v == 0 {
			break
		}
		if i > 0 {
			b.WriteByte('-')
			if v < 10 {
				b.WriteByte('0')
			}
		}
		b.WriteString(strconv.Itoa(v))
	}
	return b.String()
}

// organsOf returns the organs of either key.
func organsOf(d *contract.Document) []contract.Organ {
	if len(d.Organs) == 0 && d.Organ != nil {
		return []contract.Organ{*d.Organ}
	}
	return d.Organs
}

func (g *merger) organs(e, base, now *contract.Document, at string) {
	b, n, own := organsOf(base), organsOf(now), organsOf(e)
	if len(b) != len(n) || len(own) != len(b) {
		if len(b) != len(n) || edited((*merger).organs, base, now) {
			g.guessed = append(g.guessed, at+"/organs")
			g.changed(at+"/organs", organText(own), organText(n))
			e.Organ, e.Organs = now.Organ, now.Organs
		}
		return
	}
	out := slices.Clone(own)
	for i := range b {
		p := at + "/organ"
		if len(e.Organs) > 0 {
			p = at + "/organs/" + strconv.Itoa(i)
		}
		g.lines(&out[i].Parent, b[i].Parent, n[i].Parent, p+"/parent")
		g.lines(&out[i].Name, b[i].Name, n[i].Name, p+"/name")
	}
	if len(e.Organs) > 0 {
		e.Organs = out
	} else if len(out) > 0 {
		e.Organ = &out[0]
	}
}

func organText(list []contract.Organ) string {
	var parts []string
	for _, o := range list {
		parts = append(append(parts, o.Parent...), o.Name...)
	}
	return strings.Join(parts, "\n")
}

// signersOf returns the signers of either key.
func signersOf(d *contract.Document) []contract.Signer {
	if len(d.Signers) == 0 && d.Signer != nil {
		return []contract.Signer{*d.Signer}
	}
	return d.Signers
}

func (g *merger) signers(e, base, now *contract.Document, at string) {
	b, n, own := signersOf(base), signersOf(now), signersOf(e)
	if len(b) != len(n) || len(own) != len(b) {
		if len(b) != len(n) || edited((*merger).signers, base, now) {
			g.guessed = append(g.guessed, at+"/signers")
			e.Signer, e.Signers = now.Signer, now.Signers
			g.changed(at+"/signers", signerText(own), signerText(n))
		}
		return
	}
	out := slices.Clone(own)
	for i := range b {
		p := at + "/signer"
		if len(e.Signers) > 0 {
			p = at + "/signers/" + strconv.Itoa(i)
		}
		s := &out[i]
		g.lines(&s.Organ, b[i].Organ, n[i].Organ, p+"/organ")
		g.word(&s.Place, b[i].Place, n[i].Place, p+"/place")
		if before, after := dateText(b[i].Date), dateText(n[i].Date); before != after {
			g.changed(p+"/date", dateText(s.Date), after)
			s.Date = n[i].Date
		}
		g.lines(&s.Competence, b[i].Competence, n[i].Competence, p+"/competence")
		g.lines(&s.Position, b[i].Position, n[i].Position, p+"/position")
		g.lines(&s.OtherTitle, b[i].OtherTitle, n[i].OtherTitle, p+"/other_title")
		g.word(&s.Name, b[i].Name, n[i].Name, p+"/name")
	}
	if len(e.Signers) > 0 {
		e.Signers = out
	} else if len(out) > 0 {
		e.Signer = &out[0]
	}
}

func dateText(d *contract.Date) string {
	if d == nil {
		return ""
	}
	return isoDate(*d)
}

func signerText(list []contract.Signer) string {
	var parts []string
	for _, s := range list {
		parts = append(append(append(parts, s.Competence...), s.Position...), s.Name)
	}
	return strings.Join(parts, "\n")
}

// texts merges a list of texts entry by entry.
func (g *merger) texts(e *[]contract.Text, base, now []contract.Text, at string) {
	old, new := marksOf(base), marksOf(now)
	if strings.Join(old, "\x00") == strings.Join(new, "\x00") {
		return
	}
	if len(*e) != len(base) {
		g.guessed = append(g.guessed, at)
		g.changed(at, strings.Join(marksOf(*e), "\n"), strings.Join(new, "\n"))
		*e = now
		return
	}
	var out []contract.Text
	for _, p := range align(old, new) {
		here := at + "/" + strconv.Itoa(len(out))
		switch {
		case p.new < 0:
			g.changed(at+"/"+strconv.Itoa(p.old), plain(&(*e)[p.old]), "")
		case p.old < 0:
			g.changed(here, "", plain(&now[p.new]))
			out = append(out, now[p.new])
		case old[p.old] == new[p.new]:
			out = append(out, (*e)[p.old])
		default:
			g.changed(here, plain(&base[p.old]), plain(&now[p.new]))
			out = append(out, now[p.new])
		}
	}
	*e = out
}

func marksOf(list []contract.Text) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = markOf(&list[i])
	}
	return out
}

// markOf writes a text with its formatting and notes, for comparing.
func markOf(t *contract.Text) string {
	if len(t.Runs) == 1 && t.Runs[0].Footnote == nil && !t.Runs[0].Bold && !t.Runs[0].Italic && !t.Runs[0].Underline {
		return t.Runs[0].Text
	}
	var b strings.Builder
	for i := range t.Runs {
		r := &t.Runs[i]
		for _, f := range [...]struct {
			on   bool
			mark string
		}{{r.Bold, "\x01b"}, {r.Italic, "\x01i"}, {r.Underline, "\x01u"}} {
			if f.on {
				b.WriteString(f.mark)
			}
		}
		b.WriteString(r.Text)
		if r.Footnote != nil {
			b.WriteString("\x01n" + markOf(r.Footnote))
		}
		b.WriteString("\x01.")
	}
	return b.String()
}

func (g *merger) appendices(e, base, now *contract.Document, at string) {
	if len(base.Appendices) != len(now.Appendices) || len(e.Appendices) != len(base.Appendices) {
		if len(base.Appendices) != len(now.Appendices) || edited((*merger).appendices, base, now) {
			g.guessed = append(g.guessed, at+"/appendices")
			g.changed(at+"/appendices", titlesOf(e.Appendices), titlesOf(now.Appendices))
			e.Appendices = now.Appendices
		}
		return
	}
	e.Appendices = slices.Clone(e.Appendices)
	for i := range e.Appendices {
		p := at + "/appendices/" + strconv.Itoa(i)
		a, b, n := &e.Appendices[i], &base.Appendices[i], &now.Appendices[i]
		g.lines(&a.Title, b.Title, n.Title, p+"/title")
		g.numbering(&a.Numbering, b.Numbering, n.Numbering, p+"/numbering")
		g.body(&a.Body, b.Body, n.Body, p+"/body")
	}
}

func titlesOf(list []contract.Appendix) string {
	var parts []string
	for i := range list {
		parts = append(parts, strings.Join(list[i].Title, " "))
	}
	return strings.Join(parts, "\n")
}

func subjectsOf(list []contract.Document) string {
	var parts []string
	for i := range list {
		parts = append(parts, strings.Join(list[i].Subject, " "))
	}
	return strings.Join(parts, "\n")
}

func (g *merger) enclosures(e, base, now *contract.Document, at string) {
	if len(base.Enclosures) != len(now.Enclosures) || len(e.Enclosures) != len(base.Enclosures) {
		if len(base.Enclosures) != len(now.Enclosures) || edited((*merger).enclosures, base, now) {
			g.guessed = append(g.guessed, at+"/enclosures")
			g.changed(at+"/enclosures", subjectsOf(e.Enclosures), subjectsOf(now.Enclosures))
			e.Enclosures = now.Enclosures
		}
		return
	}
	e.Enclosures = slices.Clone(e.Enclosures)
	for i := range e.Enclosures {
		g.document(&e.Enclosures[i], &base.Enclosures[i], &now.Enclosures[i], at+"/enclosures/"+strconv.Itoa(i))
	}
}
