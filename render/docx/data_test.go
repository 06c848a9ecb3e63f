package docx_test

import (
	"encoding/xml"
	"strings"
	"testing"

	d "vanban/document"
	"vanban/render/docx"
)

// TestData reads the JSON back from a small file, and from one with headers of its own.
func TestData(t *testing.T) {
	const data = `{"type":"ke-hoach","body":["a <b> & c\n“d”"]}`
	for name, doc := range map[string]*d.Document{"plain": section(para(d.LoiVan, "Một.")), "furniture": sectionsTree()} {
		t.Run(name, func(t *testing.T) {
			file, err := docx.New().WriteWith(doc, sheet(t), []byte(data))
			if err != nil {
				t.Fatal(err)
			}
			parts := unzip(t, file)
			var root struct {
				XMLName xml.Name
				JSON    string `xml:",chardata"`
			}
			if err := xml.Unmarshal(parts["customXml/item1.xml"], &root); err != nil {
				t.Fatal(err)
			}
			if root.JSON != data || root.XMLName != (xml.Name{Space: docx.DataNamespace, Local: "document"}) {
				t.Errorf("%s %q", root.XMLName, root.JSON)
			}
			for part, want := range map[string]string{
				"[Content_Types].xml":            `PartName="/customXml/itemProps1.xml"`,
				"word/_rels/document.xml.rels":   `Target="../customXml/item1.xml"`,
				"customXml/_rels/item1.xml.rels": `Target="itemProps1.xml"`,
				"customXml/itemProps1.xml":       `ds:uri="` + docx.DataNamespace + `"`,
				"word/document.xml":              `<w:document`,
				"docProps/core.xml":              `coreProperties`,
			} {
				if !strings.Contains(string(parts[part]), want) {
					t.Errorf("%s lacks %s", part, want)
				}
			}
		})
	}
}

// TestNoData asks that a file without JSON has no part for it.
func TestNoData(t *testing.T) {
	for name, content := range unzip(t, write(t, letterheadTree())) {
		if strings.HasPrefix(name, "customXml/") || strings.Contains(string(content), "customXml") {
			t.Errorf("%s", name)
		}
	}
}
