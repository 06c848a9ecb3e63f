package docx

import (
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"vanban/read"
	"vanban/read/opc"
)

// wordPackage is the parts of a file, found by their relationships (ECMA-376 Part 2, 6.5).
type wordPackage struct {
	archive *opc.Archive
	budget  *budget
	ctx     context.Context
	xml     *xmlReader
	seen    map[string]bool // XML parts that were read, by name in lower case
}

// relation is a relationship, its type without the namespace; the strict ones end alike.
type relation struct {
	id, kind, target string // target is the name of a part, or an address when external
	external         bool
}

func newPackage(ctx context.Context, a *opc.Archive, b *budget) *wordPackage {
	return &wordPackage{archive: a, budget: b, ctx: ctx, xml: newXMLReader(ctx, b), seen: map[string]bool{}}
}

func (p *wordPackage) has(name string) bool { return p.archive.Has(name) }

// open returns the bytes of a part; reading them counts against the limits.
func (p *wordPackage) open(name string) (io.ReadCloser, error) {
	src, err := p.archive.Open(name)
	if err != nil {
		return nil, err
	}
	return &partReader{ReadCloser: src, ctx: p.ctx, budget: p.budget}, nil
}

// parse opens an XML part and hands its root element to f, which need not read on to its end.
func (p *wordPackage) parse(name string, f func(x *xmlReader)) error {
	return p.parseWith(p.xml, name, f)
}

// parseWith is parse with a reader of its own, for a part that is read in the middle of another.
func (p *wordPackage) parseWith(x *xmlReader, name string, f func(x *xmlReader)) error {
	src, err := p.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }() // a part that is cut short says so while it is read
	p.seen[strings.ToLower(name)] = true
	x.reset(name, src)
	if x.next() == startTag {
		f(x)
	}
	return x.finish()
}

// checkProlog refuses a DTD in the XML parts that nobody reads. One can only stand before the root element.
func (p *wordPackage) checkProlog() error {
	for _, name := range p.archive.Names() {
		if ext := path.Ext(name); ext != ".xml" && ext != ".rels" && ext != ".vml" || p.seen[name] {
			continue
		}
		src, err := p.open(name)
		if err != nil {
			return err
		}
		p.xml.reset(name, src)
		p.xml.next()
		_ = src.Close()
		// What else is wrong with it does not matter: nobody reads it.
		var refusal *read.Refusal
		if err := p.xml.Err(); err != nil && (!errors.As(err, &refusal) || refusal.Code != "file_truncated") {
			return err
		}
	}
	return nil
}

// relations are the relationships of a part.
type relations struct {
	list []relation
	byID map[string]relation
}

// relations returns the relationships of a part, "" for those of the package.
func (p *wordPackage) relations(part string) (relations, error) {
	all := relations{byID: map[string]relation{}}
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !p.has(name) {
		return all, nil
	}
	err := p.parse(name, func(x *xmlReader) {
		for d := x.depth; x.child(d); {
			if x.name != "rel:Relationship" {
				continue
			}
			kind := string(x.attr("Type"))
			r := relation{id: string(x.attr("Id")), kind: kind[strings.LastIndexByte(kind, '/')+1:], target: string(x.attr("Target"))}
			if r.external = string(x.attr("TargetMode")) == "External"; !r.external {
				r.target = opc.Target(dir, r.target)
			}
			// Word runs a project that a relationship alone tells of, whatever the part is called and typed.
			if r.kind == "vbaProject" || r.kind == "wordVbaData" {
				x.Fail(refuseMacros())
				return
			}
			if err := p.budget.style(); err != nil {
				x.Fail(err)
				return
			}
			all.list, all.byID[r.id] = append(all.list, r), r
		}
	})
	return all, err
}

// related returns the first part of a kind that is there.
func (p *wordPackage) related(all relations, kind string) string {
	for _, r := range all.list {
		if r.kind == kind && !r.external && p.has(r.target) {
			return r.target
		}
	}
	return ""
}

// checkTypes refuses what the content types call a file with macros.
func (p *wordPackage) checkTypes() error {
	if !p.has("[Content_Types].xml") {
		return refuseUnknown("Tệp nén này không phải là tệp Word (.docx).")
	}
	macros := false
	err := p.parse("[Content_Types].xml", func(x *xmlReader) {
		for d := x.depth; x.child(d); {
			kind := strings.ToLower(string(x.attr("ContentType")))
			macros = macros || strings.Contains(kind, "macroenabled") || strings.Contains(kind, "vbaproject")
		}
	})
	if err == nil && macros {
		err = refuseMacros()
	}
	return err
}
