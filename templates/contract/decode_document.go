package contract

// document reads a document; an enclosure is one without what belongs to the issuing document alone (Mẫu 1.3).
func (d *decoder) document(doc *Document, enclosed bool) {
	doc.At = d.at()
	o, ok := d.open(d.shapes.document, wantObject)
	if !ok {
		return
	}
	for key := range d.each(&o) {
		if enclosed {
			switch key {
			case "code", "place", "date", "signer", "signers", "recipients", "enclosures", "drafter", "contact", "urgency", "circulation",
				"award_by", "recipient", "citation", "decision", "register_number":
				d.report(notInEnclosure(d.field))
				d.skip()
				continue
			}
		}
		switch key {
		case "type":
			doc.Type = d.word()
		case "organ":
			d.conflict(&o, "organs")
			doc.Organ = new(Organ)
			d.organ(doc.Organ)
		case "organs":
			d.conflict(&o, "organ")
			doc.Organs = objects(d, d.organ)
		case "code":
			d.code(&doc.Code)
		case "place":
			doc.Place = d.word()
		case "date":
			doc.Date = d.date()
		case "subject":
			doc.Subject = d.textLines()
		case "subtitle":
			doc.Subtitle = d.word()
		case "salutation":
			doc.Salutation = d.textList()
		case "authority":
			doc.Authority = d.textLines()
		case "bases":
			doc.Bases = d.textList()
		case "orientation":
			doc.Orientation = d.choice("portrait", "landscape")
		case "numbering":
			doc.Numbering = d.numbering()
		case "body":
			doc.Body = d.body()
		case "signer":
			d.conflict(&o, "signers")
			doc.Signer = new(Signer)
			d.signer(doc.Signer)
		case "signers":
			d.conflict(&o, "signer")
			doc.Signers = objects(d, d.signer)
		case "award_by":
			doc.AwardBy = d.textLines()
		case "recipient":
			doc.Recipient = new(Recipient)
			d.recipient(doc.Recipient)
		case "citation":
			doc.Citation = d.textLines()
		case "decision":
			doc.Decision = new(Decision)
			d.decision(doc.Decision)
		case "register_number":
			doc.RegisterNumber = d.word()
		case "recipients":
			doc.Recipients = d.textList()
		case "appendices":
			doc.Appendices = objects(d, d.appendix)
		case "enclosures":
			doc.Enclosures = objects(d, d.enclosure)
		case "drafter":
			doc.Drafter = d.word()
		case "contact":
			doc.Contact = d.anyLines()
		case "urgency":
			doc.Urgency = d.mark(urgencies)
		case "circulation":
			doc.Circulation = d.mark(circulations)
		case "options":
			d.options(&doc.Options)
		default:
			d.unread(key)
		}
	}
	d.doubtful = d.doubtful || doc.Type == ""
}

func (d *decoder) enclosure(doc *Document) { d.document(doc, true) }

// conflict reports a key whose counterpart has been read already.
func (d *decoder) conflict(o *object, other string) {
	if o.has(other) {
		d.report(conflictingKeys(d.field, other))
	}
}

// objects reads a list of objects.
func objects[T any](d *decoder, read func(*T)) []T {
	l, ok := d.openList(wantObjects)
	if !ok {
		return nil
	}
	out := []T{} // an empty list is there, and is not nothing: checks point at it
	for d.more(&l) {
		out = append(out, *new(T))
		read(&out[len(out)-1])
	}
	return out
}

func (d *decoder) organ(v *Organ) {
	v.At = d.at()
	for key := range d.keys(d.shapes.organ) {
		switch key {
		case "parent":
			v.Parent = d.textLines()
		case "name":
			v.Name = d.textLines()
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) code(v *Code) {
	o, ok := d.open(d.shapes.code, wantObject)
	if !ok {
		return
	}
	for key := range d.each(&o) {
		switch key {
		case "number":
			v.Number = d.word()
		case "notation":
			v.Notation = d.word()
		default:
			d.unread(key)
		}
	}
	d.doubtful = d.doubtful || v.Number != "" && !so.MatchString(v.Number) || v.Notation != "" && !kyHieu.MatchString(v.Notation)
}

func (d *decoder) signer(v *Signer) {
	v.At = d.at()
	for key := range d.keys(d.shapes.signer) {
		switch key {
		case "organ":
			v.Organ = d.textLines()
		case "place":
			v.Place = d.word()
		case "date":
			date := d.date()
			v.Date = &date
		case "competence":
			v.Competence = d.textLines()
		case "position":
			v.Position = d.textLines()
		case "other_title":
			v.OtherTitle = d.textLines()
		case "name":
			v.Name = d.word()
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) appendix(v *Appendix) {
	v.At = d.at()
	for key := range d.keys(d.shapes.appendix) {
		switch key {
		case "title":
			v.Title = d.textLines()
		case "orientation":
			v.Orientation = d.choice("portrait", "landscape")
		case "numbering":
			v.Numbering = d.numbering()
		case "body":
			v.Body = d.body()
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) options(v *Options) {
	v.At = d.at()
	for key := range d.keys(d.shapes.options) {
		switch key {
		case "body_size":
			v.BodySize = d.number(100)
		case "margins":
			d.margins(&v.Margins)
		case "first_line_indent":
			v.FirstLineIndent = d.number(100)
		case "space_before":
			v.SpaceBefore = d.number(100)
		case "line_spacing":
			v.LineSpacing = d.number(10)
		case "end_mark":
			b := d.bool()
			v.EndMark = &b
		case "plate":
			v.Plate = new(Plate)
			d.plate(v.Plate)
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) margins(v *Margins) {
	for key := range d.keys(d.shapes.margins) {
		switch key {
		case "top":
			v.Top = d.number(200)
		case "bottom":
			v.Bottom = d.number(200)
		case "left":
			v.Left = d.number(200)
		case "right":
			v.Right = d.number(200)
		default:
			d.unread(key)
		}
	}
}
