package docx

import (
	"errors"
	"fmt"
	"strconv"

	"vanban/document"
	"vanban/thethuc"
)

// Certificates. What Word and LibreOffice do, and what follows for the parts of a plate:
//
//   - Text stands in DrawingML text boxes. A frame (w:framePr) is as exact in LibreOffice, but has no vertical alignment: the writer
//     would have to know the height of lines, and what a clerk adds would move the wrong way; Word pushes frames that overlap apart,
//     and makes one of two neighbours that are alike. Floating tables align, but LibreOffice 7.4 puts them centimetres off. A text
//     box has a place and a size in EMU, insets of zero, an anchor of its text, and overlaps what it will.
//   - Word takes the height of a paragraph's last line from its mark too, so that a shrunk paragraph says its size twice.
//   - The design is in the page's header: a clerk who clicks beside a text box can't move it, and the part is compressed once for
//     all certificates of one look. Word shows headers paler while the body is edited, and prints them as they are.
//   - Pictures and marks are behind the text of the body, where the clerk can change them. Both programs draw them above the header.
//   - Everything is placed from the page's edges. Margins place nothing then; they are what any printer leaves free, because Word
//     asks at every printing about smaller ones.
//   - Word 2007 does not know these text boxes. There is no fallback for it: it would have every text in the file twice, and whoever
//     searches or edits the file with a script would find the copy.

const (
	// anchorRole is the paragraph of the body that everything hangs on.
	anchorRole = document.CuoiVanBan
	// plateMargin is the margin of a plate's page, half an inch, in twips.
	plateMargin = 720

	firstPlate = int(document.KhenQuocHieu)
	plateRoles = int(document.RoleCount) - firstPlate

	pictureTypes = `<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>`
	partDesign   = "word/header1.xml"
)

// The parts that the main document of a certificate names: without a design, and with it.
var (
	plateParts  = fixedParts[:3:3]
	designParts = append(plateParts, part{"header1", "header"})
)

// plateKey is all of a sheet that the static parts of a certificate are made from.
type plateKey struct {
	font   string
	anchor thethuc.ParagraphStyle
	styles [plateRoles]thethuc.ParagraphStyle
}

// maxDrawn bounds the bytes of designs that a Writer keeps, compressed.
const maxDrawn = 16 << 20

func hasPlate(doc *document.Document) bool {
	for i := range doc.Sections {
		if doc.Sections[i].Plate != nil {
			return true
		}
	}
	return false
}

// writePlate writes the file of a certificate, which is a document of one section.
func (w *Writer) writePlate(e *encoder, doc *document.Document, sheet *thethuc.Sheet, data []byte) error {
	if s := &doc.Sections[0]; len(doc.Sections) > 1 || len(doc.Notes)+len(s.Blocks)+len(s.TopMarks)+len(s.Footer) > 0 {
		return errors.New("a plate stands in a document of its own, with nothing beside it")
	}
	prep, err := w.preparePlate(sheet)
	if err != nil {
		return fmt.Errorf("style sheet: %w", err)
	}
	plate := doc.Sections[0].Plate
	design, err := w.design(plate.Design)
	if err != nil {
		return fmt.Errorf("design: %w", err)
	}
	e.begin(doc, sheet, prep)
	e.onPlate, e.noMarks = true, true
	if err := e.listPictures(plate); err != nil {
		return err
	}
	return e.encodePlate(plate, design, data)
}

// preparePlate returns the static parts of certificates in the looks of the sheet, made once.
func (w *Writer) preparePlate(sheet *thethuc.Sheet) (*prepared, error) {
	key := plateKey{font: sheet.Font, anchor: sheet.Paragraphs[anchorRole]}
	copy(key.styles[:], sheet.Paragraphs[firstPlate:])
	w.mu.RLock()
	p := w.plates[key]
	w.mu.RUnlock()
	if p != nil {
		return p, nil
	}
	p, err := newPrepared(sheet, true)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.plates) >= maxPrepared {
		clear(w.plates)
	}
	w.plates[key] = p
	return p, nil
}

