// Package catalog owns the list of document types and the way from JSON to a tree: decode, check, build. It knows no output
// format.
package catalog

import (
	"fmt"
	"slices"

	"vanban/document"
	"vanban/seal"
	"vanban/templates/congvan"
	"vanban/templates/contract"
	"vanban/templates/cotenloai"
	"vanban/templates/kehoach"
	"vanban/templates/khenthuong"
	"vanban/templates/nghiquyet"
	"vanban/templates/parts"
	"vanban/templates/quyetdinh"
	"vanban/templates/schema"
	"vanban/thethuc"
)

// definitions are the types that documents can be made of, in any order.
func definitions() []parts.Type {
	return append(append(cotenloai.Types(), khenthuong.Types()...),
		nghiquyet.Type(),
		quyetdinh.Type(),
		kehoach.Type(),
		congvan.Type(),
	)
}

// Catalog is the types of documents with what their builders need. It is read-only and safe for concurrent use.
type Catalog struct {
	limits contract.Limits
	env    parts.Env
	types  []*parts.Type
	glyphs *glyphs
}

// Options are what a Catalog takes besides law and fonts.
type Options struct {
	Limits contract.Limits // how much a document may ask for
	// Profiles finds the plate that an office keeps under a name, nil where it keeps none by that name, and an error where that cannot be
	// told now. A nil func keeps none.
	Profiles func(name string) (*parts.Profile, error)
	// Seal signs what a certificate says and returns the text of its QR code; nil where no key is configured.
	Seal func(seal.Claims) (string, error)
}

// New compiles the types. The pack is the law they are built under; fonts is what they are set in.
func New(pack *thethuc.Pack, fonts Fonts, o Options) (*Catalog, error) {
	c := &Catalog{glyphs: newGlyphs(fonts), limits: o.Limits}
	for _, def := range definitions() {
		t, err := parts.Compile(def)
		if err != nil {
			return nil, fmt.Errorf("catalog: %w", err)
		}
		if c.Get(t.Slug) != nil {
			return nil, fmt.Errorf("catalog: type %s is defined twice", t.Slug)
		}
		c.types = append(c.types, t)
	}
	kinds := append(parts.Kinds(), parts.AwardKinds()...)
	slices.SortFunc(c.types, func(a, b *parts.Type) int { return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind) })
	sheet, problems := pack.Sheet(thethuc.House{}, "")
	if sheet == nil {
		return nil, fmt.Errorf("catalog: the pack's own values are outside its ranges: %+v", problems)
	}
	c.env = parts.Env{Pack: pack, Measure: fonts, Default: sheet, Types: c.Get, Profiles: o.Profiles, Seal: o.Seal, Plates: new(parts.Plates)}
	return c, nil
}

// Types returns the types in the order of the law, certificates last.
func (c *Catalog) Types() []*parts.Type { return append([]*parts.Type(nil), c.types...) }

// Get returns the type with a slug, nil where there is none.
func (c *Catalog) Get(slug string) *parts.Type {
	for _, t := range c.types {
		if t.Slug == slug {
			return t
		}
	}
	return nil
}

// CheckPlate reports what is wrong with a plate that an office wants to keep; pointers are into its JSON.
func (c *Catalog) CheckPlate(p *contract.Plate) document.Problems {
	return parts.CheckPlate(c.Get(parts.AwardKinds()[0].Slug), p, c.env)
}

// CheckProfile reports what is wrong with a profile, its pictures included; pointers are into its JSON.
func (c *Catalog) CheckProfile(p *parts.Profile) document.Problems {
	return parts.CheckProfile(c.Get(parts.AwardKinds()[0].Slug), p, c.env)
}

// CertificateLines returns what stands in each field of a certificate, before it is broken to fit; none where it is not printed. It is
// not sure where nobody knows the profile that the document names.
func (c *Catalog) CertificateLines(doc *contract.Document) (lines [thethuc.PlateKeys][]string, sure bool) {
	return parts.CertificateLines(c.Get(doc.Type), doc, c.env)
}

// Schema returns the JSON Schema of the documents of a type.
func (c *Catalog) Schema(t *parts.Type) schema.Object { return schema.ForType(c.env.Pack, t) }

// Schemas returns the schemas of the whole contract, for the components of an OpenAPI document; prefix begins references.
func (c *Catalog) Schemas(prefix string) schema.Object {
	return schema.Components(c.env.Pack, c.types, prefix)
}

// Built is what becomes of a document's JSON. Doc and Sheet are nil when Problems is fatal.
type Built struct {
	Type     string // slug of its type; empty where the catalog has no such type
	Doc      *document.Document
	Sheet    *thethuc.Sheet
	Contract *contract.Document // what Doc was built from, for files that carry it; nil where Doc is
	Problems document.Problems
}

// Away reports whether a plate that the document names cannot be read now: a fault of ours, which passes.
func (b *Built) Away() bool { return b.Problems.Has("profile_unavailable") }

// Build decodes the JSON of a document, checks and builds it. All faults of one input come together.
func (c *Catalog) Build(data []byte) *Built {
	doc, problems := contract.Decode(data, c.limits)
	if doc == nil {
		return &Built{Problems: problems}
	}
	b := c.build(doc, problems)
	if b.Problems.Fatal() {
		b.Problems = contract.InInputOrder(data, b.Problems)
	}
	b.Problems = contract.Bounded(b.Problems)
	return b
}

// BuildDocument builds a document that is decoded already.
func (c *Catalog) BuildDocument(doc *contract.Document) *Built { return c.build(doc, nil) }

func (c *Catalog) build(doc *contract.Document, problems document.Problems) *Built {
	t := c.Get(doc.Type)
	if t == nil {
		if doc.Type != "" || !problems.Fatal() { // else the decoder has said so
			problems = append(problems, c.unknownType(doc))
		}
		return &Built{Problems: problems}
	}
	problems = append(problems, c.glyphs.check(doc)...)
	if problems.Fatal() {
		return &Built{Type: t.Slug, Problems: append(problems, parts.Check(t, doc, c.env)...)}
	}
	tree, sheet, more := parts.Build(t, doc, c.env)
	b := &Built{Type: t.Slug, Doc: tree, Sheet: sheet, Problems: append(problems, more...)}
	if tree != nil {
		b.Contract = doc
	}
	return b
}

func (c *Catalog) unknownType(doc *contract.Document) document.Problem {
	hint := "Các loại có sẵn:"
	for i, t := range c.types {
		if i > 0 {
			hint += ","
		}
		hint += " " + t.Slug
	}
	p := document.Problem{
		Severity: document.Error, Pointer: doc.At + "/type", Code: "unknown_type", Hint: hint + ".",
		Cite: "Điều 7, Nghị định 30/2020/NĐ-CP",
	}
	switch k, known := parts.KindOf(doc.Type); {
	case doc.Type == "":
		p.Code, p.Message = "required", "Văn bản phải có tên loại."
	case known:
		p.Message = k.Title + " chưa có mẫu trong danh mục."
	default:
		p.Message = "Không có loại văn bản " + contract.Quote(doc.Type) + "."
	}
	return p
}
