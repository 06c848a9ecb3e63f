package docx

// spaces maps namespace names to the prefixes that this package knows them by. Strict documents (ISO/IEC 29500-1) have names of
// their own for what is otherwise the same.
var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":           "rel",
	"http://schemas.openxmlformats.org/package/2006/content-types":           "ct",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                  "a",
	"http://purl.oclc.org/ooxml/drawingml/main":                              "a",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":               "pic",
	"http://purl.oclc.org/ooxml/drawingml/picture":                           "pic",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                 "c",
	"http://purl.oclc.org/ooxml/drawingml/chart":                             "c",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":               "dgm",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                           "dgm",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                         "m",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      "wps",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":      "wpg",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":     "wpc",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing":    "wp14",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"urn:schemas-microsoft-com:office:office":                                "o",
	"http://www.w3.org/XML/1998/namespace":                                   "xml",
	"urn:vanban:contract:v1":                                                 "vanban",
}

// binding is one namespace declaration, in force from the element at depth on.
type binding struct {
	prefix string
	space  string // this package's prefix, "?" for a namespace that it does not know
	depth  int
}

// bind takes a declaration xmlns:prefix="uri".
func (x *xmlReader) bind(prefix, uri []byte) {
	space, ok := spaces[string(uri)]
	if !ok {
		space = "?"
		if len(uri) == 0 {
			space = ""
		}
	}
	for i := len(x.bindings) - 1; i >= 0; i-- {
		if b := &x.bindings[i]; b.prefix == string(prefix) {
			if b.space == space {
				return // said again, as Word does on every drawing
			}
			break
		}
	}
	x.bindings = append(x.bindings, binding{string(prefix), space, x.depth})
	x.forget()
}

// unbind drops the declarations of an element that ends.
func (x *xmlReader) unbind() {
	n := len(x.bindings)
	for n > 0 && x.bindings[n-1].depth > x.depth {
		n--
	}
	if n < len(x.bindings) {
		x.bindings = x.bindings[:n]
		x.forget()
	}
}

func (x *xmlReader) forget() {
	clear(x.elements)
	clear(x.attributes)
}

// maxNames bounds the memory for names: a file of nothing but new ones is read without it.
const maxNames = 4096

// element returns the name of an element, such as "w:p" whatever the file's own prefix is; "?:p" in an unknown namespace.
func (x *xmlReader) element(raw []byte) string {
	if s, ok := x.elements[string(raw)]; ok {
		return s
	}
	s := x.resolve(raw, true)
	if len(x.elements) < maxNames {
		x.elements[string(raw)] = s
	}
	return s
}

// attribute returns the name of an attribute; one without a prefix is in no namespace.
func (x *xmlReader) attribute(raw []byte) string {
	if s, ok := x.attributes[string(raw)]; ok {
		return s
	}
	s := x.resolve(raw, false)
	if len(x.attributes) < maxNames {
		x.attributes[string(raw)] = s
	}
	return s
}

func (x *xmlReader) resolve(raw []byte, element bool) string {
	prefix, local := "", string(raw)
	for i, c := range raw {
		if c == ':' {
			prefix, local = string(raw[:i]), string(raw[i+1:])
			break
		}
	}
	if prefix == "xml" {
		return "xml:" + local
	}
	if prefix == "" && !element {
		return local
	}
	for i := len(x.bindings) - 1; i >= 0; i-- {
		if x.bindings[i].prefix == prefix {
			if x.bindings[i].space == "" {
				return local
			}
			return x.bindings[i].space + ":" + local
		}
	}
	if prefix == "" {
		return local
	}
	x.Fail(refuseDamaged("phần " + x.part + " dùng tiền tố chưa khai báo"))
	return "?:" + local
}
