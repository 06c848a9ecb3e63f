package intake

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// certificate decodes the JSON of a file where it is that of a certificate, nil where it is not.
func (s *Service) certificate(data []byte) *contract.Document {
	doc, problems := contract.Decode(data, contract.Limits{})
	if doc == nil || problems.Fatal() || s.catalog.Get(doc.Type) == nil || !s.catalog.Get(doc.Type).Certificate {
		return nil
	}
	return doc
}

// importCertificate reads a certificate that this program made. Its text stands in boxes whose paragraph styles tell what they are, so
// nothing has to be recognised: what differs from what was printed was edited. It returns nil where the file has none of the boxes.
func (s *Service) importCertificate(own *contract.Document, src *read.Manuscript) (*Result, error) {
	c := &certificateEdit{s: s, m: &mapper{s: s, src: src, sheet: s.sheet}, own: own, doc: clone(own)}
	c.printed, c.sure = s.catalog.CertificateLines(own)
	c.collect()
	if !c.any() {
		return nil, nil
	}
	for _, k := range fieldOrder {
		c.field(k)
	}
	for _, p := range c.g.guessed {
		c.m.note("merged_by_recognition", "Phần này đã sửa nhiều trong tệp nên được đọc lại từ văn bản thay vì giữ cách ghi cũ.", "", read.Place{}).Pointer = p
	}
	state := Edited
	if len(c.g.changes)+len(c.m.notes) == 0 {
		state = Same
	}
	c.remarks()
	c.problems()
	data, doc, err := c.m.accepted(c.doc)
	if err != nil {
		return nil, err
	}
	return &Result{
		Document: *doc, JSON: data, Source: src.Source, Manuscript: src, Embedded: state, Changes: c.g.changes, Notes: gathered(c.m.notes),
	}, nil
}

