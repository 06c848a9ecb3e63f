package docx

import "slices"

// maxEmbedded is how long the JSON may be that a file carries.
const maxEmbedded = 4 << 20

// readEmbedded looks for the JSON that this program put into the file. What is wrong with parts of others does not matter.
func (b *builder) readEmbedded(top relations) {
	for _, r := range slices.Concat(b.relations.list, top.list) {
		if r.kind != "customXml" || r.external || !b.pkg.has(r.target) {
			continue
		}
		var data []byte
		err := b.pkg.parse(r.target, func(x *xmlReader) {
			if x.name == "vanban:document" {
				data = x.content(nil)
			}
		})
		if err == nil && len(data) > 0 && len(data) <= maxEmbedded {
			b.m.Embedded = data
			return
		}
	}
}
