package parts

import (
	"iter"
	"sync"

	"vanban/document"
	"vanban/plate"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// Plates keeps what all certificates of one look have in common. It is safe for concurrent use; the zero value is ready.
type Plates struct {
	studio plate.Studio
	mu     sync.RWMutex
	kept   map[plateKey]*platePage
}

// maxPlates is how many looks are kept. An office has a few; with more than this all are made anew.
const maxPlates = 128

// maxKept bounds the JSON of a plate that is kept, in bytes: one that says everything has a third of it.
const maxKept = 16 << 10

// plateKey is all that a look depends on.
type plateKey struct {
	slug    string
	profile *Profile
	plate   string // the JSON of the document's own
}

// page returns the look of a document's certificates.
func (b *Builder) page(own *contract.Plate, profile *Profile) *platePage {
	key := plateKey{slug: b.typ.Slug, profile: profile}
	var buf [256]byte
	text := buf[:0]
	var err error
	if own != nil {
		text, err = contract.AppendPlate(text, own)
	}
	kept := b.env.Plates
	if kept == nil || err != nil || len(text) > maxKept {
		return newPlatePage(b, own, profile, new(plate.Studio))
	}
	kept.mu.RLock()
	page := kept.kept[plateKey{slug: key.slug, profile: profile, plate: string(text)}]
	kept.mu.RUnlock()
	if page != nil {
		return page
	}
	key.plate = string(text)
	page = newPlatePage(b, own, profile, &kept.studio)
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.kept == nil || len(kept.kept) >= maxPlates {
		kept.kept = make(map[plateKey]*platePage)
	}
	kept.kept[key] = page
	return page
}

// platePage is a sheet with the places of its fields: what certificates of one look have in common. It is read-only.
type platePage struct {
	design   *thethuc.PlateDesign
	sheet    *thethuc.Sheet
	plate    document.Plate // size, design, pictures; without boxes
	fields   [thethuc.PlateKeys]plateField
	fixed    [thethuc.PlateKeys]*fitted // quốc hiệu, tiêu ngữ, TẶNG, the name of the award; nil where not printed
	marks    []document.Shape
	blank    bool
	verify   bool
	drawn    bool // quốc huy is our drawing, for want of the office's picture
	register string
	decision string
	problems document.Problems
	lone     *plateField // the name's field with the room of chức vụ, đơn vị, for who has none; nil where somebody placed one of them
	near     []nearPair  // those whose texts have to be compared in every certificate
	fits     memo[fitKey, fitted]
	givers   memo[giverKey, document.Problems]
}

// plateField is one field, resolved.
type plateField struct {
	thethuc.PlateField
	visible bool
	pointer string // of what was said of its place
	face    face
	// The place after the printer's faults are made good; X, Y, Width and Height are those on paper.
	x, y, width, height document.EMU
	avail               document.EMU // that a line may take
}

// newPlatePage resolves design, profile and the document's own wishes, in rising order.
func newPlatePage(b *Builder, own *contract.Plate, profile *Profile, studio *plate.Studio) *platePage {
	if own == nil {
		own = &contract.Plate{At: b.doc.At + "/options/plate"}
	}
	if profile == nil {
		profile = new(Profile)
	}
	p := &platePage{design: b.env.Pack.Plate()}
	m := &mergedPlate{own: own, office: &profile.Plate, page: p}
	m.size()
	p.blank, p.verify = m.yes(own.Blank, profile.Plate.Blank), m.yes(own.Verify, profile.Plate.Verify)
	p.register = firstOf(own.Register, profile.Plate.Register, p.design.Register)
	p.decision = firstOf(own.Decision, profile.Plate.Decision, p.design.Decision)
	for k := range thethuc.PlateKeys {
		m.field(k)
	}
	m.transform()
	p.check(scale(p.design.Reach, m.scale))
	p.makeSheet(b)
	p.setLone(m)
	p.setFixed(b.typ.Name)
	p.compareFixed()
	p.draw(studio, m.moved, profile)
	return p
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// mergedPlate lays the document's plate over the office's.
type mergedPlate struct {
	own, office    *contract.Plate
	page           *platePage
	scale          float64 // of type
	scaleX, scaleY float64 // of places
	moved          plate.Transform
	width, height  document.EMU // of the office's sheet, the one its printer was measured with
}

// size takes the sheet's size from whoever names one.
func (m *mergedPlate) size() {
	p := &m.page.plate
	for _, said := range [...]*contract.Plate{m.office, m.own} {
		m.width, m.height = p.Width, p.Height
		switch {
		case said.Width > 0 && said.Height > 0:
			p.Width, p.Height = document.MM(said.Width), document.MM(said.Height)
		case said.Size != "" || p.Width == 0:
			p.Width, p.Height = thethuc.PlateSize(said.Size)
		}
	}
	if m.own.Profile != "" && (p.Width != m.width || p.Height != m.height) {
		m.page.problems = append(m.page.problems, document.Problem{
			Severity: document.Warning, Pointer: m.own.At, Code: "size_not_of_profile", Hint: "Bỏ khổ giấy ở văn bản; mẫu khuôn đã có khổ của phôi.",
			Message: "Văn bản ghi khổ " + millimetres(p.Width) + " × " + millimetres(p.Height) + " mm, mẫu khuôn " + contract.Quote(m.own.Profile) + " là khổ " +
				millimetres(m.width) + " × " + millimetres(m.height) + " mm; các ô của mẫu khuôn có thể không đúng chỗ.",
		})
	}
	d := m.page.design
	m.scaleX, m.scaleY = float64(p.Width)/float64(d.Width), float64(p.Height)/float64(d.Height)
	m.scale = min(m.scaleX, m.scaleY)
}

func (m *mergedPlate) yes(own, office *bool) bool {
	if own != nil {
		return *own
	}
	return office != nil && *office
}

// field resolves one field.
func (m *mergedPlate) field(k thethuc.PlateKey) {
	f := &m.page.fields[k]
	f.PlateField = m.page.design.Fields[k]
	f.X, f.Width = scale(f.X, m.scaleX), scale(f.Width, m.scaleX)
	f.Y, f.Height = scale(f.Y, m.scaleY), scale(f.Height, m.scaleY)
	f.Size = max(scale(f.Size, m.scale)/document.HalfPoint, 1) * document.HalfPoint
	f.MinSize = max(scale(f.MinSize, m.scale)/document.HalfPoint, 1) * document.HalfPoint
	f.visible = !(m.page.blank && f.Printed)
	if k == thethuc.PlateQR {
		f.visible = m.page.verify
	}
	f.pointer = m.own.At
	if m.own.Profile != "" {
		f.pointer += "/profile"
	}
	m.over(f, m.office.Fields.Field(k))
	if said := m.own.Fields.Field(k); said != nil {
		m.over(f, said)
		f.pointer = m.own.At + "/fields/" + k.String()
	}
	f.MinSize = min(f.MinSize, f.Size)
	if k == thethuc.PlateQR {
		f.visible = f.visible && m.page.verify
	}
}

// over lays what is said of a field over what stands there.
func (m *mergedPlate) over(f *plateField, said *contract.PlateField) {
	if said == nil {
		return
	}
	length := func(v *document.EMU, mm float64) {
		if mm > 0 {
			*v = document.MM(mm)
		}
	}
	place := func(v *document.EMU, mm *float64) {
		if mm != nil {
			*v = document.MM(*mm)
		}
	}
	truth := func(v, said *bool) {
		if said != nil {
			*v = *said
		}
	}
	place(&f.X, said.X)
	place(&f.Y, said.Y)
	length(&f.Width, said.Width)
	length(&f.Height, said.Height)
	if said.Size > 0 {
		f.Size = document.Pt(said.Size)
	}
	if said.MinSize > 0 {
		f.MinSize = document.Pt(said.MinSize)
	}
	truth(&f.Bold, said.Bold)
	truth(&f.Italic, said.Italic)
	truth(&f.visible, said.Visible)
	if said.Color != "" {
		f.Color = said.Color
	}
	switch said.Align {
	case "left":
		f.Align = document.AlignLeft
	case "center":
		f.Align = document.AlignCenter
	case "right":
		f.Align = document.AlignRight
	}
	switch said.VAlign {
	case "top":
		f.VAlign = document.VAlignTop
	case "center":
		f.VAlign = document.VAlignCenter
	case "bottom":
		f.VAlign = document.VAlignBottom
	}
}

// transform moves every place by what was measured on the calibration sheet and by the offset.
func (m *mergedPlate) transform() {
	p, said, at := m.page, m.own, m.own.At+"/measured"
	width, height := p.plate.Width, p.plate.Height
	if len(said.Measured) == 0 {
		said = m.office
		at = m.own.At + "/profile"
		width, height = m.width, m.height
	}
	var list []plate.Measured
	for _, c := range said.Measured {
		list = append(list, plate.Measured{Cross: c.Cross, X: document.MM(c.X), Y: document.MM(c.Y)})
	}
	t, problems := plate.Solve(width, height, list, at)
	if said == m.office {
		for i := range problems {
			problems[i].Pointer = at // the list is not in the user's JSON
		}
	}
	p.problems = append(p.problems, problems...)
	offset := m.own.Offset
	if offset == (contract.Offset{}) {
		offset = m.office.Offset
	}
	t.OffsetX += document.MM(offset.X)
	t.OffsetY += document.MM(offset.Y)
	m.moved = t
	for k := range p.fields {
		f := &p.fields[k]
		x, y := t.Apply(f.X+f.Width, f.Y+f.Height)
		f.x, f.y = t.Apply(f.X, f.Y)
		f.width, f.height = x-f.x, y-f.y
		f.avail = f.width - p.design.Slack
	}
}

// makeSheet makes the style sheet: that of every document, with the plate's size and looks.
func (p *platePage) makeSheet(b *Builder) {
	base := b.env.Default
	if base == nil {
		base, _ = b.env.Pack.Sheet(thethuc.House{}, "")
	}
	sheet := *base
	sheet.Page = thethuc.Page{Width: p.plate.Width, Height: p.plate.Height}
	for k := range thethuc.PlateKeys {
		f := &p.fields[k]
		if !k.Text() {
			continue
		}
		st := &sheet.Paragraphs[f.Role]
		st.Size, st.Bold, st.Italic, st.Align, st.Color = f.Size, f.Bold, f.Italic, f.Align, f.Color
		if f.Color == "000000" {
			st.Color = "" // as all black text
		}
		f.face = face{m: b.env.Measure, face: st.Face(), size: f.Size}
	}
	p.sheet = &sheet
}

// setLone gives the name the room of chức vụ, đơn vị: with nothing under it a name stood hard below the title, over a gap.
func (p *platePage) setLone(m *mergedPlate) {
	for _, k := range []thethuc.PlateKey{thethuc.PlateName, thethuc.PlatePosition, thethuc.PlateCitation} {
		if m.own.Fields.Field(k) != nil || m.office.Fields.Field(k) != nil {
			return
		}
	}
	if p.blank {
		return // whose dotted lines stay where they are
	}
	f, below := p.fields[thethuc.PlateName], &p.fields[thethuc.PlatePosition]
	f.Height, f.height = below.Y+below.Height-f.Y, below.y+below.height-f.y
	f.Wraps = true // two lines at full size have room
	p.lone = &f
}

// setFixed sets the words that every certificate has.
func (p *platePage) setFixed(award string) {
	for k, words := range p.fixedWords(award) {
		f := &p.fields[k]
		if !f.visible {
			continue
		}
		set := p.fit(k, f.pointer, []string{words})
		p.problems = append(p.problems, set.problems...)
		p.fixed[k] = set
		if k == thethuc.PlateMotto {
			p.rule(f, set)
		}
	}
}

// fixedWords yields the fields whose words the form has.
func (p *platePage) fixedWords(award string) iter.Seq2[thethuc.PlateKey, string] {
	return func(yield func(thethuc.PlateKey, string) bool) {
		_ = yield(thethuc.PlateNation, quocHieu) && yield(thethuc.PlateMotto, tieuNgu) &&
			yield(thethuc.PlateAwardWord, p.design.AwardWord) && yield(thethuc.PlateTitle, award)
	}
}

// rule draws the line under tiêu ngữ, as long as the words.
func (p *platePage) rule(f *plateField, set *fitted) {
	size := f.Size
	if set.box.Size > 0 {
		size = set.box.Size
	}
	line := face{m: f.face.m, face: f.face.face, size: size}
	length, height := line.width(tieuNgu), scale(size, p.design.Line)
	x, y := f.x+(f.width-length)/2, f.y+height+p.design.RuleGap
	switch f.Align {
	case document.AlignLeft:
		x = f.x
	case document.AlignRight:
		x = f.x + f.width - length
	case document.AlignStyle, document.AlignCenter, document.AlignJustify:
	}
	switch f.VAlign {
	case document.VAlignCenter:
		y += (f.height - height) / 2
	case document.VAlignBottom:
		y += f.height - height
	case document.VAlignTop:
	}
	colour := f.Color
	p.marks = append(p.marks, document.Shape{
		Path: []document.Segment{
			{Kind: document.MoveTo, P: [3]document.XY{{X: x, Y: y}}}, {Kind: document.LineTo, P: [3]document.XY{{X: x + length, Y: y}}},
		},
		Stroke: colour, Weight: scale(p.design.RuleWeight, float64(size)/float64(p.design.Fields[thethuc.PlateMotto].Size)),
	})
}

// draw puts design and pictures in their places.
func (p *platePage) draw(studio *plate.Studio, moved plate.Transform, profile *Profile) {
	emblem := &p.fields[thethuc.PlateEmblem]
	look := plate.Look{Width: p.plate.Width, Height: p.plate.Height, Place: moved}
	switch {
	case !emblem.visible:
	case profile.Emblem != nil:
		p.plate.Pictures = []document.Placed{within(profile.Emblem, emblem.x, emblem.y, emblem.width, emblem.height)}
	default:
		side := min(emblem.Width, emblem.Height)
		look.Emblem = plate.Square{X: emblem.X + (emblem.Width-side)/2, Y: emblem.Y + (emblem.Height-side)/2, Size: side}
		look.Flags = true
		p.drawn = !p.blank
	}
	if !p.blank {
		p.plate.Design = studio.Design(look)
	}
	if profile.Photo != nil {
		p.plate.Photo = &document.Placed{Picture: profile.Photo, Width: p.plate.Width, Height: p.plate.Height}
	}
}

// within places a picture as large as the place lets it be, in the middle.
func within(pic *document.Picture, x, y, width, height document.EMU) document.Placed {
	w, h := width, height
	if pic.Width > 0 && pic.Height > 0 {
		ratio := min(float64(width)/float64(pic.Width), float64(height)/float64(pic.Height))
		w, h = document.EMU(ratio*float64(pic.Width)), document.EMU(ratio*float64(pic.Height))
	}
	return document.Placed{Picture: pic, X: x + (width-w)/2, Y: y + (height-h)/2, Width: w, Height: h}
}
