package contract

// EachText calls f with every text of the document that is printed as it stands, in reading order, and the pointer of the
// value it came from. f may change the text, but for putting a line break where there was none.
func (d *Document) EachText(f func(pointer string, s *string)) {
	w := walker{f}
	if d.Organ != nil {
		w.organ(d.Organ)
	}
	for i := range d.Organs {
		w.organ(&d.Organs[i])
	}
	w.string(d.At+"/code/number", &d.Code.Number)
	w.string(d.At+"/code/notation", &d.Code.Notation)
	w.string(d.At+"/place", &d.Place)
	w.lines(d.At+"/subject", d.Subject)
	w.string(d.At+"/subtitle", &d.Subtitle)
	w.texts(d.Salutation)
	w.lines(d.At+"/authority", d.Authority)
	w.texts(d.Bases)
	w.nodes(d.Body)
	w.lines(d.At+"/award_by", d.AwardBy)
	if r := d.Recipient; r != nil {
		w.string(r.At+"/salutation", &r.Salutation)
		w.string(r.At+"/name", &r.Name)
		w.string(r.At+"/position", &r.Position)
		w.string(r.At+"/unit", &r.Unit)
	}
	w.lines(d.At+"/citation", d.Citation)
	if v := d.Decision; v != nil {
		w.string(v.At+"/number", &v.Number)
		w.string(v.At+"/notation", &v.Notation)
	}
	w.string(d.At+"/register_number", &d.RegisterNumber)
	if p := d.Options.Plate; p != nil {
		w.string(p.At+"/register", &p.Register)
		w.string(p.At+"/decision", &p.Decision)
	}
	if d.Signer != nil {
		w.signer(d.Signer)
	}
	for i := range d.Signers {
		w.signer(&d.Signers[i])
	}
	w.texts(d.Recipients)
	w.string(d.At+"/drafter", &d.Drafter)
	w.string(d.At+"/contact", &d.Contact)
	for i := range d.Appendices {
		a := &d.Appendices[i]
		w.lines(a.At+"/title", a.Title)
		w.nodes(a.Body)
	}
	for i := range d.Enclosures {
		d.Enclosures[i].EachText(f)
	}
}

type walker struct {
	f func(pointer string, s *string)
}

func (w walker) string(pointer string, s *string) {
	if *s != "" {
		w.f(pointer, s)
	}
}

// lines points at the whole value: a line may have been part of a string.
func (w walker) lines(pointer string, lines Lines) {
	for i := range lines {
		w.string(pointer, &lines[i])
	}
}

func (w walker) organ(o *Organ) {
	w.lines(o.At+"/parent", o.Parent)
	w.lines(o.At+"/name", o.Name)
}

func (w walker) signer(s *Signer) {
	w.lines(s.At+"/organ", s.Organ)
	w.string(s.At+"/place", &s.Place)
	w.lines(s.At+"/competence", s.Competence)
	w.lines(s.At+"/position", s.Position)
	w.lines(s.At+"/other_title", s.OtherTitle)
	w.string(s.At+"/name", &s.Name)
}

func (w walker) texts(list []Text) {
	for i := range list {
		w.text(&list[i])
	}
}

func (w walker) text(t *Text) {
	for i := range t.Runs {
		r := &t.Runs[i]
		if r.Footnote != nil {
			w.text(r.Footnote)
		}
		w.string(t.At, &r.Text)
	}
}

func (w walker) nodes(nodes []Node) {
	for i := range nodes {
		n := &nodes[i]
		if n.Label != nil {
			w.string(n.At+"/label", n.Label)
		}
		w.text(&n.Name)
		w.text(&n.Text)
		if n.Table != nil {
			w.table(n.Table)
		}
		w.nodes(n.Body)
	}
}

func (w walker) table(t *Table) {
	w.text(&t.Unit)
	w.rows(t.Header)
	w.rows(t.Rows)
	w.text(&t.Note)
}

func (w walker) rows(rows []TableRow) {
	for i := range rows {
		if rows[i].Band != nil {
			w.text(rows[i].Band)
		}
		for j := range rows[i].Cells {
			w.text(&rows[i].Cells[j].Text)
		}
	}
}
