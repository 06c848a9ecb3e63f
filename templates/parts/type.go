package parts

import (
	"fmt"
	"io/fs"

	"vanban/templates/contract"
)

// Need says how a type of document stands to one part of the contract.
type Need uint8

// The needs. Optional is the zero value, so that a definition names only what is special.
const (
	Optional Need = iota
	Required      // its absence is an error
	Unusual       // it is set, with a warning
	Refused       // its presence is an error: it would have no place on the page
)

// Needs is a type's stand on every part that types differ in.
type Needs struct {
	Notation, Place, Subject, Salutation, Authority, Bases, Body Need
	Signer, Recipients, Appendices, Enclosures                   Need
}

// Type defines one type of document: fixed wording and which parts it has. A folder below templates holds one value of it.
type Type struct {
	Kind
	// Form and Cite name the model in the law: "Mẫu 1.4", and where it stands.
	Form, Cite string
	// Numbering is the scheme of the body where the author gives none, the outermost level first.
	Numbering []string
	// Enacting is the line between the grounds and the body: "QUYẾT ĐỊNH:". Empty for most types.
	Enacting string
	// Untitled is a công văn (Mẫu 1.5): no tên loại, and trích yếu is "V/v …" under số, ký hiệu (ô 5b).
	Untitled bool
	Needs    Needs
	// Certificate is a giấy khen or bằng khen: a plate, whose parts are no document's else.
	Certificate bool
	// Build sets the document when its parts do not follow each other as in Mẫu 1.1–1.5; nil for those that do.
	Build func(*Builder)
	// Samples holds documents of this type as JSON files.
	Samples fs.FS

	scheme []format
}

// Compile checks a definition and prepares what every build needs of it.
func Compile(t Type) (*Type, error) {
	if t.Slug == "" || t.Name == "" {
		return nil, fmt.Errorf("parts: a type needs a slug and a name, got %q and %q", t.Slug, t.Name)
	}
	scheme, bad := parseScheme(t.Numbering)
	if bad >= 0 {
		return nil, fmt.Errorf("parts: type %s: unknown numbering %q", t.Slug, t.Numbering[bad])
	}
	t.scheme = scheme
	return &t, nil
}

// format is one level of a scheme, with what is asked of it at every node found out once.
type format struct {
	contract.Format
	unit   string // Phần, Chương, Mục, Tiểu mục, Điều or ""
	quoted bool   // a deeper level writes this one's number: "1.2."
}

// parseScheme reads a numbering scheme; bad is the index of the first format that is not one, or -1.
func parseScheme(list []string) (scheme []format, bad int) {
	if len(list) == 0 {
		return nil, -1
	}
	scheme = make([]format, len(list))
	for i, s := range list {
		f, ok := contract.ParseFormat(s)
		if !ok {
			return nil, i
		}
		scheme[i] = format{Format: f, unit: f.Unit()}
		for j := range min(i, i*f.Compound) {
			scheme[j].quoted = true
		}
	}
	return scheme, -1
}