// design returns the header with the drawing of a design, made once for its key; no part where there is nothing to draw.
func (w *Writer) design(d *document.Design) (packed, error) {
	if d == nil || len(d.Shapes) == 0 {
		return packed{}, nil
	}
	w.mu.RLock()
	p, ok := w.designs[d.Key]
	w.mu.RUnlock()
	if ok {
		return p, nil
	}
	b, err := appendDesign([]byte(xmlHead), d)
	if err != nil {
		return packed{}, err
	}
	if p, err = pack(partDesign, b); err != nil {
		return packed{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.drawn += len(p.data); w.drawn > maxDrawn {
		clear(w.designs)
		w.drawn = len(p.data)
	}
	w.designs[d.Key] = p
	return p, nil
}

// encodePlate writes all parts of a certificate in their fixed order.
func (e *encoder) encodePlate(plate *document.Plate, design packed, data []byte) error {
	parts := plateParts
	if design.name != "" {
		parts = designParts
	}
	hasData, prep := len(data) > 0, e.prep
	err := e.addPart(partTypes, func() error {
		e.buf = appendTypes(e.buf, parts, hasData, len(e.pictures) > 0)
		return nil
	})
	if err != nil {
		return err
	}
	if err := e.zip.addPacked(prep.packageRels, prep.app); err != nil {
		return err
	}
	if err := e.addPart(partCore, e.appendCore); err != nil {
		return err
	}
	firstPicture := len(parts) + 1
	if hasData {
		firstPicture++
	}
	if err := e.addPart(partDocument, func() error { return e.appendPlate(plate, len(parts), firstPicture) }); err != nil {
		return err
	}
	err = e.addPart(partRels, func() error {
		e.buf = appendRels(e.buf, parts, hasData, e.pictures)
		return nil
	})
	if err != nil {
		return err
	}
	if err := e.zip.addPacked(prep.parts...); err != nil {
		return err
	}
	if design.name != "" {
		if err := e.zip.addPacked(design); err != nil {
			return err
		}
	}
	for i, p := range e.pictures {
		if err := e.zip.addStored("word/"+pictureName(i, p), p.Data); err != nil {
			return err
		}
	}
	if err := e.addData(data); err != nil {
		return err
	}
	return e.zip.finish()
}

// listPictures lists the plate's pictures, each once. The photo of a blank is for previews and never in a file.
func (e *encoder) listPictures(plate *document.Plate) error {
	e.pictures = e.pictures[:0]
	for i := range plate.Pictures {
		p := plate.Pictures[i].Picture
		if p == nil || p.Media != "image/png" && p.Media != "image/jpeg" {
			return fmt.Errorf("picture %d is no PNG or JPEG", i+1)
		}
		if e.picture(p) < 0 {
			e.pictures = append(e.pictures, p)
		}
	}
	return nil
}

// picture returns the index of a picture's part.
func (e *encoder) picture(p *document.Picture) int {
	for i, q := range e.pictures {
		if p.Key == q.Key {
			return i
		}
	}
	return -1
}

// pictureName returns the name of the i-th picture's part, beside the main document.
func pictureName(i int, p *document.Picture) string {
	return "media/image" + strconv.Itoa(i+1) + "." + p.Media[len("image/"):]
}

// appendPlate appends word/document.xml of a certificate. The design's header has the last relationship of the parts.
func (e *encoder) appendPlate(plate *document.Plate, parts, firstPicture int) error {
	e.buf = append(e.buf, `<w:document `+nsMain+` `+nsRel+` `+nsDrawing+`><w:body>`...)
	e.buf = append(e.buf, e.prep.open[anchorRole]...)
	e.buf = append(e.buf, `</w:pPr>`...)
	a := anchors{next: firstBodyID}
	for i := range plate.Pictures {
		p := &plate.Pictures[i]
		if err := e.placePicture(&a, p, firstPicture+e.picture(p.Picture)); err != nil {
			return fmt.Errorf("picture %d: %w", i+1, err)
		}
	}
	if err := e.placeMarks(&a, plate.Marks); err != nil {
		return fmt.Errorf("marks: %w", err)
	}
	for i := range plate.Boxes {
		if err := e.placeBox(&a, &plate.Boxes[i]); err != nil {
			return fmt.Errorf("box %d: %w", i+1, err)
		}
	}
	e.buf = append(e.buf, `</w:p><w:sectPr>`...)
	if parts == len(designParts) {
		e.buf = appendReference(e.buf, "header", "default", parts)
	}
	w, h := plate.Width.Twips(), plate.Height.Twips()
	e.buf = append(e.buf, `<w:pgSz`...)
	e.buf = appendNum(e.buf, "w", w)
	e.buf = appendNum(e.buf, "h", h)
	if w > h {
		e.buf = append(e.buf, ` w:orient="landscape"`...)
	}
	e.buf = append(e.buf, `/><w:pgMar`...)
	for _, side := range [...]string{"top", "right", "bottom", "left"} {
		e.buf = appendNum(e.buf, side, plateMargin)
	}
	e.buf = append(e.buf, ` w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:body></w:document>`...)
	return nil
}

// placeBox appends a text box.
func (e *encoder) placeBox(a *anchors, box *document.Box) error {
	if len(box.Paragraphs) == 0 {
		return errNoParagraph
	}
	role := box.Paragraphs[0].Role
	if !role.OnPlate() {
		return fmt.Errorf("role %d does not stand on a plate", role)
	}
	anchor, ok := bodyAnchors[box.VAlign]
	if !ok {
		return fmt.Errorf("unknown vertical alignment %d", box.VAlign)
	}
	at := area{box.X, box.Y, box.Width, box.Height}
	if err := at.check(); err != nil {
		return err
	}
	e.buf = append(e.buf, `<w:r>`+forShapes...)
	e.buf = a.open(e.buf, at, false, e.sheet.Paragraphs[role].Name)
	e.buf = append(e.buf, shapeData+`<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>`...)
	e.buf = appendExtent(e.buf, at.w, at.h)
	e.buf = append(e.buf, `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>`+
		`<wps:txbx><w:txbxContent>`...)
	var mark [64]byte
	var end []byte
	if e.size = 0; box.Size > 0 {
		e.size = box.Size.HalfPoints()
		end = append(appendHalfPoints(append(mark[:0], `<w:rPr>`...), e.size), `</w:rPr>`...)
	}
	for i := range box.Paragraphs {
		if err := e.paragraph(&box.Paragraphs[i], "", end); err != nil {
			return err
		}
	}
	e.buf = append(e.buf, `</w:txbxContent></wps:txbx><wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="`...)
	e.buf = append(e.buf, anchor...)
	e.buf = append(e.buf, `"><a:noAutofit/></wps:bodyPr></wps:wsp>`+anchorEnd+forEnd+`</w:r>`...)
	return nil
}

var bodyAnchors = map[document.VAlign]string{document.VAlignTop: "t", document.VAlignCenter: "ctr", document.VAlignBottom: "b"}
