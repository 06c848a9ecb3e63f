package docx

import (
	"fmt"
	"time"
)

// appendCore appends docProps/core.xml (ECMA-376 Part 2, Clause 11). The moments are the document's own, never the
// clock's; Word expects them in UTC.
func (e *encoder) appendCore() error {
	info := &e.doc.Info
	e.buf = append(e.buf, `<cp:coreProperties`+
		` xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`+
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`+
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`...)
	for _, p := range [...]struct{ name, value string }{
		{"dc:title", info.Title}, {"dc:subject", info.Subject}, {"dc:creator", info.Author},
		{"cp:keywords", info.Keywords}, {"dc:language", info.Language},
	} {
		if p.value == "" {
			continue
		}
		e.buf = append(e.buf, '<')
		e.buf = append(e.buf, p.name...)
		e.buf = append(e.buf, '>')
		var err error
		if e.buf, err = appendText(e.buf, p.value); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		e.buf = append(e.buf, '<', '/')
		e.buf = append(e.buf, p.name...)
		e.buf = append(e.buf, '>')
	}
	if info.Created != "" {
		at, err := time.Parse(time.RFC3339, info.Created)
		if err != nil {
			return fmt.Errorf("creation date: %w", err)
		}
		at = at.UTC()
		for _, name := range [...]string{"created", "modified"} {
			e.buf = append(e.buf, `<dcterms:`...)
			e.buf = append(e.buf, name...)
			e.buf = append(e.buf, ` xsi:type="dcterms:W3CDTF">`...)
			e.buf = at.AppendFormat(e.buf, time.RFC3339)
			e.buf = append(e.buf, `</dcterms:`...)
			e.buf = append(e.buf, name...)
			e.buf = append(e.buf, '>')
		}
	}
	e.buf = append(e.buf, `</cp:coreProperties>`...)
	return nil
}
