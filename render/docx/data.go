package docx

import "bytes"

// The document's JSON, kept in the file as custom XML (ECMA-376 Part 1, 15.2.5): Word and LibreOffice carry it along when they save,
// and show it to nobody. Whoever reads the file again finds what it was made from.
const (
	partData      = "customXml/item1.xml"
	partDataRels  = "customXml/_rels/item1.xml.rels"
	partDataProps = "customXml/itemProps1.xml"

	// DataNamespace is the namespace of the root element that holds the JSON.
	DataNamespace = "urn:vanban:contract:v1"

	dataOpen  = `<document xmlns="` + DataNamespace + `">`
	dataClose = `</document>`

	dataOverride = `<Override PartName="/customXml/itemProps1.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`
	dataRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + relPrefix + `customXmlProps" Target="itemProps1.xml"/></Relationships>`
	// The id names this use of custom XML and no single file, so that it is the same in all.
	dataProps = `<ds:datastoreItem ds:itemID="{6B0C5A34-5D0E-4C0B-9A51-30C2D2B0A7E1}"` +
		` xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">` +
		`<ds:schemaRefs><ds:schemaRef ds:uri="` + DataNamespace + `"/></ds:schemaRefs></ds:datastoreItem>`
)

// addData adds the JSON as contract.Encode writes it, which is UTF-8 without control characters; a document without one has no such
// parts.
func (e *encoder) addData(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	err := e.addPart(partData, func() error {
		e.buf = append(e.buf, dataOpen...)
		if needsLook(data) {
			var err error
			if e.buf, err = appendText(e.buf, string(data)); err != nil {
				return err
			}
		} else {
			e.buf = append(e.buf, data...)
		}
		e.buf = append(e.buf, dataClose...)
		return nil
	})
	if err != nil {
		return err
	}
	return e.zip.addPacked(e.prep.dataProps[:]...)
}

// needsLook reports whether JSON has markup, or the byte that begins U+FFFE and U+FFFF, which XML can't hold. Hardly any has.
func needsLook(data []byte) bool {
	for _, c := range [...]byte{'&', '<', '>', 0xEF} {
		if bytes.IndexByte(data, c) >= 0 {
			return true
		}
	}
	return false
}