// clone copies what an edit may change.
func clone(d *contract.Document) *contract.Document {
	out := *d
	out.Recipient, out.Decision, out.Signer = copied(d.Recipient), copied(d.Decision), copied(d.Signer)
	return &out
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// certificateEdit finds what was edited in a certificate.
type certificateEdit struct {
	s       *Service
	m       *mapper
	g       merger
	own     *contract.Document // what the file was made from
	doc     *contract.Document // with the edits
	printed [thethuc.PlateKeys][]string
	sure    bool // that printed is what was printed: the plate is known
	boxes   [thethuc.PlateKeys]*box
	stray   bool // some text stands in no box that is known
}

// box is the text of one box.
type box struct {
	pieces []piece
	place  read.Place
}

// piece is a line of a box, set by hand or by the program.
type piece struct {
	text  string
	first bool // of its paragraph
}

func (b *box) text() string {
	parts := make([]string, len(b.pieces))
	for i := range b.pieces {
		parts[i] = b.pieces[i].text
	}
	return strings.Join(parts, " ")
}

// fieldOrder has the fields in the order in which they are read.
var fieldOrder = []thethuc.PlateKey{
	thethuc.PlateNation, thethuc.PlateMotto, thethuc.PlateAwardBy, thethuc.PlateAwardWord, thethuc.PlateTitle, thethuc.PlateName,
	thethuc.PlatePosition, thethuc.PlateCitation, thethuc.PlateDecision, thethuc.PlateRegister, thethuc.PlatePlaceDate,
	thethuc.PlateSignerTitle, thethuc.PlateSignerName,
}

// keyOfStyle finds the field of a style by the name that the clerk reads: LibreOffice makes new ids.
func (c *certificateEdit) keyOfStyle(name string) (thethuc.PlateKey, bool) {
	if name == "" {
		return 0, false
	}
	fields := &thethuc.ND30().Plate().Fields
	for _, k := range fieldOrder {
		if st := &c.m.sheet.Paragraphs[fields[k].Role]; strings.EqualFold(st.Name, name) || st.ID == name {
			return k, true
		}
	}
	return 0, false
}

// collect gathers the boxes. A second box of one style, and text of no such style, is noted, unless it is what was printed in a field whose
// box lost its style.
func (c *certificateEdit) collect() {
	var ends []int // the last paragraph of each box
	for i := range c.m.src.Remarks {
		if r := &c.m.src.Remarks[i]; r.Code == "text_box" && r.Place.Part == "" {
			ends = append(ends, r.Place.Paragraph)
		}
	}
	slices.Sort(ends)
	boxOf := func(p read.Place) int {
		n, _ := slices.BinarySearch(ends, p.Paragraph)
		return n
	}
	var others []*read.Paragraph
	number := c.chosen(boxOf)
	c.m.eachText(func(p *read.Paragraph) {
		if oneSpace(paragraphText(p)) == "" {
			return
		}
		k, ok := c.keyOfStyle(p.Style)
		at := boxOf(p.Place)
		if !ok || p.Place.Part != "" || number[k] != at {
			others = append(others, p)
			return
		}
		if c.boxes[k] == nil {
			c.boxes[k] = &box{place: p.Place}
		}
		c.boxes[k].add(p)
		c.m.effects(p.Runs, p.Place)
		for i := range p.Runs {
			if r := &p.Runs[i]; r.Kind == read.NoteMark && r.Note >= 0 && r.Note < len(c.m.src.Notes) {
				c.m.lose("not_accepted", "Chú thích đặt ở chỗ mà dữ liệu không có chú thích.", blocksText(c.m.src.Notes[r.Note].Blocks), p.Place)
			}
		}
	})
	for _, p := range others {
		if p.Place.Part == "footnotes" || p.Place.Part == "endnotes" {
			continue // noted at its mark
		}
		text := oneSpace(paragraphText(p))
		k := slices.IndexFunc(fieldOrder, func(k thethuc.PlateKey) bool { return c.boxes[k] == nil && text == c.words(k) })
		if k >= 0 {
			c.boxes[fieldOrder[k]] = &box{place: p.Place}
			c.boxes[fieldOrder[k]].add(p)
			continue
		}
		c.stray = true
		c.m.note("unplaced_text", "Nội dung này không nằm trong ô nào của giấy khen mà chương trình nhận ra.", text, p.Place).Lost = true
	}
}

// chosen returns the number of the box that is read for each field: the one that still says what was printed, or else the first.
func (c *certificateEdit) chosen(boxOf func(read.Place) int) map[thethuc.PlateKey]int {
	type which struct {
		key thethuc.PlateKey
		at  int
	}
	text := map[which]*box{}
	number := map[thethuc.PlateKey]int{}
	c.m.eachText(func(p *read.Paragraph) {
		k, ok := c.keyOfStyle(p.Style)
		if !ok || p.Place.Part != "" || oneSpace(paragraphText(p)) == "" {
			return
		}
		w := which{k, boxOf(p.Place)}
		if text[w] == nil {
			text[w] = new(box)
		}
		text[w].add(p)
		if _, taken := number[k]; !taken {
			number[k] = w.at
		}
	})
	for w, b := range text {
		if b.text() == c.words(w.key) && text[which{w.key, number[w.key]}].text() != c.words(w.key) {
			number[w.key] = w.at
		}
	}
	return number
}

func (b *box) add(p *read.Paragraph) {
	text := runsText(p.Runs, "\n")
	if p.Label != "" {
		text = p.Label + " " + text
	}
	first := true
	for line := range strings.SplitSeq(text, "\n") {
		if line = oneSpace(line); line != "" {
			b.pieces = append(b.pieces, piece{line, first})
			first = false
		}
	}
}

func (c *certificateEdit) any() bool {
	return slices.ContainsFunc(c.boxes[:], func(b *box) bool { return b != nil })
}

// words is what was printed in a field, on one line.
func (c *certificateEdit) words(k thethuc.PlateKey) string {
	return oneSpace(strings.Join(c.printed[k], " "))
}

// oneSpace returns s with single blanks: the room left for a pen, and line breaks, are no text.
func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// field compares one field with what was printed.
func (c *certificateEdit) field(k thethuc.PlateKey) {
	b, was := c.boxes[k], c.words(k)
	fixed := k == thethuc.PlateNation || k == thethuc.PlateMotto || k == thethuc.PlateAwardWord || k == thethuc.PlateTitle
	switch {
	case b == nil && was == "":
	case b == nil:
		c.missing(k, was, fixed)
	case fixed:
		c.fixed(k, b, was)
	default:
		c.edited(k, b, was)
	}
}

// missing tells of a box that is gone. Its field goes with it where all other text has a place; a blank of an unknown plate has no box of
// what stands on the paper.
func (c *certificateEdit) missing(k thethuc.PlateKey, was string, fixed bool) {
	onPaper := thethuc.ND30().Plate().Fields[k].Printed
	switch {
	case !c.sure && onPaper:
	case fixed:
		c.m.note("replaced_by_form", "Ô này không còn trong tệp; mẫu vẫn in: "+contract.Quote(was)+".", "", read.Place{})
	default:
		before, changes := clone(c.doc), len(c.g.changes)
		c.clear(k)
		if c.changes(before); len(c.g.changes) > changes && (!c.sure || c.stray) {
			c.doc, c.g.changes = before, c.g.changes[:changes]
			c.m.note("box_missing", "Không thấy ô này trong tệp; giữ nguyên dữ liệu cũ: "+contract.Quote(was)+".", "", read.Place{}).Pointer = pointerOf[k]
		}
	}
}

// pointerOf has where each field stands in the JSON.
var pointerOf = map[thethuc.PlateKey]string{
	thethuc.PlateAwardBy: "/award_by", thethuc.PlateName: "/recipient/name", thethuc.PlatePosition: "/recipient/unit",
	thethuc.PlateCitation: "/citation", thethuc.PlateDecision: "/decision", thethuc.PlateRegister: "/register_number",
	thethuc.PlatePlaceDate: "/date", thethuc.PlateSignerTitle: "/signer/position", thethuc.PlateSignerName: "/signer/name",
}

// fixed compares words that the form has: only the award may be another.
func (c *certificateEdit) fixed(k thethuc.PlateKey, b *box, was string) {
	now := b.text()
	if was == "" || sameWords(now, was) { // nothing said: the plate is not known
		return
	}
	if k == thethuc.PlateTitle {
		for _, kind := range thethuc.AwardKinds() {
			if sameWords(now, kind.Name) {
				c.g.word(&c.doc.Type, c.own.Type, kind.Slug, "/type")
				return
			}
		}
	}
	c.m.note("replaced_by_form", "Dòng này được thay bằng chữ của mẫu: "+contract.Quote(was)+".", now, b.place)
}

// edited takes over a field whose text is another. What is taken must print as it stands in the file; else the field stays as it was, and
// the text is noted.
func (c *certificateEdit) edited(k thethuc.PlateKey, b *box, was string) {
	now := b.text()
	if now == was && !c.breaks(k, b) {
		return
	}
	before := clone(c.doc)
	if c.take(k, b) && c.prints(k, now) {
		c.changes(before)
		return
	}
	c.doc = before
	n := c.m.note("unplaced_text", "Chữ đã sửa trong ô này không rõ thuộc trường nào; giữ nguyên dữ liệu cũ.", now, b.place)
	n.Pointer, n.Lost = pointerOf[k], true
}

// breaks reports whether somebody began a paragraph inside the text of a field of several lines.
func (c *certificateEdit) breaks(k thethuc.PlateKey, b *box) bool {
	own := c.ownLines(k)
	return len(own) > 0 && !slices.Equal(joinPieces(b.pieces, own), spaced(own))
}

// prints reports whether the edited document has a text in a field. Numbers, dates and places are set by the form, which has its own
// blanks, zeros and commas; names are sacred.
func (c *certificateEdit) prints(k thethuc.PlateKey, now string) bool {
	probe := clone(c.doc)
	if !c.sure {
		p := contract.Plate{}
		if label, _, ok := strings.Cut(now, ":"); ok && k == thethuc.PlateRegister {
			p.Register = label
		} else if label, _, _, ok := cutDecision(now); ok && k == thethuc.PlateDecision {
			p.Decision = label
		}
		probe.Options.Plate = &p
	}
	lines, _ := c.s.catalog.CertificateLines(probe)
	text := oneSpace(strings.Join(lines[k], " "))
	switch k {
	case thethuc.PlateDecision, thethuc.PlateRegister, thethuc.PlatePlaceDate:
		return sameWords(text, now)
	}
	return text == now
}

// changes lists what differs from the document before.
func (c *certificateEdit) changes(before *contract.Document) {
	a, b := before, c.doc
	word := func(at, was, now string) {
		if was != now {
			c.g.changed(at, was, now)
		}
	}
	lines := func(at string, was, now contract.Lines) {
		word(at, strings.Join(was, "\n"), strings.Join(now, "\n"))
	}
	lines("/award_by", a.AwardBy, b.AwardBy)
	ra, rb := zeroIfNil(a.Recipient), zeroIfNil(b.Recipient)
	word("/recipient/salutation", ra.Salutation, rb.Salutation)
	word("/recipient/name", ra.Name, rb.Name)
	word("/recipient/position", ra.Position, rb.Position)
	word("/recipient/unit", ra.Unit, rb.Unit)
	lines("/citation", a.Citation, b.Citation)
	da, db := zeroIfNil(a.Decision), zeroIfNil(b.Decision)
	word("/decision/number", da.Number, db.Number)
	word("/decision/notation", da.Notation, db.Notation)
	word("/decision/date", isoDate(da.Date), isoDate(db.Date))
	word("/register_number", a.RegisterNumber, b.RegisterNumber)
	word("/place", a.Place, b.Place)
	word("/date", isoDate(a.Date), isoDate(b.Date))
	sa, sb := zeroIfNil(a.Signer), zeroIfNil(b.Signer)
	lines("/signer/competence", sa.Competence, sb.Competence)
	lines("/signer/position", sa.Position, sb.Position)
	word("/signer/name", sa.Name, sb.Name)
}

func zeroIfNil[T any](p *T) T {
	if p == nil {
		return *new(T)
	}
	return *p
}

// remarks notes what the reader says of the file, but for what our own file has: boxes, and on an office's plate a picture.
func (c *certificateEdit) remarks() {
	plate := c.own.Options.Plate
	pictured := plate != nil && plate.Profile != ""
	for i := range c.m.src.Remarks {
		if r := &c.m.src.Remarks[i]; r.Code != "text_box" && !(pictured && r.Code == "picture") {
			c.m.remark(r)
		}
	}
}

// problems notes the faults that the edits brought.
func (c *certificateEdit) problems() {
	if len(c.g.changes) == 0 {
		return
	}
	had := c.s.catalog.BuildDocument(c.own).Problems
	for _, p := range c.s.catalog.BuildDocument(c.doc).Problems {
		same := func(q document.Problem) bool { return q.Code == p.Code && q.Pointer == p.Pointer }
		if p.Severity == document.Error && !slices.ContainsFunc(had, same) {
			c.m.notes = append(c.m.notes, Note{Code: "problem", Message: p.Message, Pointer: p.Pointer, Text: p.Code})
		}
	}
}
