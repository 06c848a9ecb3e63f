// Package docx writes a document tree as a Word file: WordprocessingML in an Open Packaging container (ECMA-376 Parts 1
// and 2, transitional). How a role looks stands in the named styles of styles.xml, made from the style sheet; the text
// carries no formatting of its own but what the author marked. The package owns XML and the container; it measures no text
// and breaks no lines.
package docx

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sync"

	"vanban/document"
	"vanban/thethuc"
)

// Writer writes documents as DOCX. It keeps the parts that depend on the style sheet alone, compressed, and the buffers
// of finished calls. It is safe for concurrent use.
type Writer struct {
	mu       sync.RWMutex
	prepared map[sheetKey]*prepared
	plates   map[plateKey]*prepared
	designs  map[string]packed // by their keys
	drawn    int               // bytes in designs
	encoders sync.Pool
}

// sheetKey finds a sheet among those that are prepared. Two sheets with one key look the same unless someone changed the
// numbers by hand, which prepare looks for.
type sheetKey struct {
	pack    string
	house   thethuc.House
	profile thethuc.Profile
}

func keyOf(s *thethuc.Sheet) sheetKey {
	k := sheetKey{house: s.House, profile: s.Profile}
	if s.Pack != nil {
		k.pack = s.Pack.ID
	}
	return k
}

// sameLooks reports whether two sheets make the same files of anything but certificates.
func sameLooks(a, b *thethuc.Sheet) bool {
	return a == b || a.Font == b.Font && a.Page == b.Page &&
		slices.Equal(a.Paragraphs[:firstPlate], b.Paragraphs[:firstPlate]) && a.Chars == b.Chars && a.Tables == b.Tables
}

// The bounds of what a Writer keeps. House options are the user's, so that the number of sheets has no natural bound.
const (
	maxPrepared = 64
	maxKept     = 8 << 20 // bytes of one buffer
)

// New returns a Writer.
func New() *Writer {
	return &Writer{prepared: make(map[sheetKey]*prepared), plates: make(map[plateKey]*prepared), designs: make(map[string]packed)}
}

// Write returns the DOCX file of the document in the looks of the sheet. The same tree and sheet give the same bytes. A
// tree that breaks its own contract is an error that names the place: nothing is skipped.
func (w *Writer) Write(doc *document.Document, sheet *thethuc.Sheet) ([]byte, error) {
	return w.WriteWith(doc, sheet, nil)
}

// WriteWith is [Writer.Write] of a file that carries data, the JSON that the tree was built from as the contract encodes it, as custom
// XML. Without data it carries none.
func (w *Writer) WriteWith(doc *document.Document, sheet *thethuc.Sheet, data []byte) ([]byte, error) {
	if doc == nil || sheet == nil {
		return nil, errors.New("docx: no document or no style sheet")
	}
	e, _ := w.encoders.Get().(*encoder)
	if e == nil {
		e = newEncoder()
	}
	defer w.release(e)
	var err error
	if hasPlate(doc) {
		err = w.writePlate(e, doc, sheet, data)
	} else {
		err = w.writePages(e, doc, sheet, data)
	}
	if err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	return bytes.Clone(e.zip.out.Bytes()), nil
}

func (w *Writer) writePages(e *encoder, doc *document.Document, sheet *thethuc.Sheet, data []byte) error {
	prep, err := w.prepare(sheet)
	if err != nil {
		return fmt.Errorf("style sheet: %w", err)
	}
	e.begin(doc, sheet, prep)
	return e.encode(data)
}

func (w *Writer) release(e *encoder) {
	if cap(e.buf) > maxKept || e.zip.out.Cap() > maxKept {
		return
	}
	e.doc, e.sheet, e.prep = nil, nil, nil
	clear(e.pictures)
	w.encoders.Put(e)
}

// prepare returns the static parts of the sheet, made once.
func (w *Writer) prepare(sheet *thethuc.Sheet) (*prepared, error) {
	key := keyOf(sheet)
	w.mu.RLock()
	p := w.prepared[key]
	w.mu.RUnlock()
	if p != nil && sameLooks(p.sheet, sheet) {
		return p, nil
	}
	p, err := newPrepared(sheet, false)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.prepared) >= maxPrepared {
		clear(w.prepared)
	}
	w.prepared[key] = p
	return p, nil
}

// encoder is the state of one Write: the XML of the part in hand, and the container that finished parts go to.
type encoder struct {
	buf []byte
	zip archive

	doc   *document.Document
	sheet *thethuc.Sheet
	prep  *prepared

	marks   int     // footnote marks met so far
	noMarks bool    // inside a header, a footer or a note, where Word allows none
	keepRow bool    // inside a row that stays with the next one
	width   int     // of the container that blocks stand in, in twips
	onPlate bool    // inside a certificate
	size    int     // of the type where it was shrunk, in half-points
	sect    []byte  // the properties of the section in hand
	columns []int   // widths of the columns of the tables that are open, in twips
	covers  []cover // the row spans at these columns

	pictures []*document.Picture // of the certificate, each once
}

func newEncoder() *encoder {
	return &encoder{buf: make([]byte, 0, 64<<10), zip: newArchive()}
}

func (e *encoder) begin(doc *document.Document, sheet *thethuc.Sheet, prep *prepared) {
	e.doc, e.sheet, e.prep = doc, sheet, prep
	e.marks, e.noMarks, e.keepRow = 0, false, false
	e.onPlate, e.size = false, 0
	e.columns, e.covers = e.columns[:0], e.covers[:0]
	e.zip.reset()
}

// encode writes all parts in their fixed order. [Content_Types].xml comes first, as readers that sniff the type of a
// stream expect it.
func (e *encoder) encode(data []byte) error {
	prep, furniture := e.prep, planFurniture(e.doc)
	furniture.data = len(data) > 0
	if err := e.addTypes(furniture); err != nil {
		return err
	}
	if err := e.zip.addPacked(prep.packageRels, prep.app); err != nil {
		return err
	}
	if err := e.addPart(partCore, e.appendCore); err != nil {
		return err
	}
	if err := e.addPart(partDocument, func() error { return e.appendBody(furniture) }); err != nil {
		return err
	}
	if err := e.addRels(furniture); err != nil {
		return err
	}
	if err := e.zip.addPacked(prep.parts...); err != nil {
		return err
	}
	if err := e.addNotes(); err != nil {
		return err
	}
	if err := e.addFurniture(furniture); err != nil {
		return err
	}
	if err := e.addData(data); err != nil {
		return err
	}
	return e.zip.finish()
}

// addPart makes a part with fill, which appends its XML to e.buf, and adds it to the container.
func (e *encoder) addPart(name string, fill func() error) error {
	e.buf = append(e.buf[:0], xmlHead...)
	if err := fill(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return e.zip.add(name, e.buf)
}
