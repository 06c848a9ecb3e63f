package docx

import (
	"errors"
	"fmt"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// The parts that every file has. Headers and footers beyond the first two come after, see planFurniture.
const (
	partTypes       = "[Content_Types].xml"
	partPackageRels = "_rels/.rels"
	partApp         = "docProps/app.xml"
	partCore        = "docProps/core.xml"
	partDocument    = "word/document.xml"
	partRels        = "word/_rels/document.xml.rels"
	partStyles      = "word/styles.xml"
	partSettings    = "word/settings.xml"
	partFonts       = "word/fontTable.xml"
	partNotes       = "word/footnotes.xml"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	nsMain = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	nsRel  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	typePrefix = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relPrefix  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// part is a part that the main document names by a relationship.
type part struct{ name, kind string }

// fixedParts are the parts of the main document that every file has, in the order of their relationships: the first is
// rId1.
var fixedParts = []part{
	{"styles", "styles"}, {"settings", "settings"}, {"fontTable", "fontTable"}, {"footnotes", "footnotes"},
	{"header1", "header"}, {"header2", "header"},
}

// The relationships that a section names.
const (
	relNumber = 5 // header1: the page number
	relEmpty  = 6 // header2: nothing, on first pages
	relExtra  = 7 // the first of the headers and footers that only some documents have
)

// prepared is what depends on the style sheet alone.
type prepared struct {
	sheet *thethuc.Sheet

	types, rels      [2]packed // of a document without the contract, and with it
	packageRels, app packed
	dataProps        [2]packed
	parts            []packed // styles, settings, fontTable, page number, empty header
	notes            packed   // footnotes of a document without any

	// open is how a paragraph of each role begins, up to what it may add to its style; noteLead is the mark at the head of
	// a note, which Word wants the file to write.
	open     [document.RoleCount]string
	noteLead string
}

// newPrepared prepares the parts of certificates, or those of all other documents.
func newPrepared(sheet *thethuc.Sheet, plate bool) (*prepared, error) {
	if err := checkStyles(sheet); err != nil {
		return nil, err
	}
	p := &prepared{sheet: sheet}
	for r := range p.open {
		p.open[r] = `<w:p><w:pPr><w:pStyle w:val="` + sheet.Paragraphs[r].ID + `"/>`
	}
	var err error
	keep := func(name string, content []byte) packed {
		var k packed
		if err == nil {
			k, err = pack(name, append([]byte(xmlHead), content...))
		}
		return k
	}
	p.dataProps = [2]packed{keep(partDataRels, []byte(dataRels)), keep(partDataProps, []byte(dataProps))}
	p.packageRels = keep(partPackageRels, []byte(packageRels))
	p.app = keep(partApp, []byte(app))
	fontTable := keep(partFonts, appendFonts(nil, sheet.Font))
	if plate {
		p.parts = []packed{keep(partStyles, appendPlateStyles(nil, sheet)), keep(partSettings, []byte(plateSettings)), fontTable}
		return p, err
	}
	p.noteLead = `<w:r><w:rPr><w:rStyle w:val="` + sheet.Chars[document.DauGhiChu].ID + `"/></w:rPr><w:footnoteRef/></w:r>` +
		`<w:r><w:t xml:space="preserve"> </w:t></w:r>`
	var plain furniture
	for i := range p.types {
		plain.data = i == 1
		p.types[i] = keep(partTypes, appendTypes(nil, plain.parts(), plain.data, false))
		p.rels[i] = keep(partRels, appendRels(nil, plain.parts(), plain.data, nil))
	}
	p.parts = []packed{
		keep(partStyles, appendStyles(nil, sheet)),
		keep(partSettings, []byte(settings)),
		fontTable,
		keep("word/header1.xml", appendNumber(nil, p)),
		keep("word/header2.xml", appendEmpty(nil, p, "hdr", document.SoTrang)),
	}
	p.notes = keep(partNotes, append(appendSeparators(nil, p), notesTail...))
	return p, err
}

// checkStyles refuses a sheet in which a role has no style of its own: Word would set such text in Normal and say nothing.
func checkStyles(sheet *thethuc.Sheet) error {
	if sheet.Font == "" {
		return errors.New("no font")
	}
	seen := map[string]bool{}
	check := func(what string, index int, id, name string) error {
		if id == "" || name == "" {
			return fmt.Errorf("%s %d has no style id or name", what, index)
		}
		if strings.Contains(name, ",") {
			return fmt.Errorf("%s %d: the name %q has a comma, which to Word begins an alias", what, index, name)
		}
		for _, c := range []byte(id) {
			if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
				return fmt.Errorf("%s %d: style id %q has other characters than ASCII letters and digits", what, index, id)
			}
		}
		if seen[id] {
			return fmt.Errorf("%s %d: style id %q is used twice", what, index, id)
		}
		seen[id] = true
		return nil
	}
	for i := range sheet.Paragraphs {
		if err := check("role", i, sheet.Paragraphs[i].ID, sheet.Paragraphs[i].Name); err != nil {
			return err
		}
	}
	for i := range sheet.Tables {
		if err := check("table role", i, sheet.Tables[i].ID, sheet.Tables[i].Name); err != nil {
			return err
		}
	}
	for i := int(document.NoChar) + 1; i < len(sheet.Chars); i++ {
		if err := check("character style", i, sheet.Chars[i].ID, sheet.Chars[i].Name); err != nil {
			return err
		}
	}
	return nil
}

const packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="` + relPrefix + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + relPrefix + `extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

// appendTypes appends [Content_Types].xml (ECMA-376 Part 2, 10.1.2).
func appendTypes(b []byte, parts []part, data, pictures bool) []byte {
	b = append(b, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`+
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/>`...)
	if pictures {
		b = append(b, pictureTypes...)
	}
	b = append(b, `<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>`+
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`+
		`<Override PartName="/word/document.xml" ContentType="`+typePrefix+`document.main+xml"/>`...)
	for _, p := range parts {
		b = append(b, `<Override PartName="/word/`...)
		b = append(b, p.name...)
		b = append(b, `.xml" ContentType="`+typePrefix...)
		b = append(b, p.kind...)
		b = append(b, `+xml"/>`...)
	}
	if data {
		b = append(b, dataOverride...)
	}
	return append(b, `</Types>`...)
}

// appendRels appends the relationships of the main document: its parts, the JSON, the pictures.
func appendRels(b []byte, parts []part, data bool, pictures []*document.Picture) []byte {
	b = append(b, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`...)
	id := 0
	one := func(name, ending, kind string) {
		id++
		b = append(b, `<Relationship Id="rId`...)
		b = appendInt(b, id)
		b = append(b, `" Type="`+relPrefix...)
		b = append(b, kind...)
		b = append(b, `" Target="`...)
		b = append(b, name...)
		b = append(b, ending...)
		b = append(b, `"/>`...)
	}
	for _, p := range parts {
		one(p.name, ".xml", p.kind)
	}
	if data {
		one("../customXml/item1", ".xml", "customXml")
	}
	for i, p := range pictures {
		one(pictureName(i, p), "", "image")
	}
	return append(b, `</Relationships>`...)
}
