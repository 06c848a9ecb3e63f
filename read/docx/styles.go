package docx

// style is one w:style: what it says itself, and after resolve what it says with all that it is based on.
type style struct {
	kind, id, base string
	name           string
	para           paraProps
	run            runProps
	table          tableProps
	parts          map[string]*tablePart // conditional formatting of a table style, by its w:type
	resolved       bool
}

// tablePart is what a table style says for some of the cells.
type tablePart struct {
	para    paraProps
	run     runProps
	borders [6]border
}

// styles are the styles of a file, and what holds where they say nothing.
type styles struct {
	byID     map[string]*style
	defaults struct {
		para paraProps
		run  runProps
	}
	para, table *style // the default ones of their kinds, may be nil
}

func (p *parts) readStyles(x *xmlReader) {
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:docDefaults":
			for d := x.depth; x.child(d); {
				for d := x.depth; x.child(d); {
					switch x.name {
					case "w:pPr":
						p.styles.defaults.para = p.readPara(x, nil)
					case "w:rPr":
						p.styles.defaults.run = p.readRun(x)
					}
				}
			}
		case "w:style":
			p.readStyle(x)
		}
	}
}

func (p *parts) readStyle(x *xmlReader) {
	if err := p.pkg.budget.style(); err != nil {
		x.Fail(err)
		return
	}
	s := &style{kind: p.intern(x.attr("w:type")), id: p.intern(x.attr("w:styleId"))}
	if def := x.attr("w:default"); def != nil && on(def) {
		switch s.kind {
		case "paragraph":
			p.styles.para = s
		case "table":
			p.styles.table = s
		}
	}
	p.styles.byID[s.id] = s
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:name":
			s.name = p.intern(x.attr("w:val"))
		case "w:basedOn":
			s.base = p.intern(x.attr("w:val"))
		case "w:pPr":
			s.para = p.readPara(x, nil)
		case "w:rPr":
			s.run = p.readRun(x)
		case "w:tblPr":
			s.table = readTableProps(x)
		case "w:tblStylePr":
			if s.parts == nil {
				s.parts = map[string]*tablePart{}
			}
			s.parts[p.intern(x.attr("w:type"))] = p.readTablePart(x)
		}
	}
	s.run.style, s.para.style = "", ""
}

func (p *parts) readTablePart(x *xmlReader) *tablePart {
	part := &tablePart{}
	if err := p.pkg.budget.style(); err != nil {
		x.Fail(err)
		return part
	}
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:pPr":
			part.para = p.readPara(x, nil)
		case "w:rPr":
			part.run = p.readRun(x)
		case "w:tcPr":
			for d := x.depth; x.child(d); {
				if x.name == "w:tcBorders" {
					readBorders(x, part.borders[:])
				}
			}
		}
	}
	return part
}

// maxBases is how far styles are followed that are based on others; Word stops long before, and a circle has no end.
const maxBases = 64

// style returns a style with what it is based on laid under it; the default of its kind where there is none of the name, as Word has
// it. It may return nil.
func (p *parts) style(id, kind string) *style {
	s := p.styles.byID[id]
	if s == nil || s.kind != kind {
		switch kind {
		case "paragraph":
			s = p.styles.para
		case "table":
			s = p.styles.table
		default:
			s = nil
		}
	}
	if s == nil || s.resolved {
		return s
	}
	chain := []*style{s}
	for n := s; len(chain) < maxBases && n.base != "" && !n.resolved; {
		if n = p.styles.byID[n.base]; n == nil || n.kind != kind {
			break
		}
		chain = append(chain, n)
	}
	sum := &style{}
	for i := len(chain) - 1; i >= 0; i-- {
		n := chain[i]
		if !n.resolved && n.para.said&saidNum != 0 {
			level := p.numbering.levelOf(n.para.num, n.para.level, n.id)
			if n.para.level = level; level > 0 {
				n.para.said |= saidLevel
			}
			if lvl := p.numbering.level(n.para.num, level); lvl != nil {
				sum.para.apply(&lvl.para)
			}
		}
		sum.apply(n)
	}
	s.para, s.run, s.table, s.parts, s.resolved = sum.para, sum.run, sum.table, sum.parts, true
	return s
}

// apply lays t over s.
func (s *style) apply(t *style) {
	s.para.apply(&t.para)
	s.run.apply(&t.run)
	s.table.apply(&t.table)
	for name, part := range t.parts {
		if s.parts == nil {
			s.parts = map[string]*tablePart{}
		}
		sum := tablePart{}
		if old := s.parts[name]; old != nil {
			sum = *old
		}
		sum.para.apply(&part.para)
		sum.run.apply(&part.run)
		for i := range part.borders {
			if part.borders[i].said {
				sum.borders[i] = part.borders[i]
			}
		}
		s.parts[name] = &sum
	}
}

// runOf resolves the properties of a run. style is what its paragraph's style says and table what that of its table does.
func (p *parts) runOf(table, para, direct *runProps) runProps {
	eff := p.styles.defaults.run
	always := eff.on
	on := toggle(0)
	lay := func(r *runProps) {
		eff.apply(r)
		on ^= r.on
	}
	lay(table)
	lay(para)
	if direct.style != "" {
		if s := p.style(direct.style, "character"); s != nil {
			lay(&s.run)
		}
	}
	eff.on = always | on
	eff.apply(direct)
	return eff
}
