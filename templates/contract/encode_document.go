package contract

func (e *encoder) document(d *Document) {
	e.open('{')
	e.word("type", d.Type)
	if d.Organ != nil {
		e.key("organ")
		e.organ(d.Organ)
	}
	elements(e, "organs", d.Organs, e.organ)
	if d.Code != (Code{}) {
		e.key("code")
		e.open('{')
		e.word("number", d.Code.Number)
		e.word("notation", d.Code.Notation)
		e.close('}')
	}
	e.word("place", d.Place)
	if d.Date != (Date{}) {
		e.date(d.Date)
	}
	e.lines("subject", d.Subject)
	e.word("subtitle", d.Subtitle)
	e.texts("salutation", d.Salutation)
	e.lines("authority", d.Authority)
	e.texts("bases", d.Bases)
	e.word("orientation", d.Orientation)
	e.strings("numbering", d.Numbering)
	e.nodes(d.Body)
	if d.Signer != nil {
		e.key("signer")
		e.signer(d.Signer)
	}
	elements(e, "signers", d.Signers, e.signer)
	e.lines("award_by", d.AwardBy)
	if d.Recipient != nil {
		e.key("recipient")
		e.recipient(d.Recipient)
	}
	e.lines("citation", d.Citation)
	if d.Decision != nil {
		e.key("decision")
		e.decision(d.Decision)
	}
	e.word("register_number", d.RegisterNumber)
	e.texts("recipients", d.Recipients)
	elements(e, "appendices", d.Appendices, e.appendix)
	elements(e, "enclosures", d.Enclosures, e.document)
	e.word("drafter", d.Drafter)
	e.word("contact", d.Contact)
	e.word("urgency", d.Urgency)
	e.word("circulation", d.Circulation)
	e.options(&d.Options)
	e.close('}')
}

func (e *encoder) organ(o *Organ) {
	e.open('{')
	e.lines("parent", o.Parent)
	e.lines("name", o.Name)
	e.close('}')
}

// date writes as much of a date as there is.
func (e *encoder) date(d Date) {
	e.key("date")
	switch {
	case d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 99 || d.Day < 0 || d.Day > 99,
		d.Year == 0 && d.Month != 0, d.Month == 0 && d.Day != 0:
		e.fail("no ISO 8601 date has year %d, month %d, day %d", d.Year, d.Month, d.Day)
		return
	}
	e.open('"')
	if d.Year > 0 {
		e.digits(d.Year / 100)
		e.digits(d.Year % 100)
	}
	if d.Month > 0 {
		e.buf = append(e.buf, '-')
		e.digits(d.Month)
	}
	if d.Day > 0 {
		e.buf = append(e.buf, '-')
		e.digits(d.Day)
	}
	e.close('"')
}

func (e *encoder) digits(n int) { e.buf = append(e.buf, '0'+byte(n/10), '0'+byte(n%10)) }

func (e *encoder) signer(s *Signer) {
	e.open('{')
	e.lines("organ", s.Organ)
	e.word("place", s.Place)
	if s.Date != nil { // an empty one is there: it leaves blanks
		e.date(*s.Date)
	}
	e.lines("competence", s.Competence)
	e.lines("position", s.Position)
	e.lines("other_title", s.OtherTitle)
	e.word("name", s.Name)
	e.close('}')
}

func (e *encoder) appendix(a *Appendix) {
	e.open('{')
	e.lines("title", a.Title)
	e.word("orientation", a.Orientation)
	e.strings("numbering", a.Numbering)
	e.nodes(a.Body)
	e.close('}')
}

func (e *encoder) options(o *Options) {
	if o.BodySize == 0 && o.Margins == (Margins{}) && o.FirstLineIndent == 0 && o.SpaceBefore == 0 && o.LineSpacing == 0 && o.EndMark == nil &&
		o.Plate == nil {
		return
	}
	e.key("options")
	e.open('{')
	e.number("body_size", o.BodySize)
	if m := &o.Margins; *m != (Margins{}) {
		e.key("margins")
		e.open('{')
		e.number("top", m.Top)
		e.number("bottom", m.Bottom)
		e.number("left", m.Left)
		e.number("right", m.Right)
		e.close('}')
	}
	e.number("first_line_indent", o.FirstLineIndent)
	e.number("space_before", o.SpaceBefore)
	e.number("line_spacing", o.LineSpacing)
	e.choice("end_mark", o.EndMark)
	if o.Plate != nil {
		e.key("plate")
		e.plate(o.Plate)
	}
	e.close('}')
}
