package law

import "fmt"

// props are the resolved properties of a paragraph or a run, lengths in points.
type props struct {
	fonts        [4]string // ascii, hAnsi, eastAsia, cs
	size         float64
	bold, italic bool
	color, lang  string
	jc           string

	left, right, first, before, after, line float64
	lineRule                                string
	outline                                 int // from 1; 0 for none
	rule                                    float64
}

// takeRun lays run properties over p.
func (p *props) takeRun(r *element) {
	if r == nil {
		return
	}
	for i, slot := range [...]string{"ascii", "hAnsi", "eastAsia", "cs"} {
		if v := r.kid("rFonts").get(slot); v != "" {
			p.fonts[i] = v
		}
	}
	if sz := r.kid("sz"); sz != nil {
		p.size = sz.twips("val") * 10
	}
	if b := r.kid("b"); b != nil {
		p.bold = b.on()
	}
	if i := r.kid("i"); i != nil {
		p.italic = i.on()
	}
	if c := r.kid("color"); c != nil {
		p.color = c.val()
	}
	if l := r.kid("lang"); l != nil {
		p.lang = l.val()
	}
}

// takeParagraph lays paragraph properties over p.
func (p *props) takeParagraph(e *element) {
	if e == nil {
		return
	}
	set := func(to *float64, from *element, name string) {
		if from.get(name) != "" {
			*to = from.twips(name)
		}
	}
	ind, spacing := e.kid("ind"), e.kid("spacing")
	set(&p.left, ind, "left")
	set(&p.right, ind, "right")
	set(&p.first, ind, "firstLine")
	if ind.get("hanging") != "" {
		p.first = -ind.twips("hanging")
	}
	set(&p.before, spacing, "before")
	set(&p.after, spacing, "after")
	set(&p.line, spacing, "line")
	if r := spacing.get("lineRule"); r != "" {
		p.lineRule = r
	}
	if jc := e.kid("jc"); jc != nil {
		p.jc = jc.val()
	}
	if o := e.kid("outlineLvl"); o != nil {
		p.outline = int(o.twips("val")*20) + 1
	}
	if top := e.path("pBdr", "top"); top != nil {
		p.rule = top.twips("sz") * 20 / 8
	}
}

// styles is word/styles.xml.
type styles struct {
	byID     map[string]*element
	defaults *element
}

func newStyles(root *element) *styles {
	s := &styles{byID: map[string]*element{}, defaults: root.kid("docDefaults")}
	for _, e := range root.kids {
		if e.name == "style" {
			s.byID[e.get("styleId")] = e
		}
	}
	return s
}

// chain returns a style and what it is based on, the base first.
func (s *styles) chain(id string) ([]*element, error) {
	var list []*element
	for id != "" {
		e := s.byID[id]
		if e == nil || len(list) > 20 {
			return nil, fmt.Errorf("style %q is absent or based on itself", id)
		}
		list = append([]*element{e}, list...)
		id = e.kid("basedOn").val()
	}
	return list, nil
}

// paragraph resolves as Word does: defaults, the chain of the style, direct properties.
func (s *styles) paragraph(pPr *element) (props, error) {
	p := props{jc: "left", lineRule: "auto", line: 12}
	p.takeParagraph(s.defaults.path("pPrDefault", "pPr"))
	p.takeRun(s.defaults.path("rPrDefault", "rPr"))
	list, err := s.chain(pPr.kid("pStyle").val())
	for _, e := range list {
		p.takeParagraph(e.kid("pPr"))
		p.takeRun(e.kid("rPr"))
	}
	p.takeParagraph(pPr)
	return p, err
}

// run resolves a run in a paragraph. Bold and italic of a character style turn the paragraph style's round (17.7.3).
func (s *styles) run(p props, rPr *element) (props, error) {
	bold, italic := p.bold, p.italic
	list, err := s.chain(rPr.kid("rStyle").val())
	for _, e := range list {
		p.takeRun(e.kid("rPr"))
		if e.path("rPr", "b").on() {
			p.bold = !bold
		}
		if e.path("rPr", "i").on() {
			p.italic = !italic
		}
	}
	p.takeRun(rPr)
	return p, err
}
