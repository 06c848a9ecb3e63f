package check

import (
	"regexp"
	"strconv"
	"strings"

	"vanban/read"
	"vanban/read/anatomy"
)

var (
	award    = regexp.MustCompile(`(?i)tặng|khen thưởng|giấy khen|bằng khen|danh hiệu`)
	notAward = regexp.MustCompile(`(?i)kế hoạch|quy chế|quy định|hội đồng|thành lập|hướng dẫn`)
	counted  = regexp.MustCompile(`(\d+)(?: \([^)]*\))? (tập thể|cá nhân)`)
	figures  = regexp.MustCompile(`^\d+\.?$`)
	parent   = regexp.MustCompile(`^\(?(?i:kèm theo|ban hành kèm theo) (\p{L}+(?: \p{L}+){0,2}) số[:\s]*([\d.…_\s]*[a-zA-Z]?)\s*/\s*([\p{L}\d&.…_-]+)`)
	onDay    = regexp.MustCompile(`ngày([\d .…_]*)tháng([\d .…_]*)năm([\d .…_]*)`)
)

// khenThuong: in a decision that gives awards, the numbers of its first article are those of its lists, and the lists name the
// decision by its own number and date.
func khenThuong(s *subject, t *tally) {
	if !s.awards() {
		return
	}
	s.namesDocument(t)
	s.mayAward(t)
	said := s.saidCounts()
	if len(said) == 0 {
		return
	}
	have := s.listed(said)
	for _, who := range []string{"tập thể", "cá nhân"} {
		n, ok := said[who]
		if !ok || have == nil {
			continue
		}
		f := at(n.line).say("Số "+who+" trong quyết định khác số trong danh sách.",
			"Điều ghi "+strconv.Itoa(n.count)+" "+who+", danh sách có "+strconv.Itoa(have[who]), "hai số bằng nhau")
		t.judge(n.count == have[who], f.advise("Đối chiếu lại danh sách và số ghi trong quyết định."))
	}
}

// awards reports whether the document is a decision that gives awards.
func (s *subject) awards() bool {
	about := joined(s.doc.TrichYeu)
	return s.doc.Kind == "quyet-dinh" && award.MatchString(about) && !notAward.MatchString(about)
}

// mayAward judges that an organ which can only give giấy khen gives no bằng khen (Luật Thi đua, khen thưởng, Điều 78–80).
func (s *subject) mayAward(t *tally) {
	about := strings.ToLower(joined(s.doc.TrichYeu))
	names := issuers(s.doc)
	if !strings.Contains(about, "tặng bằng khen") || strings.Contains(about, "đề nghị") || len(names) == 0 {
		return
	}
	organ := joined(names)
	f := at(names[0]).say("Cơ quan ban hành không có thẩm quyền tặng Bằng khen.", "“"+organ+"” tặng Bằng khen",
		"Giấy khen; Bằng khen do bộ, ban, ngành, tỉnh trở lên tặng").
		advise("Xem lại hình thức khen thưởng và thẩm quyền theo Điều 78–80 của Luật Thi đua, khen thưởng.")
	t.hold(!begins(plainTone(organ)+" ", s.limits.OnlyGiayKhen), f, "đúng thẩm quyền")
}

type count struct {
	count int
	line  *anatomy.Line
}

// saidCounts are the first "05 tập thể", "04 cá nhân" of the body.
func (s *subject) saidCounts() map[string]count {
	said := map[string]count{}
	walk(s.doc.Body, func(n *anatomy.Node) {
		if n.Line == nil {
			return
		}
		for _, m := range counted.FindAllStringSubmatch(text(n.Line), -1) {
			if _, ok := said[m[2]]; !ok {
				v, _ := strconv.Atoi(m[1])
				said[m[2]] = count{v, n.Line}
			}
		}
	})
	return said
}

// listed counts the entries of the lists that come with the decision, by what the nearest heading says they are; nil where there is
// no list.
func (s *subject) listed(said map[string]count) map[string]int {
	c := &lister{have: map[string]int{}}
	if len(said) == 1 {
		for who := range said {
			c.group = who
		}
	}
	c.fixed = c.group != ""
	for _, p := range s.parts {
		if p.main && p.appendix == nil {
			continue
		}
		if p.appendix != nil {
			c.heading(joined(p.appendix.Title))
		} else {
			c.heading(joined(p.doc.TrichYeu))
		}
		walk(p.body, c.node)
	}
	if !c.found {
		return nil
	}
	return c.have
}

type lister struct {
	have         map[string]int
	group        string
	fixed, found bool
}

// heading begins a group when a title names one kind and not both.
func (c *lister) heading(words string) {
	words = strings.ToLower(words)
	groups, people := strings.Contains(words, "tập thể"), strings.Contains(words, "cá nhân")
	if groups != people && !c.fixed {
		c.group = "cá nhân"
		if groups {
			c.group = "tập thể"
		}
	}
}

func (c *lister) node(n *anatomy.Node) {
	switch n.Kind {
	case anatomy.Heading, anatomy.Paragraph, anatomy.LabelValue:
		c.heading(whole(n.Line))
	case anatomy.Item:
		if strings.HasPrefix(n.Scheme, "I") || len(n.Children) > 0 {
			c.heading(whole(n.Line))
			return
		}
		c.entry()
	case anatomy.Table:
		c.table(n.Table)
	case anatomy.Bullet:
	}
}

func (c *lister) entry() {
	if c.group != "" {
		c.have[c.group]++
		c.found = true
	}
}

// table counts the rows that begin with a number; a row without one may be the band of a group.
func (c *lister) table(table *read.Table) {
	for i := range table.Rows {
		var words []string
		for j := range table.Rows[i].Cells {
			for _, b := range table.Rows[i].Cells[j].Blocks {
				if p, ok := b.(*read.Paragraph); ok {
					words = append(words, squash(p.Label+" "+shown(p.Runs)))
				}
			}
		}
		if len(words) > 1 && figures.MatchString(words[0]) && !columnNumbers(words) {
			c.entry()
		} else if !table.Rows[i].Header {
			c.heading(strings.Join(words, " "))
		}
	}
}

// columnNumbers reports whether a row only numbers the columns: (1) (2) (3).
func columnNumbers(words []string) bool {
	for i, w := range words {
		if strings.Trim(w, "()") != strconv.Itoa(i+1) {
			return false
		}
	}
	return true
}

// namesDocument compares "(Kèm theo Quyết định số … ngày …)" with the document's own type, number and date; blanks agree with all.
func (s *subject) namesDocument(t *tally) {
	k, known := s.kind()
	for _, p := range s.parts[1:] {
		lines := p.doc.KemTheo
		if p.appendix != nil {
			lines = p.appendix.KemTheo
		}
		words := joined(lines)
		if words == "" {
			continue
		}
		f := at(lines[0])
		m := parent.FindStringSubmatch(words)
		if m == nil || s.doc.Number.Notation == "" || leftOpen(m[3]) {
			continue // names no document, or is left to be filled in
		}
		name, number, notation := m[1], written(m[2]), m[3]
		if known && k.Abbreviation != "" && !strings.EqualFold(name, k.Name) && !strings.EqualFold(name, "văn bản") {
			t.fail(f.say("Dòng “(Kèm theo …)” ghi tên loại khác tên loại của văn bản.", "“"+name+"”", "“"+k.Name+"”").
				advise("Ghi “Kèm theo " + k.Name + " số …”."))
			continue
		}
		ok := (number == "" || s.doc.Number.Number == "" || number == s.doc.Number.Number) && strings.EqualFold(notation, s.doc.Number.Notation)
		own := s.doc.Number.Number + "/" + s.doc.Number.Notation
		t.judge(ok, f.say("Số ghi ở dòng “(Kèm theo …)” khác số của văn bản.", number+"/"+notation, own).advise("Ghi “số "+own+"”."))
		if m := onDay.FindStringSubmatch(words); m != nil {
			pd := s.doc.PlaceDate
			ok := agrees(m[1], pd.Day) && agrees(m[2], pd.Month) && agrees(m[3], pd.Year)
			t.judge(ok, f.say("Ngày ghi ở dòng “(Kèm theo …)” khác ngày của văn bản.", squash(m[0]), "ngày của văn bản").
				advise("Ghi đúng ngày, tháng, năm của văn bản."))
		}
	}
}

// leftOpen reports whether a notation is dots for a pen.
func leftOpen(notation string) bool {
	return strings.ContainsAny(notation, "…_") || strings.Contains(notation, "..")
}

func agrees(s string, v int) bool {
	n, err := strconv.Atoi(written(s))
	return err != nil || v == 0 || n == v
}
